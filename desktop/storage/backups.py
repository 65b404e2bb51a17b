"""The folder of backups: whole copies of the diary, each read again before it counts as one."""

import json
import os
import re
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop.domain.backups import Backup, Reason, kept
from desktop.errors import DiaryDamaged, StorageFailure
from desktop.storage.checks import check, rows_of
from desktop.storage.database import Database, open_unchanged
from desktop.storage.safe_files import (
    checksums,
    failure_of,
    log_files,
    reporting,
    sync_folder,
    write_synced,
)

_NAME = re.compile(r"diary-(\d{8}T\d{6}Z)-([a-z]+)(?:-(\d+))?\.sqlite3")
_STAMP = "%Y%m%dT%H%M%SZ"
_ATTEMPTS = 5
_CHECKED = "last-check.txt"


class BackupFolder:
    """Backups of one diary. Every method may raise StorageFailure or one of its kinds.

    Beside each backup lies a small JSON file with its checksum and what it holds; it is written
    before the backup gets its name, so a name means: verified.
    """

    def __init__(self, folder: Path, key: bytes | None = None) -> None:
        self._folder, self._key = folder, key

    @property
    def folder(self) -> Path:
        return self._folder

    def path(self, name: str) -> Path:
        """Raises KeyError for what is no name of a backup here."""
        path = self._folder / name
        if _NAME.fullmatch(name) is None or not path.is_file():
            raise KeyError(name)
        return path

    def backups(self) -> list[Backup]:
        """All of them and what was put aside, newest first."""
        with reporting():
            names = [p.name for p in self._folder.iterdir()] if self._folder.is_dir() else []
        matches = [match for name in names if (match := _NAME.fullmatch(name))]
        matches.sort(key=lambda match: (match[1], int(match[3] or 1)), reverse=True)
        return [self._backup(match[0], match) for match in matches]

    def _backup(self, name: str, match: re.Match[str]) -> Backup:
        made = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
        reason = Reason(match[2]) if match[2] in set(Reason) else Reason.MANUAL
        size = (self._folder / name).stat().st_size
        return Backup(name, made, reason, size, self._told_of(name).get("rows", {}).get("entries"))

    def _told_of(self, name: str) -> dict[str, Any]:
        """What was written down when the backup was made; empty for a file put here by hand."""
        try:
            told = json.loads(_beside(self._folder / name).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return told if isinstance(told, dict) else {}

    def make(self, database: Database, reason: Reason, at: datetime) -> Backup:
        """A new backup of an open diary; older ones that are not kept any more go.

        The diary is checked first: a damaged one makes no backup and takes none away
        (DiaryDamaged). A daily one that is the same as the newest is not made twice.
        """
        self._create()
        if problems := check(database).problems:
            raise DiaryDamaged(problems[0])
        path = self.free_path(reason, at)
        part = path.with_suffix(".part")
        try:
            told = self._copy(database, part)
            if reason is Reason.DAILY and (same := self._same_as_newest(told)) is not None:
                return same
            write_synced(_beside(path), json.dumps(told).encode())
            part.replace(path)
            sync_folder(self._folder)
        except OSError as error:
            raise failure_of(error) from error
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        self._drop_old()
        return next(backup for backup in self.backups() if backup.name == path.name)

    def _create(self) -> None:
        with reporting():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for part in self._folder.glob("*.part"):  # of a process that was killed
                part.unlink()

    def free_path(self, reason: Reason, at: datetime) -> Path:
        """Where the next copy for this reason goes; two of one second get a number."""
        base = f"diary-{at.astimezone(UTC).strftime(_STAMP)}-{reason}"
        names = [f"{base}.sqlite3", *(f"{base}-{n}.sqlite3" for n in range(2, 1000))]
        return next(p for name in names if not (p := self._folder / name).exists())

    def _copy(self, database: Database, part: Path) -> dict[str, Any]:
        """The copy, on the disk and read again; returns what is written down about it."""
        for _ in range(_ATTEMPTS):
            part.unlink(missing_ok=True)
            before = rows_of(database)
            database.copy_to(part)
            if before == rows_of(database):  # nobody wrote meanwhile
                break
        part.chmod(0o600)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        copied = self._verified(part)
        if copied != before:
            raise StorageFailure("the copy doesn't hold what the diary holds")
        return {"rows": copied, **checksums(part)}

    def _verified(self, path: Path) -> dict[str, int]:
        """Rows of a copy that is sound. Raises DiaryDamaged."""
        database = open_unchanged(path, self._key)
        try:
            health = check(database)
            if not health.sound:
                raise DiaryDamaged((*health.problems, "search index")[0])
            return rows_of(database)
        finally:
            database.close()

    def _same_as_newest(self, told: dict[str, Any]) -> Backup | None:
        newest = next((b for b in self.backups() if b.reason.is_backup), None)
        if newest is None or self._told_of(newest.name).get("content") != told["content"]:
            return None
        return newest

    def adopt(self, path: Path, at: datetime) -> Backup:
        """Take in a copy from elsewhere, if it is a sound diary. Raises what `verify` raises."""
        self._create()
        own = self.free_path(Reason.MANUAL, at)
        part = own.with_suffix(".part")
        try:
            shutil.copyfile(path, part)
            part.chmod(0o600)
            told = {"rows": self._verified(part), **checksums(part)}
            write_synced(_beside(own), json.dumps(told).encode())
            part.replace(own)
            sync_folder(self._folder)
        except OSError as error:
            raise failure_of(error) from error
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        return next(backup for backup in self.backups() if backup.name == own.name)

    def verify(self, name: str) -> None:
        """Read a backup again. Raises DiaryDamaged, DiaryTooNew, KeyError."""
        path = self.path(name)
        told = self._told_of(name)
        if told and checksums(path)["sha256"] != told.get("sha256"):
            raise DiaryDamaged(f"{name} is not what it was when it was made")
        self._verified(path)

    def newest_sound(self) -> Backup | None:
        """The newest backup that can still be read, for a diary that can't."""
        for backup in self.backups():
            if backup.reason.is_backup:
                with suppress(StorageFailure):
                    self.verify(backup.name)
                    return backup
        return None

    def purge(self, keep_newest: bool = True) -> int:
        """Delete old backups and what was put aside; returns how many files of the diary.

        For texts that were deleted for good and stand in them still. keep_newest: the newest
        backup stays; make one after deleting, or it holds the text too.
        """
        backups = self.backups()
        newest = next((b.name for b in backups if b.reason.is_backup), None)
        gone = [b.name for b in backups if not (keep_newest and b.name == newest)]
        for name in gone:
            self._delete(name)
        return len(gone)

    def checked_at(self) -> datetime | None:
        """When the diary was last looked through as a whole and found to be sound."""
        try:
            return datetime.fromisoformat((self._folder / _CHECKED).read_text("ascii"))
        except (OSError, ValueError):
            return None

    def note_check(self, at: datetime) -> None:
        self._create()
        with reporting():
            write_synced(self._folder / _CHECKED, at.isoformat().encode())

    def _drop_old(self) -> None:
        backups = self.backups()
        keep = kept(backups)
        for backup in backups:
            if backup.name not in keep:
                self._delete(backup.name)

    def _delete(self, name: str) -> None:
        path = self._folder / name
        with reporting():
            for file in (path, _beside(path), *log_files(path)):
                file.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")
