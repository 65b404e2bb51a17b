"""Another day for an entry, picked from the calendar. Knows days, not what is moved."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.domain.mood import Day
from desktop.ui.chat.turn_parts import SmallLabel
from desktop.ui.diary.month_calendar import MonthCalendar
from desktop.ui.theme import SPACE, Theme

WIDTH = 240


class MovePanel(QWidget):
    """Signals: chosen(date), left()."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, day: date, days: list[Day], today: date, theme: Theme) -> None:
        super().__init__()
        self.calendar = MonthCalendar(theme)
        self.calendar.grid.any_day = True
        self.calendar.set_days(days, today)
        self.calendar.select(day)
        self.calendar.setFixedWidth(max(WIDTH, theme.px(WIDTH)))
        note = self.tr("移到哪一天？方向键挑日子，Enter 移过去。写下的时间不变。")
        self.note = SmallLabel(note)
        self.cancel = QPushButton(self.tr("不移了"))
        self.cancel.setProperty("kind", "quiet")
        above = QHBoxLayout()
        above.addWidget(self.note, 1)
        above.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE[2], 0, SPACE[2])
        layout.setSpacing(SPACE[2])
        layout.addLayout(above)
        layout.addWidget(self.calendar, 0, Qt.AlignmentFlag.AlignLeft)
        self.calendar.day_chosen.connect(self.chosen)
        self.cancel.clicked.connect(self.left)

    def take_focus(self) -> None:
        self.calendar.grid.setFocus()

    def controls(self) -> list[QWidget]:
        return [*self.calendar.controls(), self.cancel]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
