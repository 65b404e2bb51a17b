"""Looks at a folder that a diary may be moved to: what lies there, who may write, how much room."""

import os
import shutil
import tempfile
from pathlib import Path

from desktop.domain.moving import Ground, has_no_rights, is_network
from desktop.errors import StorageFailure
from desktop.paths import APP_FOLDER, Place, holds_diary
from desktop.storage.coming_back import is_vacated
from desktop.storage.moving import is_under_way, needed_bytes
from desktop.storage.safe_files import reporting


def nearest(folder: Path) -> Path:
    """The folder, or the first above it that is there."""
    return next((path for path in (folder, *folder.parents) if path.is_dir()), folder)


def survey(chosen: Path, place: Place, file_system: str) -> Ground:
    """file_system: of the disk that `nearest` lies on. Raises StorageFailure if the diary's own
    folder can't be read."""
    with reporting():
        current = place.folder.resolve()
        chosen = _meant(chosen.expanduser().resolve(), current, place)
        back = chosen != current and is_vacated(chosen, place)
        inner = chosen / APP_FOLDER
        within = nearest(chosen)
        return Ground(
            chosen=chosen,
            current=current,
            within=tuple(copy.resolve() for copy in place.left),
            is_folder=chosen.is_dir() or (not chosen.exists() and within == chosen.parent),
            can_be_it=back
            or (_is_free(chosen, place) and not os.path.ismount(chosen) and _beside(chosen)),
            inner=inner,
            inner_free=_is_free(inner, place),
            diary=None if back else _diary(chosen, inner, place),
            writable=_writable(within),
            needed=needed_bytes(current, place.left),
            free=shutil.disk_usage(within).free,
            other_disk=within.stat().st_dev != current.stat().st_dev,
            network=is_network(file_system, str(chosen)),
            open_to_all=has_no_rights(file_system),
            back=back,
        )


def _meant(chosen: Path, current: Path, place: Place) -> Path:
    """Who chooses the folder above the one that the diary lay in before means that one."""
    inner = chosen / APP_FOLDER
    before = chosen != current and not is_vacated(chosen, place) and is_vacated(inner, place)
    return inner if before else chosen


def _is_free(folder: Path, place: Place) -> bool:
    """Nothing is there, or only what was copied for this very wish."""
    try:
        with os.scandir(folder) as found:
            empty = next(found, None) is None
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return empty or is_under_way(folder, place.wish_id)


def _beside(chosen: Path) -> bool:
    """Whether a copy can grow beside it and then take its name."""
    return chosen.parent.is_dir() and _writable(chosen.parent)


def _diary(chosen: Path, inner: Path, place: Place) -> Path | None:
    found = (folder for folder in (chosen, inner) if holds_diary(folder))
    return next((folder for folder in found if not is_under_way(folder, place.wish_id)), None)


def _writable(folder: Path) -> bool:
    """Found out by doing it: rights alone don't say."""
    try:
        os.rmdir(tempfile.mkdtemp(prefix=".qwen-", dir=folder))  # noqa: PTH106 - what it just made
    except (OSError, StorageFailure):
        return False
    return True
