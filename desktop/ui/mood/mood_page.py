"""The mood page: the chart, what it says in words, or how much is still missing for one."""

from collections.abc import Callable
from datetime import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.mood import MoodPoint
from desktop.errors import StorageFailure
from desktop.services.diary_service import DiaryService
from desktop.services.wording import explain
from desktop.ui.mood import mood_words as words
from desktop.ui.mood.empty_mood import EmptyMood
from desktop.ui.mood.range_bar import FIRST_RANGE, RangeBar
from desktop.ui.theme import SPACE, Theme

if TYPE_CHECKING:
    from desktop.ui.mood.mood_chart import MoodChart

COALESCE_MS = 300
CHART_PX = 300
WIDEST = 1100


def four_o_clock() -> time:
    """When a day begins, unless the person says otherwise."""
    return time(4)


class MoodPage(QWidget):
    """Reads the diary when it is shown, and again while it is visible.

    day_begins_at: read at every refresh, for the words and the places of the dots.
    chart: None until it is first needed, because importing pyqtgraph takes a while.

    Signals:
        day_chosen(date): a dot leads to its entries.
        write_wanted(): the empty page's button.
    """

    day_chosen = Signal(object)
    write_wanted = Signal()

    def __init__(
        self,
        diary: DiaryService,
        theme: Theme,
        day_begins_at: Callable[[], time] = four_o_clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._diary, self._theme, self._day_begins_at = diary, theme, day_begins_at
        self._points: list[MoodPoint] = []
        self._range: int | None = FIRST_RANGE
        self._range_kept = True
        self._version: str | None = None
        self.chart: MoodChart | None = None
        self._make_widgets()
        self._arrange()
        self._connect()
        self._on_theme()

    # Building

    def _make_widgets(self) -> None:
        self._title = QLabel(self.tr("心情"))
        self._title.setProperty("kind", "title")
        self.bar = RangeBar(self._theme)
        self.empty = EmptyMood(self._theme)
        self._reading, self._notice, self._how = QLabel(), QLabel(), QLabel()
        for label in (self._notice, self._how):
            label.setProperty("kind", "small")
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (self._reading, self._notice, self._how):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._trouble = QLabel()
        self._trouble.setWordWrap(True)
        self._trouble.setProperty("kind", "warning")
        self._trouble.hide()
        self._refresh_timer = QTimer(self)
        self._refresh_timer.setSingleShot(True)
        self._refresh_timer.setInterval(COALESCE_MS)
        self._reading_timer = QTimer(self)
        self._reading_timer.setSingleShot(True)
        self._reading_timer.setInterval(0)

    def _arrange(self) -> None:
        self._card = QFrame()
        self._card.setProperty("kind", "card")
        self._card_layout = QVBoxLayout(self._card)
        self._card_layout.setContentsMargins(SPACE[4], SPACE[3], SPACE[4], SPACE[3])
        self._card_layout.setSpacing(SPACE[2])
        self._card_layout.addWidget(self._reading)
        self._card_layout.addWidget(self.empty)
        page = QWidget()
        page.setObjectName("page")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(SPACE[5], SPACE[5], SPACE[5], SPACE[5])
        layout.setSpacing(SPACE[3])
        for widget in (self._title, self.bar, self._trouble):
            layout.addWidget(widget)
        layout.addWidget(self._card, 1)
        for widget in (self._notice, self._how):
            layout.addWidget(widget)
        self._scroll(page)

    def _scroll(self, page: QWidget) -> None:
        page.setMaximumWidth(WIDEST)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _connect(self) -> None:
        self._refresh_timer.timeout.connect(self.refresh)
        self._reading_timer.timeout.connect(self._read)
        self._diary.changed.connect(self._on_diary_changed)
        self.bar.range_chosen.connect(self._on_range)
        self.bar.version_chosen.connect(self._on_version)
        self.empty.write_wanted.connect(self.write_wanted)
        self._theme.changed.connect(self._on_theme)

    def _needed_chart(self) -> "MoodChart":
        if self.chart is None:
            from desktop.ui.mood.mood_chart import MoodChart  # pyqtgraph: not at start-up

            self.chart = MoodChart(self._theme)
            self.chart.day_chosen.connect(self.day_chosen)
            self.chart.day_pointed.connect(self._read)
            self.chart.zoomed.connect(self._on_zoomed)
            self.chart.range_shown.connect(self._reading_timer.start)
            self._card_layout.addWidget(self.chart, 1)
            self._on_theme()
        return self.chart

    # What is shown

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the moods again; what can't be read leaves the page as it was."""
        try:
            self._points = self._diary.mood_points()
        except StorageFailure as failure:
            self._trouble.setText(explain(failure))
            self._trouble.show()
            return
        self._trouble.hide()
        versions = words.versions_of(self._points)
        if self._version not in dict(versions):
            self._version = None
        self.bar.set_versions(versions, self._version)
        self._show_points()

    def _show_points(self) -> None:
        points = [p for p in self._points if self._version in (None, p.version)]
        days = len({point.date for point in points})
        drawn = words.enough(len(points), days)
        self.empty.setVisible(not drawn)
        self.empty.say(words.too_little(len(points), days))
        for widget in (self._reading, self._how):
            widget.setVisible(drawn)
        self.bar.setVisible(drawn or self._version is not None)
        notice = words.version_notice(points) if drawn else ""
        self._notice.setText(notice)
        self._notice.setVisible(bool(notice))
        if drawn:
            self._draw(points)
        elif self.chart is not None:
            self.chart.hide()

    def _draw(self, points: list[MoodPoint]) -> None:
        from desktop.ui.mood.mood_series import mood_series  # numpy: not at start-up

        begins = self._day_begins_at()
        series = mood_series(points, begins)
        self._how.setText(words.how_computed(begins))
        chart = self._needed_chart()
        chart.set_series(series)
        chart.setAccessibleDescription(f"{words.summary(series.days)}\n{self._how.text()}")
        if self._range_kept:
            chart.show_last(self._range)
        self._read()
        chart.show()

    # What happens

    @Slot()
    def _on_diary_changed(self) -> None:
        if self.isVisible():
            self._refresh_timer.start()

    @Slot(object)
    def _on_range(self, days: int | None) -> None:
        self._range, self._range_kept = days, True
        if self.chart is not None:
            self.chart.show_last(days)

    @Slot()
    def _on_zoomed(self) -> None:
        self._range_kept = False
        self.bar.forget_range()

    @Slot(object)
    def _on_version(self, version: str | None) -> None:
        self._version = version
        self._show_points()

    @Slot()
    def _read(self) -> None:
        """Say what is under the pointer, or else what is in sight."""
        if self.chart is None:
            return
        day, days = self.chart.pointed(), self.chart.days_in_sight()
        if day is not None:
            self._reading.setText(words.describe_mood(day, self._points[-1].date))
        else:
            self._reading.setText(words.summary(days) if days else words.nothing_in_sight())

    @Slot()
    def _on_theme(self) -> None:
        self._card.setMinimumHeight(self._theme.px(CHART_PX))
        if self.chart is not None:
            self.chart.setMinimumHeight(self._theme.px(CHART_PX) - SPACE[7])
