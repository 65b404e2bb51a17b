"""What the cards of the data page have in common: a heading, one sentence, an inline question."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, QTimer, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.theme import SPACE, Theme

# Lets a long path wrap; it takes no room itself.
BREAK = "\N{ZERO WIDTH SPACE}"
# Buttons that turn below each other push what is under them, and the card grows, and the page.
_LAYOUT_STEPS = 5


def button(text: str, act: Callable[[], object], kind: str = "outlined") -> QPushButton:
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setAutoDefault(True)
    made.clicked.connect(lambda _checked=False: act())
    return made


def words(text: str = "", kind: str = "") -> QLabel:
    """Plain text that wraps."""
    label = QLabel(text)
    label.setProperty("kind", kind)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


class Line(QWidget):
    """Widgets side by side from the left; below each other where there is no room for that.

    It is hidden while all of them are: a layout would leave the room above it.
    """

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._widgets = widgets
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE[2])
        for widget in widgets:
            self._layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
            widget.installEventFilter(self)
        self._layout.addStretch(1)
        self._hide_if_empty()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._hide_if_empty()
        return False

    def _hide_if_empty(self) -> None:
        empty = all(_put_away(widget) for widget in self._widgets)
        if empty != _put_away(self) and (empty or self.parentWidget() is not None):
            self.setHidden(empty)

    def event(self, event: QEvent) -> bool:
        """Whenever a widget comes, goes or grows, and whenever there is more or less room."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._turn()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        widest = max(widget.minimumSizeHint().width() for widget in self._widgets)
        return QSize(widest, super().minimumSizeHint().height())

    def _turn(self) -> None:
        shown = [widget for widget in self._widgets if not widget.isHidden()]
        needed = sum(widget.sizeHint().width() + SPACE[2] for widget in shown)
        beside = needed <= self.width()
        direction = QBoxLayout.Direction
        self._layout.setDirection(direction.LeftToRight if beside else direction.TopToBottom)


class Card(QFrame):
    """A titled card. inside: where its parts go; status: one sentence, to be put among them."""

    def __init__(self, title: str, introduction: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.status = words()
        self.status.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE[4], SPACE[3], SPACE[4], SPACE[4])
        outer.setSpacing(SPACE[2])
        outer.addWidget(words(title, "strong"))
        outer.addWidget(words(introduction, "small"))
        self.inside = QVBoxLayout()
        self.inside.setSpacing(SPACE[2])
        outer.addLayout(self.inside)

    def say(self, text: str, *, trouble: bool = False, end: bool = False) -> None:
        """One sentence in its place, read aloud; empty takes it away. It comes into sight when it
        is new, or the end of what was waited for; otherwise the page stays where the person is."""
        into_sight = end or self.status.isHidden()
        self.status.setProperty("kind", "warning" if trouble else "")
        self.status.style().unpolish(self.status)
        self.status.style().polish(self.status)
        self.status.setText(text.replace("/", f"/{BREAK}"))
        self.status.setVisible(bool(text))
        if text and self.isVisible():
            read_aloud(self, text)
            if into_sight:
                QTimer.singleShot(0, self.status, self._show_status)

    @Slot()
    def _show_status(self) -> None:
        if self.status.isVisible():
            bring_into_sight(self.status)


class Question(QWidget):
    """Asks once, in its place. The cursor goes to the answer that changes nothing."""

    def __init__(self, no: str) -> None:
        super().__init__()
        self._then: Callable[[], None] | None = None
        self._back: QWidget | None = None
        self.text = words()
        self.yes = button("", self._on_yes, "primary")
        self.no = button(no, self._on_no)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE[1], 0, SPACE[1])
        layout.setSpacing(SPACE[2])
        layout.addWidget(self.text)
        layout.addWidget(Line(self.no, self.yes))
        self.hide()

    def ask(self, text: str, yes: str, then: Callable[[], None], back: QWidget) -> None:
        """back: what has the focus again afterwards."""
        self._then, self._back = then, back
        self.text.setText(text.replace("/", f"/{BREAK}"))
        self.yes.setText(yes)
        self.show()
        self.no.setFocus()
        read_aloud(self, text)
        QTimer.singleShot(0, self, self._bring_into_sight)  # once it has its place

    def resizeEvent(self, event: QResizeEvent) -> None:
        """It is laid out in several steps, and may lie below the window's edge after the last."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._bring_into_sight)

    @Slot()
    def _bring_into_sight(self) -> None:
        if self.isVisible() and self._then is not None:
            bring_into_sight(self)

    @Slot()
    def _on_yes(self) -> None:
        then = self._then
        self._on_no()
        if then is not None:
            then()

    @Slot()
    def _on_no(self) -> None:
        self._then = None
        if self._back is not None:
            self._back.setFocus()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape says no, and only the next one leaves the page."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_no()
        else:
            super().keyPressEvent(event)


class Lines(QListWidget):
    """A list of plain lines, as tall as they are up to a bound; scrolled by keyboard."""

    def __init__(self, theme: Theme, name: str, most: int) -> None:
        super().__init__()
        self._most = most
        self.setObjectName("lines")
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # what was found stands at the end
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        theme.changed.connect(self._fit)

    def show_lines(self, lines: list[str]) -> None:
        self.clear()
        self.addItems(lines)
        self.setVisible(bool(lines))
        self._fit()

    @Slot()
    def _fit(self) -> None:
        heights = [self.sizeHintForRow(row) for row in range(min(self.count(), self._most))]
        self.setFixedHeight(sum(heights) + 2 * self.frameWidth())


def _put_away(widget: QWidget) -> bool:
    """Hidden by somebody, and not just on a page that was never shown."""
    explicit = widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
    return explicit and widget.isHidden()


def bring_into_sight(part: QWidget) -> None:
    """Scroll the page that it is on as far as is needed; what is yet to be laid out is, first."""
    for _ in range(_LAYOUT_STEPS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    above = part.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        above.ensureWidgetVisible(part, 0, SPACE[4])


def read_aloud(where: QObject, text: str) -> None:
    """By a screen reader, if there is one."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(where, text))
