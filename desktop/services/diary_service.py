"""The diary as pages see it: its days and moods, and the fact that they changed."""

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.mood import Day, MoodPoint
from desktop.services.chat_service import ChatService
from desktop.storage.diary_store import DiaryStore


class DiaryService(QObject):
    """Signal changed(): an entry or a label is new; what was read before may be out of date."""

    changed = Signal()

    def __init__(self, store: DiaryStore, chat: ChatService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        chat.turn_added.connect(self._on_turn)
        chat.turn_changed.connect(self._on_turn)

    def days(self) -> list[Day]:
        """Every day with an entry, newest first. Raises StorageFailure."""
        return self._store.days()

    def mood_points(self) -> list[MoodPoint]:
        """Every entry with a known valence, in order. Raises StorageFailure."""
        return self._store.mood_points()

    @Slot(object)
    def _on_turn(self, _turn: object) -> None:
        self.changed.emit()
