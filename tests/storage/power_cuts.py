"""A disk whose power can be cut: what was not synced is there, missing or torn, by chance."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import apsw

SECTOR = 512


@dataclass
class _Content:
    """durable: what is on the disk for sure. unsynced: writes and truncations since, in order."""

    durable: bytearray = field(default_factory=bytearray)
    unsynced: list[tuple[int, bytes | None]] = field(default_factory=list)

    def synced(self) -> None:
        for offset, data in self.unsynced:
            _apply(self.durable, offset, data)
        self.unsynced.clear()

    def after_a_cut(self, chance: random.Random) -> bytes:
        """Every unsynced write whole, torn at a sector, or not at all."""
        content = bytearray(self.durable)
        for offset, data in self.unsynced:
            fate = chance.random()
            if data is None or fate < 0.4:
                if fate < 0.5:
                    _apply(content, offset, data)
            elif fate < 0.7:
                _apply(content, offset, data[: SECTOR * chance.randrange(len(data) // SECTOR + 1)])
        return bytes(content)


def _apply(content: bytearray, offset: int, data: bytes | None) -> None:
    """data None: cut off there."""
    if data is None:
        del content[offset:]
        return
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


class PowerDisk:
    """The files of databases that were opened while it was the disk."""

    def __init__(self) -> None:
        self.files: dict[str, _Content] = {}

    def cut(self, folder: Path, chance: random.Random) -> None:
        """Write into *folder* what the disk may hold if the power went now."""
        for name, content in self.files.items():
            (folder / Path(name).name).write_bytes(content.after_a_cut(chance))


class _File(apsw.VFSFile):
    def __init__(
        self, base: str, name: str | apsw.URIFilename | None, flags: list[int], disk: PowerDisk
    ) -> None:
        super().__init__(base, name, flags)
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        self._content = disk.files.setdefault(path, _Content())

    def xWrite(self, data: bytes, offset: int) -> None:
        super().xWrite(data, offset)
        self._content.unsynced.append((offset, bytes(data)))

    def xTruncate(self, size: int) -> None:
        super().xTruncate(size)
        self._content.unsynced.append((size, None))

    def xSync(self, flags: int) -> None:
        self._content.synced()


class _Disk(apsw.VFS):
    def __init__(self, base: str, disk: PowerDisk) -> None:
        super().__init__("power", base)
        self._base, self._disk = base, disk

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> _File:
        return _File(self._base, name, flags, self._disk)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        super().xDelete(filename, syncdir)
        self._disk.files.pop(filename, None)


@contextmanager
def power_disk() -> Iterator[PowerDisk]:
    """Every database opened inside the block lies on it."""
    disk, usual = PowerDisk(), apsw.vfs_names()[0]
    vfs = _Disk(usual, disk)
    apsw.set_default_vfs("power")
    try:
        yield disk
    finally:
        apsw.set_default_vfs(usual)
        vfs.unregister()
