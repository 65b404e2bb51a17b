"""Files of a folder copied one by one, and read again."""

import hashlib
import os
import shutil
import stat
from collections.abc import Generator, Iterator, Set
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.storage.safe_files import reporting

_CHUNK = 1 << 22


@dataclass(frozen=True, slots=True)
class Leaf:
    """A file or a link. name: from the folder on. size: bytes."""

    name: Path
    size: int
    is_link: bool


@dataclass(frozen=True, slots=True)
class Copied:
    """So many bytes more, and of what."""

    bytes: int
    step: str


def leaves(folder: Path, skip: Set[Path]) -> Iterator[Leaf]:
    """All files and links below, but for these folders. What is neither (a socket) is nothing to
    keep. Raises StorageFailure."""
    with reporting():
        for path in sorted(folder.iterdir()):
            if path in skip:
                continue
            kind = path.lstat()
            if stat.S_ISDIR(kind.st_mode):
                for leaf in leaves(path, skip):
                    yield Leaf(path.name / leaf.name, leaf.size, leaf.is_link)
            elif stat.S_ISLNK(kind.st_mode):
                yield Leaf(Path(path.name), 0, True)
            elif stat.S_ISREG(kind.st_mode):
                yield Leaf(Path(path.name), kind.st_size, False)


def copy(source: Path, target: Path) -> Generator[Copied, None, str]:
    """On the disk when this returns, with the time and the rights of the original as far as the
    disk knows such; returns the hash of what was read."""
    digest = hashlib.sha256()
    with reporting(), source.open("rb") as old, target.open("xb") as new:
        while chunk := old.read(_CHUNK):
            digest.update(chunk)
            new.write(chunk)
            yield Copied(len(chunk), "written")
        new.flush()
        os.fsync(new.fileno())
    with suppress(OSError):
        shutil.copystat(source, target)
    return digest.hexdigest()


def read_again(path: Path) -> Generator[Copied, None, str]:
    """The hash of what lies there."""
    digest = hashlib.sha256()
    with reporting(), path.open("rb") as file:
        forget_cached(file.fileno())
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            yield Copied(len(chunk), "read again")
    return digest.hexdigest()


def forget_cached(handle: int) -> None:
    """Ask for what the disk holds, where the system can be asked."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def copy_link(source: Path, leaf: Leaf, part: Path, target: Path) -> None:
    """A link within the folder leads to the same file in the new one, any other where it led."""
    link = source / leaf.name
    with reporting():
        leads = (link.parent / link.readlink()).absolute()
        if leads.is_relative_to(source):
            leads = target / leads.relative_to(source)
        (part / leaf.name).symlink_to(leads, target_is_directory=link.is_dir())
