"""The worker: lives on the one inference thread, holds the assistant, answers by signals.

Knows nothing of the diary or of widgets. Everything it is asked comes as a queued signal, so
requests that arrive while the weights are loading simply wait their turn.
"""

import contextlib
import logging
import time
import traceback
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Slot

from desktop.domain.examination import Progress, Report
from desktop.domain.figures import Kind, Stage
from desktop.domain.labels import Judgement
from desktop.domain.learning import Learned, Reading
from desktop.domain.turns import ReplyStats
from desktop.errors import Cancelled, EnvironmentFailure, ModelUnavailable
from desktop.inference.allocator import give_memory_back
from desktop.inference.assistant import Assistant
from desktop.inference.engine import Work, raise_if_set
from desktop.inference.turn_tasks import Tasks
from desktop.services.answering import HANDOVER_S, Answering
from desktop.services.memory import current_bytes, peak_bytes
from desktop.services.requests import (
    ExamineRequest,
    JobRequest,
    JudgeRequest,
    LoadRequest,
    PrepareRequest,
    TurnRequest,
)
from desktop.services.stopwatch import Measured, Stopwatch, Ticks
from desktop.services.worker_signals import WorkerSignals

logger = logging.getLogger(__name__)

LoadAssistant = Callable[[LoadRequest], Assistant]
Tell = Callable[[Progress], None]
Examine = Callable[[ExamineRequest, Tell], Report]


