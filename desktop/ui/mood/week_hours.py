"""Weekday × hour as a heat map: the hours of a day from when it begins, Monday first."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from desktop.domain.moods import LOWEST, Share
from desktop.domain.search import Query
from desktop.ui.diary.day_words import weekday_short
from desktop.ui.diary.mood_mark import readable_on
from desktop.ui.mood.chart_words import describe_hour, hour_name, week_summary
from desktop.ui.mood.marks_chart import Mark, MarksChart
from desktop.ui.mood.mood_words import of_source
from desktop.ui.texts import signed
from desktop.ui.theme import SMALL_PX, SPACE, Theme

DAYS, HOURS = 7, 24
FEWEST = 3  # entries, from where on a mean is shown
LARGEST, TALLEST, GAP, ROUND_SHARE = 40.0, 30.0, 2.0, 0.2
NUMBER_SHARE = 0.78  # of a small letter, for means inside of the cells
EVERY, ROOM = 3, 4.0


class WeekHours(MarksChart):
    """A cell an hour: its mean's colour, or a ring where there are fewer than `FEWEST` entries."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._cells: Mapping[tuple[int, int], Share] = {}
        self._begins = 4
        self.measure_words()
        self.setAccessibleName(self.tr("一周里每个钟点的心情"))

    def set_cells(
        self,
        cells: Mapping[tuple[int, int], Share],
        begins: time,
        found: Query | None = None,
        source: str | None = None,
    ) -> None:
        """begins: an hour before it is the end of the evening before. found: what finds all
        that they are made of. source: the name of whose labels, if not of all."""
        self._cells, self._begins = cells, begins.hour
        marks = [
            Mark(
                weekday,
                (hour - self._begins) % HOURS,
                describe_hour(weekday, hour, share, FEWEST),
                query=_cell_query(weekday, hour, found or Query()),
                name=of_source(hour_name(weekday, hour), source),
            )
            for (weekday, hour), share in sorted(cells.items())
        ]
        first = min(marks, key=lambda mark: (mark.row, mark.column), default=None)
        self.set_marks(marks, week_summary(cells), first)

    # Where things are

    def measure_words(self) -> None:
        metrics = QFontMetrics(self.theme.font(SMALL_PX))
        widths = [metrics.horizontalAdvance(weekday_short(day)) for day in range(DAYS)]
        self._names_width = float(max(widths) + SPACE[3])
        self._foot = float(metrics.height() + SPACE[1])
        self._number_font = self.theme.font(SMALL_PX * NUMBER_SHARE)
        widest = QFontMetrics(self._number_font).horizontalAdvance(signed(-1.0))
        self._number_room = widest + SPACE[1]

    def _pitch(self) -> float:
        fits = (self.width() - self._names_width - ROOM) / HOURS
        return max(min(fits, float(self.theme.px(LARGEST))), 1.0)

    def _row(self) -> float:
        return float(self.theme.px(TALLEST))

    def _cell(self, row: int, column: int) -> QRectF:
        left = self._names_width + column * self._pitch()
        size = (self._pitch() - GAP, self._row() - GAP)
        return QRectF(left, ROOM / 2 + row * self._row(), *size)

    def box(self, mark: Mark) -> QRectF:
        return self._cell(mark.row, mark.column)

    def sizeHint(self) -> QSize:
        width = self._names_width + HOURS * self.theme.px(LARGEST) + ROOM
        return QSize(round(width), round(DAYS * self._row() + self._foot + ROOM))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.sizeHint().height())

    # Painting

    def paint_marks(self, painter: QPainter) -> None:
        self._paint_names(painter)
        for row in range(DAYS):
            for column in range(HOURS):
                hour = (column + self._begins) % HOURS
                self._paint_cell(painter, self._cell(row, column), self._cells.get((row, hour)))

    def _paint_names(self, painter: QPainter) -> None:
        painter.setPen(QColor(self.theme.palette.soft_ink))
        for row in range(DAYS):
            cell = self._cell(row, 0)
            box = QRectF(0, cell.top(), cell.left() - SPACE[2], cell.height())
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, right, weekday_short(row))
        for column in range(HOURS):
            hour = (column + self._begins) % HOURS
            if hour % EVERY == 0:
                cell = self._cell(DAYS, column)
                box = QRectF(cell.left() - cell.width(), cell.top(), cell.width() * 3, self._foot)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(hour))

    def _paint_cell(self, painter: QPainter, cell: QRectF, share: Share | None) -> None:
        palette, radius = self.theme.palette, cell.height() * ROUND_SHARE
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if share is None:
            painter.setBrush(QColor(palette.line))
            centre = cell.center()
            painter.drawEllipse(centre, GAP / 2, GAP / 2)
            return
        colour = palette.mood_color(share.mean) if share.entries >= FEWEST else None
        if colour is None:
            painter.setPen(QPen(QColor(palette.line), 1))
            painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            return
        painter.setBrush(colour)
        painter.drawRoundedRect(cell, radius, radius)
        self._paint_number(painter, cell, share.mean, readable_on(colour))

    def _paint_number(self, painter: QPainter, cell: QRectF, mean: float, ink: QColor) -> None:
        """In all cells or in none: hover and keyboard say it anyway."""
        if self._number_room > cell.width():
            return
        usual = painter.font()
        painter.setFont(self._number_font)
        painter.setPen(ink)
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, signed(mean))
        painter.setFont(usual)


def _cell_query(weekday: int, hour: int, found: Query) -> Query:
    """What a cell counts: entries with a known valence of that weekday and hour."""
    return replace(found, valence_from=float(LOWEST), weekday=weekday, hour=hour)
