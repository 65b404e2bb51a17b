"""A chart painted for a file: its title above it, how it is computed below."""

from typing import Protocol, cast

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import BODY_PX, SMALL_PX, SPACE, Theme

SHARP = 3  # pixels of the file to one on screen: enough for print
EDGE = SPACE[5]
WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class Paintable(Protocol):
    """What every chart of ours can do: paint itself as large as it is, without any pointer."""

    def paint(self, painter: QPainter) -> None: ...


class Picture:
    """Where title, chart and sentence stand."""

    def __init__(self, chart: QWidget, title: str, how: str, theme: Theme) -> None:
        self._chart, self._title, self._how, self._theme = chart, title, how, theme
        self._title_font = theme.font(BODY_PX, bold=True)
        self._how_font = theme.font(SMALL_PX)
        width = float(chart.width())
        self._head = QFontMetricsF(self._title_font).height() + SPACE[4]
        room = QRectF(0, 0, width, 10_000)
        self._foot = QFontMetricsF(self._how_font).boundingRect(room, int(WRAP), how).height()
        height = self._head + chart.height() + SPACE[4] + self._foot
        self.size = QSize(round(width) + 2 * EDGE, round(height) + 2 * EDGE)

    def paint(self, painter: QPainter) -> None:
        palette = self._theme.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, self.size.width(), self.size.height()), QColor(palette.card))
        painter.translate(EDGE, EDGE)
        width = float(self._chart.width())
        painter.setFont(self._title_font)
        painter.setPen(QColor(palette.ink))
        painter.drawText(QRectF(0, 0, width, self._head), int(WRAP), self._title)
        below = self._head + self._chart.height() + SPACE[4]
        painter.setFont(self._how_font)
        painter.setPen(QColor(palette.soft_ink))
        painter.drawText(QRectF(0, below, width, self._foot + EDGE), int(WRAP), self._how)
        painter.translate(0, self._head)
        cast(Paintable, self._chart).paint(painter)


def png(chart: QWidget, title: str, how: str, theme: Theme) -> bytes:
    """Large enough for print."""
    picture = Picture(chart, title, how, theme)
    image = QImage(picture.size * SHARP, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARP)
    painter = QPainter(image)
    picture.paint(painter)
    painter.end()
    buffer = _buffer()
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def svg(chart: QWidget, title: str, how: str, theme: Theme) -> bytes:
    """Sharp at any size."""
    picture, buffer = Picture(chart, title, how, theme), _buffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(picture.size)
    # As on screen: pyqtgraph's axes are recordings that would be scaled by the difference.
    generator.setResolution(chart.logicalDpiX())
    generator.setViewBox(QRectF(0, 0, picture.size.width(), picture.size.height()))
    generator.setTitle(title)
    painter = QPainter(generator)
    picture.paint(painter)
    painter.end()
    return bytes(buffer.data().data())


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer
