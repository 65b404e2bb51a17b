"""The time of one request on the worker, cut into stages without a gap."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.figures import Figures, Kind, Stage
from desktop.domain.labels import Prediction
from desktop.inference.engine import Work

Ticks = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Measured:
    """What the worker knows of a request. ended_at: by its ticks; all after that is SAVE's."""

    figures: Figures
    ended_at: float


# Making tokens happens inside the engine, in the middle of a stage; whose time it is instead.
_ENCODING = {Stage.LABEL: Stage.PREPROCESSING, Stage.FIRST_TOKEN: Stage.HISTORY}


class Stopwatch:
    """What was entered last goes on until the next; so the stages are all the time there was."""

    def __init__(
        self,
        kind: Kind,
        ticks: Ticks,
        work: Callable[[], Work],
        asked_at: float | None = None,
        saved_s: float = 0.0,
    ) -> None:
        """work: what the engine has done so far. asked_at, saved_s: as the request has them."""
        self._kind, self._ticks, self._work = kind, ticks, work
        self._seconds = dict.fromkeys(Stage, 0.0)
        self._seconds[Stage.SAVE] = saved_s
        self._stage, self._since = Stage.PREPROCESSING, ticks()
        self._before = self._last = work()
        self._prediction: Prediction | None = None
        self._cached: bool | None = None
        if asked_at is not None:
            self._seconds[Stage.QUEUE] = self._since - asked_at - saved_s

    def enter(self, stage: Stage) -> None:
        """From now on it is this one's time."""
        now, work = self._ticks(), self._work()
        spent = now - self._since
        encoding = min(work.since(self._last).encode_s, spent)
        self._seconds[self._stage] += spent - encoding
        self._seconds[self._encoding()] += encoding
        self._stage, self._since, self._last = stage, now, work

    def _encoding(self) -> Stage:
        """Only a turn has a history."""
        stage = _ENCODING.get(self._stage, self._stage)
        return (
            stage if self._kind is Kind.TURN or stage is not Stage.HISTORY else Stage.PREPROCESSING
        )

    def named(self, prediction: Prediction | None, *, cached: bool = False) -> None:
        """The mood; None where one was wanted and none came."""
        self._prediction, self._cached = prediction, cached

    def end(self, ending: str, tokens: int = 0) -> Measured:
        """tokens: of the reply."""
        self.enter(Stage.SAVE)
        mood, work = self._prediction, self._last.since(self._before)
        figures = Figures(
            self._kind,
            tuple(self._seconds.values()),
            ending,
            work.prompt_tokens,
            work.reused_tokens,
            tokens,
            mood.choice.word if mood is not None else None,
            mood.confidence if mood is not None else None,
            self._cached,
        )
        return Measured(figures, self._since)
