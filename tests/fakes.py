"""A scripted engine: says what it was told to say, when it is allowed to."""

import threading
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

from desktop.domain.messages import Message
from desktop.domain.turns import ReplyStats
from desktop.errors import Cancelled
from desktop.inference.engine import EngineInfo, GenerationConfig, Purpose

INFO = EngineInfo("scripted", "5c" * 32, 1, "none", 2048)


@dataclass
class ScriptedEngine:
    """Engine by script.

    replies: pieces of the next replies; the last one is repeated. An exception among the pieces
    is raised. scores: what every choice gets, in order. permits: when given, each piece takes
    one first, so that a test can stop or close in the middle.
    """

    replies: list[list[str | BaseException]] = field(default_factory=lambda: [["好", "的。"]])
    scores: tuple[float, ...] | BaseException = (-0.1, -3.0)
    permits: threading.Semaphore | None = None
    left_out: int = 0
    seen: list[tuple[Message, ...]] = field(default_factory=list)
    scored: list[tuple[Message, ...]] = field(default_factory=list)
    prepared: list[tuple[Purpose, tuple[Message, ...]]] = field(default_factory=list)
    info: EngineInfo = INFO

    def score(
        self,
        messages: Sequence[Message],
        choices: Sequence[str],
        stop: threading.Event | None = None,
    ) -> tuple[float, ...]:
        self.scored.append(tuple(messages))
        if isinstance(self.scores, BaseException):
            raise self.scores
        return self.scores[: len(choices)]

    def generate(
        self,
        messages: Sequence[Message],
        config: GenerationConfig,
        stop: threading.Event | None = None,
    ) -> Generator[str, None, ReplyStats]:
        self.seen.append(tuple(messages))
        script = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        count = 0
        try:
            for piece in script:
                self._wait(stop)
                if isinstance(piece, BaseException):
                    raise piece
                count += 1
                yield piece
            self._wait(stop)
        except Cancelled:
            return ReplyStats(count, 10, 0.1, 0.2, self.left_out, reason="stopped")
        return ReplyStats(count, 10, 0.1, 0.2, self.left_out)

    def prepare(
        self,
        messages: Sequence[Message],
        purpose: Purpose,
        config: GenerationConfig,
        stop: threading.Event | None = None,
    ) -> None:
        self.prepared.append((purpose, tuple(messages)))

    def _wait(self, stop: threading.Event | None) -> None:
        while self.permits is not None and not self.permits.acquire(timeout=0.005):
            if stop is not None and stop.is_set():
                raise Cancelled
        if stop is not None and stop.is_set():
            raise Cancelled
