"""The column beside the page: a month in mood colours above, the days below."""

from datetime import date

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QListView, QVBoxLayout, QWidget

from desktop.domain.mood import Day
from desktop.errors import StorageFailure
from desktop.services.chat_service import ChatService
from desktop.services.diary_service import DiaryService
from desktop.services.wording import explain
from desktop.ui.diary.day_delegate import DayDelegate
from desktop.ui.diary.day_model import DayModel, DayRole
from desktop.ui.diary.month_calendar import MonthCalendar
from desktop.ui.theme import SPACE, Theme

WIDTH = 240
COALESCE_MS = 150
MINUTE_MS = 60_000


class DayView(QListView):
    """Signals: day_chosen(date): by a click, Enter, or moving with the keyboard; day_opened():
    not by moving alone, so that one is done with the list."""

    day_chosen = Signal(object)
    day_opened = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(DayDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("日记里的日子"))
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self._on_theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex()
        super().keyPressEvent(event)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter:
            self._on_clicked(self.currentIndex())
        elif self.currentIndex() != before:
            self._choose(self.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.day_chosen.emit(index.data(DayRole.DATE))

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index)
        self.day_opened.emit()

    @Slot()
    def _on_theme(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


class DayColumn(QWidget):
    """Signals: day_chosen(date): the person picked a day; `select` alone never emits it;
    day_opened(): and is done with picking."""

    day_chosen = Signal(object)
    day_opened = Signal()

    def __init__(
        self,
        diary: DiaryService,
        chat: ChatService,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._diary, self._chat, self._theme = diary, chat, theme
        self._today: date | None = None
        self._outdated = False
        self.calendar, self.model, self.view = MonthCalendar(theme), DayModel(self), DayView(theme)
        self.view.setModel(self.model)
        self._trouble = QLabel()
        self._trouble.setWordWrap(True)
        self._trouble.setProperty("kind", "warning")
        self._trouble.hide()
        self._arrange()
        self._refresh_timer, self._minute_timer = QTimer(self), QTimer(self)
        self._refresh_timer.setSingleShot(True)
        self._refresh_timer.setInterval(COALESCE_MS)
        self._minute_timer.setInterval(MINUTE_MS)
        self._connect()
        self._minute_timer.start()
        self.refresh()

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[2], SPACE[3], SPACE[2], SPACE[2])
        layout.setSpacing(SPACE[3])
        layout.addWidget(self.calendar)
        layout.addWidget(self._trouble)
        layout.addWidget(self.view, 1)

    def _connect(self) -> None:
        self._diary.changed.connect(self._on_changed)
        self._refresh_timer.timeout.connect(self.refresh)
        self._minute_timer.timeout.connect(self._on_minute)
        self.calendar.day_chosen.connect(self._on_chosen)
        self.calendar.day_chosen.connect(self.day_opened)
        self.view.day_chosen.connect(self._on_chosen)
        self.view.day_opened.connect(self.day_opened)
        self._theme.changed.connect(self.updateGeometry)

    @Slot()
    def _on_changed(self) -> None:
        if self.isVisible():
            self._refresh_timer.start()
        else:  # read when it is shown: every day of the diary is too much for each change
            self._outdated = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._outdated or self._chat.today() != self._today:
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the days again; what can't be read leaves the list as it was."""
        self._outdated = False
        try:
            self.set_days(self._diary.days(), self._chat.today())
        except StorageFailure as failure:
            self._trouble.setText(explain(failure))
            self._trouble.show()

    def set_days(self, days: list[Day], today: date) -> None:
        """Show *days* (newest first); today always has a row, written or not."""
        self._trouble.hide()
        first_time, self._today = self._today is None, today
        self.model.set_days(_with_today(days, today), today)
        self.calendar.set_days(days, today)
        if first_time:
            self.select(today)

    def take_focus(self) -> None:
        """Into the days. Not by a focus proxy: Tab would leave out the calendar."""
        self.view.setFocus()

    def select(self, day: date) -> None:
        """Mark a day in the calendar and, where it has a row, in the list."""
        self.calendar.select(day)
        row = self.model.row_of(day)
        if row is None:
            self.view.clearSelection()
            return
        self.view.setCurrentIndex(self.model.index(row))
        self.view.scrollTo(self.model.index(row))

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 3 * WIDTH)

    def minimumSizeHint(self) -> QSize:
        # Half of the text's growth is enough for it, and leaves room for the page.
        return QSize(max(WIDTH, (WIDTH + self._theme.px(WIDTH)) // 2), WIDTH)

    @Slot(object)
    def _on_chosen(self, day: date) -> None:
        self.select(day)
        self.day_chosen.emit(day)

    @Slot()
    def _on_minute(self) -> None:
        if self.isVisible() and self._chat.today() != self._today:
            self.refresh()


def _with_today(days: list[Day], today: date) -> list[Day]:
    if any(day.date == today for day in days):
        return days
    later = [day for day in days if day.date > today]
    return [*later, Day(today, 0, None, ""), *days[len(later) :]]
