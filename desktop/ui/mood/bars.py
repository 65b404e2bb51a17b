"""How often: a bar for each label and each step of the scale, with its number beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from desktop.domain.search import Query
from desktop.ui.mood.marks_chart import Mark, MarksChart
from desktop.ui.mood.mood_words import of_source
from desktop.ui.theme import SMALL_PX, SPACE, Theme

ROW, THICK, GAP = 28.0, 14.0, 14.0
RADIUS, ROOM = 3.0, 4.0
NAME_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Bar:
    """valence: its colour; None is hollow. number: what stands behind it. group: bars of another
    group stand a little apart, and have a scale of their own. query: all of them. source: the
    name of the only one that is shown."""

    name: str
    entries: int
    valence: float | None
    number: str
    words: str
    group: int = 0
    query: Query | None = None
    source: str | None = None


class Bars(MarksChart):
    """Lying bars, one below the other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._bars: Sequence[Bar] = ()
        self.setAccessibleName(self.tr("每种心情有多少则"))

    def set_bars(self, bars: Sequence[Bar], summary: str) -> None:
        self._bars = bars
        marks = [
            Mark(row, 0, bar.words, query=bar.query, name=of_source(bar.name, bar.source))
            for row, bar in enumerate(bars)
        ]
        self.set_marks(marks, summary, marks[0] if marks else None)
        self.updateGeometry()

    # Where things are

    def _names_width(self) -> float:
        metrics = QFontMetrics(self.theme.font(SMALL_PX))
        widest = max((metrics.horizontalAdvance(bar.name) for bar in self._bars), default=0)
        return min(float(widest), self.width() * NAME_SHARE) + SPACE[3]

    def _numbers_width(self) -> float:
        metrics = QFontMetrics(self.theme.font(SMALL_PX))
        widths = [metrics.horizontalAdvance(bar.number) for bar in self._bars]
        return max(widths, default=0) + SPACE[3]

    def _top(self, row: int) -> float:
        group = self._bars[row].group if row < len(self._bars) else self._bars[-1].group
        return ROOM / 2 + row * self.theme.px(ROW) + group * self.theme.px(GAP)

    def box(self, mark: Mark) -> QRectF:
        top = self._top(mark.row)
        return QRectF(2, top, self.width() - ROOM, self.theme.px(ROW) - 2)

    def sizeHint(self) -> QSize:
        height = self._top(len(self._bars)) + ROOM if self._bars else ROOM
        return QSize(self.theme.px(480), round(height))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.sizeHint().height())

    # Painting

    def paint_marks(self, painter: QPainter) -> None:
        left, right = self._names_width(), self.width() - self._numbers_width()
        for row, bar in enumerate(self._bars):
            most = max(other.entries for other in self._bars if other.group == bar.group)
            line = QRectF(0, self._top(row), self.width(), self.theme.px(ROW) - 2)
            length = max((right - left) * bar.entries / max(most, 1), 1.0 if bar.entries else 0.0)
            self._paint_bar(painter, QRectF(left, line.top(), length, line.height()), bar)
            self._paint_words(painter, line, left, left + length, bar)

    def _paint_bar(self, painter: QPainter, place: QRectF, bar: Bar) -> None:
        thick = float(self.theme.px(THICK))
        box = QRectF(place.left(), place.center().y() - thick / 2, place.width(), thick)
        colour = self.theme.palette.mood_color(bar.valence)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if colour is not None:
            painter.setBrush(colour)
        else:
            painter.setPen(QPen(QColor(self.theme.palette.faint), 1))
            box = box.adjusted(0.5, 0.5, -0.5, -0.5)
        if bar.entries:
            painter.drawRoundedRect(box, RADIUS, RADIUS)

    def _paint_words(
        self, painter: QPainter, line: QRectF, left: float, end: float, bar: Bar
    ) -> None:
        metrics = QFontMetrics(painter.font())
        room = left - SPACE[2] - 4
        # One more: glyphs are a fraction wider than the whole pixels that metrics speak of.
        name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, ceil(room) + 1)
        painter.setPen(QColor(self.theme.palette.ink))
        box = QRectF(4, line.top(), room + SPACE[1], line.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(QColor(self.theme.palette.soft_ink))
        box = QRectF(end + SPACE[2], line.top(), self.width() - end, line.height())
        vertical = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, vertical, bar.number)
