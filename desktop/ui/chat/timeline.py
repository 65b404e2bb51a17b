"""A day's turns one below the other: the column, the topic lines, the way back down.

Knows turns and when to follow; sends nothing and decides nothing about a turn.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QPushButton,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.care import CareLevel, is_explicit, shown_level
from desktop.domain.entries import DiaryEntry
from desktop.domain.labels import Prediction
from desktop.domain.turns import Turn
from desktop.services.label_service import LabelService
from desktop.ui.care.care_panel import CarePanel
from desktop.ui.chat.follow import FollowRule
from desktop.ui.chat.topic_line import TopicLine
from desktop.ui.chat.turn_parts import INDENT_PX, SmallLabel
from desktop.ui.chat.turn_view import TurnView
from desktop.ui.column import ColumnArea
from desktop.ui.icons import Glyph, IconButton
from desktop.ui.theme import SPACE, Theme

# More would take noticeable time to lay out; the rest is one click away.
MOST_AT_ONCE = 60


class Timeline(ColumnArea):
    """Signals: regenerate_requested, resume_requested, jobs_requested(turn_id); rows_changed(),
    help_wanted()."""

    rows_changed = Signal()
    regenerate_requested = Signal(object)
    resume_requested = Signal(object)
    jobs_requested = Signal(object)
    help_wanted = Signal()

    def __init__(self, labels: LabelService, theme: Theme, *, reduced_motion: bool = False) -> None:
        super().__init__()
        self._labels, self._theme, self._still = labels, theme, reduced_motion
        self._turns: dict[int, Turn] = {}
        self._views: dict[int, TurnView] = {}
        self._ended = self._today = False
        self._built = False
        self.setAccessibleName(self.tr("这一天写下的"))
        self.follow = FollowRule(self.verticalScrollBar())
        self.earlier = QPushButton()
        self.earlier.setProperty("kind", "quiet")
        self.earlier.clicked.connect(self._show_earlier)
        self._disclosure = SmallLabel(self.tr("本回复由本机 AI 生成"))
        self._disclosure.setIndent(INDENT_PX)
        self.end_line = TopicLine()
        self._lay_out()
        self.jump = self._jump_button()
        self.show_turns(())

    def _lay_out(self) -> None:
        self._column = self.new_column()
        self._column.setContentsMargins(SPACE[5], SPACE[4], SPACE[5], SPACE[4])
        self._column.setSpacing(SPACE[4])
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE[4])
        self._column.addWidget(self.earlier)
        self._column.addLayout(self._rows)
        self._column.addWidget(self.end_line)
        self._column.addWidget(self._disclosure)
        self._column.addStretch(1)

    def _jump_button(self) -> IconButton:
        button = IconButton(Glyph.DOWN, self.tr("回到最新"), self._theme)
        button.setParent(self)
        button.setObjectName("jump")
        button.setFixedSize(36, 36)
        button.clicked.connect(self.follow.jump)
        self.follow.near_changed.connect(button.setHidden)
        button.hide()
        return button

    # What it shows

    def turns(self) -> list[Turn]:
        return list(self._turns.values())

    def view(self, turn_id: int) -> TurnView | None:
        """The turn's widget, if it is among those shown."""
        self._make_ready()
        return self._views.get(turn_id)

    def controls(self) -> list[QWidget]:
        """What the keyboard reaches, from top to bottom."""
        rows = (view.controls() for view in self._views.values())
        return [self.earlier, *chain.from_iterable(rows), self.jump]

    def show_turns(
        self, turns: Sequence[Turn], *, ended: bool = False, today: bool = False
    ) -> None:
        """Replace everything. ended: a new topic was begun after the last turn.

        Widgets are only made once somebody sees them: a whole day of them takes a while.
        """
        self._clear()
        self._turns = {turn.id: turn for turn in turns}
        self._ended, self._today = ended, today
        self._built = False
        if self.isVisible():
            self._make_ready()

    def _make_ready(self) -> None:
        if self._built:
            return
        self._built = True
        for turn in list(self._turns.values())[-MOST_AT_ONCE:]:
            self._add_view(turn)
        self._tidy()
        self.follow.jump()

    def event(self, event: QEvent) -> bool:
        """The first time before it is shown, so that its turns are shown with it."""
        if event.type() == QEvent.Type.Polish:
            self._make_ready()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._make_ready()
        for view in self._views.values():
            view.show()  # the layout would only do so once events are handled again
        super().showEvent(event)

    def add_turn(self, turn: Turn) -> None:
        """A turn was sent: it is shown, wherever the view was."""
        self._make_ready()
        self._turns[turn.id] = turn
        self._ended = False
        self._add_view(turn, fresh=True)
        self._tidy()
        self.follow.jump()

    def change_turn(self, turn: Turn) -> None:
        if turn.id not in self._turns:
            return
        self._turns[turn.id] = turn
        if (view := self._views.get(turn.id)) is not None:
            view.show_turn(turn, self._before(turn))

    def change_entry(self, entry: DiaryEntry) -> None:
        """Its label is another, or what is known of it."""
        turn = self._turns.get(entry.turn_id or 0)
        if turn is not None:
            self.change_turn(replace(turn, label=entry.label))

    def grow_reply(self, turn_id: int, text: str) -> None:
        if (view := self._views.get(turn_id)) is not None:
            view.grow_reply(text)
            self._turns[turn_id] = view.turn
        elif not self._built and (turn := self._turns.get(turn_id)) is not None:
            self._turns[turn_id] = replace(turn, reply=turn.reply + text)

    def show_prediction(self, turn_id: int, prediction: Prediction) -> None:
        if (view := self.view(turn_id)) is not None:
            view.show_prediction(prediction)

    def end_topic(self) -> None:
        """A new topic was begun after the last turn."""
        self._ended = True
        if self._built:
            self._tidy()

    def scroll_page(self, key: int) -> None:
        """By nearly a window's height, up or down."""
        actions = {
            Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
            Qt.Key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd,
        }
        if (action := actions.get(Qt.Key(key))) is not None:
            self.verticalScrollBar().triggerAction(action)

    # How it is built

    def _clear(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._views = {}

    def _add_view(self, turn: Turn, *, fresh: bool = False) -> None:
        before = next((t for t in reversed(self._views.values())), None)
        if before is not None and before.turn.topic != turn.topic:
            self._rows.addWidget(TopicLine())
        self._rows.addWidget(self._build(turn, fresh=fresh))

    def _build(self, turn: Turn, *, fresh: bool = False) -> TurnView:
        view = TurnView(
            turn,
            self._labels,
            self._theme,
            before=self._before(turn),
            reduced_motion=self._still,
        )
        view.regenerate_requested.connect(self.regenerate_requested)
        view.resume_requested.connect(self.resume_requested)
        view.jobs_requested.connect(self.jobs_requested)
        view.unfolding.connect(self.follow.stay)
        view.pointed_out.connect(self._on_pointed_out)
        if (level := self._care(turn)) is not CareLevel.NONE:
            view.add_care(self._care_panel(level, turn, fresh=fresh))
        self._views[turn.id] = view
        return view

    def _care(self, turn: Turn) -> CareLevel:
        before = (t.entry.text for t in self._turns.values() if t.id < turn.id)
        return shown_level(turn.entry.text, before)

    def _care_panel(self, level: CareLevel, turn: Turn, *, fresh: bool) -> CarePanel:
        panel = CarePanel(level, turn.entry, self._theme, fresh=fresh, today=self._today)
        panel.help_wanted.connect(self.help_wanted)
        panel.controls_changed.connect(self.rows_changed)
        return panel

    @Slot(object)
    def _on_pointed_out(self, place: QPoint) -> None:
        view, page = self.sender(), self.widget()
        if isinstance(view, TurnView) and page is not None:
            inside = view.mapTo(page, place)
            self.ensureVisible(inside.x(), inside.y(), 0, SPACE[6])

    def _tidy(self) -> None:
        hidden = len(self._hidden())
        batch = min(hidden, MOST_AT_ONCE)
        self.earlier.setText(self.tr("显示更早的 {n} 则").format(n=batch))
        self.earlier.setVisible(hidden > 0)
        self.end_line.setVisible(self._ended and bool(self._turns))
        answered = any(not is_explicit(turn.entry.text) for turn in self._turns.values())
        self._disclosure.setVisible(answered)  # a fixed card was written by people
        self.rows_changed.emit()

    def _before(self, turn: Turn) -> Turn | None:
        """The turn before it, if it is one of the same topic."""
        earlier = (t for t in reversed(self._turns.values()) if t.id < turn.id)
        before = next(earlier, None)
        return before if before is not None and before.topic == turn.topic else None

    def _hidden(self) -> list[Turn]:
        return list(self._turns.values())[: len(self._turns) - len(self._views)]

    @Slot()
    def _show_earlier(self) -> None:
        """The next ones above, with what is in view staying where it is."""
        shown, batch = self._views, self._hidden()[-MOST_AT_ONCE:]
        topics = [turn.topic for turn in (*batch, *(view.turn for view in shown.values()))]
        self._views = {}
        self.follow.keep_distance()
        row = 0
        for index, turn in enumerate(batch):
            self._rows.insertWidget(row, self._build(turn))
            row += 1
            if topics[index] != topics[index + 1]:
                self._rows.insertWidget(row, TopicLine())
                row += 1
        self._views |= shown
        self._tidy()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        area = self.viewport().geometry()
        middle = area.center().x() - self.jump.width() // 2
        self.jump.move(QPoint(middle, area.bottom() - self.jump.height() - SPACE[3]))
