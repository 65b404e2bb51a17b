"""Dots and lines of the mood chart: one item a shade, and nothing that the eye can't tell apart."""

from datetime import date

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPen

from desktop.ui.mood.mood_series import Floats, MoodSeries
from desktop.ui.theme import Theme

DOT_PX, REACH_PX = 7.0, 12.0
SHADES = 4  # steps of colour for each step of valence
MERGED_PX = 2.0  # dots of one shade this close look like one
DARKER, LIGHTER, DIM = 125, 130, 0.5


class MoodDots:
    """Draws on *plot*. Fifty thousand dots of their own would each cost a Python object."""

    def __init__(self, plot: pg.PlotItem, theme: Theme) -> None:
        self._plot, self._theme = plot, theme
        self._series: MoodSeries | None = None
        self._items: list[tuple[float, Floats, Floats, pg.ScatterPlotItem]] = []
        self._fitted: tuple[float, float, float] | None = None

    def show(self, series: MoodSeries) -> None:
        for *_, item in self._items:
            self._plot.removeItem(item)
        self._series, self._items, self._fitted = series, [], None
        shades = np.round(series.y * SHADES) / SHADES
        order = np.argsort(series.x, kind="stable")
        for shade in sorted(set(shades.tolist())):  # np.unique would import masked arrays first
            mine = order[shades[order] == shade]
            item = pg.ScatterPlotItem(antialias=True, pxMode=True)
            self._items.append((shade, series.x[mine], series.y[mine], item))
            self._plot.addItem(item)
        self.restyle()

    def drawn(self) -> list[tuple[float, float]]:
        """Place and valence of every dot that is drawn now."""
        return [(x, y) for *_, item in self._items for x, y in zip(*item.getData(), strict=True)]

    def fit(self, left: float, right: float, days_per_pixel: float) -> None:
        """Draw what can be seen, a little beside it, and nothing the eye can't tell apart.

        Steps and window are powers of two, counted from the calendar's beginning, so that
        panning never makes dots come and go.
        """
        self._draw(_wanted(left, right, days_per_pixel * MERGED_PX))

    def trim(self, left: float, right: float) -> None:
        """Nothing beside the view, for files that know no clipping; until the next `fit`."""
        self._draw((self._fitted[0] if self._fitted else 1.0, left, right))

    def _draw(self, wanted: tuple[float, float, float]) -> None:
        if wanted == self._fitted:
            return
        self._fitted = wanted
        for _, x, y, item in self._items:
            near = slice(*np.searchsorted(x, wanted[1:]))
            seen = _first_of_each(x[near], wanted[0])
            item.setData(x[near][seen], y[near][seen])

    def restyle(self) -> None:
        for shade, *_, item in self._items:
            colour = self._theme.palette.mood_color(shade)
            assert colour is not None
            item.setSize(self._theme.px(DOT_PX))
            item.setBrush(colour)
            item.setPen(cosmetic(self._edge(colour), 1))

    def _edge(self, colour: QColor) -> QColor:
        """Sets a pale dot off from its ground."""
        dim = QColor(self._theme.palette.card).lightnessF() < DIM
        return colour.lighter(LIGHTER) if dim else colour.darker(DARKER)

    def day_near(self, place: QPointF, box: pg.ViewBox) -> date | None:
        """The day of the dot under a place of the scene."""
        if self._series is None or not len(self._series.x):
            return None
        point, (width, height) = box.mapSceneToView(place), box.viewPixelSize()
        across = (self._series.x - point.x()) / width
        up = (self._series.y - point.y()) / height
        distance = np.hypot(across, up)
        nearest = int(np.argmin(distance))
        if distance[nearest] > REACH_PX:
            return None
        return date.fromordinal(int(self._series.dates[nearest]))


class Line:
    """A line of which only what can be seen is given to *item*: NaN parts it."""

    def __init__(self, item: pg.PlotCurveItem, x: Floats, y: Floats) -> None:
        self._item, self._x, self._y = item, x, y
        known = ~np.isnan(x)
        parted = np.concatenate(([False], known, [False]))
        # Both ends of a run are drawn at any zoom, or a short one would vanish.
        self._ends = known & ~(parted[:-2] & parted[2:])
        # Places for the search: a gap stands where the stretch before it ends.
        self._places = np.maximum.accumulate(np.where(known, x, -np.inf)) if len(x) else x
        self._gaps = ~known
        self._fitted: tuple[float, float, float] | None = None

    def fit(self, left: float, right: float, length: float) -> None:
        """length: in days, of what looks like one point."""
        self._draw(_wanted(left, right, length))

    def trim(self, left: float, right: float) -> None:
        """As the dots do it."""
        self._draw((self._fitted[0] if self._fitted else 1.0, left, right))

    def _draw(self, wanted: tuple[float, float, float]) -> None:
        if wanted == self._fitted:
            return
        self._fitted = wanted
        near = slice(*np.searchsorted(self._places, wanted[1:]))
        seen = _first_of_each(self._places[near], wanted[0]) | self._gaps[near] | self._ends[near]
        x, y = _with_dots(self._x[near][seen], self._y[near][seen], wanted[0])
        self._item.setData(x, y, connect="finite")


def _with_dots(x: Floats, y: Floats, length: float) -> tuple[Floats, Floats]:
    """A point without a neighbour, which no line shows, as a stroke of twice *length*."""
    parted = np.concatenate(([False], ~np.isnan(x), [False]))
    alone = np.flatnonzero(parted[1:-1] & ~parted[:-2] & ~parted[2:])
    ends = x.copy()
    ends[alone] += length
    return np.insert(ends, alone, x[alone] - length), np.insert(y, alone, y[alone])


def _wanted(left: float, right: float, length: float) -> tuple[float, float, float]:
    """How far apart, from where to where: the same for a while when the view moves."""
    window = _power_of_two(right - left)
    return _power_of_two(length), (left // window - 1) * window, (right // window + 2) * window


def _power_of_two(length: float) -> float:
    """The largest one that is not longer."""
    return float(2.0 ** np.floor(np.log2(length))) if length > 0 else 1.0


def _first_of_each(x: Floats, step: float) -> NDArray[np.bool_]:
    """Which of the sorted places are the first of their stretch of *step* days."""
    stretch = np.floor(x / step)
    return np.concatenate((np.ones(len(x[:1]), np.bool_), stretch[1:] != stretch[:-1]))


def cosmetic(colour: QColor, width: float) -> QPen:
    """As wide on screen at any zoom."""
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    return pen
