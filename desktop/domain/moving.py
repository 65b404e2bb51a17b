"""Where a diary's folder may be moved to, decided from what is known of a place."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

# Beside what is copied the system needs some air, and a diary that has moved in wants to grow.
LEAST_AIR = 64_000_000
_SHARE_OF_AIR = 20


class Refusal(StrEnum):
    """Why not."""

    SAME = "same"
    INSIDE = "inside"
    NO_FOLDER = "no_folder"
    NOT_WRITABLE = "not_writable"
    NETWORK = "network"
    OCCUPIED = "occupied"
    NO_ROOM = "no_room"


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of the folder that was chosen and of the diary's.

    chosen: absolute, without links. current: the diary's folder, the same way.
    within: folders that are or hold copies of the diary; nothing may go into them.
    can_be_it: it is empty or not there yet, and could become the diary's folder itself.
    inner: the folder in it that would be made otherwise. inner_free: whether that is empty or not
        there yet.
    back: chosen is a folder that the diary lay in before; what it left there stays.
    diary: a folder, it or the inner one, in which another diary lies.
    needed, free: bytes. other_disk: than the one the diary lies on. network: of another machine.
    open_to_all: the disk's file system knows no rights.
    """

    chosen: Path
    current: Path
    within: tuple[Path, ...]
    is_folder: bool
    can_be_it: bool
    inner: Path
    inner_free: bool
    diary: Path | None
    writable: bool
    needed: int
    free: int
    other_disk: bool = False
    network: bool = False
    open_to_all: bool = False
    back: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """target: where it would lie; None if refused. diary: another one there, that could be opened.

    about: the folder that a refusal is about, or target.
    needed, free, other_disk, open_to_all, back: as in `Ground`.
    """

    target: Path | None
    refusal: Refusal | None
    diary: Path | None
    about: Path
    needed: int
    free: int
    other_disk: bool
    open_to_all: bool
    back: bool


def verdict(ground: Ground) -> Verdict:
    """Whether the diary may go there, and into which folder exactly."""
    refusal = _refusal(ground)
    target = None
    if refusal is None:
        target = ground.chosen if ground.can_be_it else ground.inner
    diary = ground.diary if refusal is Refusal.OCCUPIED else None
    told = ground.needed, ground.free, ground.other_disk, ground.open_to_all, ground.back
    return Verdict(target, refusal, diary, target or _about(ground, refusal), *told)


def _about(ground: Ground, refusal: Refusal | None) -> Path:
    if refusal is Refusal.SAME:
        return ground.current
    return ground.inner if refusal is Refusal.OCCUPIED else ground.chosen


def _refusal(ground: Ground) -> Refusal | None:
    if ground.current in (ground.chosen, ground.diary):
        return Refusal.SAME
    if any(ground.chosen.is_relative_to(folder) for folder in (ground.current, *ground.within)):
        return Refusal.INSIDE
    if not ground.is_folder:
        return Refusal.NO_FOLDER
    if ground.network:
        return Refusal.NETWORK
    if ground.diary is not None or not (ground.can_be_it or ground.inner_free):
        return Refusal.OCCUPIED
    if not ground.writable:
        return Refusal.NOT_WRITABLE
    if ground.free < with_air(ground.needed):
        return Refusal.NO_ROOM
    return None


def with_air(needed: int) -> int:
    """How much must be free for that many bytes to be copied."""
    return needed + max(LEAST_AIR, needed // _SHARE_OF_AIR)


# SQLite's log needs memory that all who use the file share, which no other machine's disk gives.
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "ncpfs", "9p"}
    | {"afs", "ceph", "glusterfs", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse"}
    | {"fuse.davfs2", "fuse.glusterfs", "fuse.s3fs"}
)
_WITHOUT_RIGHTS = frozenset({"vfat", "msdos", "fat", "fat32", "exfat"})


def is_network(file_system: str, place: str) -> bool:
    """file_system: as the system calls it. place: a path there."""
    return file_system.lower() in _NETWORK or place.startswith(("\\\\", "//"))


def has_no_rights(file_system: str) -> bool:
    """Whether whoever holds the disk can read everything on it."""
    return file_system.lower() in _WITHOUT_RIGHTS
