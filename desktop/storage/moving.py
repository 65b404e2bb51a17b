"""Moving a diary's folder, so that a kill at any moment leaves the old one or the new one whole.

What is copied counts only when all of it lies on the other disk, was read again, has its name, and
the note (`Place`) says so: one file that is exchanged at once. Up to then the old folder is as it
was; from then on its files go aside, and a mark takes the diary's name there.
"""

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from desktop.domain.moving import Refusal
from desktop.errors import CopyDiffers, DiaryDamaged, MoveRefused, StorageFailure
from desktop.paths import PLACE_FILE, DataPaths, Place, read_place
from desktop.storage.checks import check, contents
from desktop.storage.coming_back import arriving, is_vacated, take_out
from desktop.storage.copying import Copied, Leaf, copy, copy_link, forget_cached, leaves, read_again
from desktop.storage.database import Database, open_unchanged
from desktop.storage.leaving import UNDER_WAY, Progress, counting, leaving
from desktop.storage.places import relocate_settings, write_place
from desktop.storage.safe_files import (
    log_files,
    reporting,
    sync_folder,
    write_synced,
)

T = TypeVar("T")
_DIARY_PASSES = 3  # written, checked, compared


def needed_bytes(folder: Path, left: tuple[Path, ...]) -> int:
    """What a move of this folder copies."""
    files = list(_to_copy(DataPaths(folder), left))
    return sum(leaf.size for leaf in files) + _size(DataPaths(folder).diary)


def moving(place: Place, aside: Path) -> Generator[Progress, None, None]:
    """Move the diary to where the person wishes, step by step.

    The instance lock is ours. aside: the folder within the old one for its files. Broken off
    anywhere, the diary is whole in the one or the other place. If it is closed, or raises, before
    the note is written, it takes the copy away again.
    Raises CopyDiffers, DiaryDamaged, DiaryInUse, DiskFull, MoveRefused or StorageFailure.
    """
    target = place.wish
    assert target is not None
    give_up(place)
    moved = _moved(place, target, aside)
    database = open_unchanged(DataPaths(place.folder).diary)
    try:
        database.hold()
        part = part_of(place)
        yield from _into(part, place, database)
        if part.parent == target:
            yield from arriving(part, target, place)
        else:
            _take_name(part, target)
        yield Progress(1, 1, "named")
        write_place(moved)
    except BaseException:
        database.close()
        _give_up_quietly(place)
        raise
    try:
        yield counting("noted")
        if os.name != "posix":  # where an open file can't get another name
            database.close()
        with suppress(StorageFailure):  # at the next start
            yield from leaving(moved)
    finally:
        database.close()


def _moved(place: Place, target: Path, aside: Path) -> Place:
    """What the note says then. Back in a folder that still has old copies, they stay copies."""
    way = place.folder, aside
    if target == place.home.resolve():
        target = place.home
    return replace(place, folder=target, wish=None, wish_opens=False, wish_id="", leaving=way)


def give_up(place: Place) -> None:
    """Take away what was copied for the wish, and nothing else. Raises StorageFailure."""
    assert place.wish is not None
    take_out(place.wish, place.wish_id)
    for part in (_beside(place), _within(place)):
        if part.is_dir():  # of this wish, as its name says
            with reporting():
                shutil.rmtree(part)
    _clear(place.wish, place.wish_id)


def is_under_way(folder: Path, wish_id: str) -> bool:
    """Whether it holds only what was copied for this wish."""
    try:
        return (folder / UNDER_WAY).read_text("utf-8") == wish_id != ""
    except (OSError, ValueError):
        return False


def _give_up_quietly(place: Place) -> None:
    """Not if the note was written after all: then the copy is the diary."""
    with suppress(StorageFailure):
        if read_place(place.home).folder == place.folder:
            give_up(place)


def part_of(place: Place) -> Path:
    """Where the copy grows: on the same disk, so that it can be given its name at once. Within a
    folder that the diary lay in before, for old copies are there."""
    assert place.wish is not None
    return _within(place) if is_vacated(place.wish, place) else _beside(place)


def _beside(place: Place) -> Path:
    assert place.wish is not None
    return place.wish.with_name(f".{place.wish.name}.{place.wish_id}.moving")


def _within(place: Place) -> Path:
    assert place.wish is not None
    return place.wish / _beside(place).name


# The copy


