"""Icons as strokes on a 24 × 24 grid, in the theme's colours; crisp at every scale, no files."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtWidgets import QAbstractButton, QToolButton

from desktop.ui.theme import Theme

_STROKE = 1.6


class Glyph(StrEnum):
    """What can be drawn."""

    TODAY = "today"
    MOOD = "mood"
    SETTINGS = "settings"
    DAYS = "days"
    COPY = "copy"
    AGAIN = "again"
    GO_ON = "go_on"
    STOP = "stop"
    CLOSE = "close"
    DOWN = "down"
    PREVIOUS = "previous"
    NEXT = "next"
    TOPIC = "topic"
    DIARY = "diary"
    SEARCH = "search"
    TRASH = "trash"
    MORE = "more"
    HELP = "help"


def _line(path: QPainterPath, *points: tuple[float, float]) -> None:
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)


def _today(path: QPainterPath) -> None:
    path.addRoundedRect(QRectF(5, 3.5, 14, 17), 2.5, 2.5)
    _line(path, (8.5, 9), (15.5, 9))
    _line(path, (8.5, 13), (13, 13))


def _mood(path: QPainterPath) -> None:
    path.moveTo(3, 15)
    path.cubicTo(QPointF(6.5, 15), QPointF(6.5, 8), QPointF(10, 8))
    path.cubicTo(QPointF(13.5, 8), QPointF(13.5, 16), QPointF(16.5, 16))
    path.cubicTo(QPointF(19, 16), QPointF(19, 11), QPointF(21, 10))


def _settings(path: QPainterPath) -> None:
    for y, x in ((7.0, 15.0), (12.0, 8.5), (17.0, 13.0)):
        _line(path, (4, y), (x - 2, y))
        _line(path, (x + 2, y), (20, y))
        path.addEllipse(QPointF(x, y), 2, 2)


def _days(path: QPainterPath) -> None:
    path.addRoundedRect(QRectF(3.5, 5, 17, 14), 2.5, 2.5)
    _line(path, (9.5, 5), (9.5, 19))


def _copy(path: QPainterPath) -> None:
    path.addRoundedRect(QRectF(8.5, 8.5, 11, 11), 2.5, 2.5)
    path.moveTo(5.5, 15.5)
    path.cubicTo(QPointF(4.6, 15.2), QPointF(4.5, 14.6), QPointF(4.5, 13.5))
    path.lineTo(4.5, 6.5)
    path.quadTo(QPointF(4.5, 4.5), QPointF(6.5, 4.5))
    path.lineTo(13.5, 4.5)
    path.cubicTo(QPointF(14.6, 4.5), QPointF(15.2, 4.6), QPointF(15.5, 5.5))


def _again(path: QPainterPath) -> None:
    box = QRectF(5, 5, 14, 14)
    path.arcMoveTo(box, 35)
    path.arcTo(box, 35, 300)
    _line(path, (19.2, 4.2), (18.6, 8.4), (14.4, 7.8))


def _go_on(path: QPainterPath) -> None:
    _line(path, (5, 12), (18.5, 12))
    _line(path, (13, 6.5), (18.5, 12), (13, 17.5))


def _stop(path: QPainterPath) -> None:
    path.addRoundedRect(QRectF(5.5, 5.5, 13, 13), 3, 3)


def _close(path: QPainterPath) -> None:
    _line(path, (7, 7), (17, 17))
    _line(path, (17, 7), (7, 17))


def _down(path: QPainterPath) -> None:
    _line(path, (12, 5), (12, 18.5))
    _line(path, (6.5, 13), (12, 18.5), (17.5, 13))


def _previous(path: QPainterPath) -> None:
    _line(path, (14, 7), (9, 12), (14, 17))


def _next(path: QPainterPath) -> None:
    _line(path, (10, 7), (15, 12), (10, 17))


def _topic(path: QPainterPath) -> None:
    _line(path, (12, 6), (12, 18))
    _line(path, (6, 12), (18, 12))


def _diary(path: QPainterPath) -> None:
    """An open book."""
    _line(path, (12, 6.5), (12, 19.5))
    for way in (1, -1):
        path.moveTo(12, 6.5)
        path.cubicTo(*(QPointF(12 + x * way, y) for x, y in ((2.5, 4.6), (6, 4.6), (8.5, 5.5))))
        path.lineTo(12 + 8.5 * way, 18.3)
        path.cubicTo(*(QPointF(12 + x * way, y) for x, y in ((6, 17.4), (2.5, 17.6), (0, 19.5))))


def _search(path: QPainterPath) -> None:
    path.addEllipse(QPointF(10.5, 10.5), 5.5, 5.5)
    _line(path, (14.6, 14.6), (19.5, 19.5))


def _trash(path: QPainterPath) -> None:
    _line(path, (4.5, 7), (19.5, 7))
    _line(path, (9.5, 7), (9.5, 4.5), (14.5, 4.5), (14.5, 7))
    _line(path, (6.5, 7), (7.5, 19.5), (16.5, 19.5), (17.5, 7))


def _more(path: QPainterPath) -> None:
    for x in (6.0, 12.0, 18.0):
        path.addEllipse(QPointF(x, 12), 0.9, 0.9)


def _help(path: QPainterPath) -> None:
    """A lifebuoy."""
    path.addEllipse(QPointF(12, 12), 8.5, 8.5)
    path.addEllipse(QPointF(12, 12), 3.5, 3.5)
    for x, y in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        _line(path, (12 + 2.5 * x, 12 + 2.5 * y), (12 + 6 * x, 12 + 6 * y))


_DRAW: dict[Glyph, Callable[[QPainterPath], None]] = {
    Glyph.TODAY: _today,
    Glyph.MOOD: _mood,
    Glyph.SETTINGS: _settings,
    Glyph.DAYS: _days,
    Glyph.COPY: _copy,
    Glyph.AGAIN: _again,
    Glyph.GO_ON: _go_on,
    Glyph.STOP: _stop,
    Glyph.CLOSE: _close,
    Glyph.DOWN: _down,
    Glyph.PREVIOUS: _previous,
    Glyph.NEXT: _next,
    Glyph.TOPIC: _topic,
    Glyph.DIARY: _diary,
    Glyph.SEARCH: _search,
    Glyph.TRASH: _trash,
    Glyph.MORE: _more,
    Glyph.HELP: _help,
}


def pixmap(glyph: Glyph, colour: str, size: int, ratio: float) -> QPixmap:
    """The glyph, *size* logical pixels wide, for a screen of that pixel ratio."""
    key, found = f"glyph:{glyph}:{colour}:{size}:{ratio}", QPixmap()
    if not QPixmapCache.find(key, found):
        found = _drawn(glyph, colour, size, ratio)
        QPixmapCache.insert(key, found)
    return found


def _drawn(glyph: Glyph, colour: str, size: int, ratio: float) -> QPixmap:
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    path = QPainterPath()
    _DRAW[glyph](path)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / 24, size / 24)
    painter.setPen(_pen(colour))
    painter.drawPath(path)
    painter.end()
    return image


def _pen(colour: str) -> QPen:
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(QColor(colour), _STROKE, Qt.PenStyle.SolidLine, cap, join)


def icon(glyph: Glyph, theme: Theme, size: int, *, colour: str = "") -> QIcon:
    """Soft by default, ink under the mouse, accent when checked; *colour* for one throughout."""
    tokens = theme.palette
    states = (
        (QIcon.Mode.Normal, QIcon.State.Off, colour or tokens.soft_ink),
        (QIcon.Mode.Active, QIcon.State.Off, colour or tokens.ink),
        (QIcon.Mode.Disabled, QIcon.State.Off, colour or tokens.faint),
        (QIcon.Mode.Normal, QIcon.State.On, colour or tokens.accent),
        (QIcon.Mode.Active, QIcon.State.On, colour or tokens.accent),
    )
    result = QIcon()
    for mode, state, shade in states:
        for ratio in {1.0, 2.0, QGuiApplication.primaryScreen().devicePixelRatio()}:
            result.addPixmap(pixmap(glyph, shade, size, ratio), mode, state)
    return result


class IconPainter(QObject):
    """Keeps a button's icon in the theme's colours and size for as long as the button lives."""

    def __init__(self, button: QAbstractButton, glyph: Glyph, theme: Theme, size: float) -> None:
        super().__init__(button)
        self._button, self._glyph, self._theme, self._size = button, glyph, theme, size
        theme.changed.connect(self._paint)
        self._paint()

    @Slot()
    def _paint(self) -> None:
        size = self._theme.px(self._size)
        self._button.setIconSize(QSize(size, size))
        self._button.setIcon(icon(self._glyph, self._theme, size))


class IconButton(QToolButton):
    """A quiet button that is only an icon; its name is the tooltip and what is read aloud."""

    def __init__(self, glyph: Glyph, name: str, theme: Theme, size: float = 18) -> None:
        super().__init__()
        self.setAutoRaise(True)
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        IconPainter(self, glyph, theme, size)
