"""The year in pixels in its card: one year at a time, and what the colours mean."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel

from desktop.domain.mood import Day
from desktop.ui.icons import Glyph, IconButton
from desktop.ui.mood import chart_words as words
from desktop.ui.mood.chart_card import ChartCard
from desktop.ui.mood.chart_export import Rows
from desktop.ui.mood.shown import Shown
from desktop.ui.mood.year_pixels import YearPixels
from desktop.ui.theme import Theme


class YearCard(ChartCard):
    """pixels: the chart. The newest year with an entry comes first."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__(theme, title)
        self._days: dict[date, Day] = {}
        self._year: int | None = None
        self._today = date(2000, 1, 1)
        self.pixels = YearPixels(theme)
        self.pixels.day_chosen.connect(self.day_chosen)
        self.pixels.pointed.connect(self._read)
        self.put(self.pixels, self._table)
        self.earlier = IconButton(Glyph.PREVIOUS, self.tr("前一年"), theme)
        self.later = IconButton(Glyph.NEXT, self.tr("后一年"), theme)
        self._name = QLabel()
        for widget in (self.earlier, self._name, self.later):
            self.head.insertWidget(self.head.indexOf(self.menu), widget)
        self.earlier.clicked.connect(self._on_earlier)
        self.later.clicked.connect(self._on_later)
        self.how.setText(words.how_year())

    def show_moods(self, shown: Shown, entries: Mapping[int, int]) -> None:
        """entries: how many each day has, by ordinal, labelled or not."""
        means = {day.date.toordinal(): day.mean for day in shown.days}
        # Both: another program may have written between the two readings.
        days = means.keys() | entries.keys() if shown.all_sources else means.keys()
        self._days = {
            (day := date.fromordinal(n)): Day(day, entries.get(n, 1), means.get(n), "")
            for n in days
        }
        self._today = max(self._days, default=shown.newest)
        years = self._years()
        year = years[1] if self._year is None else self._year
        self._show(min(max(year, years[0]), years[1]))

    def _years(self) -> tuple[int, int]:
        return min(self._days).year, max(self._days).year

    def _show(self, year: int) -> None:
        self._year = year
        first, last = self._years()
        self._name.setText(str(year))
        self.earlier.setEnabled(year > first)
        self.later.setEnabled(year < last)
        self.pixels.set_year(year, self._days, self._today)
        self._read()

    @Slot()
    def _on_earlier(self) -> None:
        if self._year is not None:
            self._show(self._year - 1)

    @Slot()
    def _on_later(self) -> None:
        if self._year is not None:
            self._show(self._year + 1)

    @Slot()
    def _read(self) -> None:
        self.reading.setText(self.pixels.words() or self.pixels.summary())

    def file_name(self) -> str:
        return f"{self.title.text()} {self._year}"

    def _table(self) -> Rows:
        mine = sorted(day for day in self._days if day.year == self._year)
        rows = [
            [
                day.isoformat(),
                self._days[day].entries,
                None if (mean := self._days[day].mean) is None else round(mean, 3),
            ]
            for day in mine
        ]
        return [words.headers("date", "entries", "mean"), *rows]
