"""What each request cost: the worker's figures, ended by the moment at which all is kept."""

from collections import deque
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.domain.figures import Figures, Stage
from desktop.domain.turns import Turn, TurnState
from desktop.errors import StorageFailure
from desktop.services.chat_service import ChatService
from desktop.services.clock import Clock
from desktop.services.inference_service import InferenceService
from desktop.services.label_jobs import LabelJobs
from desktop.services.requests import JudgeRequest
from desktop.services.stopwatch import Measured
from desktop.storage.database import Database
from desktop.storage.figures_store import MOST, FiguresStore


class FiguresService(QObject):
    """Moods that are named by the hundred (an import, other weights) and readings are left out.

    Built after the services that keep what it measures, and before whoever shows anything: its
    slots run after theirs and before those of widgets, whose painting is nobody's figure.
    Never raises StorageFailure: figures that can't be kept are shown until the program ends.
    Signal added(Figures). most: how many are kept.
    """

    most = MOST
    added = Signal(object)

    def __init__(
        self,
        database: Database,
        inference: InferenceService,
        chat: ChatService,
        jobs: LabelJobs,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store, self._inference, self._clock = FiguresStore(database), inference, clock
        self._measured: dict[int, Measured] = {}
        self._judged: tuple[JudgeRequest, Measured] | None = None
        self._ended: deque[tuple[Figures, int | None]] = deque()
        self._unkept: deque[Figures] = deque(maxlen=MOST)
        # Kept once the event loop is back: neither the reply's last words nor the next request
        # waits for the disk.
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.timeout.connect(self._keep)
        inference.measured.connect(self._on_measured)
        chat.turn_changed.connect(self._on_turn)
        inference.finished.connect(self._on_ended)
        inference.failed.connect(self._on_ended)
        jobs.judged.connect(self._on_judged)
        jobs.failed.connect(self._on_judged)

    def newest(self, limit: int = MOST) -> list[Figures]:
        """Those that could not be kept, and those that are; the newest of each first."""
        try:
            kept = self._store.newest(limit)
        except StorageFailure:
            kept = []
        return [*self._unkept, *kept][:limit]

    def close(self) -> None:
        """Before the diary is closed."""
        self._keeping.stop()
        self._keep()

    def _end(self, measured: Measured, entry_id: int | None) -> None:
        """It is over now; what came after the worker was keeping and handing over."""
        figures = measured.figures
        *others, save = figures.seconds
        assert list(Stage)[-1] is Stage.SAVE
        seconds = (*others, save + self._inference.ticks() - measured.ended_at)
        ended = replace(figures, seconds=seconds, at_utc_ms=self._clock().utc_ms)
        self._ended.append((ended, entry_id))
        self._keeping.start()

    @Slot()
    def _keep(self) -> None:
        while self._ended:
            figures, entry_id = self._ended.popleft()
            try:
                figures = self._store.add(figures, entry_id)
            except StorageFailure:
                self._unkept.appendleft(figures)
            self.added.emit(figures)

    @Slot(object, object)
    def _on_measured(self, subject: int | JudgeRequest, measured: Measured) -> None:
        if isinstance(subject, int):
            self._measured[subject] = measured
        elif not subject.reading and not subject.one_of_many:
            self._judged = subject, measured

    @Slot(object)
    def _on_turn(self, turn: Turn) -> None:
        if turn.state is not TurnState.PENDING and turn.id in self._measured:
            self._end(self._measured.pop(turn.id), turn.entry.id)

    @Slot(object, object)
    def _on_ended(self, subject: int, _outcome: object) -> None:
        """A job; or a turn whose entry was deleted for good meanwhile, which leaves no trace."""
        measured = self._measured.pop(subject, None)
        if measured is not None and subject < 0:
            self._end(measured, None)

    @Slot(object, object)
    def _on_judged(self, request: JudgeRequest, _outcome: object) -> None:
        if self._judged is not None and self._judged[0] is request:
            self._end(self._judged[1], request.entry_id)
            self._judged = None