class InferenceWorker(WorkerSignals):
    """Runs one request after the other."""

    def __init__(
        self, load_assistant: LoadAssistant, examine: Examine, ticks: Ticks = time.perf_counter
    ) -> None:
        """ticks: what requests are measured by, in seconds; read on this thread too."""
        super().__init__()
        self._load_assistant, self._examine, self._ticks = load_assistant, examine, ticks
        self._assistant: Assistant | None = None
        self._problem: BaseException = ModelUnavailable("nothing was loaded yet")
        self._tasks: Tasks | None = None
        self._told = 0.0

    @Slot(object)
    def load(self, request: LoadRequest) -> None:
        """Replace the weights. The old ones are let go first: two don't fit side by side."""
        self._assistant = None
        try:
            raise_if_set(request.stop)
            self._assistant = self._load_assistant(request)
            if self._tasks is not None:
                self._assistant.use(self._tasks)
        except Cancelled as cancelled:
            self._problem = cancelled
        except BaseException as error:  # the tokenizer's Rust panics are no Exception
            self._problem = error
            _report(error)
            self.unavailable.emit(error)
        else:
            self.ready.emit(self._assistant.info)

    @Slot()
    def unload(self) -> None:
        """Let the weights go until the next load."""
        self._assistant = None
        self._problem = ModelUnavailable("it was let go")
        give_memory_back()

    @Slot(object)
    def use_tasks(self, tasks: Tasks) -> None:
        """Other prompts, from the next request on."""
        self._tasks = tasks
        if self._assistant is not None:
            self._assistant.use(tasks)

    @Slot(object)
    def run(self, request: TurnRequest | JobRequest) -> None:
        watch = self._watch(request)
        try:
            if self._assistant is None:
                raise self._problem
            answering = Answering(self._assistant, self)
            if isinstance(request, JobRequest):
                stats = answering.do(request, watch)
            else:
                stats = answering.answer(request, watch)
        except Cancelled:
            stats = ReplyStats(reason="stopped")
        except BaseException as error:
            _report(error)
            self._tell_figures(request.turn_id, watch.end("failed"))
            self.failed.emit(request.turn_id, error)
            return
        self._tell_figures(request.turn_id, watch.end(stats.reason, stats.tokens))
        self.finished.emit(request.turn_id, stats)

    def _watch(self, request: TurnRequest | JobRequest | JudgeRequest) -> Stopwatch:
        work = self._work
        if isinstance(request, JudgeRequest):
            return Stopwatch(Kind.LABEL, self._ticks, work)
        if isinstance(request, JobRequest):
            return Stopwatch(Kind.JOB, self._ticks, work, request.asked_at)
        return Stopwatch(Kind.TURN, self._ticks, work, request.asked_at, request.saved_s)

    def _work(self) -> Work:
        return self._assistant.work if self._assistant is not None else Work()

    def _tell_figures(self, subject: int | JudgeRequest, measured: Measured) -> None:
        memory = current_bytes()
        figures = replace(
            measured.figures,
            memory_bytes=memory,
            peak_bytes=max(memory, peak_bytes()),  # Linux counts the peak a little late
            precision=self._assistant.info.precision if self._assistant is not None else "",
        )
        self.measured.emit(subject, replace(measured, figures=figures))

    @Slot(object)
    def prepare(self, request: PrepareRequest) -> None:
        """Read ahead. It never fails and never tells: nobody asked for anything yet."""
        if self._assistant is None or request.stop.is_set():
            return
        # A bug in here shows itself in the request that follows.
        with contextlib.suppress(Exception):
            self._assistant.prepare(request.history, request.text, request.stop, request.tone)

    @Slot(object)
    def judge(self, request: JudgeRequest) -> None:
        """The mood of an entry, unless something that goes first came in between."""
        watch = self._watch(request)
        try:
            raise_if_set(request.stop)
            if self._assistant is None:
                raise self._problem
            watch.enter(Stage.LABEL)
            judgement = _judged(self._assistant, request)
        except Cancelled:
            self.judging_stopped.emit(request)
        except BaseException as error:
            _report(error)
            self._tell_figures(request, watch.end("failed"))
            self.judging_failed.emit(request, error)
        else:
            if isinstance(judgement, Judgement):
                watch.named(judgement.prediction, cached=request.known is not None)
            self._tell_figures(request, watch.end("end"))
            self.judged.emit(request, judgement)

    @Slot(object)
    def adapt(self, learned: Learned | None) -> None:
        """What was learned counts from here on, if it was of these weights."""
        if self._assistant is not None:
            self._assistant.adapt(learned)

    @Slot(object)
    def examine(self, request: ExamineRequest) -> None:
        """Let the weights go, for the doctor needs the memory; load them again whatever happens."""
        self._assistant = None
        self.load(self._examined(request))

    def _examined(self, request: ExamineRequest) -> LoadRequest:
        """What to load now."""
        try:
            report = self._examine(request, self._tell)
        except Cancelled:
            self.examination_stopped.emit()
        except BaseException as error:
            _report(error)
            _let_go(error)
            self.examination_failed.emit(error)
            return request.after(error)
        else:
            self.examined.emit(report)
            return replace(request.afterwards, plan=report.choice)
        return request.afterwards

    def _tell(self, progress: Progress) -> None:
        """Every precision, and not more sentences than one can read."""
        now = time.monotonic()
        if progress.sentence == 0 or now - self._told >= HANDOVER_S:
            self._told = now
            self.examination_advanced.emit(progress)


def _judged(assistant: Assistant, request: JudgeRequest) -> Judgement | Reading:
    """Nothing of what is known already is computed again."""
    text, stop, task = request.text, request.stop, request.task
    if request.reading:
        return assistant.read(text, stop, task)
    known, reason, alone = request.known, request.reason, request.alone
    if known is not None and (not reason or known.evidence is not None):
        return known
    named = known.prediction if known is not None else None
    return assistant.judge(text, stop, reason=reason, task=task, known=named, alone=alone)


def _report(error: BaseException) -> None:
    """Log where it happened, never the message: it could quote what the person wrote."""
    if isinstance(error, EnvironmentFailure):
        logger.warning("request failed: %s", error.kind)
        return
    frames = "".join(traceback.format_tb(error.__traceback__))
    logger.error("bug in the worker: %s\n%s", type(error).__name__, frames)


def _let_go(error: BaseException) -> None:
    """Forget where it happened: the frames hold an engine, and the next one needs its memory."""
    link: BaseException | None = error
    while link is not None:
        link.__traceback__ = None
        link = link.__cause__ or link.__context__
