"""The chat page: a day's header and turns, and the composer for today.

Connects ChatService's facts with the widgets that show them; holds nothing but the day shown.
"""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.entries import COMPOSER, DiaryEntry
from desktop.domain.labels import Prediction
from desktop.domain.turns import Turn
from desktop.errors import StorageFailure
from desktop.services import wording
from desktop.services.chat_service import ChatService
from desktop.services.inference_service import InferenceService
from desktop.services.label_service import LabelService
from desktop.ui import texts
from desktop.ui.chat.composer import Composer
from desktop.ui.chat.empty_state import EmptyState
from desktop.ui.chat.kept_entries import KeptEntries, Read
from desktop.ui.chat.notices import NoticeBar
from desktop.ui.chat.timeline import Timeline
from desktop.ui.chat.turn_parts import INDENT_PX, SmallLabel
from desktop.ui.column import COLUMN_PX, centred
from desktop.ui.icons import Glyph, IconButton
from desktop.ui.tasks.chat_jobs import ChatJobs
from desktop.ui.theme import SPACE, Theme


class ChatPage(QWidget):
    """Signals: days_toggled(): the list of days is to be shown or put away; day_shown(date);
    help_wanted(): asked for under a turn; committed(): what was typed is an entry now, and
    its draft went with it."""

    days_toggled = Signal()
    day_shown = Signal(object)
    help_wanted = Signal()
    committed = Signal()

    def __init__(
        self,
        chat: ChatService,
        inference: InferenceService,
        labels: LabelService,
        theme: Theme,
        *,
        reduced_motion: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._chat, self._day = chat, chat.today()
        self._jobs: ChatJobs | None = None
        self.header = QLabel()
        self.header.setTextFormat(Qt.TextFormat.PlainText)
        self.header.setWordWrap(True)
        self.kept = KeptEntries()
        self.days_button = IconButton(Glyph.DAYS, self.tr("日子（Ctrl+B）"), theme)
        self.timeline = Timeline(labels, theme, reduced_motion=reduced_motion)
        self.empty = EmptyState()
        self.notices = NoticeBar(theme)
        self.composer = Composer(theme)
        self._lay_out()
        self._connect(inference)
        labels.entry_changed.connect(self._on_entry_changed)
        self.composer.set_open_turns(chat.open_turns())
        self.show_day(self._day)

    # How it is put together

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.timeline)
        self._stack.addWidget(self.empty)
        # Where room is short, what one writes and what went wrong come before what was written.
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        column = QWidget()
        column.setMaximumWidth(COLUMN_PX)
        self.below = below = QVBoxLayout(column)
        below.setContentsMargins(SPACE[5], SPACE[2], SPACE[5], SPACE[4])
        below.setSpacing(SPACE[2])
        below.addWidget(self.notices)
        below.addWidget(self._past_line())
        below.addWidget(self.composer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._header_row())
        layout.addWidget(self._stack, 1)
        layout.addLayout(centred(column))

    def _header_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(SPACE[3], SPACE[2], SPACE[4], SPACE[2])
        row.setSpacing(SPACE[2])
        row.addWidget(self.days_button)
        row.addWidget(self.header, 1)
        row.addWidget(self.kept)
        return row

    def _past_line(self) -> QWidget:
        self.past = QWidget()
        self.back = QPushButton(self.tr("回到今天"))
        self.back.setProperty("kind", "quiet")
        self.back.clicked.connect(self.show_today)
        row = QHBoxLayout(self.past)
        row.setContentsMargins(INDENT_PX, 0, 0, 0)
        row.addWidget(SmallLabel(self.tr("正在看过去的一天，写下的会记在今天。")), 1)
        row.addWidget(self.back)
        return self.past

    def _connect(self, inference: InferenceService) -> None:
        chat, timeline = self._chat, self.timeline
        chat.turn_added.connect(self._on_turn_added)
        chat.turn_changed.connect(self._on_turn_changed)
        chat.reply_grew.connect(self._on_reply_grew)
        chat.topic_started.connect(self._on_topic_started)
        chat.open_turns_changed.connect(self.composer.set_open_turns)
        inference.labelled.connect(self._on_labelled)
        chat.label_missed.connect(self._on_label_missed)
        timeline.rows_changed.connect(self._order_keyboard)
        timeline.regenerate_requested.connect(self._on_regenerate)
        timeline.resume_requested.connect(self._on_resume)
        timeline.help_wanted.connect(self.help_wanted)
        self.composer.editor.refused.connect(self._on_refused)
        self.composer.submitted.connect(self._on_submitted)
        self.composer.typed.connect(chat.typing_changed)
        self.composer.paused.connect(chat.typing_paused)
        self.composer.stop_requested.connect(chat.stop)
        self.composer.topic_requested.connect(self._on_topic)
        self.empty.example_chosen.connect(self.composer.fill)
        self.days_button.clicked.connect(self.days_toggled)

    def offer(self, jobs: ChatJobs) -> None:
        """Jobs beside the conversation; without them every text is an entry."""
        self._jobs = jobs
        jobs.entry_wanted.connect(self._send)
        self.below.insertWidget(1, jobs.card)
        jobs.go_on()
        self._order_keyboard()

    def count_all(self, read: Read) -> None:
        """Entries that were only kept count in the heading. read: all entries of a day."""
        self.kept.read = read
        self.read_kept()

    # What it shows

    @property
    def day(self) -> date:
        return self._day

    @Slot(object)
    def show_day(self, day: date) -> None:
        """That day's turns; the composer still writes to today."""
        try:
            turns, topic = self._chat.turns_on(day), self._chat.current_topic()
            self.kept.show_day(day)
        except StorageFailure as failure:
            self._tell(failure)
            return
        self._day = day
        today = day == self._chat.today()
        ended = today and bool(turns) and turns[-1].topic != topic
        self.timeline.show_turns(turns, ended=ended, today=today)
        self.empty.show_day(today=today)
        self.past.setVisible(not today)
        self._refresh()
        self.day_shown.emit(day)

    @Slot()
    def show_today(self) -> None:
        self.show_day(self._chat.today())
        self.composer.take_focus()

    def offer_card(self, card: QWidget) -> None:
        """Shown on an empty day, above the example."""
        self.empty.show_card(card)
        self._order_keyboard()

    def header_height(self) -> int:
        """Where what is below the header begins."""
        return self._stack.y()

    def _refresh(self) -> None:
        turns = self.timeline.turns()
        written: list[Turn | DiaryEntry] = [*turns, *self.kept.entries]
        self.header.setText(texts.day_sentence(self._day, written, self._chat.today()))
        self._stack.setCurrentWidget(self.timeline if turns else self.empty)

    @Slot()
    def read_kept(self) -> None:
        """An entry that is no turn may be another, or on another day."""
        try:
            self.kept.show_day(self._day)
        except StorageFailure as failure:
            self._tell(failure)
        self._refresh()

    @Slot()
    def _order_keyboard(self) -> None:
        """From the first turn down to the composer: Qt would put what was added last, last."""
        jobs = self._jobs.card.controls() if self._jobs is not None else []
        between = [*jobs, *self.empty.controls(), self.back]
        order = [
            self.days_button,
            self.kept,
            *self.timeline.controls(),
            *between,
            *self.composer.controls(),
        ]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    # What happens to turns

    @Slot(object)
    def _on_turn_added(self, turn: Turn) -> None:
        if turn.entry.date == self._day and not self.past.isVisibleTo(self):
            self.timeline.add_turn(turn)
            self._refresh()
        else:
            self.show_day(turn.entry.date)

    @Slot(object)
    def _on_turn_changed(self, turn: Turn) -> None:
        self.timeline.change_turn(turn)
        self._refresh()

    @Slot(object)
    def _on_entry_changed(self, entry: DiaryEntry) -> None:
        self.timeline.change_entry(entry)
        self._refresh()

    @Slot(object, object)
    def _on_reply_grew(self, turn_id: int, text: str) -> None:
        self.timeline.grow_reply(turn_id, text)

    @Slot(object, object)
    def _on_labelled(self, turn_id: int, prediction: Prediction) -> None:
        self.timeline.show_prediction(turn_id, prediction)

    @Slot(object, object)
    def _on_label_missed(self, _turn_id: int, error: BaseException) -> None:
        self.notices.tell("label", wording.explain(error))

    @Slot()
    def _on_topic_started(self) -> None:
        if self._day == self._chat.today():
            self.timeline.end_topic()

    # What the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.timeline.scroll_page(event.key())

    @Slot(str)
    def _on_refused(self, sentence: str) -> None:
        self.notices.tell("file", sentence)

    @Slot(str)
    def _on_submitted(self, text: str) -> None:
        if self._jobs is not None and self._jobs.take(text):
            return
        self._send(text)

    def _send(self, text: str) -> None:
        """As an entry, whatever it looks like."""
        if self._try(self._chat.send, text, COMPOSER, self.composer.way.way):
            self.composer.clear()
            self.composer.way.reset()
            self.committed.emit()

    @Slot()
    def _on_topic(self) -> None:
        self._try(self._chat.new_topic)

    @Slot(object)
    def _on_regenerate(self, turn_id: int) -> None:
        self._try(self._chat.regenerate, turn_id)

    @Slot(object)
    def _on_resume(self, turn_id: int) -> None:
        self._try(self._chat.resume, turn_id)

    def _try(self, act: Callable[..., object], *arguments: object) -> bool:
        """Whether it could be saved; if not, the person is told and nothing is lost."""
        try:
            act(*arguments)
        except StorageFailure as failure:
            self._tell(failure)
            return False
        self.notices.clear("storage")
        return True

    def _tell(self, failure: StorageFailure) -> None:
        self.notices.tell("storage", wording.explain(failure))
