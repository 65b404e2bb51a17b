"""A file on its way: ``<name>.part``, and beside it what is known of it. Never half under its name.

All of it blocks, so it runs on a thread that may wait for a disk.
"""

import hashlib
import json
import os
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from desktop.errors import Cancelled

_HASH_BLOCK = 1 << 22
# Between two of these, what came may be lost with the power or a kill.
_SYNC_BYTES, _SYNC_S = 1 << 24, 2.0


@dataclass(frozen=True, slots=True)
class Known:
    """durable: bytes that have certainly reached the disk. url, etag: of which file they are."""

    durable: int = 0
    url: str = ""
    etag: str = ""


class PartFile:
    """Every method raises OSError."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self.path = target.with_name(f"{target.name}.part")
        self._beside = target.with_name(f"{target.name}.part.json")
        self._file: BinaryIO | None = None
        self._known = Known()
        self._unsynced, self._synced_at = 0, 0.0

    def known(self) -> Known:
        """What an earlier attempt left, in this process or another."""
        try:
            raw: Any = json.loads(self._beside.read_text("utf-8"))
            known = Known(int(raw["durable"]), str(raw["url"]), str(raw["etag"]))
            size = self.path.stat().st_size
        except (OSError, ValueError, KeyError, TypeError):
            return Known()
        return known if 0 < known.durable <= size else Known()

    def begin(self, at: int, url: str, etag: str) -> None:
        """Go on behind the first *at* bytes; the rest of what was there is dropped."""
        self.path.touch()
        self._file = self.path.open("r+b")
        self._file.truncate(at)
        self._file.seek(at)
        self._unsynced, self._synced_at = 0, time.monotonic()
        self._note(Known(at, url, etag))

    def write(self, data: bytes) -> None:
        assert self._file is not None
        self._file.write(data)
        self._unsynced += len(data)
        late = time.monotonic() - self._synced_at >= _SYNC_S
        if late or self._unsynced >= _SYNC_BYTES:
            self._sync()

    def _sync(self) -> None:
        assert self._file is not None
        self._file.flush()
        os.fsync(self._file.fileno())
        self._unsynced, self._synced_at = 0, time.monotonic()
        self._note(Known(self._file.tell(), self._known.url, self._known.etag))

    def _note(self, known: Known) -> None:
        self._known = known
        part = self._beside.with_suffix(".new")
        part.write_text(json.dumps(asdict(known)), "utf-8")
        part.replace(self._beside)

    def close(self) -> None:
        """Keep what there is. Idempotent."""
        if self._file is None:
            return
        try:
            self._sync()
        finally:
            self._file.close()
            self._file = None

    def discard(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
        self.path.unlink(missing_ok=True)
        self._beside.unlink(missing_ok=True)

    def finish(self) -> None:
        """It is whole and right: give it its name."""
        self.close()
        self.path.replace(self._target)
        self._beside.unlink(missing_ok=True)
        sync_folder(self._target.parent)


def sha256_of(path: Path, stop: threading.Event) -> str:
    """In hexadecimal. Raises OSError and Cancelled."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_HASH_BLOCK):
            if stop.is_set():
                raise Cancelled
            digest.update(block)
    return digest.hexdigest()


def sync_folder(folder: Path) -> None:
    """That names in it last, too; where folders can't be synced (Windows), the system does it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
