"""The diary's file: opened, made, repaired, put aside where it is damaged."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from desktop.domain.backups import Backup, Reason
from desktop.errors import DiaryMissing, DiaryMoved
from desktop.paths import DataPaths
from desktop.services.clock import now
from desktop.services.instance import SingleInstance
from desktop.storage.backups import BackupFolder
from desktop.storage.database import Database, open_database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.restoring import put_aside, restore


def open_diary(paths: DataPaths) -> Database:
    """The diary's file, made if need be. Raises the storage's failures."""
    paths.create()
    with suppress(OSError):  # whatever is wrong, opening it says so better
        # For this person's eyes only, also in a folder that others can look into. An empty file
        # is a new diary; SQLite gives its log the same rights.
        paths.diary.touch(mode=0o600, exist_ok=True)
    before = _file_at(paths.diary)
    database = open_database(paths.diary, before_migration=_keep_as_it_is(paths))
    if _file_at(paths.diary) != before:  # it was moved away while we waited for it
        database.close()
        raise DiaryMoved(str(paths.diary))
    return database


def open_to_read(paths: DataPaths) -> Database:
    """The diary that is there, for what only reads: where there is none, none is begun.

    Raises DiaryMissing, and the storage's failures.
    """
    with suppress(OSError):  # whatever is wrong, opening it says so better
        if not paths.diary.exists():
            raise DiaryMissing(str(paths.diary))
    return open_diary(paths)


def _file_at(path: Path) -> tuple[int, int] | None:
    """Which file has that name just now."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def open_repaired(paths: DataPaths) -> Database:
    """The same for whoever is alone with it: what a crash left pending is interrupted."""
    database = open_diary(paths)
    try:
        DiaryStore(database).repair_interrupted()
    except BaseException:
        database.close()
        raise
    return database


def _keep_as_it_is(paths: DataPaths) -> Callable[[Database], None]:
    """A backup before every migration."""

    def back_up(database: Database) -> None:
        BackupFolder(paths.backups).make(database, Reason.MIGRATION, now().utc)

    return back_up


class Damaged:
    """A diary that can't be opened, and what can be done about it."""

    def __init__(self, paths: DataPaths) -> None:
        self._diary, self._folder = paths.diary, BackupFolder(paths.backups)

    def newest_backup(self) -> Backup | None:
        """Puts a copy of the file and its log aside first. Raises StorageFailure."""
        put_aside(self._diary, self._folder, now().utc)
        return self._folder.newest_sound()

    def restore(self, backup: Backup) -> None:
        """Raises StorageFailure; then the file lies there as before."""
        restore(self._diary, self._folder, backup.name, now().utc)


def repair_if_alone(paths: DataPaths, database: Database) -> None:
    """Turn what a crash left pending into interrupted, unless a window is at work on it."""
    instance = SingleInstance(paths.lock)
    if instance.acquire():
        DiaryStore(database).repair_interrupted()
        instance.release()
