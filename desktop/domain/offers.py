"""Weights that can be downloaded, and how far one of them is. Knows no network and no disk."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """size: in bytes. sha256: in hexadecimal. None for what is only learned at a download."""

    name: str
    size: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where from. url: with ``{repo}``, ``{revision}`` and ``{file}``."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Offer:
    """One model. id: also the name of its folder. revision: 40 hexadecimal digits."""

    id: str
    name: str
    repo: str
    revision: str
    parameters: int
    licence: str
    files: tuple[OfferedFile, ...]

    @property
    def size(self) -> int:
        """Bytes, as far as they are known beforehand."""
        return sum(file.size or 0 for file in self.files)


class ModelPhase(StrEnum):
    """Where an offer stands on this machine."""

    ABSENT = "absent"
    DOWNLOADING = "downloading"
    CHECKING = "checking"
    PAUSED = "paused"
    FAILED = "failed"
    PRESENT = "present"


@dataclass(frozen=True, slots=True)
class ModelState:
    """done, total: bytes that are there, and all of them. speed: bytes a second. seconds_left: by
    that speed, None while nobody can know. error: why it failed. learned: whether some of the
    hashes were learned from what came and not known before.
    """

    phase: ModelPhase = ModelPhase.ABSENT
    done: int = 0
    total: int = 0
    speed: float = 0.0
    seconds_left: float | None = None
    error: BaseException | None = None
    learned: bool = False

    @property
    def busy(self) -> bool:
        return self.phase in (ModelPhase.DOWNLOADING, ModelPhase.CHECKING)
