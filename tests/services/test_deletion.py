"""Real deletion beside the window: told when it is done, whole although the window closes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.errors import DiskFull
from desktop.services import deletion as module
from tests.ui.chat_fakes import TODAY
from tests.ui.diary_bench import Diary, moment


@pytest.fixture
def diary(qapp: QApplication, tmp_path: Path) -> Iterator[Diary]:
    made = Diary(tmp_path / "diary.sqlite3", [moment(TODAY, 20)])
    yield made
    made.close()


def test_it_is_told_once_it_is_gone(qtbot: QtBot, diary: Diary) -> None:
    entry = diary.write("鱻鱻鱻")
    diary.service.trash([entry.id])
    told: list[object] = []
    diary.service.entries_removed.connect(told.append)
    with qtbot.waitSignal(diary.deletion.deleted) as deleted:
        diary.deletion.delete([entry.id])
    assert told == [(entry.id,)] and deleted.args == [1]
    assert diary.service.trashed() == [] and "鱻".encode() not in diary.path.read_bytes()
    with qtbot.assertNotEmitted(diary.service.changed):
        diary.service.look()


def test_a_window_that_closes_waits_for_it(diary: Diary) -> None:
    entry = diary.write("一")
    diary.service.trash([entry.id])
    diary.deletion.delete([entry.id])
    diary.deletion.close()
    assert diary.service.trashed() == []


def test_what_can_t_be_deleted_stays(
    qtbot: QtBot, diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = diary.write("一")
    diary.service.trash([entry.id])

    def full(_path: Path) -> None:
        raise DiskFull("full")

    monkeypatch.setattr(module, "open_database", full)
    with qtbot.waitSignal(diary.deletion.failed):
        diary.deletion.delete([entry.id])
    assert [kept.id for kept in diary.service.trashed()] == [entry.id]
