"""Jobs on texts: a summary, a translation, a title. Their results are no entries of the diary."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.care import is_explicit
from desktop.domain.entries import DiaryEntry
from desktop.domain.labels import Prediction
from desktop.domain.turns import ReplyStats
from desktop.domain.word_filter import SentenceFilter
from desktop.services.inference_service import InferenceService
from desktop.services.reply_filter import reply_filter
from desktop.services.requests import JobRequest
from desktop.services.router import Route, Scope
from desktop.settings import Settings

WEEK = 7


class JobState(StrEnum):
    """Where a job stands.

    NOTHING: there is nothing written that it could be about. CARE: its text says that its writer
    is in danger; no model is asked, and a fixed card stands where the result would be.
    """

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    NOTHING = "nothing"
    CARE = "care"


@dataclass(frozen=True, slots=True)
class Job:
    """A job and what came of it. id: negative. ending: the reason of its `ReplyStats`."""

    id: int
    route: Route
    state: JobState = JobState.RUNNING
    text: str = ""
    prediction: Prediction | None = None
    ending: str = ""
    shortened: bool = False
    error: BaseException | None = None


class JobService(QObject):
    """One at a time for each asker: a new one takes the place of the one before.

    Signals: changed(Job): begun, ended, or put away (None); grew(str): more of its text.
    """

    changed = Signal(object)
    grew = Signal(str)
    _last = 0

    def __init__(
        self,
        inference: InferenceService,
        settings: Settings,
        entries_between: Callable[[date, date], list[DiaryEntry]],
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._inference, self._settings = inference, settings
        self._entries_between, self._today = entries_between, today
        self._job: Job | None = None
        self._filter: SentenceFilter | None = None
        inference.labelled.connect(self._on_labelled)
        inference.chunk.connect(self._on_chunk)
        inference.finished.connect(self._on_finished)
        inference.failed.connect(self._on_failed)

    @property
    def job(self) -> Job | None:
        """The one on show."""
        return self._job

    def start(self, route: Route) -> None:
        """Do it, in the queue that the turns stand in. Raises StorageFailure."""
        asked_at, text = self._inference.ticks(), self._text(route)
        self.stop()
        JobService._last -= 1
        self._job = Job(JobService._last, route)
        if not text.strip():
            self._become(replace(self._job, state=JobState.NOTHING))
            return
        if is_explicit(text):
            self._become(replace(self._job, state=JobState.CARE))
            return
        self._filter = reply_filter(self._settings, "")
        self.changed.emit(self._job)
        limit = self._settings.number("reply_limit_s")
        request = JobRequest(self._job.id, route.task, text, route.variant, limit, asked_at)
        self._inference.submit(request)

    def stop(self) -> None:
        """What came so far stays."""
        if self._job is not None:
            self._inference.stop(self._job.id)

    def put_away(self) -> None:
        """It is not to be seen any more."""
        self.stop()
        self._job = None
        self.changed.emit(None)

    def _text(self, route: Route) -> str:
        """Of several entries: without those that no model is told of."""
        if route.scope is Scope.TEXT:
            return route.text
        until = route.until or self._today()
        since = until - timedelta(days=WEEK - 1) if route.scope is Scope.WEEK else until
        entries = self._entries_between(since, until)
        told = (entry for entry in entries if not is_explicit(entry.entry.text))
        return "\n\n".join(map(_dated, told))

    def _become(self, job: Job) -> None:
        self._job = job
        self.changed.emit(job)

    def _is_shown(self, job_id: int) -> bool:
        return self._job is not None and self._job.id == job_id

    @Slot(object, object)
    def _on_labelled(self, job_id: int, prediction: Prediction) -> None:
        if self._job is not None and self._is_shown(job_id):
            self._job = replace(self._job, prediction=prediction)

    @Slot(object, object)
    def _on_chunk(self, job_id: int, text: str) -> None:
        if self._is_shown(job_id):
            self._grow(self._filter.feed(text) if self._filter is not None else text)

    def _grow(self, text: str) -> None:
        if text and self._job is not None:
            self._job = replace(self._job, text=self._job.text + text)
            self.grew.emit(text)

    def _let_rest_pass(self) -> bool:
        """The end of what is filtered; whether anything was replaced."""
        passed, self._filter = self._filter, None
        if passed is not None:
            self._grow(passed.finish())
        return passed is not None and passed.replaced

    @Slot(object, object)
    def _on_finished(self, job_id: int, stats: ReplyStats) -> None:
        if self._job is None or not self._is_shown(job_id):
            return
        dropped = 0 if self._let_rest_pass() else stats.dropped
        stopped = stats.reason in ("stopped", "time")
        self._become(
            replace(
                self._job,
                state=JobState.STOPPED if stopped else JobState.DONE,
                text=self._job.text[: len(self._job.text) - dropped].strip(),
                ending=stats.reason,
                shortened=stats.shortened,
            )
        )

    @Slot(object, object)
    def _on_failed(self, job_id: int, error: BaseException) -> None:
        if self._job is not None and self._is_shown(job_id):
            self._let_rest_pass()
            self._become(replace(self._job, state=JobState.FAILED, error=error))


def _dated(entry: DiaryEntry) -> str:
    """With its day, so that a week has an order."""
    return f"{entry.entry.date.isoformat()} {entry.entry.text}"
