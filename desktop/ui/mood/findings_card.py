"""Mood by tag and by words of one's own, in its card."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop.domain.comparison import FEWEST_DAYS, Finding, compare
from desktop.domain.search import Query
from desktop.ui.mood import chart_words as words
from desktop.ui.mood.chart_card import ChartCard
from desktop.ui.mood.chart_export import Rows
from desktop.ui.mood.findings_chart import FindingsChart
from desktop.ui.mood.shown import Shown
from desktop.ui.theme import SPACE, Theme

MOST_WORDS, LONGEST_WORD = 10, 40

Group = tuple[str, Collection[int]]


class FindingsCard(ChartCard):
    """Words that were typed stay until the program ends, or until they are cleared.

    Signal word_wanted(str): the days of this word are to be brought by `add_word`.
    """

    word_wanted = Signal(str)

    def __init__(self, theme: Theme, title: str, most_tags: int) -> None:
        super().__init__(theme, title)
        self._shown: Shown | None = None
        self._tags: Sequence[Group] = ()
        self._findings: Sequence[Finding] = ()
        self.words: list[str] = []
        self.findings = FindingsChart(theme)
        self.findings.entries_chosen.connect(self.entries_chosen)
        self.findings.pointed.connect(self._read)
        self._make_field()
        self.put(self.findings, self._table)
        self.how.setText(words.how_findings(most_tags))

    def _make_field(self) -> None:
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("再比一个词，例如：散步"))
        self.field.setAccessibleName(self.tr("再比一个词"))
        self.field.setMaxLength(LONGEST_WORD)
        self.field.returnPressed.connect(self._on_word)
        self.clear = QPushButton(self.tr("去掉这些词"))
        self.clear.setProperty("kind", "quiet")
        self.clear.clicked.connect(self._on_clear)
        self.clear.hide()
        self.asking = QWidget()
        row = QHBoxLayout(self.asking)
        row.setContentsMargins(0, 0, 0, SPACE[1])
        row.addWidget(self.field, 1)
        row.addWidget(self.clear)
        self.body.insertWidget(self.body.indexOf(self.reading), self.asking)

    def show_moods(
        self,
        everything: Shown,
        days: int | None,
        tags: Sequence[Group],
        days_of: Callable[[str], Collection[int]],
    ) -> None:
        """Of the newest *days*, or of all. days_of: the days with a word, by ordinal."""
        self.name_span(days)
        shown = self._shown = everything.last(days)
        since = None if shown is everything else shown.since(days)
        enough = len(shown.days) >= 2 * FEWEST_DAYS
        self.asking.setVisible(enough)
        if not enough:
            self.show_chart(False)
            self.reading.setText(words.too_few_for_findings(len(shown.days)))
            return
        daily = {day.date.toordinal(): day.mean for day in shown.days}
        groups = [*tags, *((words.quoted(word), days_of(word)) for word in self.words)]
        queries = {tag: Query(tags=(tag,)) for tag, _ in tags}
        queries |= {words.quoted(word): Query.of(word) for word in self.words}
        queries = {
            name: replace(query, version=shown.version, since=since)
            for name, query in queries.items()
        }
        self._findings = compare(daily, groups)
        self.findings.set_findings(self._findings, queries)
        self.show_chart(bool(groups))
        self.clear.setVisible(bool(self.words))
        self._read()

    @Slot()
    def _read(self) -> None:
        if self._shown is not None and not self._findings:
            self.reading.setText(words.no_tags_yet())
        else:
            self.reading.setText(self.findings.words() or self.findings.summary())

    @Slot()
    def _on_word(self) -> None:
        word = " ".join(self.field.text().split())
        if word:
            self.field.clear()
            self.word_wanted.emit(word)

    def add_word(self, word: str, found: bool) -> None:
        """found: whether the diary holds it; otherwise that is said."""
        self.say(self.notice, "" if found else words.word_not_found(word))
        if found and word not in self.words:
            self.words = [*self.words, word][-MOST_WORDS:]

    @Slot()
    def _on_clear(self) -> None:
        self.words = []
        self.word_wanted.emit("")

    def _table(self) -> Rows:
        names = ("name", "days", "mean", "low", "high", "difference", "p", "clear")
        return [words.headers(*names), *map(_row, self._findings)]


def _row(finding: Finding) -> Sequence[str | int | float | None]:
    if finding.mean is None:
        return [finding.name, finding.days, *[None] * 6]
    numbers = (finding.mean, finding.low, finding.high, finding.difference)
    rounded = [round(number, 3) for number in numbers]
    return [finding.name, finding.days, *rounded, float(f"{finding.p:.2g}"), int(finding.clear)]
