"""The mood page: charts below each other, or how much is still missing for one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import time

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.labels import LabelSet
from desktop.domain.moods import Moods
from desktop.errors import StorageFailure
from desktop.services.mood_service import MOST_TAGS, MoodService
from desktop.services.relabelling import Relabelling, RelabellingState
from desktop.services.source_names import SourceNames, plain_names
from desktop.services.wording import choice_word, explain
from desktop.ui.file_dialogs import FileDialogs
from desktop.ui.mood import mood_words as words
from desktop.ui.mood.chart_card import ChartCard, sentence
from desktop.ui.mood.empty_mood import EmptyMood
from desktop.ui.mood.findings_card import FindingsCard
from desktop.ui.mood.range_bar import FIRST_RANGE, RangeBar
from desktop.ui.mood.shown import Shown
from desktop.ui.mood.spread_card import SpreadCard
from desktop.ui.mood.time_card import TimeCard
from desktop.ui.mood.week_card import WeekCard
from desktop.ui.mood.year_card import YearCard
from desktop.ui.theme import SPACE, Theme

COALESCE_MS = 300
WIDEST = 960


def four_o_clock() -> time:
    """When a day begins, unless the person says otherwise."""
    return time(4)


class MoodPage(QWidget):
    """Reads the diary when it is shown, and again while it is visible.

    The first chart is drawn at once, from what it alone needs; what the labels say and the other
    charts follow, one a turn of the event loop, so that the page is there in no time whatever the
    diary holds.

    day_begins_at: read at every refresh, for the words and the places of the dots.
    labels: of the task, for their words in the interface's language. sources: what those of
        labels are called.

    Signals:
        day_chosen(date): a dot or a square leads to its day.
        entries_chosen(Query, str): a bar, a cell or a line leads to all entries it is made of.
        write_wanted(): the empty page's button.
    """

    day_chosen = Signal(object)
    entries_chosen = Signal(object, str)
    write_wanted = Signal()

    def __init__(
        self,
        moods: MoodService,
        theme: Theme,
        day_begins_at: Callable[[], time] = four_o_clock,
        labels: LabelSet | None = None,
        sources: SourceNames | None = None,
        files: FileDialogs | None = None,
    ) -> None:
        super().__init__()
        self._service, self._theme, self._day_begins_at = moods, theme, day_begins_at
        self._labels = labels
        self._sources = sources or plain_names()
        self._names: dict[str, str] = {}
        self._version: str | None = None
        self._days: int | None = FIRST_RANGE
        self._shown: Shown | None = None
        self._waiting: list[Callable[[Shown], None]] = []
        self._make_cards(files or FileDialogs())
        self._make_widgets()
        self._arrange()
        self._connect()

    # Building

    def _make_cards(self, files: FileDialogs) -> None:
        theme = self._theme
        self.time = TimeCard(theme, self.tr("心情随时间"))
        self.year = YearCard(theme, self.tr("一年的颜色"))
        self.spread = SpreadCard(theme, self.tr("各种心情有多少"), self._word_name)
        self.week = WeekCard(theme, self.tr("星期和钟点"))
        self.findings = FindingsCard(theme, self.tr("写到什么的日子"), MOST_TAGS)
        for card in self._cards():
            card.files = files

    def _cards(self) -> Sequence[ChartCard]:
        return (self.time, self.year, self.spread, self.week, self.findings)

    def _make_widgets(self) -> None:
        self._title = QLabel(self.tr("心情"))
        self._title.setProperty("kind", "title")
        self.bar = RangeBar(self._theme)
        self.empty = EmptyMood(self._theme)
        self._trouble = sentence("warning")
        self._trouble.hide()
        self._relabelling = sentence("small")
        self._relabelling.hide()
        self._refresh_timer = QTimer(self)
        self._refresh_timer.setSingleShot(True)
        self._refresh_timer.setInterval(COALESCE_MS)
        self._next_timer = QTimer(self)
        self._next_timer.setInterval(0)

    def _arrange(self) -> None:
        page = QWidget()
        page.setObjectName("page")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(SPACE[5], SPACE[5], SPACE[5], SPACE[6])
        layout.setSpacing(SPACE[4])
        for widget in (
            self._title,
            self.bar,
            self._trouble,
            self._relabelling,
            self.empty,
            *self._cards(),
        ):
            layout.addWidget(widget)
        layout.addStretch(1)
        self._scroll(page)

    def _scroll(self, page: QWidget) -> None:
        page.setMaximumWidth(WIDEST)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _connect(self) -> None:
        self._refresh_timer.timeout.connect(self.refresh)
        self._next_timer.timeout.connect(self._show_next)
        self._service.changed.connect(self._on_diary_changed)
        self.bar.range_chosen.connect(self.time.show_last)
        self.bar.range_chosen.connect(self._on_range)
        self.bar.version_chosen.connect(self._on_version)
        self.time.zoomed.connect(self.bar.forget_range)
        self.findings.word_wanted.connect(self._on_word)
        self.empty.write_wanted.connect(self.write_wanted)
        for card in self._cards():
            card.day_chosen.connect(self.day_chosen)
            card.entries_chosen.connect(self.entries_chosen)

    def follow(self, relabelling: Relabelling) -> None:
        """Say it while old entries are labelled anew: the charts change with them."""
        relabelling.state_changed.connect(self._on_relabelling)
        self._on_relabelling(relabelling.state)

    @Slot(object)
    def _on_relabelling(self, state: RelabellingState) -> None:
        self._relabelling.setText(words.being_relabelled(state.left or 0))
        self._relabelling.setVisible(state.running)

    def _word_name(self, word: str) -> str:
        choice = self._labels.find(word) if self._labels is not None else None
        return word if choice is None else choice_word(choice)

    # What is shown

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the moods again; what can't be read leaves the page as it was."""
        try:
            if self._version is None:
                self._show_first(self._service.bare_moods())
            else:
                self._show_first(self._with_kinds())
        except StorageFailure as failure:
            self._tell(failure)

    def _with_kinds(self) -> Moods:
        """The moods, and the sources to choose from; a source that is gone is no longer chosen."""
        moods = self._service.moods()
        versions = moods.versions()
        if self._version not in dict(versions):
            self._version = None
        self._names = self._sources.of([version for version, _ in versions])
        self.bar.set_versions(self._names, self._version)
        return moods

    def _tell(self, failure: StorageFailure) -> None:
        self._waiting.clear()
        self._trouble.setText(explain(failure))
        self._trouble.show()

    def _show_first(self, moods: Moods) -> None:
        """The first chart, if there is enough for one; the others wait for their turn."""
        self._trouble.hide()
        source = self._names.get(self._version or "")
        shown = Shown.of(moods, self._version, self._day_begins_at(), source)
        entries, days = len(shown.moods), len(shown.days)
        drawn = words.enough(entries, days)
        self.empty.setVisible(not drawn)
        self.empty.say(words.too_little(entries, days))
        self.bar.setVisible(drawn or self._version is not None)
        for card in self._cards():
            card.setVisible(drawn)
        self._waiting.clear()
        if drawn:
            self._shown = shown
            self.time.show_moods(shown)
            self._waiting += [] if moods.kinds else [self._read_kinds]
            self._waiting += [self._show_year, self._show_spread, self._show_week]
            self._waiting.append(self._show_findings)
            self._next_timer.start()

    def _read_kinds(self, shown: Shown) -> None:
        """What the other charts need beside the numbers."""
        moods = self._with_kinds()
        if (moods.dates, moods.valences) != (shown.moods.dates, shown.moods.valences):
            self._show_first(moods)  # something was written between the two readings
            return
        self._shown = replace(shown, moods=moods)
        self.time.name_sources(self._shown.moods, self._names)

    @Slot()
    def _show_next(self) -> None:
        if not self._waiting or self._shown is None:
            self._next_timer.stop()
            return
        try:
            self._waiting.pop(0)(self._shown)
        except StorageFailure as failure:
            self._tell(failure)

    def _show_year(self, shown: Shown) -> None:
        self.year.show_moods(shown, self._service.entries_by_day())

    def _show_spread(self, shown: Shown) -> None:
        since = shown.since(self._days)
        self.spread.show_moods(shown, self._service.without_mood(since), self._days)

    def _show_week(self, shown: Shown) -> None:
        self.week.show_moods(shown, self._days)

    def _show_findings(self, shown: Shown) -> None:
        tags, words_of = self._service.tag_days(), self._service.word_days
        self.findings.show_moods(shown, self._days, tags, words_of)

    # What happens

    @Slot()
    def _on_diary_changed(self) -> None:
        if self.isVisible():
            self._refresh_timer.start()

    @Slot(object)
    def _on_range(self, days: int | None) -> None:
        self._days = days
        if self._shown is None or not self.bar.isVisibleTo(self):
            return
        for show in (self._show_spread, self._show_week, self._show_findings):
            if show not in self._waiting:
                self._waiting.append(show)
        self._next_timer.start()

    def begin_with(self, days: int | None) -> None:
        """Show the newest *days*, or all, as if they had been chosen."""
        self.bar.choose(days)
        self.time.show_last(days)
        self._on_range(days)

    @Slot(object)
    def _on_version(self, version: str | None) -> None:
        self._version = version
        self.refresh()

    @Slot(str)
    def _on_word(self, word: str) -> None:
        """Compare one word more; an empty one only means that others were taken away."""
        try:
            if word:
                self.findings.add_word(word, bool(self._service.word_days(word)))
            if self._shown is not None:
                self._show_findings(self._shown)
        except StorageFailure as failure:
            self._tell(failure)
