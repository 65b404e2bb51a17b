"""The diary's own page: a day's entries in full, a composer that only keeps, search, the trash.

Connects the diary's facts with the widgets that show them; holds nothing but the day on show.
"""

from collections.abc import Callable
from datetime import date, timedelta
from enum import IntEnum
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollBar,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.entries import DiaryEntry
from desktop.domain.search import Query
from desktop.errors import StorageFailure
from desktop.services import wording
from desktop.services.deletion import Deletion
from desktop.services.diary_service import DiaryService
from desktop.services.label_service import LabelService
from desktop.ui import shortcuts
from desktop.ui.chat.notices import NoticeBar
from desktop.ui.diary.begun import BegunNotice
from desktop.ui.diary.day_bar import DayBar
from desktop.ui.diary.day_jobs import DayJobs
from desktop.ui.diary.day_view import COLUMN_PX, DayView
from desktop.ui.diary.draft_keeper import DraftKeeper
from desktop.ui.diary.entry_acts import EntryActs
from desktop.ui.diary.entry_composer import EntryComposer
from desktop.ui.diary.search_view import SearchView
from desktop.ui.diary.trash_view import TrashView
from desktop.ui.diary.undo_bar import UndoBar
from desktop.ui.icons import Glyph, IconButton
from desktop.ui.theme import SPACE, Theme

COALESCE_MS = 120
Read = TypeVar("Read")


class Mode(IntEnum):
    """What the page shows, in the order of its stack."""

    DAY = 0
    SEARCH = 1
    TRASH = 2


