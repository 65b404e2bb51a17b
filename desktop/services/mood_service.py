"""What the mood page shows: moods as columns, days of tags and words, and that they changed."""

from datetime import date

from PySide6.QtCore import QObject, Signal

from desktop.domain.moods import Moods
from desktop.services.diary_service import DiaryService
from desktop.storage.database import Database
from desktop.storage.mood_store import MoodStore

MOST_TAGS = 20


class MoodService(QObject):
    """Every method may raise StorageFailure. Days are ordinals.

    Signal changed(): what was read before may be out of date.
    """

    changed = Signal()

    def __init__(
        self, database: Database, diary: DiaryService, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store = MoodStore(database)
        diary.changed.connect(self.changed)

    def moods(self) -> Moods:
        """Every entry with a known valence."""
        return self._store.moods()

    def bare_moods(self) -> Moods:
        """The same without what their labels say, in a third of the time."""
        return self._store.bare_moods()

    def without_mood(self, since: date = date.min) -> list[tuple[str | None, int]]:
        """Entries from that day on without a valence by the word of their label; None has none."""
        return self._store.without_mood(since)

    def entries_by_day(self) -> dict[int, int]:
        """How many entries every day has, labelled or not."""
        return self._store.entries_by_day()

    def tag_days(self) -> list[tuple[str, frozenset[int]]]:
        """The MOST_TAGS most used tags, and the days with an entry that carries them."""
        return self._store.tag_days(MOST_TAGS)

    def word_days(self, text: str) -> frozenset[int]:
        """The days with an entry that holds all of these words."""
        return self._store.word_days(text)
