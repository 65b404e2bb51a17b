"""The year in pixels: twelve rows of days as rounded squares in mood colours."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from desktop.domain.mood import Day
from desktop.ui.diary.day_words import describe_day, month_short
from desktop.ui.mood.chart_words import scale_words, year_summary
from desktop.ui.mood.marks_chart import Mark, MarksChart
from desktop.ui.theme import SMALL_PX, SPACE, Theme

MONTHS, DAYS = 12, 31
LARGEST, GAP_SHARE, ROUND_SHARE = 28.0, 0.12, 0.28
HOLLOW = 1.2
RING_ROOM = 4.0
NUMBERED = (1, 5, 10, 15, 20, 25, 30)


class YearPixels(MarksChart):
    """A square a day: filled with the day's mean, hollow where something was written without a
    mood, faint where nothing was."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._days: Mapping[date, Day] = {}
        self.year = 2000
        self.measure_words()
        self.setAccessibleName(self.tr("一年的心情，每天一格"))

    def set_year(self, year: int, days: Mapping[date, Day], today: date) -> None:
        """days: those that have an entry."""
        if year != self.year:
            self._cursor = None
        self.year, self._days = year, days
        marks = [self._mark(date(year, m + 1, d + 1), today) for m, d in _places(year)]
        newest = max((d for d in days if d.year == year), default=date(year, 12, 31))
        start = next(mark for mark in marks if self._day(mark) == newest)
        known = [day for day in days.values() if day.date.year == year]
        self.set_marks(marks, year_summary(year, known), start)

    def _mark(self, day: date, today: date) -> Mark:
        known = self._days.get(day)
        words = describe_day(known or Day(day, 0, None, ""), today)
        return Mark(day.month - 1, day.day - 1, words, day if known else None)

    def _day(self, mark: Mark) -> date:
        return date(self.year, mark.row + 1, mark.column + 1)

    # Where things are

    def measure_words(self) -> None:
        metrics = QFontMetrics(self.theme.font(SMALL_PX))
        widths = [metrics.horizontalAdvance(month_short(month + 1)) for month in range(MONTHS)]
        self._names_width = float(max(widths) + SPACE[3])
        self._head = float(metrics.height() + SPACE[1])

    def _pitch(self, width: float) -> float:
        fits = (width - self._names_width - RING_ROOM) / DAYS
        return max(min(fits, float(self.theme.px(LARGEST))), 1.0)

    def months_apart(self) -> int:
        """Every month is named where there is room for it, otherwise every second, third …."""
        line = self._head - SPACE[1]
        return min(ceil(line / self._pitch(self.width())), MONTHS)

    def box(self, mark: Mark) -> QRectF:
        pitch = self._pitch(self.width())
        left = self._names_width + mark.column * pitch
        size = pitch * (1 - GAP_SHARE)
        return QRectF(left, self._head + mark.row * pitch, size, size)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._foot(width) + self._head * self._legend_rows(width) + RING_ROOM)

    def _foot(self, width: float) -> float:
        """Where the legend begins."""
        return self._head + MONTHS * self._pitch(width) + SPACE[2]

    def _legend_rows(self, width: float) -> int:
        return int(self._legend_places(width)[-1].y()) + 1

    def _legend_places(self, width: float) -> list[QPointF]:
        """Left edges, and as y the row, of the legend's parts; as many in a row as fit."""
        metrics = QFontMetrics(self.theme.font(SMALL_PX))
        x, row, places = self._names_width, 0, []
        for _, words in scale_words():
            part = metrics.height() + metrics.horizontalAdvance(words) + SPACE[4]
            if x + part > width and x > self._names_width:
                x, row = self._names_width, row + 1
            places.append(QPointF(x, row))
            x += part
        return places

    def sizeHint(self) -> QSize:
        width = round(self._names_width + DAYS * self.theme.px(LARGEST) + RING_ROOM)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, 1)

    # Painting

    def paint_marks(self, painter: QPainter) -> None:
        self._paint_names(painter)
        for mark in self.marks():
            self._paint_day(painter, self.box(mark), self._days.get(self._day(mark)))
        self._paint_legend(painter)

    def _paint_legend(self, painter: QPainter) -> None:
        height, top = self._head, self._foot(self.width())
        size = QFontMetrics(painter.font()).ascent() * 0.9
        places = self._legend_places(self.width())
        for place, (valence, words) in zip(places, scale_words(), strict=True):
            y = top + place.y() * height
            square = QRectF(place.x(), y + (height - size) / 2, size, size)
            self._paint_day(painter, square, Day(date.min, 1, valence, ""))
            painter.setPen(QColor(self.theme.palette.soft_ink))
            line = QRectF(square.right() + SPACE[1], y, self.width(), height)
            middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(line, middle, words)

    def _paint_names(self, painter: QPainter) -> None:
        painter.setPen(QColor(self.theme.palette.soft_ink))
        pitch, left = self._pitch(self.width()), self._names_width
        for month in range(0, MONTHS, self.months_apart()):
            middle = self._head + (month + (1 - GAP_SHARE) / 2) * pitch
            box = QRectF(0, middle - self._head / 2, left - SPACE[2], self._head)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, right, month_short(month + 1))
        for day in NUMBERED:
            middle = left + (day - 1 + (1 - GAP_SHARE) / 2) * pitch
            box = QRectF(middle - pitch * 2, 0, pitch * 4, self._head - SPACE[1])
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day))

    def _paint_day(self, painter: QPainter, box: QRectF, day: Day | None) -> None:
        palette, radius = self.theme.palette, box.width() * ROUND_SHARE
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        colour = palette.mood_color(day.mean) if day is not None else None
        if colour is not None:
            painter.setBrush(colour)
        elif day is not None:
            painter.setPen(QPen(QColor(palette.faint), HOLLOW))
            box = box.adjusted(HOLLOW / 2, HOLLOW / 2, -HOLLOW / 2, -HOLLOW / 2)
        else:
            painter.setBrush(palette.empty_day())
        painter.drawRoundedRect(box, radius, radius)


def _places(year: int) -> list[tuple[int, int]]:
    return [(m, d) for m in range(MONTHS) for d in range(monthrange(year, m + 1)[1])]
