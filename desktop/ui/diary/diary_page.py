"""The diary's own page: a day's entries in full, a composer that only keeps, search, the trash.

Connects the diary's facts with the widgets that show them; holds nothing but the day on show.
"""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QScrollBar

from desktop.domain.entries import DiaryEntry
from desktop.domain.search import Query
from desktop.errors import StorageFailure
from desktop.services import wording
from desktop.services.deletion import Deletion
from desktop.services.diary_service import DiaryService
from desktop.services.label_service import LabelService
from desktop.ui import shortcuts
from desktop.ui.diary.day_jobs import DayJobs
from desktop.ui.diary.diary_frame import DiaryFrame, Mode
from desktop.ui.diary.draft_keeper import DraftKeeper
from desktop.ui.diary.page_reader import PageReader
from desktop.ui.theme import Theme


class DiaryPage(DiaryFrame):
    """on_this_day: read at every refresh: ``good_days``, ``all_days`` or ``never``.

    Signals: days_toggled(): the list of days is to be shown or put away; day_shown(date);
    help_wanted(): asked for under an entry.
    """

    days_toggled = Signal()
    day_shown = Signal(object)
    help_wanted = Signal()

    def __init__(
        self,
        diary: DiaryService,
        labels: LabelService,
        drafts: DraftKeeper,
        deletion: Deletion,
        theme: Theme,
        on_this_day: Callable[[], str],
    ) -> None:
        super().__init__(diary, labels, drafts, deletion, theme)
        self._diary, self.reader = diary, PageReader(self, diary, on_this_day)
        self.reader.failed.connect(self._tell)
        self._connect()
        labels.entry_changed.connect(self.reader.refresh_soon)
        labels.storage_failed.connect(self._tell)
        deletion.failed.connect(self._tell)
        self._add_keys()
        self.show_day(self.day)

    # What leads where

    def _connect(self) -> None:
        self._diary.changed.connect(self.reader.refresh_soon)
        for told in (self.acts.failed, self.search.failed, self.drafts.failed):
            told.connect(self._tell)
        self.begun.wanted.connect(self._on_begun)
        self.acts.worked.connect(self._on_worked)
        self.acts.undoable.connect(self.undo_bar.offer)
        self.drafts.recovered.connect(self._on_worked)
        self.composer.editor.refused.connect(self._on_refused)
        self.composer.written.connect(self._on_written)
        self.day_view.help_wanted.connect(self.help_wanted)
        self.day_view.empty.write_wanted.connect(self.composer.take_focus)
        self.day_view.earlier_wanted.connect(self._on_earlier)
        self.day_view.tag_chosen.connect(self._on_tag)
        self.day_view.on_this_day.opened.connect(self.show_entry)
        self.search.opened.connect(self._on_found)
        self.search.left.connect(self.leave)
        self.search.field.textEdited.connect(self._on_search)
        self.search.field.pressed.connect(self._on_search)
        self.trash.left.connect(self.leave)
        self.days_button.clicked.connect(self.days_toggled)
        self.trash_button.clicked.connect(self.show_trash)
        self.bar.before_wanted.connect(self.show_before)
        self.bar.after_wanted.connect(self.show_after)
        self.bar.today_wanted.connect(self.show_today)

    def offer_jobs(self, jobs: DayJobs) -> None:
        """Summaries of days; without them there is no button for any."""
        self.put_jobs(jobs)
        jobs.card.go_on()
        jobs.closed.connect(self.bar.jobs.setFocus)
        jobs.failed.connect(self._tell)
        self.bar.jobs_wanted.connect(self._open_jobs)
        QShortcut(shortcuts.sequences("day_jobs")[0], self).activated.connect(self._open_jobs)

    @Slot()
    def _open_jobs(self) -> None:
        if self.jobs is not None and self.mode is Mode.DAY:
            self.jobs.open_for(self.day)

    def _add_keys(self) -> None:
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("this_day", self.show_today),
            ("day_before", self.show_before),
            ("day_after", self.show_after),
            ("write", self._write),
        )
        for name, act in acts:
            QShortcut(shortcuts.sequences(name)[0], self).activated.connect(act)

    # What it shows

    @property
    def day(self) -> date:
        return self.reader.day

    @Slot(object)
    def show_day(self, day: date) -> None:
        """That day's entries; the composer writes for that day."""
        self.reader.day = day
        self.show_mode(Mode.DAY)
        self.composer.show_day(day)
        self.reader.refresh()
        self.day_shown.emit(day)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reader.refresh()
        self.reader.read(lambda: self.begun.look(self.day))

    @Slot(object)
    def _on_begun(self, day: date) -> None:
        self.show_day(day)
        self.composer.take_focus()

    def take_focus(self) -> None:
        """One comes here to read."""
        if self.mode is Mode.DAY:
            self.day_view.go_to(None)

    # Where the person goes

    @Slot()
    def start_search(self) -> None:
        self.search.field.setFocus()
        self.search.field.selectAll()
        self._on_search()

    @Slot()
    def _on_search(self) -> None:
        """The field can be clicked, or come to with Tab and typed into."""
        if self.mode is not Mode.SEARCH:
            self.show_mode(Mode.SEARCH)
            self.search.begin()

    @Slot(object, str)
    def show_found(self, query: Query, name: str) -> None:
        """All entries that a chart or a tag leads to; see `FilterBar.show_query`."""
        self.show_mode(Mode.SEARCH)
        self.search.show_query(query, name)

    @Slot(str)
    def _on_tag(self, tag: str) -> None:
        self.show_found(Query(tags=(tag,)), f"#{tag}")

    @Slot(object)
    def show_entry(self, entry: DiaryEntry) -> None:
        """Its day, with the keyboard at it."""
        self.show_day(entry.entry.date)
        self.day_view.go_to(entry.id)

    @Slot(object, str)
    def _on_found(self, entry: DiaryEntry, passage: str) -> None:
        self.show_entry(entry)
        self.day_view.mark(entry.id, passage)

    @Slot()
    def show_trash(self) -> None:
        """Its button leads back too."""
        if self.mode is Mode.TRASH:
            self.leave()
            return
        self.show_mode(Mode.TRASH)
        self.reader.refresh()
        self.trash.take_focus()

    @Slot()
    def leave(self) -> None:
        """Back to the day."""
        self.show_mode(Mode.DAY)
        self.reader.refresh()
        self.day_view.go_to(None)

    @Slot()
    def show_today(self) -> None:
        self.show_day(self._diary.today())
        self.composer.take_focus()

    @Slot()
    def show_before(self) -> None:
        self.show_day(self.day - timedelta(days=1))

    @Slot()
    def show_after(self) -> None:
        if self.day < self._diary.today():
            self.show_day(self.day + timedelta(days=1))

    @Slot(object)
    def _on_earlier(self, day: date) -> None:
        self.show_day(day)
        self.day_view.go_to(None)

    # What the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From the composer one can leaf through the day."""
        steps = {
            Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
            Qt.Key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd,
        }
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_bar.undo()
        elif (step := steps.get(Qt.Key(event.key()))) is not None:
            self.day_view.verticalScrollBar().triggerAction(step)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _write(self) -> None:
        if self.mode is not Mode.DAY:
            self.leave()
        self.composer.take_focus()

    @Slot()
    def _on_written(self) -> None:
        self.reader.refresh()
        bar = self.day_view.verticalScrollBar()
        QTimer.singleShot(0, self, lambda: bar.setValue(bar.maximum()))

    @Slot(str)
    def _on_refused(self, sentence: str) -> None:
        self.notices.tell("file", sentence)

    @Slot()
    def _on_worked(self) -> None:
        self.notices.clear("storage")

    @Slot(object)
    def _tell(self, failure: StorageFailure) -> None:
        self.notices.tell("storage", wording.explain(failure))
