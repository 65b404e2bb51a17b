"""What a request cost: its stages, tokens and memory, as numbers. No word of any text."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median


class Kind(StrEnum):
    """What was asked for: a reply, a job on a text, the mood of an entry nobody waits for."""

    TURN = "turn"
    JOB = "job"
    LABEL = "label"


class Stage(StrEnum):
    """The parts of a request, in the order in which they mostly come; together they are all of it.

    QUEUE: until the worker begins, for other requests or for weights that are loading.
    PREPROCESSING: making tokens of the text for the mood, and what is left over.
    LABEL: naming the mood. HISTORY: making tokens of the conversation.
    FIRST_TOKEN: reading them, until there is something to show. DECODE: the rest of the reply.
    SAVE: keeping the text before and the outcome after, and handing it from thread to thread.
    """

    QUEUE = "queue"
    PREPROCESSING = "preprocessing"
    LABEL = "label"
    HISTORY = "history"
    FIRST_TOKEN = "first_token"
    DECODE = "decode"
    SAVE = "save"


@dataclass(frozen=True, slots=True)
class Figures:
    """One request.

    seconds: of every stage, in the order of `Stage`. ending: the reason of its `ReplyStats`, or
    ``failed``. prompt_tokens: that the model was shown, for the mood and for the reply;
    reused_tokens: how many of them it had read before. tokens: of the reply.
    label, confidence: of the mood that was named, if one was. cached: whether it was known from
    an earlier time; None where none was wanted.
    memory_bytes, peak_bytes: of the process at its end, and at most until then.
    at_utc_ms: when it ended. id: in the diary, growing; 0 for what is not kept.
    """

    kind: Kind
    seconds: tuple[float, ...]
    ending: str = "end"
    prompt_tokens: int = 0
    reused_tokens: int = 0
    tokens: int = 0
    label: str | None = None
    confidence: float | None = None
    cached: bool | None = None
    memory_bytes: int = 0
    peak_bytes: int = 0
    precision: str = ""
    at_utc_ms: int = 0
    id: int = 0

    def stage(self, stage: Stage) -> float:
        """Seconds."""
        return self.seconds[list(Stage).index(stage)]

    @property
    def total_s(self) -> float:
        """From being asked for to being kept: the sum of the stages."""
        return sum(self.seconds)

    @property
    def tokens_per_second(self) -> float:
        """Speed of decoding, without the first token; 0 where there is nothing to tell it from."""
        seconds = self.stage(Stage.DECODE)
        return (self.tokens - 1) / seconds if self.tokens > 1 and seconds > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Medians:
    """Of *count* requests of one kind. Speeds are of those that had one; 0 if none had."""

    count: int
    seconds: tuple[float, ...]
    total_s: float
    tokens_per_second: float


def medians(figures: Sequence[Figures]) -> Medians | None:
    """Stage by stage: they need not add up to the total's. None for nothing."""
    if not figures:
        return None
    speeds = [f.tokens_per_second for f in figures if f.tokens_per_second > 0]
    return Medians(
        len(figures),
        tuple(median(stage) for stage in zip(*(f.seconds for f in figures), strict=True)),
        median(f.total_s for f in figures),
        median(speeds) if speeds else 0.0,
    )
