"""Where this person's files lie. Makes the folder on request; knows nothing of its contents.

A diary that was moved lies where a small file in the platform's folder says; see `Place`.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from desktop.errors import PlaceMissing, PlaceUnknown, StorageFailure

DATA_DIR_VARIABLE = "QWEN_DESKTOP_DATA_DIR"
APP_FOLDER = "QwenAllInOneDesktop"
PLACE_FILE = "place.json"
# The version in the header of what lies in the place of a diary that was moved away: no version of
# the program reads a higher one than its own, so none begins to write there.
MOVED_AWAY = 2**31 - 1
_VERSION_AT = slice(60, 64)


@dataclass(frozen=True, slots=True)
class DataPaths:
    """The files of one diary, all in one folder so that it can be copied as a whole."""

    folder: Path

    @property
    def diary(self) -> Path:
        return self.folder / "diary.sqlite3"

    @property
    def backups(self) -> Path:
        """Whole copies of the diary, and files that a restore replaced."""
        return self.folder / "backups"

    @property
    def lock(self) -> Path:
        return self.folder / "diary.lock"

    @property
    def settings(self) -> Path:
        return self.folder / "settings.json"

    @property
    def models(self) -> Path:
        """Weights that were downloaded."""
        return self.folder / "models"

    @property
    def window(self) -> Path:
        """What the window remembers of itself: deleting it loses no word."""
        return self.folder / "window.ini"

    @property
    def cache(self) -> Path:
        """What can be made again: deleting it costs only time."""
        return self.folder / "cache"

    @property
    def prompts(self) -> Path:
        """Prompt files of the person's own."""
        return self.folder / "prompts"

    @property
    def log(self) -> Path:
        return self.folder / "logs" / "desktop.log"

    def create(self) -> None:
        """Make the folder, readable by this person only. Raises StorageFailure."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StorageFailure(f"{self.folder}: {error.strerror}") from error


@dataclass(frozen=True, slots=True)
class Place:
    """What the platform's folder says about where the diary lies.

    home: that folder itself. folder: where the diary lies; home, unless it was moved.
    wish: where it is to lie from the next start on. wish_opens: another diary lies there already,
        and is to be opened as it is; nothing is moved.
    leaving: a folder that it was moved out of, and where in it the old files are yet to be put.
    left: old copies, each a folder of its own.
    """

    home: Path
    folder: Path
    wish: Path | None = None
    wish_opens: bool = False
    wish_id: str = ""
    leaving: tuple[Path, Path] | None = None
    left: tuple[Path, ...] = ()


def given_folder(override: str | Path | None = None) -> Path | None:
    """*override*, else the environment's QWEN_DESKTOP_DATA_DIR; None if neither names one."""
    chosen = override or os.environ.get(DATA_DIR_VARIABLE)
    return Path(chosen).expanduser().absolute() if chosen else None


def home_folder() -> Path:
    """The platform's place for our files."""
    return Path(platformdirs.user_data_dir(APP_FOLDER, appauthor=False))


def data_paths(override: str | Path | None = None) -> DataPaths:
    """The folder that is given, else the one that the diary was moved to, else the platform's.

    Raises PlaceMissing where that can't be found: an empty diary is never begun instead.
    """
    given = given_folder(override)
    return DataPaths(given) if given is not None else DataPaths(there(read_place(home_folder())))


def there(place: Place) -> Path:
    """The diary's folder. Raises PlaceMissing if no diary lies there, PlaceUnknown if it was moved
    away from home and nothing says where to. Only a home that knows of no move may be empty."""
    if place.folder != place.home:
        if not holds_diary(place.folder):
            raise PlaceMissing(str(place.folder))
        return place.folder
    diary, moved = DataPaths(place.home).diary, place.wish or place.leaving or place.left
    if is_moved_away(diary) or (moved and not diary.exists()):
        raise PlaceUnknown(str(place.home))
    return place.folder


def read_place(home: Path) -> Place:
    """Without the small file it lies at home. Raises PlaceUnknown for one that can't be read."""
    try:
        text = (home / PLACE_FILE).read_text("utf-8")
    except FileNotFoundError:
        return Place(home, home)
    except (OSError, ValueError) as error:
        raise PlaceUnknown(str(home / PLACE_FILE)) from error
    try:
        return _place(home, json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise PlaceUnknown(str(home / PLACE_FILE)) from error


def _place(home: Path, told: dict[str, Any]) -> Place:
    wish, leaving = told.get("wish"), told.get("leaving")
    return Place(
        home,
        home / told["folder"],  # empty: home, wherever that lies by now
        None if wish is None else Path(wish["folder"]),
        False if wish is None else bool(wish["opens"]),
        "" if wish is None else str(wish["id"]),
        None if leaving is None else (home / leaving["from"], home / leaving["to"]),
        tuple(home / folder for folder in told.get("left", ())),
    )


def place_text(place: Place) -> str:
    """What `read_place` reads."""
    told: dict[str, Any] = {"folder": _told(place, place.folder)}
    if place.wish is not None:
        opens, wish_id = place.wish_opens, place.wish_id
        told["wish"] = {"folder": str(place.wish), "opens": opens, "id": wish_id}
    if place.leaving is not None:
        source, aside = (_told(place, folder) for folder in place.leaving)
        told["leaving"] = {"from": source, "to": aside}
    told["left"] = [_told(place, folder) for folder in place.left]
    return json.dumps(told, ensure_ascii=False, indent=1)


def _told(place: Place, folder: Path) -> str:
    """What lies at home is named from there: a home may get another name."""
    if not folder.is_relative_to(place.home):
        return str(folder)
    return "" if folder == place.home else str(folder.relative_to(place.home))


def holds_diary(folder: Path) -> bool:
    """Whether a diary's file lies there, as far as its name says; not one that was moved away."""
    diary = DataPaths(folder).diary
    try:
        return diary.is_file() and not is_moved_away(diary)
    except OSError:  # a disk that is gone may answer in many ways
        return False


def is_moved_away(diary: Path) -> bool:
    """Whether this file only says that the diary isn't here any more."""
    try:
        with diary.open("rb") as file:
            header = file.read(_VERSION_AT.stop)
    except OSError:
        return False
    return header[_VERSION_AT] == MOVED_AWAY.to_bytes(4, "big")
