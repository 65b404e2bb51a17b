"""Weekday × hour in its card."""

from PySide6.QtCore import Slot

from desktop.domain.moods import Share, by_weekday_and_hour
from desktop.domain.search import Query
from desktop.ui.mood import chart_words as words
from desktop.ui.mood.chart_card import ChartCard
from desktop.ui.mood.chart_export import Rows
from desktop.ui.mood.shown import Shown
from desktop.ui.mood.week_hours import FEWEST, WeekHours
from desktop.ui.theme import Theme

FEWEST_ENTRIES = 20


class WeekCard(ChartCard):
    """Below FEWEST_ENTRIES it says that there is too little."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__(theme, title)
        self._cells: dict[tuple[int, int], Share] = {}
        self.hours = WeekHours(theme)
        self.hours.entries_chosen.connect(self.entries_chosen)
        self.hours.pointed.connect(self._read)
        self.put(self.hours, self._table)

    def show_moods(self, everything: Shown, days: int | None) -> None:
        """Of the newest *days*, or of all."""
        self.name_span(days)
        shown = everything.last(days)
        since = None if shown is everything else shown.since(days)
        entries = len(shown.moods)
        self.show_chart(entries >= FEWEST_ENTRIES)
        if entries < FEWEST_ENTRIES:
            self.reading.setText(words.too_few_for_week(entries, FEWEST_ENTRIES))
            return
        self._cells = by_weekday_and_hour(shown.moods)
        found = Query(version=shown.version, since=since)
        self.hours.set_cells(self._cells, shown.begins, found, shown.source)
        self.how.setText(words.how_week(shown.begins, FEWEST))
        self._read()

    @Slot()
    def _read(self) -> None:
        self.reading.setText(self.hours.words() or self.hours.summary())

    def _table(self) -> Rows:
        rows: Rows = [
            [words.weekday_name(weekday), hour, share.entries, round(share.mean, 3)]
            for (weekday, hour), share in sorted(self._cells.items())
        ]
        return [words.headers("weekday", "hour", "entries", "mean"), *rows]
