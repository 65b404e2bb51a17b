"""Turns and jobs that were asked for and have not ended, from when they are sent to their end."""

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.turns import ReplyStats
from desktop.services.requests import JobRequest, TurnRequest
from desktop.services.worker import InferenceWorker


class OpenRequests(QObject):
    """Signals: labelled, label_missed, mood_unwanted, chunk, finished, failed: as the worker's, but
    only for what is open: a late signal with an unknown id is dropped."""

    labelled = Signal(object, object)
    label_missed = Signal(object, object)
    mood_unwanted = Signal(object)
    chunk = Signal(object, object)
    finished = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, worker: InferenceWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open: dict[int, TurnRequest | JobRequest] = {}
        self._held: list[TurnRequest | JobRequest] = []
        worker.labelled.connect(self._on_labelled)
        worker.label_missed.connect(self._on_label_missed)
        worker.mood_unwanted.connect(self._on_mood_unwanted)
        worker.chunk.connect(self._on_chunk)
        worker.finished.connect(self._on_finished)
        worker.failed.connect(self._on_failed)

    @property
    def is_empty(self) -> bool:
        return not self._open

    def knows(self, turn_id: int) -> bool:
        return turn_id in self._open

    def add(self, request: TurnRequest | JobRequest) -> None:
        self._open[request.turn_id] = request

    def hold(self, request: TurnRequest | JobRequest) -> None:
        """It is open, and not sent before there is something to send it to."""
        self._held.append(request)

    def take_held(self) -> list[TurnRequest | JobRequest]:
        """What is to be sent now, in order."""
        held, self._held = self._held, []
        return held

    def stop(self, turn_id: int) -> None:
        """Ask it to end; it still ends by `finished` or `failed`, at once if it was held."""
        if (request := self._open.get(turn_id)) is None:
            return
        request.stop.set()
        if request in self._held:
            self._held.remove(request)
            self._on_finished(turn_id, ReplyStats(reason="stopped"))

    def forget(self) -> None:
        """Stop all of them; nothing is told of them any more."""
        for request in self._open.values():
            request.stop.set()
        self._open.clear()
        self._held.clear()

    @Slot(object, object)
    def _on_labelled(self, turn_id: int, prediction: object) -> None:
        if turn_id in self._open:
            self.labelled.emit(turn_id, prediction)

    @Slot(object, object)
    def _on_label_missed(self, turn_id: int, error: BaseException) -> None:
        if turn_id in self._open:
            self.label_missed.emit(turn_id, error)

    @Slot(object)
    def _on_mood_unwanted(self, turn_id: int) -> None:
        if turn_id in self._open:
            self.mood_unwanted.emit(turn_id)

    @Slot(object, object)
    def _on_chunk(self, turn_id: int, text: str) -> None:
        if turn_id in self._open:
            self.chunk.emit(turn_id, text)

    @Slot(object, object)
    def _on_finished(self, turn_id: int, stats: ReplyStats) -> None:
        if self._open.pop(turn_id, None) is not None:
            self.finished.emit(turn_id, stats)

    @Slot(object, object)
    def _on_failed(self, turn_id: int, error: BaseException) -> None:
        if self._open.pop(turn_id, None) is not None:
            self.failed.emit(turn_id, error)
