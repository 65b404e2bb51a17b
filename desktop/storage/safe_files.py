"""Files as the diary needs them: on the disk when a call returns, errors in the diary's terms."""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.errors import DiskFull, StorageFailure

_CHUNK = 1 << 20
# SQLite counts changes in the first page's header; what was copied is the same without it.
_HEADER = 100


def log_files(path: Path) -> tuple[Path, Path]:
    """SQLite's log of a file, and the index of that log."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def checksums(path: Path) -> dict[str, str]:
    """sha256: of the file. content: of all but the header, for comparing two copies."""
    whole, content = hashlib.sha256(), hashlib.sha256()
    with path.open("rb") as file:
        whole.update(file.read(_HEADER))
        while chunk := file.read(_CHUNK):
            whole.update(chunk)
            content.update(chunk)
    return {"sha256": whole.hexdigest(), "content": content.hexdigest()}


def write_synced(path: Path, content: bytes) -> None:
    """On the disk when this returns; the name only after `sync_folder`."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make names durable; Windows has no such thing and needs none."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def failure_of(error: OSError) -> StorageFailure:
    """What an error of the file system means to the person."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return (DiskFull if full else StorageFailure)(f"{error.filename}: {error.strerror}")


@contextmanager
def reporting() -> Iterator[None]:
    """Raise the file system's errors as a StorageFailure; they name the file themselves."""
    try:
        yield
    except OSError as error:
        raise failure_of(error) from error
