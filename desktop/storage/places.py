"""The note on where the diary lies, written so that a kill leaves the old one or the new one."""

import json
import secrets
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import apsw

from desktop.errors import PlaceMissing, PlaceUnknown
from desktop.paths import (
    MOVED_AWAY,
    PLACE_FILE,
    DataPaths,
    Place,
    holds_diary,
    is_moved_away,
    place_text,
    read_place,
)
from desktop.storage.failures import translated
from desktop.storage.safe_files import reporting, sync_folder, write_synced

_ASIDE = "moved-"


def write_place(place: Place) -> None:
    """In force when this returns. Raises StorageFailure; the note is then as it was."""
    path = place.home / PLACE_FILE
    with reporting():
        place.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.part")
        write_synced(part, place_text(place).encode())
        part.replace(path)
        sync_folder(place.home)


def wish(home: Path, folder: Path | None, *, opens: bool = False) -> Place:
    """Note where the diary is to lie from the next start on; None takes the wish back."""
    wish_id = "" if folder is None else secrets.token_hex(8)
    place = replace(read_place(home), wish=folder, wish_opens=opens, wish_id=wish_id)
    write_place(place)
    return place


def lies_at(home: Path, folder: Path) -> Place:
    """Note that the diary lies in *folder*, where one was found: an old copy too, which stays one
    for when another is opened again. Raises PlaceMissing if none is there; what the note said
    before may be unreadable."""
    if not holds_diary(folder):
        raise PlaceMissing(str(folder))
    try:
        before = read_place(home)
    except PlaceUnknown:
        before = Place(home, home, left=_recovered(home))
    leaving = before.leaving
    if leaving is not None and folder.is_relative_to(leaving[0]):
        leaving = None  # what lies there is wanted again
    place = Place(home, folder, leaving=leaving, left=before.left)
    write_place(place)
    return place


def use_old_copy(home: Path, copy: Path) -> Place:
    """The same of what a move left behind; its settings name weights in the folder it lay in."""
    relocate_settings(DataPaths(copy).settings, copy.parent, copy)
    return lies_at(home, copy)


def begin_anew(home: Path) -> Place:
    """Forget where the diary was said to lie: one begins at home with what is there, or empty."""
    try:
        left = read_place(home).left
    except PlaceUnknown:
        left = _recovered(home)
    place = Place(home, home, left=left)
    diary = DataPaths(home).diary
    with reporting():
        if is_moved_away(diary):
            diary.unlink()
        diary.touch(mode=0o600)  # one that is wanted, and empty
    write_place(place)
    return place


def _recovered(home: Path) -> tuple[Path, ...]:
    """The old copies, of a note that can't be read; it goes aside."""
    with suppress(OSError):
        (home / PLACE_FILE).replace(home / f"{PLACE_FILE}.damaged")
    return tuple(found_copies(home))


def leave_mark(diary: Path) -> None:
    """Where a diary was: no version of the program begins another one there."""
    part = diary.with_name(f"{diary.name}.mark")
    with reporting():
        part.unlink(missing_ok=True)
    with translated():
        connection = apsw.Connection(str(part))
        try:
            connection.execute(f"PRAGMA user_version={MOVED_AWAY}")
        finally:
            connection.close()
    with reporting():
        part.replace(diary)
        sync_folder(diary.parent)


def relocate_settings(path: Path, source: Path, target: Path) -> None:
    """Weights that lie in the diary's folder were moved with it: the settings name them there."""
    try:
        stored: Any = json.loads(path.read_text("utf-8"))
        changed = {key: _relocated(value, source, target) for key, value in stored.items()}
    except (OSError, ValueError, AttributeError):
        return  # whoever reads them says what is wrong with them
    if changed != stored:
        with reporting():
            part = path.with_suffix(".json.part")
            write_synced(part, json.dumps(changed, ensure_ascii=False, indent=2).encode())
            part.replace(path)
            sync_folder(path.parent)


def _relocated(value: object, source: Path, target: Path) -> object:
    if not isinstance(value, str) or not Path(value).is_absolute():
        return value
    path = Path(value)
    return str(target / path.relative_to(source)) if path.is_relative_to(source) else value


def old_copies(home: Path) -> list[Path]:
    """What moves left behind, as the note says, and still holds a diary, but for the one that is
    in use; the newest last. Raises PlaceUnknown."""
    place = read_place(home)
    others = (copy for copy in place.left if not place.folder.is_relative_to(copy))
    return [copy for copy in others if holds_diary(copy)]


def found_copies(home: Path) -> list[Path]:
    """The same where the note is lost: what looks like one, and may be opened."""
    with suppress(PlaceUnknown):
        if copies := old_copies(home):
            return copies
    return [folder for folder in sorted(home.glob(f"{_ASIDE}*")) if holds_diary(folder)]


def aside_folder(source: Path, day: date) -> Path:
    """A free name within the old folder, which says when it was left."""
    base = f"{_ASIDE}{day.isoformat()}"
    names = (base, *(f"{base}-{number}" for number in range(2, 1000)))
    return next(path for name in names if not (path := source / name).exists())


def forget_copy(home: Path, copy: Path) -> None:
    """It is gone, or the person's own to keep."""
    place = read_place(home)
    write_place(replace(place, left=tuple(other for other in place.left if other != copy)))
