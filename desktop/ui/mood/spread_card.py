"""How often each label and each step of the scale occurs, in its card."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from math import nextafter

from PySide6.QtCore import Slot

from desktop.domain.moods import Share, by_step, by_word
from desktop.domain.search import Query
from desktop.ui.mood import chart_words as words
from desktop.ui.mood.bars import Bar, Bars
from desktop.ui.mood.chart_card import ChartCard
from desktop.ui.mood.chart_export import Rows
from desktop.ui.mood.mood_words import valence_ticks
from desktop.ui.mood.shown import Shown
from desktop.ui.theme import Theme


class SpreadCard(ChartCard):
    """word_name: what a label's word is called in the interface's language."""

    def __init__(self, theme: Theme, title: str, word_name: Callable[[str], str]) -> None:
        super().__init__(theme, title)
        self._word_name = word_name
        self.bars = Bars(theme)
        self._drawn: Sequence[Bar] = ()
        self._version: str | None = None
        self._source: str | None = None
        self._since: date | None = None  # where that leaves something out
        self.bars.entries_chosen.connect(self.entries_chosen)
        self.bars.pointed.connect(self._read)
        self.put(self.bars, self._table)
        self.how.setText(words.how_spread())

    def show_moods(
        self, shown: Shown, without: Sequence[tuple[str | None, int]], days: int | None
    ) -> None:
        """Of the newest *days*, or of all. without: their entries that have no valence, by the
        word of their label."""
        self.name_span(days)
        without, since = without if shown.all_sources else (), shown.since(days)
        unknown = [(word, entries) for word, entries in without if word is not None]
        unlabelled = sum(entries for word, entries in without if word is None)
        self._version, self._source = shown.version, shown.source
        self._since = since if since > shown.days[0].date else None
        moods = shown.moods.since(since.toordinal())
        labels = self._labels(by_word(moods), unknown)
        self._drawn = [*labels, *self._steps(by_step(moods), len(moods))]
        self.say(self.notice, words.unlabelled(unlabelled, days))
        summary = words.spread_summary([(bar.name, bar.entries) for bar in labels])
        self.bars.set_bars(self._drawn, summary)
        self._read()

    def _labels(
        self, known: Sequence[tuple[str, Share]], unknown: Sequence[tuple[str, int]]
    ) -> list[Bar]:
        of = sum(share.entries for _, share in known) + sum(entries for _, entries in unknown)
        bars = [
            self._bar(self._word_name(word), share, share.mean, of, 0, Query(label=word))
            for word, share in known
        ]
        for word, entries in unknown:
            name, query = self._word_name(word), Query(label=word, since=self._since)
            number = words.count_and_share(entries, of)
            said = words.describe_count(name, entries, of)
            bars.append(Bar(name, entries, None, number, said, query=query))
        return bars

    def _steps(self, steps: dict[int, Share], of: int) -> list[Bar]:
        nothing = Share(0, 0.0, 0)
        return [
            self._bar(name, steps.get(int(step), nothing), step, of, 1, _step_query(int(step)))
            for step, name in valence_ticks()
        ]

    def _bar(
        self, name: str, share: Share, valence: float, of: int, group: int, query: Query
    ) -> Bar:
        number = words.count_and_share(share.entries, of)
        if not share.entries:
            return Bar(name, 0, valence, number, words.describe_count(name, 0, of), group)
        said = words.describe_share(name, share, of)
        found = replace(query.within(self._since, None), version=self._version)
        return Bar(name, share.entries, valence, number, said, group, found, self._source)

    @Slot()
    def _read(self) -> None:
        self.reading.setText(self.bars.words() or self.bars.summary())

    def _table(self) -> Rows:
        kinds = words.headers("label", "step")
        rows: Rows = [[kinds[bar.group], bar.name, bar.entries] for bar in self._drawn]
        return [words.headers("kind", "name", "entries"), *rows]


def _step_query(step: int) -> Query:
    """What `by_step` counts as this step: a half goes to the one further out."""
    inner, outer = abs(step) - 0.5, nextafter(abs(step) + 0.5, 0)
    if step == 0:
        return Query(valence_from=-outer, valence_to=outer)
    low, high = (inner, outer) if step > 0 else (-outer, -inner)
    return Query(valence_from=low, valence_to=high)
