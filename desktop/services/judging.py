"""The one mood that the worker is naming while nobody waits for anything else."""

from PySide6.QtCore import QObject, Signal, Slot

from desktop.services.requests import JudgeRequest
from desktop.services.worker import InferenceWorker


class Judging(QObject):
    """Signals: judged, stopped, failed: as the worker's, exactly one for each that was begun; none
    for what was forgotten."""

    judged = Signal(object, object)
    stopped = Signal(object)
    failed = Signal(object, object)

    def __init__(self, worker: InferenceWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.request: JudgeRequest | None = None
        worker.judged.connect(self._on_judged)
        worker.judging_stopped.connect(self._on_stopped)
        worker.judging_failed.connect(self._on_failed)

    def give_way(self) -> None:
        """Something else was asked for: stop, and tell so."""
        if self.request is not None:
            self.request.stop.set()

    def forget(self) -> None:
        """Stop; nothing is told of it any more."""
        self.give_way()
        self.request = None

    @Slot(object, object)
    def _on_judged(self, request: JudgeRequest, judgement: object) -> None:
        if self._end(request):
            self.judged.emit(request, judgement)

    @Slot(object)
    def _on_stopped(self, request: JudgeRequest) -> None:
        if self._end(request):
            self.stopped.emit(request)

    @Slot(object, object)
    def _on_failed(self, request: JudgeRequest, error: BaseException) -> None:
        if self._end(request):
            self.failed.emit(request, error)

    def _end(self, request: JudgeRequest) -> bool:
        """False after the shutdown."""
        known = self.request is request
        self.request = None
        return known
