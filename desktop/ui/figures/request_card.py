"""One request on a card: when, how long in all, stage by stage, and what else is known of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from desktop.domain.figures import Figures
from desktop.services import figures_words as words
from desktop.ui.figures.stage_bar import StageBar, StageLegend
from desktop.ui.theme import SPACE, Theme


class RequestCard(QFrame):
    """One can go to it with the keyboard, to have it in view and read aloud."""

    def __init__(self, theme: Theme, word: words.LabelWord) -> None:
        super().__init__()
        self._word = word
        self.setProperty("kind", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("选中的请求"))
        self.title, self.bar, self.legend = QLabel(), StageBar(theme), StageLegend(theme)
        self.title.setProperty("kind", "strong")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self._facts = QGridLayout()
        self._facts.setVerticalSpacing(SPACE[1])
        self._facts.setHorizontalSpacing(SPACE[4])
        self._facts.setColumnStretch(1, 1)
        self.values: list[tuple[QLabel, QLabel]] = []
        self._arrange()
        self.hide()

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[4])
        layout.setSpacing(SPACE[3])
        rule = QFrame()
        rule.setProperty("kind", "rule")
        for part in (self.title, self.bar, self.legend, rule):
            layout.addWidget(part)
        layout.addLayout(self._facts)

    def show_figures(self, figures: Figures | None) -> None:
        """Nothing where there is none."""
        self.setVisible(figures is not None)
        if figures is None:
            return
        total = self.tr("共 {ms}").format(ms=words.milliseconds(figures.total_s))
        parts = (words.kind_word(figures.kind), words.ended(figures, with_day=True), total)
        self.title.setText(" · ".join((*parts, *filter(None, [words.ending(figures)]))))
        self.bar.show_figures(figures)
        self.legend.show_figures(figures)
        self._show_facts(figures)
        self.setAccessibleDescription(self._spoken(figures))

    def _show_facts(self, figures: Figures) -> None:
        facts = words.facts(figures, self._word)
        while len(self.values) < len(facts):
            self.values.append((_label("small"), _label("small")))
            for column, label in enumerate(self.values[-1]):
                self._facts.addWidget(label, len(self.values) - 1, column)
        for (name, value), (name_text, value_text) in zip(self.values, facts, strict=True):
            name.setText(name_text)
            value.setText(value_text)

    def _spoken(self, figures: Figures) -> str:
        facts = (f"{name}: {value}" for name, value in words.facts(figures, self._word))
        return "\n".join((self.title.text(), self.bar.accessibleDescription(), *facts))


def _label(kind: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("kind", kind)
    return label
