"""Moods that nobody waits for: asked of the worker one by one, while it has nothing else to do."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from threading import Event

from PySide6.QtCore import QObject, Signal, Slot

from desktop.services.inference_service import InferenceService
from desktop.services.requests import EngineState, JudgeRequest


class LabelJobs(QObject):
    """A queue in memory: what is in it can always be found again in the diary.

    An entry's mood and its reading are two different things to ask for.
    complete: what every request goes through as its turn comes, or None.

    Signals:
        judged(JudgeRequest, Judgement) or failed(JudgeRequest, exception), for each once.
        emptied(): the worker is at rest and nothing waits here: there is time for more.
    """

    judged = Signal(object, object)
    failed = Signal(object, object)
    emptied = Signal()

    def __init__(self, inference: InferenceService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inference = inference
        self.complete: Callable[[JudgeRequest], JudgeRequest] | None = None
        self._waiting: deque[JudgeRequest] = deque()
        inference.judged.connect(self._on_judged)
        inference.judging_failed.connect(self._on_failed)
        inference.judging_stopped.connect(self._on_stopped)
        inference.state_changed.connect(self._on_state)
        inference.finished.connect(self._on_turn_ended)
        inference.failed.connect(self._on_turn_ended)

    def add(self, request: JudgeRequest, *, first: bool = False) -> None:
        """Queue a request; it takes the place of an older one about the same entry.

        first: before all others, because the person asked for it.
        """
        self.drop(request.entry_id, reading=request.reading)
        if first:
            self._waiting.appendleft(request)
        else:
            self._waiting.append(request)
        self._inference.wake()
        self._go_on()

    def drop(self, entry_id: int, *, reading: bool = False) -> None:
        """Forget what waits about an entry's mood, or its reading."""
        about = (entry_id, reading)
        self._waiting = deque(r for r in self._waiting if (r.entry_id, r.reading) != about)

    def look(self) -> None:
        """Work, or say that there is time, if the worker is at rest."""
        self._go_on()

    def _go_on(self) -> None:
        if not self._inference.at_rest:
            return
        if self._waiting:
            self._inference.judge(self._completed(self._waiting.popleft()))
        else:
            self.emptied.emit()

    def _completed(self, request: JudgeRequest) -> JudgeRequest:
        """With what is set for all of them, and with the mood where it was named before."""
        if request.known is None and self.complete is not None:
            return self.complete(request)
        return request

    @Slot(object, object)
    def _on_judged(self, request: JudgeRequest, judgement: object) -> None:
        self.judged.emit(request, judgement)
        self._go_on()

    @Slot(object, object)
    def _on_failed(self, request: JudgeRequest, error: BaseException) -> None:
        self.failed.emit(request, error)
        self._go_on()

    @Slot(object)
    def _on_stopped(self, request: JudgeRequest) -> None:
        """It gave way; unless a newer one about the same entry waits, it is asked again."""
        about = (request.entry_id, request.reading)
        if all((other.entry_id, other.reading) != about for other in self._waiting):
            self._waiting.appendleft(replace(request, stop=Event()))
        self._go_on()

    @Slot(object)
    def _on_state(self, _state: EngineState) -> None:
        self._go_on()

    @Slot(object, object)
    def _on_turn_ended(self, _turn_id: int, _outcome: object) -> None:
        self._go_on()
