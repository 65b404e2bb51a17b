"""Which files of a folder are looked at: in order of name, bounded in depth and number."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from desktop.domain.transfer import SkipReason
from desktop.errors import ImportRefused

MAX_FILES = 100_000
# Years, months, days and a few folders above them.
MAX_DEPTH = 8
# What lies beside diaries and is none: passed over without a word, thousands of them.
_BESIDE = frozenset(
    (
        *(".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".heif", ".bmp", ".svg", ".tiff"),
        *(".mp4", ".mov", ".avi", ".mkv", ".mp3", ".m4a", ".wav", ".aac", ".ogg", ".flac"),
        *(".ini", ".db", ".lnk"),
    )
)
_NOT_ENTERED = frozenset(("__MACOSX", "__pycache__", "node_modules"))


@dataclass
class Found:
    """files: to be looked at. passed: folders that weren't entered, with the reason."""

    files: list[Path] = field(default_factory=list)
    passed: list[tuple[Path, SkipReason]] = field(default_factory=list)


def files_below(folder: Path) -> Found:
    """Plain files that may be diaries. Links are not followed: they may lead anywhere, and what is
    hidden is left alone. Raises ImportRefused for far too many."""
    found, seen = Found(), 0

    def refused(error: OSError) -> None:
        found.passed.append((Path(error.filename or folder), SkipReason.DENIED))

    for place, folders, names in os.walk(folder, onerror=refused):
        here = Path(place)
        if len(here.relative_to(folder).parts) >= MAX_DEPTH:
            found.passed += ((here / name, SkipReason.TOO_DEEP) for name in sorted(folders))
            folders.clear()
        folders[:] = sorted(f for f in folders if f[0] != "." and f not in _NOT_ENTERED)
        seen += len(names)
        if seen > MAX_FILES:
            raise ImportRefused(str(folder), SkipReason.TOO_MANY, str(MAX_FILES))
        found.files += (here / name for name in names if _may_be_one(here / name))
    found.files.sort()
    return found


def _may_be_one(path: Path) -> bool:
    beside = path.name.startswith(".") or path.suffix.lower() in _BESIDE
    return not beside and path.is_file() and not path.is_symlink()
