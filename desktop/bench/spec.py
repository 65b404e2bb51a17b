"""What is to be measured, and how a piece of it is timed. Loads nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, Protocol

from desktop.bench.figures import Samples

REPLY_TOKENS = 45


@dataclass(frozen=True, slots=True)
class Spec:
    """What to load. kind: a key of SUBJECTS. source: folder or file. cache: of our engine.

    plan: our precision, None for the one that the program would choose. threads: for those who
    don't choose for themselves.
    """

    kind: str
    source: Path
    cache: Path | None = None
    plan: str | None = None
    threads: int = 1


class Subject(Protocol):
    """Its other methods are operations: Case in, Samples out. facts: about itself."""

    facts: dict[str, Any]


def timed(work: Callable[[], object]) -> Samples:
    """One sample in seconds, named `seconds`."""
    began = perf_counter()
    work()
    return {"seconds": [perf_counter() - began]}
