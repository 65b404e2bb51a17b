"""What all painted charts share: marks that can be pointed at, walked through and opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.search import Query
from desktop.ui.spoken import announce, spoken_as
from desktop.ui.theme import RADIUS_CONTROL, SMALL_PX, Theme

RING = 2.0
STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing in a chart. words: all that it says.

    day: where it leads, if anywhere. query: or all the entries that it is made of, and their name.
    """

    row: int
    column: int
    words: str
    day: date | None = None
    query: Query | None = None
    name: str = ""

    @property
    def opens(self) -> bool:
        return self.day is not None or self.query is not None


@spoken_as(QAccessible.Role.Chart)
class MarksChart(QWidget):
    """Arrow keys go from mark to mark, Home and End to the first and last, Enter opens one.

    Signals:
        day_chosen(date): a mark was clicked, or opened by Enter.
        entries_chosen(Query, str): the same where it stands for many days, and its name.
        pointed(str): the words of the mark under the mouse or the keyboard's ring; "" is none.
    """

    day_chosen = Signal(object)
    entries_chosen = Signal(object, str)
    pointed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._marks: dict[tuple[int, int], Mark] = {}
        self._boxes: dict[tuple[int, int], QRectF] = {}
        self._cursor: tuple[int, int] | None = None
        self._hovered: tuple[int, int] | None = None
        self._summary = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme)

    # What a chart says of itself

    def box(self, mark: Mark) -> QRectF:
        """Where a mark stands."""
        raise NotImplementedError

    def paint_marks(self, painter: QPainter) -> None:
        """Everything but the rings."""
        raise NotImplementedError

    def measure_words(self) -> None:
        """Take the sizes of words anew: fonts are too slow to be asked for every mark."""

    # What is shown

    def set_marks(self, marks: Sequence[Mark], summary: str, cursor: Mark | None = None) -> None:
        """summary: the chart in words. cursor: where the keyboard begins, otherwise at the end."""
        self._marks = {(mark.row, mark.column): mark for mark in marks}
        self._summary = summary
        if self._cursor not in self._marks:
            start = cursor or (marks[-1] if marks else None)
            self._cursor = None if start is None else (start.row, start.column)
        self._hovered = None
        self._measure()
        self._tell()

    def marks(self) -> tuple[Mark, ...]:
        return tuple(self._marks.values())

    def summary(self) -> str:
        return self._summary

    def words(self) -> str:
        """Of the mark that is pointed at; empty without one."""
        mark = self._pointed()
        return "" if mark is None else mark.words

    def _pointed(self) -> Mark | None:
        if self._hovered is not None:
            return self._marks.get(self._hovered)
        return self._marks.get(self._cursor) if self._cursor and self.hasFocus() else None

    def _tell(self) -> None:
        words = self.words()
        self.setAccessibleDescription(f"{words}\n{self._summary}".strip())
        self.pointed.emit(words)
        self.update()

    def _measure(self) -> None:
        self.measure_words()
        self._boxes = {place: self.box(mark) for place, mark in self._marks.items()}

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    @Slot()
    def _on_theme(self) -> None:
        self._measure()
        self.updateGeometry()
        self.update()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter)
        self._paint_rings(painter)
        painter.end()

    def paint(self, painter: QPainter) -> None:
        """The chart as it is exported: nothing in it is pointed at."""
        painter.setFont(self.theme.font(SMALL_PX))
        self.paint_marks(painter)

    def _paint_rings(self, painter: QPainter) -> None:
        palette = self.theme.palette
        painter.setBrush(Qt.BrushStyle.NoBrush)
        rings = [(self._hovered, QColor(palette.faint), 1.0)]
        if self.hasFocus():
            rings.append((self._cursor, QColor(palette.accent), RING))
        for place, colour, width in rings:
            if place in self._boxes:
                painter.setPen(QPen(colour, width))
                around = self._boxes[place].adjusted(-1, -1, 1, 1)
                painter.drawRoundedRect(around, RADIUS_CONTROL / 2, RADIUS_CONTROL / 2)

    # Mouse

    def _place_at(self, point: QPointF) -> tuple[int, int] | None:
        return next((place for place, box in self._boxes.items() if box.contains(point)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._place_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, place: tuple[int, int] | None) -> None:
        if place == self._hovered:
            return
        self._hovered = place
        opens = place is not None and self._marks[place].opens
        shape = Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self._tell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._cursor = place
            self._open(place)

    def _open(self, place: tuple[int, int]) -> None:
        mark = self._marks[place]
        self._tell()
        if mark.query is not None:
            self.entries_chosen.emit(mark.query, mark.name)
        elif mark.day is not None:
            self.day_chosen.emit(mark.day)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._cursor is None:
            event.ignore()
        elif key in STEPS:
            self._step(*STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._put(min(self._marks) if key == Qt.Key.Key_Home else max(self._marks))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self._cursor)
        else:
            event.ignore()

    def _step(self, down: int, right: int) -> None:
        """To the nearest mark that way, in the same line if there is one."""
        assert self._cursor is not None
        row, column = self._cursor
        ahead = {
            place: (abs(across), along)
            for place in self._marks
            for along, across in [_split(place[0] - row, place[1] - column, down, right)]
            if along > 0
        }
        if ahead:
            self._put(min(ahead, key=ahead.__getitem__))

    def _put(self, place: tuple[int, int]) -> None:
        self._cursor, self._hovered = place, None
        self._tell()
        announce(self, self.words())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._tell()


def _split(rows: int, columns: int, down: int, right: int) -> tuple[int, int]:
    """How far along the way of the key, and how far beside it."""
    return (rows * down, columns) if down else (columns * right, rows)
