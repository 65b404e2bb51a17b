"""What the dots and the two lines of the mood chart are, drawn as they are drawn there."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.diary.tag_line import line_of
from desktop.ui.spoken import spoken_as
from desktop.ui.theme import SMALL_PX, SPACE, Theme

SAMPLE_PX, DOT_PX, DAILY_PX, MOVING_PX = 22.0, 7.0, 1.0, 2.5


@spoken_as(QAccessible.Role.StaticText)
class Legend(QWidget):
    """In one line, or in more where there is no room. moving: what the thick line is called."""

    def __init__(self, theme: Theme, moving: str) -> None:
        super().__init__()
        self._theme = theme
        self._parts: Sequence[tuple[Callable[[QPainter, QRectF], None], str]] = (
            (self._paint_dot, self.tr("一则")),
            (self._paint_daily, self.tr("每天的平均")),
            (self._paint_moving, moving),
        )
        self.setAccessibleName(line_of([words for _, words in self._parts]))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._on_theme)

    def _places(self, width: float) -> list[QRectF]:
        metrics = QFontMetrics(self._theme.font(SMALL_PX))
        sample, height = self._theme.px(SAMPLE_PX), float(metrics.height())
        x, y, places = 0.0, 0.0, []
        for _, words in self._parts:
            part = sample + SPACE[1] + metrics.horizontalAdvance(words)
            if x and x + part > width:
                x, y = 0.0, y + height
            places.append(QRectF(x, y, part, height))
            x += part + SPACE[4]
        return places

    def heightForWidth(self, width: int) -> int:
        return round(self._places(width)[-1].bottom())

    def sizeHint(self) -> QSize:
        width = round(self._places(float("inf"))[-1].right())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.heightForWidth(max(self.width(), 1)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(SMALL_PX))
        sample = float(self._theme.px(SAMPLE_PX))
        for (paint, words), place in zip(self._parts, self._places(self.width()), strict=True):
            paint(painter, QRectF(place.topLeft(), place.bottomLeft() + QPointF(sample, 0)))
            painter.setPen(QColor(self._theme.palette.soft_ink))
            painter.drawText(
                place.adjusted(sample + SPACE[1], 0, 1, 0), Qt.AlignmentFlag.AlignVCenter, words
            )
        painter.end()

    def _paint_dot(self, painter: QPainter, place: QRectF) -> None:
        half = self._theme.px(DOT_PX) / 2
        painter.setPen(QPen(QColor(self._theme.palette.soft_ink), 1))
        colour = self._theme.palette.mood_color(1.0)
        painter.setBrush(Qt.BrushStyle.NoBrush if colour is None else colour)
        painter.drawEllipse(place.center(), half, half)

    def _paint_daily(self, painter: QPainter, place: QRectF) -> None:
        self._paint_line(painter, place, self._theme.palette.faint, DAILY_PX)

    def _paint_moving(self, painter: QPainter, place: QRectF) -> None:
        self._paint_line(painter, place, self._theme.palette.accent, MOVING_PX)

    def _paint_line(self, painter: QPainter, place: QRectF, colour: str, width: float) -> None:
        painter.setPen(QPen(QColor(colour), width))
        y = place.center().y()
        painter.drawLine(QPointF(place.left(), y), QPointF(place.right(), y))

    @Slot()
    def _on_theme(self) -> None:
        self.updateGeometry()
        self.update()
