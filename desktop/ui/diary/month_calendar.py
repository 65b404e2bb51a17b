"""A month of the diary with its name and the way to other months."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.domain.mood import Day
from desktop.ui.diary.day_words import month_name
from desktop.ui.diary.month_grid import MonthGrid, add_months
from desktop.ui.icons import Glyph, IconButton
from desktop.ui.theme import BODY_PX, SPACE, Theme


class MonthCalendar(QWidget):
    """Signal day_chosen(date): a day with entries, or today, was picked."""

    day_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._today = date(2000, 1, 1)
        self.grid = MonthGrid(theme)
        self._title = QPushButton()
        self._title.setToolTip(self.tr("回到今天"))
        self._title.setAccessibleDescription(self.tr("回到今天"))
        self._back = IconButton(Glyph.PREVIOUS, self.tr("上个月"), theme)
        self._forward = IconButton(Glyph.NEXT, self.tr("下个月"), theme)
        self._arrange()
        self._back.clicked.connect(self._previous)
        self._title.clicked.connect(self._to_today)
        self._forward.clicked.connect(self._next)
        self.grid.day_chosen.connect(self.day_chosen)
        self.grid.month_changed.connect(self._on_month)
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def set_days(self, days: list[Day], today: date) -> None:
        self._today = today
        self.grid.set_days({day.date: day for day in days}, today)
        self._on_month(self.grid.month)

    def select(self, day: date | None) -> None:
        self.grid.select(day)

    def controls(self) -> list[QWidget]:
        """What the keyboard reaches, in order."""
        return [self._title, self._back, self._forward, self.grid]

    def _arrange(self) -> None:
        header = QHBoxLayout()
        header.setContentsMargins(SPACE[1], 0, 0, 0)
        header.setSpacing(0)
        header.addWidget(self._title)
        header.addStretch(1)
        for button in (self._back, self._forward):
            header.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[1])
        layout.addLayout(header)
        layout.addWidget(self.grid)

    @Slot()
    def _previous(self) -> None:
        self.grid.step_to(add_months(self.grid.month, -1))

    @Slot()
    def _next(self) -> None:
        self.grid.step_to(add_months(self.grid.month, 1))

    @Slot()
    def _to_today(self) -> None:
        self.grid.move_to(self._today)

    @Slot(object)
    def _on_month(self, month: date) -> None:
        self._title.setText(month_name(month))

    @Slot()
    def _on_theme(self) -> None:
        # As narrow as they can be, so that the name of the month fits at large text too.
        self.setStyleSheet(
            f"QPushButton {{ color: {self._theme.palette.ink}; font-weight: 600; padding: 4px;"
            f" font-size: {self._theme.px(BODY_PX)}px; }} QToolButton {{ padding: 4px 2px; }}"
        )
