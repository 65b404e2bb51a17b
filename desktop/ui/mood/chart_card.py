"""A chart in its frame: title, what is pointed at, the chart, how it is computed, its ⋯ menu."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.file_dialogs import FileDialogs
from desktop.ui.mood.chart_export import ChartExport, Rows
from desktop.ui.mood.chart_words import span_words
from desktop.ui.mood.export_menu import ExportButton
from desktop.ui.theme import SPACE, Theme


def sentence(kind: str = "") -> QLabel:
    """Words of ours that wrap and can be selected."""
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if kind:
        label.setProperty("kind", kind)
    return label


class ChartCard(QFrame):
    """Everything around a chart; the chart itself is put in by `put`.

    span: which days it counts, where that isn't in its words.
    reading: what is pointed at, or else the whole chart in words.
    files: asks where an export goes to.
    how: how it is computed. notice: what else must be known; hidden while empty.

    Signals day_chosen(date), entries_chosen(Query, name): something in it leads to its entries.
    """

    day_chosen = Signal(object)
    entries_chosen = Signal(object, str)

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self.theme, self.files = theme, FileDialogs()
        self.setProperty("kind", "card")
        self.title = QLabel(title)
        self.title.setProperty("kind", "strong")
        self.span = QLabel()
        self.span.setProperty("kind", "small")
        self.reading, self.notice, self.how = sentence(), sentence("small"), sentence("small")
        self.how.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.saved = sentence("small")
        self.menu = ExportButton(theme, title)
        self.menu.wanted.connect(self._on_wanted)
        self.chart: QWidget | None = None
        self._rows: Callable[[], Rows] = list
        self._arrange()
        for label in (self.notice, self.saved):
            label.hide()

    def _arrange(self) -> None:
        self.head = QHBoxLayout()
        self.head.setSpacing(SPACE[1])
        self.head.addWidget(self.title)
        self.head.addWidget(self.span)
        self.head.addStretch(1)
        self.head.addWidget(self.menu)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(SPACE[4], SPACE[3], SPACE[4], SPACE[4])
        self.body.setSpacing(SPACE[2])
        self.body.addLayout(self.head)
        self.body.addWidget(self.reading)
        for label in (self.notice, self.how, self.saved):
            self.body.addWidget(label)

    def put(self, chart: QWidget, rows: Callable[[], Rows]) -> None:
        """rows: the chart's numbers, the header first, for a table."""
        self.chart, self._rows = chart, rows
        self.body.insertWidget(self.body.indexOf(self.reading) + 1, chart)

    def file_name(self) -> str:
        """What an export is called, without its ending."""
        return f"{self.title.text()} {self.span.text()}".strip()

    def name_span(self, days: int | None) -> None:
        """Say beside the title which days it counts: the newest so many, or all."""
        self.span.setText(span_words(days))

    def say(self, label: QLabel, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))

    def show_chart(self, drawn: bool) -> None:
        """Or only what is said instead."""
        if self.chart is not None:
            self.chart.setVisible(drawn)
        self.how.setVisible(drawn)
        self.menu.setVisible(drawn)

    @Slot(str)
    def _on_wanted(self, form: str) -> None:
        if self.chart is None:
            return
        words = (self.file_name(), self.how.text())
        export = ChartExport(self, self.chart, words, self._rows(), self.theme, self.files)
        export.told.connect(self._on_told)
        export.ask(form)

    @Slot(str)
    def _on_told(self, words: str) -> None:
        self.say(self.saved, words)
