"""Diaries of a few words and their backups."""

from datetime import UTC, datetime
from pathlib import Path

from desktop.domain.backups import Backup, Reason
from desktop.storage.backups import BackupFolder
from desktop.storage.checks import check
from desktop.storage.database import open_database
from desktop.storage.diary_store import DiaryStore

from .samples import DAY, add

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def written(path: Path, *texts: str) -> None:
    database = open_database(path)
    for text in texts:
        add(DiaryStore(database), text)
    database.close()


def texts(path: Path) -> list[str]:
    database = open_database(path)
    found = [turn.entry.text for turn in DiaryStore(database).turns_on(DAY)]
    assert check(database, whole=True).sound
    database.close()
    return found


def backed_up(
    path: Path, folder: BackupFolder, reason: Reason = Reason.MANUAL, at: datetime = AT
) -> Backup:
    database = open_database(path)
    try:
        return folder.make(database, reason, at)
    finally:
        database.close()
