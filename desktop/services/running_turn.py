"""The turn that the model is at: its label and reply as far as they have come, and saved so far."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.domain.labels import Label, Prediction
from desktop.domain.turns import Turn
from desktop.domain.ways import Unlabelled
from desktop.domain.word_filter import SentenceFilter
from desktop.errors import StorageFailure
from desktop.services.clock import Clock
from desktop.storage.diary_store import DiaryStore

CHECKPOINT_MS = 1000


class RunningTurn(QObject):
    """turn: None while the model is at none. passed: what its reply goes through, if anything.
    weights: that named the last label.

    Signals:
        grew(turn_id, str): more text at the end of its reply.
        storage_failed(StorageFailure): something could not be saved; the text is here.
    """

    grew = Signal(object, object)
    storage_failed = Signal(object)

    def __init__(self, store: DiaryStore, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store, self._clock = store, clock
        self.turn: Turn | None = None
        self.weights: str | None = None
        self._unsaved = False
        self.passed: SentenceFilter | None = None
        self._checkpoint = QTimer(self)
        self._checkpoint.setInterval(CHECKPOINT_MS)
        self._checkpoint.timeout.connect(self._save_reply_so_far)

    def begin(self, turn: Turn, passed: SentenceFilter | None) -> None:
        self.turn, self.passed, self._unsaved = turn, passed, False
        self._checkpoint.start()

    def is_of(self, turn_id: int) -> bool:
        return self.turn is not None and self.turn.id == turn_id

    def live(self, turn: Turn) -> Turn:
        """A turn as the diary has it, with what has come since if it is this one."""
        if self.turn is None or not self.is_of(turn.id):
            return turn
        # The person may have said another mood meanwhile, and that is in the diary.
        return replace(self.turn, label=turn.label or self.turn.label)

    def take(self) -> Turn:
        """It ends: with what the filter still held back."""
        assert self.turn is not None
        if self.passed is not None:
            self._append(self.passed.finish())
            self.passed = None
        turn, self.turn = self.turn, None
        self._checkpoint.stop()
        return turn

    def grow(self, text: str) -> None:
        self._append(self.passed.feed(text) if self.passed is not None else text)

    def _append(self, text: str) -> None:
        if text and self.turn is not None:
            self.turn = replace(self.turn, reply=self.turn.reply + text)
            self._unsaved = True
            self.grew.emit(self.turn.id, text)

    def name(self, prediction: Prediction) -> Turn | None:
        """Its mood; None where its entry was deleted for good meanwhile."""
        assert self.turn is not None
        label, self.weights = Label.from_prediction(prediction), prediction.weights
        turn = self.turn = replace(self.turn, label=label)

        def save() -> None:
            kept = self._store.add_label(turn.id, label, self._clock().utc_ms)
            self.turn = replace(turn, label=kept.label)

        return self.turn if self._saved(save) else None

    def leave_unlabelled(self, why: Unlabelled) -> Turn | None:
        """As `name`."""
        assert self.turn is not None
        turn = self.turn = replace(self.turn, unlabelled=why)
        there = self._saved(lambda: self._store.leave_unlabelled(turn.id, why))
        return turn if there else None

    def _saved(self, save: Callable[[], object]) -> bool:
        """False where there is nothing any more that it could be saved with."""
        try:
            save()
        except StorageFailure as failure:
            self.storage_failed.emit(failure)
        except KeyError:
            return False
        return True

    @Slot()
    def _save_reply_so_far(self) -> None:
        if self.turn is None or not self._unsaved:
            return
        try:
            self._store.save_reply(self.turn.id, self.turn.reply)
        except StorageFailure as failure:
            self.storage_failed.emit(failure)
        self._unsaved = False
