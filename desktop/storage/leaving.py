"""The old folder of a diary that was moved: its files go aside, a mark takes the diary's name."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.paths import PLACE_FILE, DataPaths, Place, is_moved_away
from desktop.storage.places import leave_mark, write_place
from desktop.storage.restoring import fold
from desktop.storage.safe_files import log_files, reporting, sync_folder

# Lies in a copy until it counts, and names the wish that it was made for: such a one may be deleted
# and begun again.
UNDER_WAY = "moving.txt"
# Lies in a folder that a diary comes back into, as long as that doesn't count; see `coming_back`.
COMING_BACK = "moving-back.txt"


@dataclass(frozen=True, slots=True)
class Progress:
    """How many bytes of the work are done, and what was just done. counts: the new folder is the
    diary's by now."""

    done: int
    total: int
    step: str
    counts: bool = False


def counting(step: str) -> Progress:
    return Progress(1, 1, step, counts=True)


def leave(place: Place) -> Place:
    """End what a killed move began: its old files go aside. Raises StorageFailure."""
    assert place.leaving is not None
    diary = DataPaths(place.leaving[0]).diary
    if diary.exists() and not is_moved_away(diary):
        fold(diary)
    write_place(place)  # on the disk for certain, before anything it says is relied on
    for _ in leaving(place):
        pass
    return replace(place, leaving=None, left=(*place.left, place.leaving[1]))


def leaving(place: Place) -> Iterator[Progress]:
    """Put the old files aside and leave the mark; again, where that was broken off."""
    assert place.leaving is not None
    source, aside = place.leaving
    with reporting():
        for sign in (UNDER_WAY, COMING_BACK):
            (place.folder / sign).unlink(missing_ok=True)
    if source.is_dir():
        yield from _aside(source, aside, place.left)
    left = (*place.left, aside) if aside.is_dir() else place.left
    write_place(replace(place, leaving=None, left=left))
    yield counting("settled")


def _aside(source: Path, aside: Path, left: tuple[Path, ...]) -> Iterator[Progress]:
    paths = DataPaths(source)
    stays = {PLACE_FILE, f"{PLACE_FILE}.part", paths.lock.name, aside.name}
    stays |= {path.name for path in log_files(paths.diary)}
    stays |= {copy.relative_to(source).parts[0] for copy in left if source in copy.parents}
    with reporting():
        aside.mkdir(mode=0o700, exist_ok=True)
        if paths.diary.exists() and not is_moved_away(paths.diary):
            paths.diary.rename(aside / paths.diary.name)
            sync_folder(aside)
        yield counting("diary aside")
        if not paths.diary.exists():
            leave_mark(paths.diary)
        for rest in log_files(paths.diary):  # empty: it was folded
            rest.unlink(missing_ok=True)
        yield counting("mark left")
        stays.add(paths.diary.name)
        for path in list(source.iterdir()):
            if path.name not in stays and not (aside / path.name).exists():
                path.rename(aside / path.name)
                yield counting(f"aside {path.name}")
        sync_folder(aside)
        sync_folder(source)
