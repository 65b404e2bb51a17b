"""The one inference thread: the worker is moved there, asked by signals, and ended with it."""

from PySide6.QtCore import QObject, QThread, Signal

from desktop.services.worker import InferenceWorker


class WorkerThread(QObject):
    """Runs from its making to `end`.

    Signals: what the worker is asked, each to be emitted with what its slot of that name takes;
    it does one after the other.
    """

    load = Signal(object)
    unload = Signal()
    use_tasks = Signal(object)
    run = Signal(object)
    prepare = Signal(object)
    judge = Signal(object)
    examine = Signal(object)
    adapt = Signal(object)

    def __init__(self, worker: InferenceWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = QThread(self)
        self._thread.setObjectName("inference")
        worker.moveToThread(self._thread)
        self.load.connect(worker.load)
        self.unload.connect(worker.unload)
        self.use_tasks.connect(worker.use_tasks)
        self.run.connect(worker.run)
        self.prepare.connect(worker.prepare)
        self.judge.connect(worker.judge)
        self.examine.connect(worker.examine)
        self.adapt.connect(worker.adapt)
        self._thread.start()

    def end(self, timeout_ms: int) -> bool:
        """After what it is doing; False if that took too long."""
        self._thread.quit()
        return self._thread.wait(timeout_ms)
