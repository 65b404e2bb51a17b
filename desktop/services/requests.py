"""What crosses from the window's thread to the worker's, as frozen values."""

import threading
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from desktop.domain.turns import Exchange
from desktop.errors import OutOfMemory


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """Weights to load. `stop` ends the loading between two tensors.

    plan: the precision, as the doctor's report has it; None for the one that is remembered.
    adapter: a folder with an adapter to merge into them.
    """

    model_dir: Path
    plan: str | None = None
    adapter: Path | None = None
    stop: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class TurnRequest:
    """One turn's work.

    text: what the person wrote. history: what was said before it in the same topic.
    classify: whether the mood is still to be named; otherwise `label` is what it is known as.
    partial: a reply to go on with; empty for a new one.
    temperature, max_tokens: the person's settings; the task file has the rest.
    stop: set from any thread; looked at between two forwards.
    """

    turn_id: int
    text: str
    history: tuple[Exchange, ...] = ()
    classify: bool = True
    label: str | None = None
    partial: str = ""
    temperature: float | None = None
    max_tokens: int | None = None
    stop: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class PrepareRequest:
    """A text that is still being written, and what was said before it."""

    text: str
    history: tuple[Exchange, ...]
    stop: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class JudgeRequest:
    """The mood of an entry that nobody waits for: all else goes first.

    reason: also look for the sentence that decided it.
    one_of_many: whoever asked says when lists and charts are out of date.
    reading: not its mood but a `Reading` is wanted, to learn from.
    alone: what the model says by itself, whatever it learned.
    """

    entry_id: int
    text: str
    reason: bool = False
    one_of_many: bool = False
    reading: bool = False
    alone: bool = False
    stop: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class ExamineRequest:
    """Weights for the doctor. Which is stopped by `stop`; `afterwards` is loaded all the same.

    otherwise: what is loaded instead if they turn out not to run.
    """

    model_dir: Path
    afterwards: LoadRequest
    otherwise: LoadRequest | None = None
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def adapter(self) -> Path | None:
        return self.afterwards.adapter

    def after(self, error: BaseException) -> LoadRequest:
        """What to load when it failed. The doctor needs more memory than the weights do later."""
        memory = isinstance(error, OutOfMemory)
        return self.afterwards if memory or self.otherwise is None else self.otherwise


class EnginePhase(StrEnum):
    """Where the model stands, as the status dot shows it."""

    LOADING = "loading"
    READY = "ready"
    THINKING = "thinking"
    EXAMINING = "examining"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class EngineState:
    """The phase, the weights' name once known, and why there are none if there are none."""

    phase: EnginePhase
    name: str = ""
    error: BaseException | None = None
