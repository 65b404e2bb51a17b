"""Moods over time in their card; the chart is made when it is first needed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot

from desktop.domain.mood import moving_means
from desktop.domain.moods import Moods
from desktop.ui.mood import mood_words as words
from desktop.ui.mood.chart_card import ChartCard, sentence
from desktop.ui.mood.chart_export import Rows
from desktop.ui.mood.chart_words import headers
from desktop.ui.mood.legend import Legend
from desktop.ui.mood.range_bar import FIRST_RANGE
from desktop.ui.mood.shown import Shown
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.mood.mood_chart import MoodChart

CHART_PX = 280
# While the chart moves, its words follow a few times a second: laying them out is half a frame.
READ_MS = 150


class TimeCard(ChartCard):
    """plot: None until it is first needed, because importing pyqtgraph takes a while.

    Signal zoomed(): the person chose a range of their own.
    """

    zoomed = Signal()

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__(theme, title)
        self.plot: MoodChart | None = None
        self._shown: Shown | None = None
        self._names: Mapping[str, str] = {}
        self._named: Moods | None = None  # with what their labels say
        self._summary = ""
        self._range: int | None = FIRST_RANGE
        self._range_kept = True
        self.keys = sentence("small")
        self.keys.setText(words.how_zoomed())
        self.body.insertWidget(self.body.indexOf(self.how) + 1, self.keys)
        self._reading_timer = QTimer(self)
        self._reading_timer.setSingleShot(True)
        self._reading_timer.setInterval(READ_MS)
        self._reading_timer.timeout.connect(self._read_range)
        theme.changed.connect(self._on_theme)

    def show_moods(self, shown: Shown) -> None:
        from desktop.ui.mood.mood_series import mood_series  # numpy: not at start-up

        self._shown, self._summary = shown, words.summary(shown.days)
        plot = self._needed_plot()
        self.how.setText(words.how_computed(shown.begins))
        plot.set_series(mood_series(shown))
        if self._range_kept:
            plot.show_last(self._range)
        if shown.moods.kinds:
            self._named = shown.moods
        self._read_range()

    def name_sources(self, moods: Moods, names: Mapping[str, str]) -> None:
        """Say it when what is in sight comes from several. names: what each is called."""
        self._named, self._names = moods, names
        self._name_sources()

    def show_last(self, days: int | None) -> None:
        """The newest *days*, or all of them, now and after every change."""
        self._range, self._range_kept = days, True
        if self.plot is not None:
            self.plot.show_last(days)

    def _needed_plot(self) -> "MoodChart":
        if self.plot is None:
            from desktop.ui.mood.mood_chart import MoodChart  # pyqtgraph: not at start-up

            self.plot = MoodChart(self.theme)
            self.plot.day_chosen.connect(self.day_chosen)
            self.plot.day_pointed.connect(self._read)
            self.plot.zoomed.connect(self._on_zoomed)
            self.plot.range_shown.connect(self._read_soon)
            self.put(self.plot, self._table)
            legend = Legend(self.theme, words.moving_name())
            self.body.insertWidget(self.body.indexOf(self.plot), legend)
            self._on_theme()
        return self.plot

    @Slot()
    def _read_soon(self) -> None:
        if not self._reading_timer.isActive():
            self._reading_timer.start()

    @Slot()
    def _read_range(self) -> None:
        self._read()
        self._name_sources()

    def _name_sources(self) -> None:
        days = () if self.plot is None else self.plot.days_in_sight()
        if self._named is None or not days:
            return
        first, last = (day.date.toordinal() for day in (days[0], days[-1]))
        self.say(self.notice, words.version_notice(self._named.versions(first, last), self._names))

    @Slot()
    def _read(self) -> None:
        """Say what is under the pointer, or else what is in sight."""
        if self.plot is None or self._shown is None:
            return
        day, days = self.plot.pointed(), self.plot.days_in_sight()
        if day is not None:
            moving = self.plot.moving_mean(day.date)
            self.reading.setText(words.describe_mood(day, self._shown.newest, moving))
        else:
            self.reading.setText(words.summary(days) if days else words.nothing_in_sight())
        self._speak(self.reading.text() if day is not None else "")

    def _speak(self, day: str) -> None:
        """The day under the keyboard's mark at once; the chart in words for who asks."""
        assert self.plot is not None
        parts = (day, self._summary, self.how.text())
        self.plot.setAccessibleDescription("\n".join(part for part in parts if part))
        if self.plot.hasFocus():
            announce(self.plot, day)

    def _table(self) -> Rows:
        assert self._shown is not None
        known = {day.date: day for day in self._shown.days}
        moving = {mean.date: mean.mean for mean in moving_means(self._shown.days)}
        rows = [
            [
                day.isoformat(),
                known[day].count if day in known else 0,
                round(known[day].mean, 3) if day in known else None,
                round(moving[day], 3) if day in moving else None,
            ]
            for day in sorted(known.keys() | moving.keys())
        ]
        return [headers("date", "entries", "mean", "moving"), *rows]

    @Slot()
    def _on_zoomed(self) -> None:
        self._range_kept = False
        self.zoomed.emit()

    @Slot()
    def _on_theme(self) -> None:
        if self.plot is not None:
            self.plot.setFixedHeight(self.theme.px(CHART_PX))
