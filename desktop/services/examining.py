"""The examination that the worker is at: begun, asked to end, told of while it is known."""

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.examination import Progress, Report
from desktop.services.loads import Loads
from desktop.services.requests import ExamineRequest, LoadRequest
from desktop.services.worker import InferenceWorker


class Examining(QObject):
    """loads: what comes after it; others where the patient doesn't run.

    Signals:
        advanced(Progress).
        ended(): the weights are on their way back. It comes before
        examined(Report), stopped() or failed(exception).
    """

    advanced = Signal(object)
    ended = Signal()
    examined = Signal(object)
    stopped = Signal()
    failed = Signal(object)

    def __init__(
        self, worker: InferenceWorker, loads: Loads, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._loads = loads
        self.request: ExamineRequest | None = None
        worker.examination_advanced.connect(self._on_advanced)
        worker.examined.connect(self._on_examined)
        worker.examination_stopped.connect(self._on_stopped)
        worker.examination_failed.connect(self._on_failed)

    def begin(self, other: LoadRequest | None = None) -> ExamineRequest | None:
        """What to send to the worker; None where no weights are wanted yet, or they are there
        already. other: see `InferenceService.examine`."""
        again = self._loads.again()
        if again is None or self.request is not None:
            return None
        afterwards, otherwise = (other, again) if other else (again, None)
        self._loads.expect(afterwards)
        self.request = ExamineRequest(afterwards.model_dir, afterwards, otherwise)
        return self.request

    def stop(self) -> None:
        """Ask it to end; it still ends by a signal."""
        if self.request is not None:
            self.request.stop.set()

    def forget(self) -> None:
        """Ask it to end; nothing is told of it any more."""
        self.stop()
        self.request = None

    @Slot(object)
    def _on_advanced(self, progress: Progress) -> None:
        if self.request is not None:
            self.advanced.emit(progress)

    @Slot(object)
    def _on_examined(self, report: Report) -> None:
        if self._end():
            self.examined.emit(report)

    @Slot()
    def _on_stopped(self) -> None:
        if self._end():
            self.stopped.emit()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        if self.request is not None:
            self._loads.exchange(self.request.afterwards, self.request.after(error))
        if self._end():
            self.failed.emit(error)

    def _end(self) -> bool:
        """False after the shutdown."""
        if self.request is None:
            return False
        self.request = None
        self.ended.emit()
        return True
