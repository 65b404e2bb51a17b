"""The diary's own page: a day's entries in full, a composer that only keeps, search, the trash.

Connects the diary's facts with the widgets that show them; holds nothing but the day on show.
"""

from collections.abc import Callable
from datetime import date, timedelta
from enum import IntEnum
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.entries import DiaryEntry, day_of_new, edit_of, new_entry_on
from desktop.errors import StorageFailure
from desktop.services import wording
from desktop.services.diary_service import DiaryService
from desktop.services.label_service import LabelService
from desktop.ui import texts
from desktop.ui.chat.notices import NoticeBar
from desktop.ui.diary.day_view import COLUMN_PX, DayView
from desktop.ui.diary.day_words import day_name
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

    Signals: days_toggled(): the list of days is to be shown or put away; day_shown(date).
    """

    days_toggled = Signal()
    day_shown = Signal(object)

    def __init__(
        self,
        diary: DiaryService,
        labels: LabelService,
        theme: Theme,
        on_this_day: Callable[[], str],
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._diary, self._day = diary, diary.today()
        self._on_this_day = on_this_day
        self._earlier: date | None = None
        self._begun: date | None = None
        self.acts = EntryActs(diary, self)
        self._keeper = DraftKeeper(diary, new_entry_on(self._day), self)
        self.header = QLabel()
        self.header.setTextFormat(Qt.TextFormat.PlainText)
        self.header.setWordWrap(True)
        self.search = SearchView(labels.choices, diary, theme)
        self.day_view = DayView(labels, diary, self.acts, theme)
        self.trash = TrashView(self.acts, theme)
        self.notices = NoticeBar(theme)
        self.undo_bar = UndoBar(theme)
        self.composer = EntryComposer(theme)
        self._make_buttons(theme)
        self._refresh_timer = QTimer(self)
        self._refresh_timer.setSingleShot(True)
        self._refresh_timer.setInterval(COALESCE_MS)
        self._lay_out()
        self._connect()
        labels.entry_changed.connect(self._refresh_timer.start)
        labels.storage_failed.connect(self._tell)
        self._add_keys()
        self.show_day(self._day)

    # How it is put together

    def _make_buttons(self, theme: Theme) -> None:
        self.days_button = IconButton(Glyph.DAYS, self.tr("日子（Ctrl+B）"), theme)
        self.trash_button = IconButton(Glyph.TRASH, self.tr("回收站"), theme)
        self.before = IconButton(Glyph.PREVIOUS, self.tr("前一天（Alt+←）"), theme)
        self.after = IconButton(Glyph.NEXT, self.tr("后一天（Alt+→）"), theme)
        self.today = QPushButton(self.tr("今天"))
        self.today.setToolTip("Ctrl+T")

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for view in (self.day_view, self.search, self.trash):  # in the order of Mode
            self._stack.addWidget(view)
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        column = QWidget()
        column.setMaximumWidth(COLUMN_PX)
        below = QVBoxLayout(column)
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
        layout.addWidget(self._day_row())
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

    def _day_row(self) -> QWidget:
        self._day_line = QWidget()
        row = QHBoxLayout(self._day_line)
        row.setContentsMargins(SPACE[3], 0, SPACE[4], SPACE[1])
        row.setSpacing(SPACE[1])
        row.addWidget(self.before)
        row.addWidget(self.after)
        row.addSpacing(SPACE[2])
        row.addWidget(self.header, 1)
        row.addWidget(self.today)
        return self._day_line

    def _connect(self) -> None:
        self._diary.changed.connect(self._refresh_timer.start)
        self._refresh_timer.timeout.connect(self.refresh)
        for told in (self.acts.failed, self.search.failed, self._keeper.failed):
            told.connect(self._tell)
        self.notices.acted.connect(self._on_notice)
        self.acts.worked.connect(self._on_worked)
        self.acts.undoable.connect(self.undo_bar.offer)
        self.composer.typed.connect(self._keeper.keep)
        self.composer.submitted.connect(self._on_submitted)
        self.day_view.controls_changed.connect(self._order_keyboard)
        self.day_view.empty.write_wanted.connect(self.composer.take_focus)
        self.day_view.empty.earlier_wanted.connect(self._on_earlier)
        self.day_view.on_this_day.opened.connect(self.show_entry)
        self.search.opened.connect(self.show_entry)
        self.search.left.connect(self.leave)
        self.search.field.textEdited.connect(self._on_search)
        self.search.field.pressed.connect(self._on_search)
        self.trash.left.connect(self.leave)
        self.days_button.clicked.connect(self.days_toggled)
        self.trash_button.clicked.connect(self.show_trash)
        self.before.clicked.connect(self.show_before)
        self.after.clicked.connect(self.show_after)
        self.today.clicked.connect(self.show_today)

    def _add_keys(self) -> None:
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+T", self.show_today),
            ("Alt+Left", self.show_before),
            ("Alt+Right", self.show_after),
            ("Ctrl+Z", self.undo_bar.undo),
            ("Ctrl+N", self._write),
        )
        for keys, act in acts:
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    @Slot()
    def _order_keyboard(self) -> None:
        """From the top down to the composer: Qt would put what was added last, last."""
        top = [self.days_button, self.search.field, self.trash_button]
        day = [self.before, self.after, self.today, *self.day_view.controls()]
        end = [self.undo_bar.back, self.undo_bar.shut, *self.composer.controls()]
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
        draft = self._keeper.move_to(new_entry_on(day))
        self.composer.show_day(day_name(day, self._diary.today()), draft)
        self.refresh()
        self.day_shown.emit(day)

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
        entries, today = self._diary.entries_on(self._day), self._diary.today()
        self.header.setText(texts.day_sentence(self._day, entries, today))
        self.after.setEnabled(self._day < today)
        self.today.setEnabled(self._day != today)
        if not entries:
            self._show_nothing(today)
        self._show_earlier_years(today)
        self.day_view.show_entries(entries)
        self._go_on_editing()

    def _show_nothing(self, today: date) -> None:
        written = (day.date for day in self._diary.days() if day.date < self._day)
        self._earlier = next(written, None)
        earlier = day_name(self._earlier, today) if self._earlier else ""
        self.day_view.empty.show_day(day_name(self._day, today), earlier)

    def _show_earlier_years(self, today: date) -> None:
        """Below today only; days that were bad only where the person asked for them."""
        wish, found = self._on_this_day(), list[DiaryEntry]()
        if wish != "never" and self._day == today:
            found = self._diary.on_this_day(today, bad_days=wish == "all_days")
        self.day_view.on_this_day.show_entries(found, today.year)

    def _go_on_editing(self) -> None:
        """What was left in an editor by a crash or by closing stands in one again."""
        places = {draft.place: draft.text for draft in self._diary.drafts()}
        for card in self.day_view.cards():
            text = places.get(edit_of(card.entry.id))
            if text is not None and text != card.entry.entry.text and not card.panels.busy():
                card.panels.go_on_editing(text)

    def _read(self, read: Callable[[], Read]) -> Read | None:
        try:
            return read()
        except StorageFailure as failure:
            self._tell(failure)
            return None

    def _set_mode(self, mode: Mode) -> None:
        self._stack.setCurrentIndex(mode)
        self._day_line.setVisible(mode is Mode.DAY)
        self.composer.setVisible(mode is Mode.DAY)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._read(self._tell_of_drafts)

    def _tell_of_drafts(self) -> None:
        """What was begun for another day would stay unseen."""
        days = [day for d in self._diary.drafts() if (day := day_of_new(d.place)) is not None]
        self._begun = next((day for day in days if day != self._day), None)
        if self._begun is None:
            self.notices.clear("draft")
            return
        name = day_name(self._begun, self._diary.today())
        text = self.tr("给{day}的一则还没写完。").format(day=name)
        self.notices.tell("draft", text, self.tr("接着写"))

    @Slot(str)
    def _on_notice(self, key: str) -> None:
        if key == "draft" and self._begun is not None:
            self.notices.clear("draft")
            self.show_day(self._begun)
            self.composer.take_focus()

    def take_focus(self) -> None:
        """One comes here to read."""
        if self.mode is Mode.DAY:
            self.day_view.go_to(None)

    def save_drafts(self) -> None:
        """Before the diary is closed."""
        self._keeper.flush()
        self.day_view.save_drafts()

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

    @Slot(object)
    def show_entry(self, entry: DiaryEntry) -> None:
        """Its day, with the keyboard at it."""
        self.show_day(entry.entry.date)
        self.day_view.go_to(entry.id)

    @Slot()
    def show_trash(self) -> None:
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

    @Slot()
    def _on_earlier(self) -> None:
        if self._earlier is not None:
            self.show_day(self._earlier)
            self.day_view.go_to(None)

    # What the person does

    @Slot()
    def _write(self) -> None:
        if self.mode is not Mode.DAY:
            self.leave()
        self.composer.take_focus()

    @Slot(str)
    def _on_submitted(self, text: str) -> None:
        self._keeper.flush()
        if self.acts.write(text, self._day, self._keeper.place):
            self.composer.clear()
            self._keeper.forget()
            self.refresh()
            bar = self.day_view.verticalScrollBar()
            QTimer.singleShot(0, self, lambda: bar.setValue(bar.maximum()))

    @Slot()
    def _on_worked(self) -> None:
        self.notices.clear("storage")

    @Slot(object)
    def _tell(self, failure: StorageFailure) -> None:
        self.notices.tell("storage", wording.explain(failure))
