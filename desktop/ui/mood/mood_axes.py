"""Axes of the mood chart: dates in the language of the interface, words for valences."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QDate
from PySide6.QtGui import QFontMetrics

from desktop.ui.diary.day_words import interface_locale, short_date
from desktop.ui.mood.mood_series import MIDDAY
from desktop.ui.theme import SMALL_PX, SPACE, Theme

DAY_STEPS = (1, 2, 7, 14)
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
DAYS_A_MONTH = 30.44


class DayAxis(pg.AxisItem):  # type: ignore[misc]
    """Ticks at whole days, Mondays, months or years: as many as have room for their words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("bottom")
        self._theme = theme

    def fit(self) -> None:
        self.setHeight(QFontMetrics(self._theme.font(SMALL_PX)).height() + SPACE[3])

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        if high <= low or size <= 0:
            return []
        first, last = _day(low), _day(high)
        days, months = self._step((high - low) / size)
        dates = _every_days(first, last, days) if days else _every_months(first, last, months)
        ticks = [day.toordinal() + MIDDAY for day in dates]
        spacing = float(days) if days else months * DAYS_A_MONTH
        return [(spacing, [tick for tick in ticks if low <= tick <= high])]

    def tickStrings(self, values: list[float], _scale: float, spacing: float) -> list[str]:
        return [self._words(_day(value), spacing) for value in values]

    def _step(self, days_per_pixel: float) -> tuple[int, int]:
        """The finest step in days, or else in months, whose labels don't touch."""
        metrics = QFontMetrics(self._theme.font(SMALL_PX))
        gap = SPACE[4]
        day_room = (
            metrics.horizontalAdvance(short_date(date(2024, 12, 28))) + gap
        ) * days_per_pixel
        for days in DAY_STEPS:
            if days >= day_room:
                return days, 0
        month_room = (metrics.horizontalAdvance(_year(date(2024, 1, 1))) + gap) * days_per_pixel
        fits = (months for months in MONTH_STEPS if months * DAYS_A_MONTH >= month_room)
        return 0, next(fits, MONTH_STEPS[-1])

    @staticmethod
    def _words(day: date, spacing: float) -> str:
        if spacing <= DAY_STEPS[-1]:
            return short_date(day)
        return _year(day) if day.month == 1 else _month(day)


class ValenceAxis(pg.AxisItem):  # type: ignore[misc]
    """Fixed ticks with words; as wide as the widest of them."""

    def __init__(self, theme: Theme, ticks: list[tuple[float, str]]) -> None:
        super().__init__("left")
        self._theme, self._ticks = theme, ticks
        self.setTicks([ticks])

    def fit(self) -> None:
        metrics = QFontMetrics(self._theme.font(SMALL_PX))
        self.setWidth(max(metrics.horizontalAdvance(word) for _, word in self._ticks) + SPACE[3])


def style_axis(axis: pg.AxisItem, theme: Theme) -> None:
    """Words in small soft ink, no tick marks."""
    font: Any = theme.font(SMALL_PX)
    axis.enableAutoSIPrefix(False)  # it would lay out a label that nobody sees, at every step
    axis.setStyle(tickFont=font, tickLength=0, tickTextOffset=SPACE[2])
    axis.setTextPen(theme.palette.soft_ink)
    axis.setPen(theme.palette.line)


def _day(value: float) -> date:
    return date.fromordinal(min(max(int(value), 1), date.max.toordinal()))


def _every_days(first: date, last: date, step: int) -> Iterator[date]:
    """Counted from a Monday, so that ticks stay put while the chart is moved."""
    start = first.toordinal() - (first.toordinal() - 1) % step
    return (date.fromordinal(day) for day in range(max(start, 1), last.toordinal() + 1, step))


def _every_months(first: date, last: date, step: int) -> Iterator[date]:
    start, stop = (day.year * 12 + day.month - 1 for day in (first, last))
    months = range(max(start - start % step, 12), stop + 1, step)
    return (date(month // 12, month % 12 + 1, 1) for month in months)


def _month(day: date) -> str:
    return _format(day, QCoreApplication.translate("mood", "M月"))


def _year(day: date) -> str:
    return _format(day, QCoreApplication.translate("mood", "yyyy年"))


def _format(day: date, pattern: str) -> str:
    return interface_locale().toString(QDate(day.year, day.month, day.day), pattern)
