"""One window a diary, and a second start that raises the first."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.errors import DiaryInUse, StorageFailure
from desktop.services.instance import SingleInstance


def test_the_second_raises_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    lock = tmp_path / "diary.lock"
    first, second = SingleInstance(lock), SingleInstance(lock)
    assert first.acquire()
    first.listen()
    assert not second.acquire()
    with qtbot.waitSignal(first.raise_requested, timeout=5000):
        second.raise_other()
    first.release()
    assert second.acquire()
    second.release()


def test_another_folder_is_another_diary(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path / "a.lock"), SingleInstance(tmp_path / "b.lock")
    assert first.acquire() and second.acquire()
    first.release()
    second.release()


def test_a_holder_that_does_not_answer_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    lock = tmp_path / "diary.lock"
    silent, second = SingleInstance(lock), SingleInstance(lock)
    assert silent.acquire()
    with pytest.raises(DiaryInUse):
        second.raise_other()
    silent.release()


def test_no_folder_to_lock(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(StorageFailure):
        SingleInstance(tmp_path / "none" / "diary.lock").acquire()
