"""The quiet row under a reply: copy, answer again, go on, and the pager of earlier replies.

The buttons are always there for the keyboard and for screen readers; they are only painted when
the mouse is over the turn, one of them has the focus, or the reply was not finished: nothing moves.
"""

from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from desktop.domain.turns import Turn, TurnState
from desktop.ui.chat.turn_parts import INDENT_PX
from desktop.ui.icons import Glyph, IconButton, IconPainter
from desktop.ui.theme import Theme

RESUMABLE = (TurnState.STOPPED, TurnState.INTERRUPTED)
# That these can be answered again, or gone on with, must be seen without looking for it.
UNFINISHED = (*RESUMABLE, TurnState.FAILED)


class _ShyButton(QToolButton):
    """Painted only when its row is shown."""

    focus_moved = Signal()

    def __init__(self, glyph: Glyph, name: str, theme: Theme) -> None:
        super().__init__()
        self.shown = False
        self.setText(name)
        self.setAccessibleName(name)
        self.setProperty("kind", "quiet")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        IconPainter(self, glyph, theme, 15)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_moved.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.shown:
            super().paintEvent(event)


class Pager(QWidget):
    """‹ 2/2 ›: which of the replies is shown. Signal turned(int): to the one of that index."""

    turned = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._index, self._count = 0, 0
        self.back = IconButton(Glyph.PREVIOUS, self.tr("上一个回答"), theme, 15)
        self.ahead = IconButton(Glyph.NEXT, self.tr("下一个回答"), theme, 15)
        self.place = QLabel()
        self.place.setProperty("kind", "small")
        self.back.clicked.connect(self._on_back)
        self.ahead.clicked.connect(self._on_ahead)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.back, self.place, self.ahead):
            layout.addWidget(part)

    def set_place(self, index: int, count: int) -> None:
        self._index, self._count = index, count
        self.place.setText(f"{index + 1}/{count}")
        first, last = index == 0, index == count - 1
        # From a button that is disabled Qt would take the keyboard out of the page altogether.
        if first and not last and self.back.hasFocus():
            _pass_focus(self.ahead)
        elif last and not first and self.ahead.hasFocus():
            _pass_focus(self.back)
        self.back.setEnabled(not first)
        self.ahead.setEnabled(not last)
        self.setVisible(count > 1)

    @Slot()
    def _on_back(self) -> None:
        self.turned.emit(self._index - 1)

    @Slot()
    def _on_ahead(self) -> None:
        self.turned.emit(self._index + 1)


def _pass_focus(button: QToolButton) -> None:
    button.setEnabled(True)
    button.setFocus()


class TurnActions(QWidget):
    """Signals: copy_requested(), again_requested(), go_on_requested(), page_turned(int);
    jobs_requested(): the menu of what can be done with the entry is to be opened."""

    copy_requested = Signal()
    again_requested = Signal()
    go_on_requested = Signal()
    page_turned = Signal(int)
    jobs_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._hovered, self._unfinished = theme, False, False
        self._refused = False
        self.pager: Pager | None = None
        self.copy = _ShyButton(Glyph.COPY, self.tr("复制"), theme)
        self.again = _ShyButton(Glyph.AGAIN, self.tr("重新回答"), theme)
        self.go_on = _ShyButton(Glyph.GO_ON, self.tr("继续"), theme)
        self.jobs = _ShyButton(Glyph.MORE, self.tr("任务"), theme)
        self.jobs.setToolTip(self.tr("用这一则做：总结、翻译、改写……"))
        self.jobs.clicked.connect(self.jobs_requested)
        self.copy.clicked.connect(self.copy_requested)
        self.again.clicked.connect(self.again_requested)
        self.go_on.clicked.connect(self.go_on_requested)
        self._layout = self._lay_out()

    def _lay_out(self) -> QHBoxLayout:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(INDENT_PX - 11, 2, 8, 0)
        layout.setSpacing(0)
        for button in (self.copy, self.again, self.go_on, self.jobs):
            button.focus_moved.connect(self._reveal)
            layout.addWidget(button)
        layout.addStretch(1)
        return layout

    def show_turn(self, turn: Turn, text: str, page: int, pages: int) -> None:
        """What can be done now, with *text* on screen."""
        settled = turn.state is not TurnState.PENDING
        self._unfinished = turn.state in UNFINISHED
        self.copy.setEnabled(bool(text))
        # While a reply is awaited its place is kept; where none came, it would be a hole.
        self.copy.setVisible(bool(text) or not settled)
        self.again.setEnabled(settled and not self._refused)
        unfinished = turn.state in RESUMABLE or turn.ending == "length"
        self.go_on.setVisible(unfinished and page == pages - 1 and not self._refused)
        self._show_place(page, pages)
        self._reveal()

    def _show_place(self, page: int, pages: int) -> None:
        if self.pager is None and pages > 1:
            self.pager = Pager(self._theme)
            self.pager.turned.connect(self.page_turned)
            self._layout.addWidget(self.pager)
            for before, after in pairwise([self.jobs, self.pager.back, self.pager.ahead]):
                QWidget.setTabOrder(before, after)
        if self.pager is not None:
            self.pager.set_place(page, pages)

    def controls(self) -> list[QWidget]:
        """What the keyboard reaches, in order."""
        pager = [self.pager.back, self.pager.ahead] if self.pager is not None else []
        return [self.copy, self.again, self.go_on, self.jobs, *pager]

    def refuse_again(self) -> None:
        """No model is to be asked about this turn; an earlier reply can still be copied."""
        self._refused = True
        self.again.setEnabled(False)
        self.go_on.hide()
        self._reveal()

    def set_hovered(self, hovered: bool) -> None:
        self._hovered = hovered
        self._reveal()

    @Slot()
    def _reveal(self) -> None:
        buttons = (self.copy, self.again, self.go_on, self.jobs)
        wanted = self._hovered or self._unfinished
        shown = wanted or any(button.hasFocus() for button in buttons)
        for button in buttons:
            button.shown = shown and button.isEnabled()
            button.update()


def is_hover(event: QEvent) -> bool | None:
    """True as the mouse enters, False as it leaves, None for any other event."""
    return {QEvent.Type.Enter: True, QEvent.Type.Leave: False}.get(event.type())
