"""What stands where the chart will be: what is missing, and the way to it."""

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme import SPACE, Theme

DOT, STEP = 10, 24


class ScaleDots(QWidget):
    """The five colours of the scale, from low to high: a sketch of what will be here."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        dot, step = self._theme.px(DOT), self._theme.px(STEP)
        rise = (self.height() - dot) / 4
        for place in range(5):
            painter.setBrush(self._theme.palette.mood_color(place - 2) or Qt.BrushStyle.NoBrush)
            top = self.height() - dot - place * rise
            painter.drawEllipse(QRectF(place * step, top, dot, dot))
        painter.end()

    @Slot()
    def _on_theme(self) -> None:
        dot, step = self._theme.px(DOT), self._theme.px(STEP)
        self.setFixedSize(4 * step + dot, 3 * dot)
        self.update()


class EmptyMood(QWidget):
    """Signal write_wanted(): the person wants to go and write."""

    write_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence, self._advice = QLabel(), QLabel()
        self._advice.setText(self.tr("写下几句今天的事，心情会标在每一则上面。"))
        self._advice.setProperty("kind", "small")
        self._button = QPushButton(self.tr("去写今天"))
        self._button.setProperty("kind", "primary")
        self._button.setAccessibleName(self.tr("去写今天"))
        self._button.clicked.connect(self.write_wanted)
        self._arrange(ScaleDots(theme))

    def say(self, sentence: str) -> None:
        self._sentence.setText(sentence)

    def words(self) -> str:
        return self._sentence.text()

    def _arrange(self, picture: QWidget) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[5], SPACE[7], SPACE[5], SPACE[7])
        layout.setSpacing(SPACE[3])
        layout.addStretch(1)
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(SPACE[3])
        for label in (self._sentence, self._advice):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addSpacing(SPACE[2])
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
