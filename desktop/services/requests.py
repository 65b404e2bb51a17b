"""What crosses from the window's thread to the worker's, as frozen values."""

import threading
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from desktop.domain.labels import Judgement, Prediction
from desktop.domain.turns import Exchange
from desktop.errors import OutOfMemory
from desktop.inference.task import ClassifyTask, Task, Variant


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
    tone: of the reply, a name in the task file. known: the mood, where it was named before.
    fixed: reviewed words, said instead by a model that learned only a few tasks.
    ask_intent: whether first to find out if a mood is wanted at all.
    label_limit_s, reply_limit_s: after so many seconds each ends by itself; None: never.
    asked_at: when it was asked for, saved_s: how long of it went into keeping its text; by the
        service's `ticks`, None: not known. For its figures only.
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
    tone: str = ""
    fixed: str = ""
    known: Prediction | None = None
    ask_intent: bool = False
    label_limit_s: float | None = None
    reply_limit_s: float | None = None
    asked_at: float | None = None
    saved_s: float = 0.0
    stop: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class JobRequest:
    """A task on a text of its own, in the same queue as the turns; its outcome is told as theirs.

    turn_id: negative, so that it is no turn's. variant: one of the task's, if it has several.
    asked_at: as a turn's.
    """

    turn_id: int
    task: Task
    text: str
    variant: Variant | None = None
    limit_s: float | None = None
    asked_at: float | None = None
    stop: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class PrepareRequest:
    """A text that is still being written, what was said before it, the tone it is for."""

    text: str
    history: tuple[Exchange, ...]
    tone: str = ""
    stop: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class JudgeRequest:
    """The mood of an entry that nobody waits for: all else goes first.

    reason: also look for the sentence that decided it.
    one_of_many: whoever asked says when lists and charts are out of date.
    reading: not its mood but a `Reading` is wanted, to learn from.
    alone: what the model says by itself, whatever it learned.
    task: whose labels; None takes those of every turn. known: the mood, if it was named before.
    """

    entry_id: int
    text: str
    reason: bool = False
    one_of_many: bool = False
    reading: bool = False
    alone: bool = False
    task: ClassifyTask | None = None
    known: Judgement | None = None
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
    """Where the model stands, as the status dot shows it. asleep: let go until it is wanted."""

    LOADING = "loading"
    READY = "ready"
    THINKING = "thinking"
    EXAMINING = "examining"
    ASLEEP = "asleep"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class EngineState:
    """The phase, the weights' name once known, and why there are none if there are none."""

    phase: EnginePhase
    name: str = ""
    error: BaseException | None = None
