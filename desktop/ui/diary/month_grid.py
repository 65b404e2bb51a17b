"""The painted days of one month, Monday first, in mood colours. Knows where each day stands."""

from calendar import Calendar
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.domain.mood import Day
from desktop.ui.diary.day_words import describe_day, describe_month, weekday_letter
from desktop.ui.diary.mood_mark import paint_mood_mark, readable_on
from desktop.ui.spoken import announce, spoken_as
from desktop.ui.theme import SMALL_PX, Theme

COLUMNS, FEWEST_ROWS = 7, 5
CELL, DOT, WEEKDAYS = 31.0, 25.0, 24.0

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -COLUMNS,
    Qt.Key.Key_Down: COLUMNS,
}


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last one; clamped to what dates can be."""
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 10)
    first = date(index // 12, index % 12 + 1, 1)
    following = date((index + 1) // 12, (index + 1) % 12 + 1, 1)
    return first + timedelta(days=min(day.day, (following - first).days) - 1)


@spoken_as(QAccessible.Role.Table)
class MonthGrid(QWidget):
    """Five weeks, six where a month needs them, so that what stands below hardly ever moves.

    any_day: whether days without entries can be chosen too, up to today.

    Signals:
        day_chosen(date): by a click, or by Enter on the day under the cursor.
        month_changed(date): the first of the month that is shown now.
    """

    day_chosen = Signal(object)
    month_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._days: dict[date, Day] = {}
        self._today = self._cursor = date(2000, 1, 1)
        self._selected: date | None = None
        self._hovered: date | None = None
        self.any_day = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("月历"))
        theme.changed.connect(self._on_theme)

    @property
    def month(self) -> date:
        """The first of the month on show."""
        return self._cursor.replace(day=1)

    @property
    def cursor_day(self) -> date:
        return self._cursor

    def set_days(self, days: dict[date, Day], today: date) -> None:
        first_time = self._today == self._cursor and self._selected is None
        self._days, self._today = days, today
        if first_time:
            self.move_to(today)
        self._describe()
        self.update()

    def select(self, day: date | None) -> None:
        self._selected = day
        if day is not None:
            self.move_to(day)
        self.update()

    def move_to(self, day: date) -> None:
        """Put the cursor on a day and show its month."""
        before, self._cursor = self.month, day
        if self.month != before:
            self.updateGeometry()
            self.month_changed.emit(self.month)
        self._describe()
        self.update()

    def step_to(self, day: date) -> None:
        """As a person goes; where a day is chosen to write on, not beyond the last such day."""
        self.move_to(min(day, max((self._today, *self._days))) if self.any_day else day)

    def can_choose(self, day: date) -> bool:
        return day in self._days or day == self._today or (self.any_day and day < self._today)

    def sizeHint(self) -> QSize:
        rows = max(len(self._weeks()), FEWEST_ROWS)
        height = self._weekday_height() + rows * self._cell_height()
        return QSize(round(COLUMNS * self._cell_height()), round(height))

    # Where things are

    def _weekday_height(self) -> float:
        return float(self._theme.px(WEEKDAYS))

    def _cell_height(self) -> float:
        return float(self._theme.px(CELL))

    def _weeks(self) -> list[list[date]]:
        return Calendar(firstweekday=0).monthdatescalendar(self._cursor.year, self._cursor.month)

    def cell(self, day: date) -> QRectF:
        """The box of a day of the month on show."""
        offset = (day.day - 1) + self.month.weekday()
        width, height = self.width() / COLUMNS, self._cell_height()
        left, top = offset % COLUMNS * width, offset // COLUMNS * height
        return QRectF(left, self._weekday_height() + top, width, height)

    def day_at(self, place: QPoint | QPointF) -> date | None:
        point = QPointF(place)
        days = (day for week in self._weeks() for day in week if day.month == self._cursor.month)
        return next((day for day in days if self.cell(day).contains(point)), None)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(SMALL_PX))
        self._paint_weekdays(painter)
        for week in self._weeks():
            for day in week:
                if day.month == self._cursor.month:
                    self._paint_day(painter, day)
        painter.end()

    def _paint_weekdays(self, painter: QPainter) -> None:
        painter.setPen(QColor(self._theme.palette.soft_ink))
        width = self.width() / COLUMNS
        for column in range(COLUMNS):
            box = QRectF(column * width, 0, width, self._weekday_height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, weekday_letter(column))

    def _paint_day(self, painter: QPainter, day: date) -> None:
        cell, size = self.cell(day), float(self._theme.px(DOT))
        size = min(size, cell.width() - 4)
        dot = QRectF(cell.center().x() - size / 2, cell.center().y() - size / 2, size, size)
        known = self._days.get(day)
        if known is not None and known.entries:
            paint_mood_mark(painter, dot, self._theme.palette, known.mean)
        self._paint_rings(painter, day, dot)
        painter.setFont(self._theme.font(SMALL_PX, bold=day == self._today))
        painter.setPen(self._number_colour(day))
        painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _number_colour(self, day: date) -> QColor:
        palette, known = self._theme.palette, self._days.get(day)
        if known is not None and known.entries:
            fill = palette.mood_color(known.mean)
            return readable_on(fill) if fill is not None else QColor(palette.ink)
        if day == self._today:
            return QColor(palette.accent)
        # What is still to come can't be chosen.
        return QColor(palette.faint if day > self._today else palette.soft_ink)

    def _paint_rings(self, painter: QPainter, day: date, dot: QRectF) -> None:
        """Around the chosen day, the cursor while it has the focus, the day under the mouse."""
        palette = self._theme.palette
        painter.setBrush(Qt.BrushStyle.NoBrush)
        around = dot.adjusted(-2, -2, 2, 2)
        if self.hasFocus() and day == self._cursor:
            painter.setPen(QPen(QColor(palette.ink), 2))
        elif day == self._selected:
            painter.setPen(QPen(QColor(palette.accent), 2))
        elif day == self._hovered and self.can_choose(day):
            painter.setPen(QPen(QColor(palette.faint), 1))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(around)
        if day == self._today:
            self._paint_today(painter, around)

    def _paint_today(self, painter: QPainter, around: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.palette.accent))
        painter.drawEllipse(QPointF(around.right() - 2, around.top() + 3), 3, 3)

    # Keyboard and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._step_days(_STEPS[key])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.step_to(add_months(self._cursor, 1 if key == Qt.Key.Key_PageDown else -1))
        elif key == Qt.Key.Key_Home:
            self.move_to(self._today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self._cursor)
        else:
            super().keyPressEvent(event)
            return
        announce(self, self._day_words())

    def _step_days(self, days: int) -> None:
        ordinal = self._cursor.toordinal() + days
        if date.min.toordinal() <= ordinal <= date.max.toordinal():
            self.step_to(date.fromordinal(ordinal))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.day_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self.day_at(event.pos())
            text = describe_day(self._known(day), self._today) if day is not None else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _hover(self, day: date | None) -> None:
        if day != self._hovered:
            self._hovered = day
            hand = day is not None and self.can_choose(day)
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
            )
            self.update()

    def _choose(self, day: date) -> None:
        if self.can_choose(day):
            self.select(day)
            self.day_chosen.emit(day)

    def _known(self, day: date) -> Day:
        return self._days.get(day, Day(day, 0, None, ""))

    def _describe(self) -> None:
        """The day under the cursor, and the month around it."""
        month = [day for day in self._days.values() if day.date.replace(day=1) == self.month]
        self.setAccessibleDescription(f"{self._day_words()}\n{describe_month(self.month, month)}")

    def _day_words(self) -> str:
        return describe_day(self._known(self._cursor), self._today)

    @Slot()
    def _on_theme(self) -> None:
        self.updateGeometry()
        self.update()
