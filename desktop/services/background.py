"""Work on files that takes a while: one job at a time on a thread, told by signals."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from desktop.errors import EnvironmentFailure


@dataclass(frozen=True, slots=True)
class _Outcome:
    job: int
    result: object
    error: BaseException | None


class Background(QObject):
    """Jobs run in the order they were given, each with its own connection to the diary.

    Signals:
        done(job, result): job is what `submit` returned.
        failed(job, EnvironmentFailure): the environment was to blame. Anything else is a bug and
            is raised in the main loop.
        busy_changed(bool)
    """

    done = Signal(object, object)
    failed = Signal(object, object)
    busy_changed = Signal(bool)
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(1, "files")
        self._open = self._last = 0
        # From the thread this is a queued connection: what follows runs in the main loop.
        self._ended.connect(self._on_ended)

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits, or its end isn't told yet."""
        return self._open > 0

    def submit(self, work: Callable[[], object]) -> int:
        """Queue some work; it may touch no QObject. Returns the job's number."""
        self._last += 1
        self._open += 1
        if self._open == 1:
            self.busy_changed.emit(True)
        self._executor.submit(self._run, self._last, work)
        return self._last

    def _run(self, job: int, work: Callable[[], object]) -> None:
        try:
            outcome = _Outcome(job, work(), None)
        except BaseException as error:
            outcome = _Outcome(job, None, error)
        self._ended.emit(outcome)

    @Slot(object)
    def _on_ended(self, outcome: _Outcome) -> None:
        self._open -= 1
        if self._open == 0:
            self.busy_changed.emit(False)
        if outcome.error is None:
            self.done.emit(outcome.job, outcome.result)
        elif isinstance(outcome.error, EnvironmentFailure):
            self.failed.emit(outcome.job, outcome.error)
        else:
            raise outcome.error

    def wait(self) -> None:
        """Until nothing runs on the thread; the signals of what ended come later."""
        self._executor.submit(int).result()

    def close(self) -> None:
        """Wait for the job that runs; those behind it are dropped. Idempotent."""
        self._executor.shutdown(wait=True, cancel_futures=True)
