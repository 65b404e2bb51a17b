"""The diary as pages see it: its entries, days, moods, tags and trash, and that they changed."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.domain.care import kept_apart
from desktop.domain.entries import DiaryEntry, Draft, EarlierText, TagUse
from desktop.domain.labels import Agreement, GivenLabel, Label, LabelChoice, Prediction
from desktop.domain.mood import Day, MoodPoint
from desktop.domain.search import Found, Query
from desktop.domain.time import entry_date
from desktop.domain.turns import Turn
from desktop.errors import StorageFailure
from desktop.services.chat_service import ChatService
from desktop.services.clock import Clock
from desktop.settings import Settings
from desktop.storage.database import Database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.draft_store import DraftStore
from desktop.storage.entry_store import EntryStore
from desktop.storage.label_store import LabelStore
from desktop.storage.search_store import SearchStore

LOOK_MS = 2000
AGREEMENT_DAYS = 30


class DiaryService(QObject):
    """Every method may raise StorageFailure: then nothing was changed. Those with an entry_id
    raise KeyError for an unknown one.

    Signals:
        changed(): an entry, a label or a tag is new or another; what was read may be out of date.
            Also after another program (the terminal) wrote, at most LOOK_MS later.
        entry_added(DiaryEntry): written without wanting a reply; it has no label yet.
        entry_changed(DiaryEntry): its text, day, tags or label.
        entries_removed(tuple of ids): into the trash, or deleted for good.
        entries_restored(tuple of ids): out of the trash.
    """

    changed = Signal()
    entry_added = Signal(object)
    entry_changed = Signal(object)
    entries_removed = Signal(object)
    entries_restored = Signal(object)

    def __init__(
        self,
        database: Database,
        store: DiaryStore,
        chat: ChatService,
        settings: Settings,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._database, self._store = database, store
        self._settings, self._clock = settings, clock
        self._entries, self._labels = EntryStore(database), LabelStore(database)
        self._drafts, self._search = DraftStore(database), SearchStore(database)
        self._seen = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        chat.turn_added.connect(self._on_turn)
        chat.turn_changed.connect(self._on_turn)

    # The diary as a whole

    def today(self) -> date:
        """The diary's date of this moment."""
        return entry_date(self._clock(), self._settings.day_begins_at)

    def days(self) -> list[Day]:
        """Every day with an entry, newest first."""
        return self._store.days()

    def mood_points(self) -> list[MoodPoint]:
        """Every entry with a known valence, in order."""
        return self._store.mood_points()

    def entries_on(self, day: date) -> list[DiaryEntry]:
        return self._entries.entries_on(day)

    def entries_between(self, since: date, until: date) -> list[DiaryEntry]:
        """Day by day, both inclusive: what is printed."""
        return self._entries.entries_between(since, until)

    def entry(self, entry_id: int) -> DiaryEntry:
        return self._entries.entry(entry_id)

    def turn(self, turn_id: int) -> Turn:
        return self._store.turn(turn_id)

    def on_this_day(self, day: date, *, bad_days: bool = False) -> list[DiaryEntry]:
        """Of earlier years, newest first; days with a mean below 0 only if *bad_days*.

        What was written in despair never comes back by itself, whatever the person chose.
        """
        entries = self._entries.on_this_day(day, bad_days=bad_days)
        return [entry for entry in entries if not kept_apart(entry.entry.text)]

    def search(self, query: Query, limit: int = 50, offset: int = 0) -> Found:
        return self._search.search(query, limit, offset)

    def entry_ids(self, query: Query) -> list[int]:
        """All that a search finds: for the mood by a word or tag."""
        return self._search.entry_ids(query)

    # Writing

    def write(
        self, text: str, day: date | None = None, tags: Iterable[str] = (), draft: str | None = None
    ) -> DiaryEntry:
        """An entry that wants no reply, today's unless *day* says another.

        draft: the place it was written in; it is empty afterwards.
        """
        entry = self._entries.write(text, self._clock(), day or self.today(), tags, draft)
        self.entry_added.emit(entry)
        self.changed.emit()
        return entry

    def edit(self, entry_id: int, text: str) -> DiaryEntry:
        """Another text; the earlier one is kept. Its draft is dropped."""
        return self._told(self._entries.edit(entry_id, text, self._clock().utc_ms))

    def earlier_texts(self, entry_id: int) -> list[EarlierText]:
        return self._entries.earlier_texts(entry_id)

    def move(self, entry_id: int, day: date) -> DiaryEntry:
        return self._told(self._entries.move(entry_id, day))

    def set_tags(self, entry_id: int, tags: Iterable[str]) -> DiaryEntry:
        return self._told(self._entries.set_tags(entry_id, tags))

    def rename_tag(self, name: str, new_name: str) -> None:
        self._entries.rename_tag(name, new_name)
        self.changed.emit()

    def tags(self) -> list[TagUse]:
        """The most used first."""
        return self._entries.tags()

    # The trash

    def trash(self, entry_ids: Iterable[int]) -> None:
        ids = tuple(entry_ids)
        self._entries.trash(ids, self._clock().utc_ms)
        self.entries_removed.emit(ids)
        self.changed.emit()

    def restore(self, entry_ids: Iterable[int]) -> None:
        ids = tuple(entry_ids)
        self._entries.restore(ids)
        self.entries_restored.emit(ids)
        self.changed.emit()

    def trashed(self) -> list[DiaryEntry]:
        return self._entries.trashed()

    def deleted(self, entry_ids: tuple[int, ...]) -> None:
        """Somebody deleted these for good, see `Deletion`."""
        with suppress(StorageFailure):
            self._seen = self._database.changes_by_others()  # told here, once
        self.entries_removed.emit(entry_ids)
        self.changed.emit()

    # Labels

    def correct(self, entry_id: int, choice: LabelChoice | None) -> DiaryEntry:
        """What the person says; None is "no label". The model's own label is kept."""
        return self._told(self._labels.correct(entry_id, choice, self._clock().utc_ms))

    def withdraw_label(self, entry_id: int) -> DiaryEntry:
        """Forget what the person said; the model's word counts again, or what was brought."""
        return self._told(self._labels.withdraw(entry_id))

    def labels(self, entry_id: int) -> list[GivenLabel]:
        """All that was ever said of it, in order."""
        return self._labels.labels(entry_id)

    def agreement(self) -> Agreement:
        """Person and model on the entries of the last 30 days, today's among them."""
        today = self.today()
        return self._labels.agreement(today - timedelta(days=AGREEMENT_DAYS - 1), today)

    # Labels by the model, for entries that had no turn to be labelled in

    def add_label(self, entry_id: int, prediction: Prediction) -> DiaryEntry:
        """What the model says of it now; the labels before stay."""
        label = Label.from_prediction(prediction)
        return self._told(self._labels.add(entry_id, label, self._clock().utc_ms))

    def set_evidence(self, entry_id: int, sentence: str) -> None:
        """The sentence that decided the model's newest label."""
        self._labels.set_evidence(entry_id, sentence)

    def to_label(
        self, task: str, task_version: int, weights: str, *, after_id: int = 0, limit: int = 50
    ) -> list[DiaryEntry]:
        """The next that these weights and this task haven't labelled as they stand now."""
        return self._labels.to_label(task, task_version, weights, after_id=after_id, limit=limit)

    def count_to_label(self, task: str, task_version: int, weights: str) -> int:
        return self._labels.count_to_label(task, task_version, weights)

    # Drafts

    def save_draft(self, place: str, text: str) -> None:
        """Durable when this returns; see `desktop.domain.entries` for places."""
        self._drafts.save(place, text, self._clock().utc_ms)

    def draft(self, place: str) -> Draft | None:
        return self._drafts.draft(place)

    def drafts(self) -> list[Draft]:
        return self._drafts.drafts()

    def drop_draft(self, place: str) -> None:
        self._drafts.drop(place)

    # What others write

    def watch(self) -> None:
        """Begin to notice what other programs write."""
        self._seen = self._database.changes_by_others()
        self._timer.start(LOOK_MS)

    @Slot()
    def look(self) -> None:
        """Tell of a change if another connection wrote since the last look."""
        with suppress(StorageFailure):  # whoever reads next will say it
            seen = self._database.changes_by_others()
            if seen != self._seen:
                self._seen = seen
                self.changed.emit()

    @Slot()
    def reload(self) -> None:
        """The whole diary is another one now. Before anything works on it."""
        self._store.repair_interrupted()
        self._seen = self._database.changes_by_others()
        self.changed.emit()

    def close(self) -> None:
        self._timer.stop()

    def tell(self, entry: DiaryEntry, *, lists: bool = True) -> None:
        """Somebody else wrote a label of it. lists: days and charts are out of date, too."""
        self.entry_changed.emit(entry)
        if lists:
            self.changed.emit()

    def lists_changed(self) -> None:
        """After `tell` without lists."""
        self.changed.emit()

    def _told(self, entry: DiaryEntry) -> DiaryEntry:
        self.entry_changed.emit(entry)
        self.changed.emit()
        return entry

    @Slot(object)
    def _on_turn(self, _turn: object) -> None:
        self.changed.emit()
