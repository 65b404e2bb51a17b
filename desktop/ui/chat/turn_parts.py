"""What a turn is painted with: the card with its mood strip, the margin line, the slow dots."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPainterPath, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop.ui import texts
from desktop.ui.theme import RADIUS_CARD, Theme

STRIP_PX = 3
# Where text begins in cards and behind the margin line, so that all of it is in one line.
INDENT_PX = 20
DOTS, DOT_STEP_MS = 3, 480


class MoodCard(QFrame):
    """A card whose left edge has the colour of a mood; only its outline where none is known."""

    def __init__(self, content: QWidget, theme: Theme) -> None:
        super().__init__()
        self._theme, self._lit = theme, False
        self._valence: float | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(INDENT_PX, 8, 16, 12)
        self._layout.setSpacing(4)
        self._layout.addWidget(content)
        theme.changed.connect(self.update)

    def add_button(self, button: QWidget) -> None:
        """Below the content, its words in line with it."""
        self._layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def set_valence(self, valence: float | None) -> None:
        self._valence = valence
        self.update()

    @Slot(bool)
    def set_lit(self, lit: bool) -> None:
        """Whether the keyboard is in here."""
        self._lit = lit
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = self._theme.palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline.addRoundedRect(box, RADIUS_CARD, RADIUS_CARD)
        painter.fillPath(outline, QColor(tokens.card))
        if (mood := tokens.mood_color(self._valence)) is not None:
            painter.save()
            painter.setClipPath(outline)
            # Not fillRect: to choose among its forms PySide builds every gradient there is, 30 ms.
            strip = QPainterPath()
            strip.addRect(QRectF(0, 0, STRIP_PX + 0.5, self.height()))
            painter.fillPath(strip, mood)
            painter.restore()
        painter.setPen(QPen(QColor(tokens.accent if self._lit else tokens.line), 1))
        painter.drawPath(outline)


class MarginLine(QFrame):
    """Holds the reply as a note in the margin: indented behind a thin line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._lit = theme, False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(INDENT_PX, 0, 16, 0)
        self._layout.setSpacing(4)
        theme.changed.connect(self.update)

    def add(self, part: QWidget) -> None:
        self._layout.addWidget(part)

    @Slot(bool)
    def set_lit(self, lit: bool) -> None:
        self._lit = lit
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colour = QPainter(self), QColor(self._theme.palette.accent)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour.setAlphaF(1.0 if self._lit else 0.45)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(0.5, 3, 2, self.height() - 6), 1, 1)


class ThinkingDots(QWidget):
    """Three slow dots in place of the reply; a still word where motion is unwelcome."""

    def __init__(self, theme: Theme, *, reduced_motion: bool = False) -> None:
        super().__init__()
        self._theme, self._step, self._still = theme, 0, reduced_motion
        self.setAccessibleName(self.tr("在想"))
        self.timer = QTimer(self)
        self.timer.setInterval(DOT_STEP_MS)
        self.timer.timeout.connect(self._on_step)
        if reduced_motion:
            self._show_word()

    def _show_word(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(SmallLabel(self.tr("在想"), wrap=False))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(48), self._theme.line_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._still:
            self.timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.timer.stop()

    @Slot()
    def _on_step(self) -> None:
        self._step = (self._step + 1) % DOTS
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._still:
            return
        painter, colour = QPainter(self), QColor(self._theme.palette.accent)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        size, gap = self._theme.px(5), self._theme.px(11)
        for dot in range(DOTS):
            colour.setAlphaF(0.9 if dot == self._step else 0.35)
            painter.setBrush(colour)
            painter.drawEllipse(QRectF(dot * gap, (self.height() - size) / 2, size, size))


class SmallLabel(QLabel):
    """A quiet line of plain text that wraps."""

    def __init__(self, text: str = "", *, wrap: bool = True) -> None:
        super().__init__(text)
        self.setProperty("kind", "small")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)


class ElidingLabel(SmallLabel):
    """One line that ends in … where there is no room; the whole of it is the tooltip's."""

    def __init__(self) -> None:
        super().__init__(wrap=False)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(texts.plain_tooltip([text]))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        mode = Qt.TextElideMode.ElideRight
        text = self.fontMetrics().elidedText(self.text(), mode, self.width())
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)
