"""A diary that can't be read at a start: put aside, a backup offered, nothing deleted."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from qasync import QEventLoop

from desktop import start
from desktop.domain.backups import Reason
from desktop.errors import DiaryDamaged, DiaryInUse, DiskFull
from desktop.opening import open_repaired
from desktop.paths import DataPaths
from desktop.services import data_words
from desktop.storage.backups import BackupFolder
from desktop.storage.database import Database
from desktop.storage.diary_store import DiaryStore
from tests.storage.samples import DAY, add

RUST = b"not a database " * 999


@pytest.fixture
def paths(tmp_path: Path) -> DataPaths:
    """A diary with one entry and a backup of it, damaged since."""
    paths = DataPaths(tmp_path / "diary")
    database = open_repaired(paths)
    add(DiaryStore(database), "写过的")
    BackupFolder(paths.backups).make(database, Reason.DAILY, datetime(2026, 3, 1, tzinfo=UTC))
    database.close()
    paths.diary.write_bytes(RUST)
    return paths


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[QEventLoop]:
    loop = QEventLoop(qapp)
    with loop:
        yield loop
    asyncio.set_event_loop(None)


def answer(*, restore: bool) -> QTimer:
    """Presses a button in the next box that is shown."""
    timer = QTimer()

    def press() -> None:
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QMessageBox) and box.isVisible():
                timer.stop()
                close = box.button(QMessageBox.StandardButton.Close)
                next(b for b in box.buttons() if (b is not close) is restore).click()

    timer.timeout.connect(press)
    timer.start(5)
    return timer


def aside(paths: DataPaths) -> list[bytes]:
    return [p.read_bytes() for p in paths.backups.glob("*-damaged*.sqlite3")]


def test_the_backup_is_taken(paths: DataPaths, loop: QEventLoop) -> None:
    timer = answer(restore=True)
    database: Database = loop.run_until_complete(start._open(paths))
    assert [turn.entry.text for turn in DiaryStore(database).turns_on(DAY)] == ["写过的"]
    database.close()
    assert aside(paths) == [RUST] and not timer.isActive()


def test_the_backup_is_not_taken(paths: DataPaths, loop: QEventLoop) -> None:
    for _ in range(2):  # however often one starts, one copy is enough
        timer = answer(restore=False)
        with pytest.raises(DiaryDamaged):
            loop.run_until_complete(start._open(paths))
    assert paths.diary.read_bytes() == RUST and aside(paths) == [RUST]
    assert not timer.isActive()


def test_without_a_sound_backup(paths: DataPaths, loop: QEventLoop) -> None:
    for backup in paths.backups.glob("*.sqlite3"):
        backup.write_bytes(b"rust")
    with pytest.raises(DiaryDamaged):
        loop.run_until_complete(start._open(paths))
    assert paths.diary.read_bytes() == RUST and aside(paths) == [RUST]


def test_the_sentence_says_that_nothing_is_lost() -> None:
    text = data_words.start_trouble(DiaryDamaged("not a database"), "/home/diary.sqlite3")
    assert "原样留着" in text and "/home/diary.sqlite3" in text
    assert "腾出" in data_words.start_trouble(DiskFull("backups"), "/home/diary.sqlite3")
    in_use = data_words.start_trouble(DiaryInUse("diary"), "/home/diary.sqlite3")
    assert "另一个程序" in in_use
