"""What an engine is to all who use one. Imports no torch: a scripted engine is as good."""

import threading
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desktop.domain.messages import Message
from desktop.domain.turns import ReplyStats
from desktop.errors import Cancelled


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """What is running.

    name: for people. weights: SHA-256 of the weights, which labels are kept with.
    parameters: count. precision: e.g. ``float32``. context: most tokens of prompt and reply.
    kernels: what calculates, ``torch`` or the instruction set of our own.
    tasks: ids of the tasks it has learned; None for a model that is asked anything.
    script: the only one that it can read, or None; see `desktop.domain.scripts`.
    turns: how many earlier turns of a conversation it can follow; None for all that fit.
    """

    name: str
    weights: str
    parameters: int
    precision: str
    context: int
    kernels: str = "torch"
    tasks: frozenset[str] | None = None
    script: str | None = None
    turns: int | None = None


@dataclass(frozen=True, slots=True)
class GenerationConfig:
    """How tokens are chosen, in the order in which it is applied.

    repetition_penalty: over 1 makes tokens of this reply less likely to come again.
    temperature: 0 always takes the likeliest token. top_k: only the k likeliest, 0 for all.
    top_p: only the likeliest that together reach this probability.
    max_tokens: longest reply. seed: None draws anew every time.
    """

    max_tokens: int = 256
    temperature: float = 0.7
    top_p: float = 1.0
    top_k: int = 0
    repetition_penalty: float = 1.0
    seed: int | None = None


class Purpose(StrEnum):
    """What a prompt is read for; each has memory of its own."""

    SCORE = "score"
    GENERATE = "generate"


@dataclass(frozen=True, slots=True)
class Scored:
    """Log-probability (natural) of each choice as the answer's beginning, and the state of the
    last layer, normed, that the first token of each is told from."""

    scores: tuple[float, ...]
    state: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """What an engine has done since it was loaded; requests are measured by differences.

    encode_s: seconds of making ids of messages. prompt_tokens: ids that it was to answer to;
    reused_tokens: how many of them it had read before.
    """

    encode_s: float = 0.0
    prompt_tokens: int = 0
    reused_tokens: int = 0

    def since(self, before: "Work") -> "Work":
        return Work(
            self.encode_s - before.encode_s,
            self.prompt_tokens - before.prompt_tokens,
            self.reused_tokens - before.reused_tokens,
        )


class Engine(Protocol):
    """Ids in, ids out, behind plain messages."""

    @property
    def info(self) -> EngineInfo: ...

    @property
    def work(self) -> Work: ...

    def score(
        self,
        messages: Sequence[Message],
        choices: Sequence[str],
        stop: threading.Event | None = None,
    ) -> Scored:
        """How likely each choice is as the answer. Raises Cancelled, TextTooLong."""
        ...

    def generate(
        self,
        messages: Sequence[Message],
        config: GenerationConfig,
        stop: threading.Event | None = None,
    ) -> Generator[str, None, ReplyStats]:
        """Yield decoded text, never half a character; return what it cost.

        A last message of the assistant's is gone on with. A set stop event ends it within one
        forward, with the reason ``stopped``. Raises TextTooLong.
        """
        ...

    def prepare(
        self,
        messages: Sequence[Message],
        purpose: Purpose,
        config: GenerationConfig,
        stop: threading.Event | None = None,
    ) -> None:
        """Read a prompt whose last message is still being written, so that less is left to do.

        Changes no answer, only when it comes. Raises Cancelled, TextTooLong.
        """
        ...


def raise_if_set(stop: threading.Event | None) -> None:
    """The one way in which long work looks at its stop flag."""
    if stop is not None and stop.is_set():
        raise Cancelled
