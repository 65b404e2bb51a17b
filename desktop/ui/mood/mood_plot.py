"""Moods over time, as they are drawn: a dot an entry, a thin line of days, a soft one of seven.

Knows no mouse and no keyboard.
"""

from bisect import bisect_left, bisect_right
from datetime import date

import pyqtgraph as pg
from PySide6.QtCore import QRectF, QSize, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.domain.mood import DailyMood
from desktop.ui.mood.mood_axes import DayAxis, ValenceAxis, style_axis
from desktop.ui.mood.mood_dots import MERGED_PX, Line, MoodDots, cosmetic
from desktop.ui.mood.mood_series import MIDDAY, MoodSeries
from desktop.ui.mood.mood_words import valence_ticks
from desktop.ui.theme import Theme

SINGLE_PX, LINE, MOVING = 13.0, 1.0, 2.5
CROWDED = 0.4  # days a pixel, from where on the line steps back
TOO_CROWDED = 6.0  # times that: from where on it goes
FAINTEST, THIN = 0.3, 0.7  # opacity of the line, crowded and near
TOP = 2.4
MARGIN_DAYS, FEWEST_DAYS = 0.4, 5.0
MARGIN_SHARE = 0.015  # of the days in sight: half a dot, on a narrow window too


class MoodPlot(pg.PlotWidget):  # type: ignore[misc]
    """Signal range_shown(): other days are in sight now; see `days_in_sight`."""

    range_shown = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._theme = theme
        self._x_axis, self._y_axis = DayAxis(theme), ValenceAxis(theme, valence_ticks())
        axes = {"bottom": self._x_axis, "left": self._y_axis}
        super().__init__(parent, background=theme.palette.card, axisItems=axes)
        self._series: MoodSeries | None = None
        self._ordinals: list[int] = []  # of the series' days
        self._moving: dict[date, float] = {}
        self._sharp = 1.0  # pixels of a file to one on screen
        self.dots = MoodDots(self.getPlotItem(), theme)
        self._lines: tuple[Line, ...] = ()
        self._prepare()
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def _prepare(self) -> None:
        plot, box = self.getPlotItem(), self.getViewBox()
        plot.setMenuEnabled(False)
        plot.hideButtons()
        box.setMouseEnabled(x=True, y=False)
        box.setYRange(-TOP, TOP, padding=0)
        box.sigXRangeChanged.connect(self._on_range)
        self._levels = [pg.InfiniteLine(level, angle=0) for level, _ in valence_ticks()]
        self.line = pg.PlotCurveItem(connect="finite", antialias=True)
        self.singles = pg.ScatterPlotItem(symbol="_", antialias=True)
        self.moving = pg.PlotCurveItem(connect="finite", antialias=True)
        self.moving.setSegmentedLineMode("on")  # Qt takes twenty times as long for a thick path
        for item in (*self._levels, self.line, self.singles, self.moving):
            self.addItem(item)
        self.moving.setZValue(1)  # over the dots: it is what the eye follows

    def set_series(self, series: MoodSeries) -> None:
        """Draw these moods; the range stays where it is unless it is outside of them."""
        self._series = series
        self._ordinals = [day.date.toordinal() for day in series.days]
        self.singles.setData(series.single_x, series.single_y)
        self._lines = (
            Line(self.line, series.line_x, series.line_y),
            Line(self.moving, series.moving_x, series.moving_y),
        )
        self._moving = {mean.date: mean.mean for mean in series.moving}
        self.dots.show(series)
        first, last = self._bounds()
        self.getViewBox().setLimits(
            xMin=first, xMax=last, minXRange=FEWEST_DAYS, maxXRange=last - first
        )
        self._fit_to_zoom()

    def show_last(self, days: int | None) -> None:
        """The newest *days*, or all of them."""
        assert self._series is not None
        first, last = self._bounds()
        if days is not None and days < self._all_days():
            after = self._series.days[-1].date.toordinal() + 1
            # On the left the diary goes on: a wider margin would show days that weren't asked for.
            first, last = max(first, after - days - MARGIN_DAYS), after + _margin(days)
        self.getViewBox().setXRange(first, last, padding=0)

    def days_in_sight(self) -> tuple[DailyMood, ...]:
        """The days whose middle can be seen."""
        left, right = (end - MIDDAY for end in self.getViewBox().viewRange()[0])
        seen = slice(bisect_left(self._ordinals, left), bisect_right(self._ordinals, right))
        return self._series.days[seen] if self._series is not None else ()

    def moving_mean(self, day: date) -> float | None:
        """Of the days up to this one, if there are enough."""
        return self._moving.get(day)

    def _bounds(self) -> tuple[float, float]:
        assert self._series is not None
        first, last = (self._series.days[end].date.toordinal() for end in (0, -1))
        days = self._all_days()
        # A chart of few days is padded, so that they stand in its middle.
        margin = max(_margin(days), (FEWEST_DAYS - days) / 2)
        return first - margin, last + 1 + margin

    def _all_days(self) -> int:
        assert self._series is not None
        first, last = (self._series.days[end].date for end in (0, -1))
        return (last - first).days + 1

    # How it looks

    @Slot()
    def _on_theme(self) -> None:
        palette = self._theme.palette
        self.setBackground(palette.card)
        for axis in (self._x_axis, self._y_axis):
            style_axis(axis, self._theme)
        self._x_axis.fit()
        self._y_axis.fit()
        for level in self._levels:
            level.setPen(QPen(QColor(palette.line), 0))
        self._style_line()
        self.dots.restyle()

    def _style_line(self) -> None:
        """Years of days on a few pixels would be a hatching: there the dots say more."""
        crowd = max(self.getViewBox().viewPixelSize()[0] / CROWDED, 1.0)
        for item in (self.line, self.singles):
            item.setVisible(crowd < TOO_CROWDED)
        ink = QColor(self._theme.palette.faint)
        ink.setAlphaF(max(THIN / crowd, FAINTEST))
        self.line.setPen(cosmetic(ink, LINE * self._sharp))
        self.singles.setSize(self._theme.px(SINGLE_PX / min(crowd, 2.0)))
        self.singles.setBrush(ink)
        self.singles.setPen(None)
        self.moving.setPen(cosmetic(QColor(self._theme.palette.accent), MOVING * self._sharp))

    def sizeHint(self) -> QSize:
        return QSize(480, 240)

    def paint(self, painter: QPainter) -> None:
        """As it is exported: as lines and circles, not as the pictures of them on screen."""
        left, right = self.getViewBox().viewRange()[0]
        self.dots.trim(left, right)
        for line in self._lines:
            line.trim(left, right)
        items = [item for item in self.scene().items() if hasattr(item, "setExportMode")]
        options = {"antialias": True, "resolutionScale": 1.0, "painter": painter}
        for item in items:
            item.setExportMode(True, options)
        size = QRectF(0, 0, self.width(), self.height())
        self._sharp = painter.device().devicePixelRatioF()
        self._style_line()
        self.moving.setSegmentedLineMode("off")  # one line in a file, not hundreds
        self.scene().render(painter, size, self.sceneRect())
        self.moving.setSegmentedLineMode("on")
        self._sharp = 1.0
        for item in items:
            item.setExportMode(False)
        self._fit_to_zoom()

    @Slot(object, object)
    def _on_range(self, _box: object, _range: object) -> None:
        self._fit_to_zoom()
        self.range_shown.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "dots"):  # pyqtgraph resizes while it is still being built
            self._fit_to_zoom()

    def _fit_to_zoom(self) -> None:
        box = self.getViewBox()
        left, right = box.viewRange()[0]
        self.dots.fit(left, right, box.viewPixelSize()[0])
        for line in self._lines:
            line.fit(left, right, box.viewPixelSize()[0] * MERGED_PX)
        self._style_line()


def _margin(days: int) -> float:
    """Beside the first and the last of so many days, so that their dots are whole."""
    return max(MARGIN_DAYS, days * MARGIN_SHARE)
