"""The mark of a mood: a filled dot in its colour, a hollow ring where there is none."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.ui.theme import EXTREMES, Palette

RING = 1.5


def paint_mood_mark(painter: QPainter, box: QRectF, palette: Palette, mean: float | None) -> None:
    """Fill *box* with the dot or the ring."""
    colour = palette.mood_color(mean)
    if colour is None:
        painter.setPen(QPen(QColor(palette.faint), RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = box.adjusted(RING / 2, RING / 2, -RING / 2, -RING / 2)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
    painter.drawEllipse(box)


def readable_on(colour: QColor) -> QColor:
    """Black or white, whichever stands out more from *colour*."""
    return max(map(QColor, EXTREMES), key=lambda text: _contrast(text, colour))


def _contrast(a: QColor, b: QColor) -> float:
    """Contrast ratio as WCAG defines it."""
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (_linear(part) for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
