"""Things that went wrong, or were done, as calm cards in the page: a sentence, a way out, and a
way to be rid of it. Knows sentences, not what they are about. Never modal.
"""

from PySide6.QtCore import QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.icons import Glyph, IconButton
from desktop.ui.theme import SPACE, Theme


class _Dot(QWidget):
    """A small mark level with the label's first line, in the warning's colour if it is one."""

    def __init__(self, label: QLabel, theme: Theme, *, calm: bool) -> None:
        super().__init__()
        self._label, self._theme, self._calm = label, theme, calm
        self.setFixedWidth(8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        palette = self._theme.palette
        painter.setBrush(QColor(palette.accent if self._calm else palette.warning))
        painter.drawEllipse(QRectF(0, self.middle() - 4, 8, 8))

    def middle(self) -> float:
        """Of the first line: the text stands in the middle of a label that is taller."""
        label = self._label
        over = (label.height() - label.heightForWidth(label.width())) / 2
        return label.y() - self.y() + over + label.fontMetrics().height() / 2


class Notice(QFrame):
    """Signals: dismissed(key), acted(key)."""

    dismissed = Signal(str)
    acted = Signal(str)

    def __init__(self, key: str, text: str, action: str, theme: Theme, *, calm: bool) -> None:
        super().__init__()
        self._key = key
        self.setProperty("kind", "card")
        self.setAccessibleName(text)
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = IconButton(Glyph.CLOSE, self.tr("知道了"), theme, 15)
        close.clicked.connect(self._on_close)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE[4], SPACE[3], SPACE[2], SPACE[3])
        layout.setSpacing(SPACE[3])
        layout.addWidget(_Dot(label, theme, calm=calm))
        layout.addWidget(label, 1)
        if action:
            layout.addWidget(self._action(action), 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)

    def _action(self, name: str) -> QPushButton:
        button = QPushButton(name)
        button.setProperty("kind", "outlined")
        button.clicked.connect(self._on_act)
        return button

    @Slot()
    def _on_close(self) -> None:
        self.dismissed.emit(self._key)

    @Slot()
    def _on_act(self) -> None:
        self.acted.emit(self._key)


class NoticeBar(QWidget):
    """One card for each key, newest last. Signal acted(key): its button was pressed."""

    acted = Signal(str)

    def __init__(self, theme: Theme, *, indent: int = 0) -> None:
        super().__init__()
        self._theme = theme
        self._cards: dict[str, Notice] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(indent, indent // 2, indent, 0)
        self._layout.setSpacing(SPACE[2])
        self.hide()

    def keys(self) -> list[str]:
        return list(self._cards)

    def tell(self, key: str, text: str, action: str = "", *, calm: bool = False) -> None:
        """Show *text*, in place of what was shown for the same key; read aloud once.

        calm: nothing went wrong.
        """
        self.clear(key)
        card = Notice(key, text, action, self._theme, calm=calm)
        card.dismissed.connect(self.clear)
        card.acted.connect(self.acted)
        self._cards[key] = card
        self._layout.addWidget(card)
        self.show()
        _announce(self, text)

    @Slot(str)
    def clear(self, key: str) -> None:
        """Take the notice of that key away, if there is one."""
        if (card := self._cards.pop(key, None)) is not None:
            self._layout.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.setVisible(bool(self._cards))


def _announce(where: QObject, text: str) -> None:
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(where, text))
