"""The page behind 需要帮助: what to do now, who can be called, and the person's safety plan."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop.domain.safety_plan import PlanStep
from desktop.errors import StorageFailure
from desktop.services import care_words, wording
from desktop.services.care_service import CareService
from desktop.ui.care.care_panel import plain
from desktop.ui.care.number_rows import NumberRows
from desktop.ui.care.plan_step import PlanStepCard
from desktop.ui.settings.scrolled import page_layout, scroll
from desktop.ui.theme import SPACE, Theme


class HelpPage(QWidget):
    """steps: the editors of the plan, by step."""

    def __init__(self, care: CareService, theme: Theme) -> None:
        super().__init__()
        self._care = care
        self.numbers = NumberRows(care_words.help_lines())
        self.steps = {step: PlanStepCard(step, theme) for step in PlanStep}
        self.status = plain("", "warning")
        self._arrange()
        for card in self.steps.values():
            card.written.connect(self._on_written)
        care.plan_replaced.connect(self._read)
        care.storage_failed.connect(self._on_failed)
        self._read()

    def _arrange(self) -> None:
        page, layout = page_layout()
        layout.addWidget(plain(self.tr("需要帮助"), "title"))
        layout.addWidget(plain(self.tr("难熬的时候，不用一个人撑着。")))
        for step in care_words.steps():
            layout.addWidget(plain(step))
        layout.addWidget(_card(self.numbers))
        layout.addWidget(plain(care_words.limits(), "small"))
        layout.addSpacing(SPACE[4])
        layout.addWidget(plain(self.tr("我的安全计划"), "title"))
        layout.addWidget(plain(care_words.plan_introduction()))
        layout.addWidget(self.status)
        for card in self.steps.values():
            layout.addWidget(card)
        layout.addStretch(1)
        self.status.hide()
        self._area = scroll(page, self)

    def take_focus(self) -> None:
        """To the first number, wherever the page was left: it is read aloud, and the arrows scroll
        on."""
        self._area.verticalScrollBar().setValue(0)
        number: QLabel = self.numbers.rows[0][0]
        number.setFocus()

    def flush(self) -> None:
        """Save what was typed a moment ago."""
        for card in self.steps.values():
            card.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.flush()

    @Slot()
    def _read(self) -> None:
        plan = self._care.plan()
        for step, card in self.steps.items():
            card.show_text(plan.get(step, ""))

    @Slot(object, str)
    def _on_written(self, step: PlanStep, text: str) -> None:
        if self._care.save(step, text):
            self.status.hide()

    @Slot(object)
    def _on_failed(self, failure: StorageFailure) -> None:
        self.status.setText(wording.explain(failure))
        self.status.show()


def _card(content: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("kind", "card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(SPACE[5], SPACE[3], SPACE[4], SPACE[3])
    layout.addWidget(content)
    return card