def _into(part: Path, place: Place, database: Database) -> Iterator[Progress]:
    source, target = DataPaths(place.folder), place.wish
    assert target is not None
    files = list(_to_copy(source, place.left))
    diary = _size(source.diary)
    total = 2 * sum(leaf.size for leaf in files) + _DIARY_PASSES * diary
    _begin(part, place.wish_id)
    yield Progress(0, total, "begun")
    done = 0
    for step in _copy_diary(database, DataPaths(part).diary):
        done += diary
        yield Progress(done, total, step)
    for copied in _copy_files(files, source.folder, part, target):
        done += copied.bytes
        yield Progress(done, total, copied.step)
    relocate_settings(DataPaths(part).settings, source.folder, target)
    _sync_folders(part)
    yield Progress(total, total, "on the disk")


def _begin(part: Path, wish_id: str) -> None:
    with reporting():
        part.parent.mkdir(parents=True, exist_ok=True)
        part.mkdir(mode=0o700)
        write_synced(part / UNDER_WAY, wish_id.encode())
        sync_folder(part)


def _copy_diary(database: Database, to: Path) -> Iterator[str]:
    """By SQLite, as a backup is; then it is read again, row by row."""
    if problems := check(database).problems:
        raise DiaryDamaged(problems[0])
    database.copy_to(to)
    with reporting():
        to.chmod(0o600)
        with to.open("rb+") as file:
            os.fsync(file.fileno())
    yield "diary written"
    if not _read(to, lambda copied: check(copied, whole=True).sound):
        raise CopyDiffers(to.name)
    yield "diary checked"
    if _read(to, contents) != contents(database):
        raise CopyDiffers(to.name)
    yield "diary compared"


def _read(path: Path, reading: Callable[[Database], T]) -> T:
    """By a connection of its own, which has nothing in its memory; nor has the system, if asked."""
    with reporting(), path.open("rb") as file:
        forget_cached(file.fileno())
    database = open_unchanged(path)
    try:
        return reading(database)
    except DiaryDamaged as damage:
        raise CopyDiffers(path.name) from damage
    finally:
        database.close()


def _copy_files(files: list[Leaf], source: Path, part: Path, target: Path) -> Iterator[Copied]:
    """All first, and read again afterwards: by then not all comes out of the memory any more."""
    sums: dict[Leaf, str] = {}
    for leaf in files:
        with reporting():
            (part / leaf.name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if leaf.is_link:
            copy_link(source, leaf, part, target)
        else:
            sums[leaf] = yield from copy(source / leaf.name, part / leaf.name)
    for leaf, expected in sums.items():
        if (yield from read_again(part / leaf.name)) != expected:
            raise CopyDiffers(str(leaf.name))


def _to_copy(source: DataPaths, left: tuple[Path, ...]) -> Iterator[Leaf]:
    """All that lies in the folder, but for the diary, which SQLite copies, what belongs to the
    place itself, and what can be made again."""
    own = {PLACE_FILE, f"{PLACE_FILE}.part", UNDER_WAY, source.lock.name, source.diary.name}
    own |= {path.name for path in log_files(source.diary)}
    for leaf in leaves(source.folder, skip=set(left)):
        top = leaf.name.parts[0]
        # Quantised weights are made again when they are loaded; what the doctor found is small.
        made_again = top == source.cache.name and leaf.name.suffix != ".json"
        if not made_again and (len(leaf.name.parts) > 1 or top not in own):
            yield leaf


def _sync_folders(part: Path) -> None:
    with reporting():
        for folder in (part, *(path for path in part.rglob("*") if path.is_dir())):
            if not folder.is_symlink():
                sync_folder(folder)


def _take_name(part: Path, target: Path) -> None:
    """At once. An empty folder that was chosen gives way; anything else doesn't."""
    if target.is_dir() and any(target.iterdir()):
        raise MoveRefused(Refusal.OCCUPIED, str(target))
    with reporting():
        if os.name != "posix" and target.is_dir():
            target.rmdir()
        part.rename(target)
        sync_folder(target.parent)


def _clear(folder: Path, wish_id: str) -> None:
    """The mark goes last: what a kill in between leaves can still be told."""
    mark = folder / UNDER_WAY
    if not is_under_way(folder, wish_id):
        return
    with reporting():
        for path in folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path != mark:
                path.unlink()
        mark.unlink()
        folder.rmdir()


def _size(path: Path) -> int:
    with reporting():
        logs = (log.stat().st_size for log in log_files(path) if log.exists())
        return path.stat().st_size + sum(logs)