class DiaryPage(QWidget):
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
        super().__init__()
        self.setObjectName("page")
        self._diary, self._day = diary, diary.today()
        self._on_this_day = on_this_day
        self.acts, self.drafts = EntryActs(diary, self), drafts
        self.search = SearchView(labels.choices, diary, theme)
        self.bar = DayBar(theme)
        self.day_view = DayView(labels, diary, self.drafts, self.acts, theme)
        self.trash = TrashView(self.acts, deletion, theme)
        self.notices = NoticeBar(theme)
        self.begun = BegunNotice(diary, self.notices)
        self.undo_bar = UndoBar(theme)
        self.composer = EntryComposer(diary, self.drafts, self.acts, theme)
        self.days_button = IconButton(Glyph.DAYS, self.tr("日子（Ctrl+B）"), theme)
        self.trash_button = IconButton(Glyph.TRASH, self.tr("回收站"), theme)
        self._jobs: DayJobs | None = None
        self._refresh_timer = QTimer(self)
        self._refresh_timer.setSingleShot(True)
        self._refresh_timer.setInterval(COALESCE_MS)
        self._lay_out()
        self._connect()
        labels.entry_changed.connect(self._on_changed)
        labels.storage_failed.connect(self._tell)
        deletion.failed.connect(self._tell)
        self._add_keys()
        self.show_day(self._day)

    # How it is put together

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for view in (self.day_view, self.search, self.trash):  # in the order of Mode
            self._stack.addWidget(view)
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        column = QWidget()
        column.setMaximumWidth(COLUMN_PX)
        self._below = below = QVBoxLayout(column)
        below.setContentsMargins(SPACE[5], SPACE[2], SPACE[5], SPACE[4])
        below.setSpacing(SPACE[2])
        for part in (self.notices, self.undo_bar, self.composer):
            below.addWidget(part)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(column, 1000)
        centred.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._top_row())
        layout.addWidget(self.bar)
        layout.addWidget(self._stack, 1)
        layout.addLayout(centred)

    def _top_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(SPACE[3], SPACE[2], SPACE[4], SPACE[1])
        row.setSpacing(SPACE[2])
        row.addWidget(self.days_button)
        row.addWidget(self.search.field, 1)
        row.addWidget(self.trash_button)
        return row

    def _connect(self) -> None:
        self._diary.changed.connect(self._on_changed)
        self._refresh_timer.timeout.connect(self.refresh)
        for told in (self.acts.failed, self.search.failed, self.drafts.failed):
            told.connect(self._tell)
        self.begun.wanted.connect(self._on_begun)
        self.acts.worked.connect(self._on_worked)
        self.acts.undoable.connect(self.undo_bar.offer)
        self.drafts.recovered.connect(self._on_worked)
        self.composer.editor.refused.connect(self._on_refused)
        self.composer.written.connect(self._on_written)
        self.day_view.controls_changed.connect(self._order_keyboard)
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
        self._jobs = jobs
        self._below.insertWidget(2, jobs.card)  # above the composer
        jobs.card.go_on()
        jobs.closed.connect(self.bar.jobs.setFocus)
        jobs.failed.connect(self._tell)
        self.bar.jobs_wanted.connect(self._open_jobs)
        QShortcut(shortcuts.sequences("day_jobs")[0], self).activated.connect(self._open_jobs)
        self.bar.jobs.show()
        self._order_keyboard()

    @Slot()
    def _open_jobs(self) -> None:
        if self._jobs is not None and self.mode is Mode.DAY:
            self._jobs.open_for(self._day)

    def _add_keys(self) -> None:
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("this_day", self.show_today),
            ("day_before", self.show_before),
            ("day_after", self.show_after),
            ("write", self._write),
        )
        for name, act in acts:
            QShortcut(shortcuts.sequences(name)[0], self).activated.connect(act)

    @Slot()
    def _order_keyboard(self) -> None:
        """From the top down to the composer: Qt would put what was added last, last."""
        top = [self.days_button, self.search.field, self.trash_button]
        day = [*self.bar.controls(), *self.day_view.controls()]
        jobs = self._jobs.card.controls() if self._jobs is not None else []
        end = [self.undo_bar.back, self.undo_bar.shut, *jobs, *self.composer.controls()]
        for first, second in pairwise([*top, *self.search.controls(), *day, *end]):
            QWidget.setTabOrder(first, second)

    # What it shows

    @property
    def day(self) -> date:
        return self._day

    @property
    def mode(self) -> Mode:
        return Mode(self._stack.currentIndex())

    def header_height(self) -> int:
        """Where what is below the header begins."""
        return self._stack.y()

    @Slot(object)
    def show_day(self, day: date) -> None:
        """That day's entries; the composer writes for that day."""
        self._day = day
        self._set_mode(Mode.DAY)
        self.composer.show_day(day)
        self.refresh()
        self.day_shown.emit(day)

    @Slot()
    def _on_changed(self) -> None:
        if self.isVisible():  # otherwise it is read when it is shown
            self._refresh_timer.start()

    @Slot()
    def refresh(self) -> None:
        """Read again what is on show; what can't be read leaves it as it was."""
        self._refresh_timer.stop()
        if self.mode is Mode.DAY:
            self._read(self._read_day)
        elif self.mode is Mode.TRASH:
            self._read(lambda: self.trash.show_entries(self._diary.trashed()))
        else:
            self.search.look()

    def _read_day(self) -> None:
        entries = self.day_view.show_day(self._day, self._on_this_day())
        self.bar.show_day(self._day, entries, self._diary.today())

    def _read(self, read: Callable[[], Read]) -> Read | None:
        try:
            return read()
        except StorageFailure as failure:
            self._tell(failure)
            return None

    def _set_mode(self, mode: Mode) -> None:
        self._stack.setCurrentIndex(mode)
        self.bar.setVisible(mode is Mode.DAY)
        self.composer.setVisible(mode is Mode.DAY)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._read(lambda: self.begun.look(self._day))

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
            self._set_mode(Mode.SEARCH)
            self.search.begin()

    @Slot(object, str)
    def show_found(self, query: Query, name: str) -> None:
        """All entries that a chart or a tag leads to; see `FilterBar.show_query`."""
        self._set_mode(Mode.SEARCH)
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
        self._set_mode(Mode.TRASH)
        self.refresh()
        self.trash.take_focus()

    @Slot()
    def leave(self) -> None:
        """Back to the day."""
        self._set_mode(Mode.DAY)
        self.refresh()
        self.day_view.go_to(None)

    @Slot()
    def show_today(self) -> None:
        self.show_day(self._diary.today())
        self.composer.take_focus()

    @Slot()
    def show_before(self) -> None:
        self.show_day(self._day - timedelta(days=1))

    @Slot()
    def show_after(self) -> None:
        if self._day < self._diary.today():
            self.show_day(self._day + timedelta(days=1))

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
        self.refresh()
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
