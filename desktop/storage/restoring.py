"""Putting a backup in the diary's place, so that a kill at any moment leaves one of the two whole.

The diary's file is never absent: its successor lies complete beside it before it takes its name,
and what it replaces has a second name in the folder of backups before that. As long as both names
are the same file, the second one ends in `.aside` and is no backup; see `settle`.
"""

import filecmp
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from desktop.domain.backups import Backup, Reason
from desktop.errors import DiaryDamaged, DiaryInUse, StorageFailure
from desktop.storage.backups import BackupFolder
from desktop.storage.database import open_database, open_unchanged
from desktop.storage.safe_files import failure_of, log_files, reporting, sync_folder

_ASIDE = ".aside"


def restore(diary: Path, folder: BackupFolder, name: str, at: datetime) -> None:
    """Put the copy *name* in the diary's place; that is kept aside as a REPLACED one.

    Nobody may have the diary open. Raises KeyError, DiaryDamaged (of the copy), DiaryInUse,
    DiskFull or StorageFailure; the diary is then as it was.
    """
    settle(diary, folder)
    prepare(diary, folder, name)
    exchange(diary, folder, at)


def prepare(diary: Path, folder: BackupFolder, name: str) -> None:
    """The longer part, while others may use the diary: read the copy *name* through, lay it
    beside the diary and make it ready to be opened. Then `exchange`, or `forget`. Raises as
    `restore`."""
    for _ in _preparing(diary, folder, name):
        pass


def exchange(diary: Path, folder: BackupFolder, at: datetime) -> None:
    """Let what was prepared take the diary's place, in a time that doesn't grow with the diary.

    Raises as `restore`; it is forgotten then.
    """
    try:
        for _ in _exchanging(diary, folder, at):
            pass
    except StorageFailure:
        forget(diary)
        settle(diary, folder)
        raise


def forget(diary: Path) -> None:
    """Take away what was prepared and did not come to its place."""
    with reporting():
        for file in (_successor(diary), *log_files(_successor(diary))):
            file.unlink(missing_ok=True)


def settle(diary: Path, folder: BackupFolder) -> None:
    """End what a killed restore began: what it replaced is a backup, what it didn't is none."""
    with reporting():
        for aside in folder.folder.glob(f"*{_ASIDE}"):
            if diary.exists() and aside.samefile(diary):
                aside.unlink()
            else:
                aside.replace(aside.with_suffix(""))
                sync_folder(folder.folder)


def restoring(diary: Path, folder: BackupFolder, name: str, at: datetime) -> Iterator[str]:
    """The same step by step; yields what was just done. Broken off anywhere, nothing is lost."""
    yield from _preparing(diary, folder, name)
    yield from _exchanging(diary, folder, at)


def _preparing(diary: Path, folder: BackupFolder, name: str) -> Iterator[str]:
    folder.verify(name)
    yield "verified"
    forget(diary)  # a log of another one would be taken for its own
    with reporting():
        _copy(folder.path(name), _successor(diary))
    yield "copied"
    open_database(_successor(diary)).close()
    yield "brought up to date"
    with suppress(StorageFailure):  # then the exchange will see what is wrong with it
        _fold_ahead(diary)
    yield "folded ahead"


def _fold_ahead(diary: Path) -> None:
    if diary.exists():
        database = open_unchanged(diary)
        try:
            database.fold_ahead()
        finally:
            database.close()


def _exchanging(diary: Path, folder: BackupFolder, at: datetime) -> Iterator[str]:
    try:
        fold(diary)
        yield "folded"
        yield from _second_name(diary, folder.free_path(Reason.REPLACED, at))
        for rest in log_files(diary):  # it belongs to the old file: beside the new it would be read
            rest.unlink(missing_ok=True)
        yield "log removed"
        _successor(diary).replace(diary)
        sync_folder(diary.parent)
        yield "replaced"
    except OSError as error:
        raise failure_of(error) from error
    with suppress(StorageFailure):  # it has a name, and gets the other one at the next start
        settle(diary, folder)
    yield "settled"


def _second_name(diary: Path, copy: Path) -> Iterator[str]:
    """Keep what is replaced; a copy only of what has a log, or where a file has but one name."""
    if diary.exists() and not log_files(diary)[0].exists():
        copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(OSError):
            os.link(diary, copy.with_name(f"{copy.name}{_ASIDE}"))
            sync_folder(copy.parent)
            yield "kept by a second name"
            return
    yield from _aside(diary, copy)


def put_aside(diary: Path, folder: BackupFolder, at: datetime) -> Path:
    """Copy a damaged diary with its log into the folder of backups, before anything is tried.

    Not twice if it lies there already as it is.
    """
    for backup in folder.backups():
        there = folder.path(backup.name)
        if backup.reason is Reason.DAMAGED and filecmp.cmp(there, diary, shallow=False):
            return there
    copy = folder.free_path(Reason.DAMAGED, at)
    try:
        copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for _ in _aside(diary, copy):
            pass
    except OSError as error:
        raise failure_of(error) from error
    return copy


def undo(diary: Path, folder: BackupFolder, at: datetime) -> Backup:
    """Bring back what the last restore replaced; that restore's result is kept aside in turn.

    Raises KeyError if there is nothing to bring back, and what `restore` raises.
    """
    settle(diary, folder)
    replaced = last_replaced(folder)
    restore(diary, folder, replaced.name, at)
    return replaced


def last_replaced(folder: BackupFolder) -> Backup:
    """What the last restore replaced. Raises KeyError if there is nothing."""
    found = next((b for b in folder.backups() if b.reason is Reason.REPLACED), None)
    if found is None:
        raise KeyError("nothing was replaced")
    return found


def fold(diary: Path) -> None:
    """Fold the log into the file, if that is sound. Raises DiaryInUse if others have it open."""
    if not diary.exists():
        return
    try:
        database = open_unchanged(diary)
    except DiaryInUse:
        raise
    except StorageFailure:
        return  # damaged, or of a later version: kept aside with its log, as it lies there
    try:
        database.fold_log()
    except DiaryDamaged:
        return
    finally:
        database.close()
    # The last one to close a sound diary takes the log away.
    if any(rest.exists() for rest in log_files(diary)):
        raise DiaryInUse(str(diary))


def _successor(diary: Path) -> Path:
    return diary.with_name(f"{diary.name}.restoring")


def _aside(diary: Path, copy: Path) -> Iterator[str]:
    # The log's index is made anew by whoever reads it.
    for source, target in ((diary, copy), (log_files(diary)[0], log_files(copy)[0])):
        if source.exists():
            _copy(source, target)
            yield f"kept aside {source.suffix}"
    sync_folder(copy.parent)


def _copy(source: Path, target: Path) -> None:
    """On the disk when this returns. The whole name appears at once."""
    part = target.with_name(f"{target.name}.part")
    shutil.copyfile(source, part)
    part.chmod(0o600)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)
    sync_folder(target.parent)
