"""How a turn or a job is answered on the worker's thread: its label, and its reply as it grows."""

import time
from collections.abc import Generator

from desktop.domain.figures import Stage
from desktop.domain.turns import ReplyStats
from desktop.errors import Cancelled, TimedOut
from desktop.inference.assistant import Assistant
from desktop.inference.bounds import Bound
from desktop.inference.task import GenerateTask
from desktop.services.requests import JobRequest, TurnRequest
from desktop.services.stopwatch import Stopwatch
from desktop.services.worker_signals import WorkerSignals

# Pieces are gathered and handed over at most 30 times a second: one signal per token would
# freeze the window on a fast engine.
HANDOVER_S = 1 / 30


class Answering:
    """Of one assistant. Whatever ends a request is raised; only what comes on the way is told."""

    def __init__(self, assistant: Assistant, tells: WorkerSignals) -> None:
        self._assistant, self._tells = assistant, tells

    def answer(self, request: TurnRequest, watch: Stopwatch) -> ReplyStats:
        label = request.label
        if request.classify:
            watch.enter(Stage.LABEL)
            label = self._label(request, watch)
        if request.fixed and self._assistant.info.tasks is not None:
            said = _said("" if request.partial else request.fixed)
            return self._stream(request.turn_id, said, watch)
        pieces = self._assistant.reply(
            request.history,
            request.text,
            label=label,
            partial=request.partial,
            temperature=request.temperature,
            max_tokens=request.max_tokens,
            tone=request.tone,
            limit_s=request.reply_limit_s,
            stop=request.stop,
        )
        return self._stream(request.turn_id, pieces, watch)

    def _label(self, request: TurnRequest, watch: Stopwatch) -> str | None:
        """The mood, told as soon as it is known; None where there is to be none."""
        bound = Bound(request.stop, request.label_limit_s)
        try:
            if request.ask_intent and not self._assistant.wants_mood(request.text, bound):
                self._tells.mood_unwanted.emit(request.turn_id)
                return None
            prediction = request.known or self._assistant.classify(request.text, bound)
        except Cancelled:
            watch.named(None)
            if bound.cause != "time":
                raise
            self._tells.label_missed.emit(request.turn_id, _timed_out(request.label_limit_s))
            return None
        watch.named(prediction, cached=request.known is not None)
        self._tells.labelled.emit(request.turn_id, prediction)
        return prediction.choice.word

    def do(self, request: JobRequest, watch: Stopwatch) -> ReplyStats:
        """A job, told as a turn's label or as a turn's reply."""
        task = request.task
        if isinstance(task, GenerateTask):
            pieces = self._assistant.write(
                task,
                request.text,
                request.variant,
                limit_s=request.limit_s,
                stop=request.stop,
            )
            return self._stream(request.turn_id, pieces, watch)
        watch.enter(Stage.LABEL)
        prediction = self._assistant.classify(request.text, request.stop, task)
        watch.named(prediction)
        self._tells.labelled.emit(request.turn_id, prediction)
        return ReplyStats()

    def _stream(
        self, turn_id: int, pieces: Generator[str, None, ReplyStats], watch: Stopwatch
    ) -> ReplyStats:
        gathered, last, begun = "", 0.0, False
        watch.enter(Stage.FIRST_TOKEN)
        while True:
            try:
                gathered += next(pieces)
            except StopIteration as end:
                if gathered:
                    self._tells.chunk.emit(turn_id, gathered)
                stats: ReplyStats = end.value
                return stats
            except BaseException:
                if gathered:
                    self._tells.chunk.emit(turn_id, gathered)
                raise
            if not begun:
                begun = True
                watch.enter(Stage.DECODE)
            if gathered and time.monotonic() - last >= HANDOVER_S:
                self._tells.chunk.emit(turn_id, gathered)
                gathered, last = "", time.monotonic()


def _said(words: str) -> Generator[str, None, ReplyStats]:
    """Like a reply; one that was begun before is over."""
    yield words
    return ReplyStats()


def _timed_out(seconds: float | None) -> TimedOut:
    return TimedOut(f"{seconds or 0:g} s")
