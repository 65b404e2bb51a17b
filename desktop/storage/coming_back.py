"""A diary that comes back into a folder it was moved out of. What lies there stays: the note, the
mark, old copies. The copy grows within it, and is put beside them name by name, the diary last.

Until the note (`Place`) says so, none of it counts: a list of the names lies there meanwhile, and
what it lists can be taken out again.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from desktop.domain.moving import Refusal
from desktop.errors import MoveRefused
from desktop.paths import PLACE_FILE, DataPaths, Place, is_moved_away
from desktop.storage.leaving import COMING_BACK, UNDER_WAY, Progress
from desktop.storage.places import leave_mark
from desktop.storage.safe_files import reporting, sync_folder, write_synced


def is_vacated(folder: Path, place: Place) -> bool:
    """Whether a diary was moved out of it, and nothing else lies there than what a move leaves; the
    diary itself may lie in a folder within."""
    paths = DataPaths(folder)
    if not is_moved_away(paths.diary):
        return False
    stay = {paths.diary.name, paths.lock.name, PLACE_FILE, f"{PLACE_FILE}.part"}
    kept = [*place.left, place.folder]
    stay |= {name for path in kept if (name := _name_within(path, folder)) is not None}
    try:
        return all(path.name in stay for path in folder.iterdir())
    except OSError:
        return False


def _name_within(path: Path, folder: Path) -> str | None:
    path, folder = path.resolve(), folder.resolve()
    if path == folder or not path.is_relative_to(folder):
        return None
    return path.relative_to(folder).parts[0]


def arriving(part: Path, target: Path, place: Place) -> Iterator[Progress]:
    """Put all of *part* beside what lies in the vacated *target*. Raises MoveRefused if that isn't
    vacated any more, StorageFailure."""
    with reporting():
        names = [path.name for path in part.iterdir() if path.name != UNDER_WAY]
    diary = DataPaths(target).diary
    stranger = any((target / name).exists() for name in names if name != diary.name)
    if stranger or not is_moved_away(diary):
        raise MoveRefused(Refusal.OCCUPIED, str(target))
    with reporting():
        told = json.dumps({"wish": place.wish_id, "names": names})
        write_synced(part / COMING_BACK, told.encode())
        (part / COMING_BACK).replace(target / COMING_BACK)
        sync_folder(target)
        for name in sorted(names, key=diary.name.__eq__):
            (part / name).replace(target / name)
            yield Progress(1, 1, f"arrived {name}")
        sync_folder(target)
        shutil.rmtree(part)


def take_out(target: Path, wish_id: str) -> None:
    """The folder as it was before `arriving`, if that was for this wish. Raises StorageFailure."""
    diary = DataPaths(target).diary
    for name in _arrived(target, wish_id):
        path = target / name
        if path == diary:
            leave_mark(diary)
            continue
        with reporting():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
    if _arrived(target, wish_id):
        with reporting():
            (target / COMING_BACK).unlink()
            sync_folder(target)


def _arrived(target: Path, wish_id: str) -> list[str]:
    """What was put there for this wish, or was going to be."""
    try:
        told = json.loads((target / COMING_BACK).read_text("utf-8"))
        return list(told["names"]) if told["wish"] == wish_id != "" else []
    except (OSError, ValueError, TypeError, KeyError):
        return []
