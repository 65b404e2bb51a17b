"""A scripted engine and a scripted doctor: they say what they were told to, when they may."""

import threading
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field

from desktop.domain.examination import Examined, Progress, Report
from desktop.domain.messages import Message
from desktop.domain.turns import ReplyStats
from desktop.errors import Cancelled
from desktop.inference.engine import (
    EngineInfo,
    GenerationConfig,
    Purpose,
    Scored,
    Work,
    raise_if_set,
)
from desktop.services.requests import ExamineRequest

INFO = EngineInfo("scripted", "5c" * 32, 1, "none", 2048)


@dataclass
class ScriptedEngine:
    """Engine by script.

    replies: pieces of the next replies; the last one is repeated. An exception among the pieces
    is raised. scores: what every choice gets, in order. permits: when given, each piece takes
    one first, so that a test can stop or close in the middle. score_permits: the same for moods.
    states: of the last layer, by text.
    """

    replies: list[list[str | BaseException]] = field(default_factory=lambda: [["好", "的。"]])
    scores: tuple[float, ...] | BaseException = (-0.1, -3.0)
    permits: threading.Semaphore | None = None
    score_permits: threading.Semaphore | None = None
    left_out: int = 0
    states: dict[str, tuple[float, ...]] = field(default_factory=dict)
    seen: list[tuple[Message, ...]] = field(default_factory=list)
    scored: list[tuple[Message, ...]] = field(default_factory=list)
    prepared: list[tuple[Purpose, tuple[Message, ...]]] = field(default_factory=list)
    info: EngineInfo = INFO
    work: Work = field(default_factory=Work)

    def score(
        self,
        messages: Sequence[Message],
        choices: Sequence[str],
        stop: threading.Event | None = None,
    ) -> Scored:
        self.scored.append(tuple(messages))
        if self.score_permits is not None:
            take(self.score_permits, stop)
        raise_if_set(stop)
        if isinstance(self.scores, BaseException):
            raise self.scores
        text = messages[-1].text
        return Scored(self.scores[: len(choices)], self.states.get(text, (0.0, 1.0)))

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
        take(self.permits, stop)


def take(permits: threading.Semaphore | None, stop: threading.Event | None) -> None:
    """Wait for a permit, if they are needed. Raises Cancelled."""
    while permits is not None and not permits.acquire(timeout=0.005):
        raise_if_set(stop)
    raise_if_set(stop)


REPORT = Report(
    weights=INFO.weights,
    parameters=463_987_712,
    examined=(
        Examined("float32", 1.0, 0.0, 212.0, 81.0, 2.4, 1_855_950_848),
        Examined("bfloat16", 1.0, 0.0012, 148.0, 52.0, 1.9, 927_975_424),
        Examined("int8", 0.958, 0.0831, 71.0, 27.4, 0.8, 463_987_712),
        Examined("int8-keep-down", 1.0, 0.0093, 88.0, 33.1, 4.6, 600_000_000),
    ),
    choice="int8-keep-down",
)


@dataclass
class ScriptedDoctor:
    """Doctor by script: tells a step for each precision, each for a permit, then the outcome.

    seen: the requests.
    """

    outcome: Report | BaseException = REPORT
    permits: threading.Semaphore | None = None
    seen: list[ExamineRequest] = field(default_factory=list)

    def examine(self, request: ExamineRequest, tell: Callable[[Progress], None]) -> Report:
        self.seen.append(request)
        plans = [examined.plan for examined in REPORT.examined]
        for number, plan in enumerate(plans, 1):
            tell(Progress(plan, number, len(plans), 0, 48))
            take(self.permits, request.stop)
        if isinstance(self.outcome, BaseException):
            raise self.outcome
        return self.outcome
