"""The chart of moods over time, and how one walks along it with the mouse and the keyboard."""

from bisect import bisect_left, bisect_right
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from desktop.domain.mood import DailyMood
from desktop.ui.mood.mood_dots import REACH_PX, cosmetic
from desktop.ui.mood.mood_plot import MoodPlot
from desktop.ui.mood.mood_series import MIDDAY, MoodSeries
from desktop.ui.spoken import spoken_as
from desktop.ui.theme import RADIUS_CONTROL, Theme

ZOOM_IN, MOVE_SHARE = 0.8, 0.1


@spoken_as(QAccessible.Role.Chart)
class MoodChart(MoodPlot):
    """Zooms and pans along the days, never beyond them.

    Arrow keys go from day to day, Enter opens one, + and - zoom, Home and End jump. The wheel is
    the page's; with Ctrl it zooms.

    Signals:
        day_chosen(date): a dot was clicked, or Enter pressed on the marked day.
        day_pointed(DailyMood | None): the day under the mouse or the keyboard's mark.
        zoomed(): the person chose a range of their own.
    """

    day_chosen = Signal(object)
    day_pointed = Signal(object)
    zoomed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._pointed: DailyMood | None = None
        self._mark = pg.InfiniteLine(angle=90)
        self._mark.hide()
        self.addItem(self._mark)
        self.setAccessibleName(self.tr("心情随时间的变化"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.getViewBox().sigRangeChangedManually.connect(self._on_zoomed)
        self.scene().sigMouseMoved.connect(self._on_mouse_moved)
        self.scene().sigMouseClicked.connect(self._on_mouse_clicked)
        theme.changed.connect(self._colour_mark)
        self._colour_mark()

    @Slot()
    def _colour_mark(self) -> None:
        self._mark.setPen(cosmetic(QColor(self._theme.palette.accent), 1))

    def set_series(self, series: MoodSeries) -> None:
        super().set_series(series)
        self._point(None)

    def paint(self, painter: QPainter) -> None:
        self._point(None)
        super().paint(painter)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.palette.accent), 1.5))
        edge = QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(edge, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.end()

    # Pointing at a day

    def pointed(self) -> DailyMood | None:
        return self._pointed

    def _point(self, day: DailyMood | None) -> None:
        if day is not None:
            self._mark.setPos(day.date.toordinal() + MIDDAY)
        self._mark.setVisible(day is not None)
        if day != self._pointed:
            self._pointed = day
            self.day_pointed.emit(day)

    @Slot(object)
    def _on_mouse_moved(self, place: QPointF) -> None:
        self._point(self._day_near(place))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(None)

    def _day_near(self, place: QPointF) -> DailyMood | None:
        """The day under a place of the scene, or the nearest one within reach."""
        box = self.getViewBox()
        if self._series is None or not box.sceneBoundingRect().contains(place):
            return None
        x = box.mapSceneToView(place).x() - MIDDAY
        after = bisect_left(self._ordinals, x)
        beside = range(max(after - 1, 0), min(after + 1, len(self._ordinals)))
        nearest = min(beside, key=lambda place: abs(self._ordinals[place] - x))
        reach = max(MIDDAY, REACH_PX * box.viewPixelSize()[0])
        near = abs(self._ordinals[nearest] - x) <= reach
        return self._series.days[nearest] if near else None

    @Slot(object)
    def _on_mouse_clicked(self, event: Any) -> None:
        day = self.dots.day_near(event.scenePos(), self.getViewBox())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self.day_chosen.emit(day)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        else:
            event.ignore()  # the page scrolls on

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._step(1 if event.key() == Qt.Key.Key_Right else -1)
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                self._step_to(0 if event.key() == Qt.Key.Key_Home else -1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self._zoom(ZOOM_IN)
            case Qt.Key.Key_Minus:
                self._zoom(1 / ZOOM_IN)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._pointed is not None:
                self.day_chosen.emit(self._pointed.date)
            case _:
                event.ignore()

    def _step(self, direction: int) -> None:
        """To the next day that has a mood; from nowhere, to the newest in sight."""
        if self._series is None:
            return
        days = self._series.days
        if self._pointed is None:
            right = self.getViewBox().viewRange()[0][1] - MIDDAY
            self._step_to(max(bisect_right(self._ordinals, right) - 1, 0))
            return
        place = bisect_left(self._ordinals, self._pointed.date.toordinal()) + direction
        self._step_to(min(max(place, 0), len(days) - 1))

    def _step_to(self, place: int) -> None:
        if self._series is not None:
            day = self._series.days[place]
            self._point(day)
            self._bring_into_sight(day.date.toordinal() + MIDDAY)

    def _bring_into_sight(self, x: float) -> None:
        (left, right), _ = self.getViewBox().viewRange()
        margin = (right - left) * MOVE_SHARE
        shift = min(x - margin - left, 0) + max(x + margin - right, 0)
        if shift:
            self.getViewBox().translateBy(x=shift)

    def _zoom(self, factor: float) -> None:
        centre = self._pointed.date.toordinal() + MIDDAY if self._pointed else None
        self.getViewBox().scaleBy(x=factor, center=None if centre is None else (centre, 0))
        self.zoomed.emit()

    @Slot(object)
    def _on_zoomed(self, _axes: object) -> None:
        self.zoomed.emit()
