"""A day without a word: one sentence, and an example that can be taken up."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFont, QResizeEvent, QTextLayout
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.column import centred
from desktop.ui.theme import SPACE

# Frame and padding of a button that is an example, on each side; see the style sheet.
FRAME_PX = 18


class EmptyState(QScrollArea):
    """Scrolls where the window is too low for it. Signal example_chosen(str)."""

    example_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sentence = QLabel()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words = self.tr("今天开了一天的会，有点累，不过晚饭很好吃。")
        self.example = QPushButton(self._words)
        self.example.setAccessibleName(self._words)
        self.example.setProperty("kind", "example")
        self.example.setToolTip(self.tr("放进下面的输入框"))
        self.example.clicked.connect(self._on_example)
        self._card: QWidget | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        page = QWidget()
        page.setObjectName("page")
        self._layout = QVBoxLayout(page)
        self._layout.setContentsMargins(SPACE[5], SPACE[5], SPACE[5], SPACE[5])
        self._layout.setSpacing(SPACE[4])
        self._layout.addStretch(2)
        self._layout.addWidget(self._sentence)
        self._layout.addWidget(self.example, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addStretch(3)
        self.setWidget(page)

    def show_card(self, card: QWidget) -> None:
        """A card above the sentence, on empty days that one can still write on."""
        self._card = card
        card.setVisible(not self.example.isHidden())
        self._layout.insertLayout(1, centred(card))

    def drop_card(self) -> None:
        """For good; the keyboard goes on to the example."""
        if self._card is not None:
            if self._card.isAncestorOf(self.focusWidget() or self):
                self.example.setFocus()
            self._card.hide()
            self._card.deleteLater()
            self._card = None

    def controls(self) -> list[QWidget]:
        """What the keyboard reaches, in order."""
        buttons = self._card.findChildren(QPushButton) if self._card is not None else []
        return [*buttons, self.example]

    def show_day(self, *, today: bool) -> None:
        """An example only helps where one can still write."""
        invitation = self.tr("写一句今天的事，就是今天的日记。比如：")
        self._sentence.setText(
            invitation if today else self.tr("这一天没有对话。只记录的在日记页。")
        )
        self.example.setVisible(today)
        if self._card is not None:
            self._card.setVisible(today)

    @Slot()
    def _on_example(self) -> None:
        self.example_chosen.emit(self._words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        """A button doesn't wrap by itself, and large text in English is wider than a window."""
        room = self.viewport().width() - 2 * SPACE[5] - 2 * FRAME_PX
        self.example.setText(_wrapped(self._words, self.example.font(), room))


def _wrapped(text: str, font: QFont, width: int) -> str:
    """With line breaks where it would be wider than that, in pixels."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    ends = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, font.pixelSize() * 4))
        ends.append(line.textStart() + line.textLength())
    layout.endLayout()
    starts = [0, *ends[:-1]]
    return "\n".join(text[a:b].strip() for a, b in zip(starts, ends, strict=True))
