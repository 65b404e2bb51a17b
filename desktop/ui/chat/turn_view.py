"""One turn on the page: when, what was written, its mood, what was answered.

Shows a `Turn` value and keeps no state of its own but which of several replies is looked at.
"""

from dataclasses import replace

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.care import CareLevel
from desktop.domain.labels import Prediction
from desktop.domain.turns import Turn, TurnState
from desktop.services.label_service import LabelService
from desktop.ui import texts
from desktop.ui.care.care_panel import CarePanel
from desktop.ui.chat.fold import UnfoldButton, beginning
from desktop.ui.chat.text_body import TextBody
from desktop.ui.chat.turn_actions import TurnActions, is_hover
from desktop.ui.chat.turn_parts import (
    INDENT_PX,
    MarginLine,
    MoodCard,
    SmallLabel,
    ThinkingDots,
)
from desktop.ui.labels.label_chip import LabelChip
from desktop.ui.theme import Theme

# The chip's outline stands out to the left, so that its text lines up with the rest.
CHIP_INDENT_PX = INDENT_PX - 10


class TurnView(QWidget):
    """Signals: regenerate_requested(turn_id), resume_requested(turn_id),
    jobs_requested(turn_id): see `TurnActions`; unfolding(): the whole of
    a very long entry is about to be shown; pointed_out(QPoint): a sentence in here is lit up."""

    unfolding = Signal()
    pointed_out = Signal(object)
    regenerate_requested = Signal(object)
    resume_requested = Signal(object)
    jobs_requested = Signal(object)

    def __init__(
        self,
        turn: Turn,
        labels: LabelService,
        theme: Theme,
        *,
        before: Turn | None = None,
        reduced_motion: bool = False,
    ) -> None:
        """before: the turn before it in the same topic; what it told isn't told again."""
        super().__init__()
        self._before = before
        self._turn = turn
        self._prediction: Prediction | None = None
        self._page = len(turn.earlier_replies)
        self.time = SmallLabel(texts.clock_time(turn.entry.created), wrap=False)
        self.entry = TextBody(theme, self.tr("我写的"))
        self.unfold: UnfoldButton | None = None
        self.care: CarePanel | None = None
        self.card = MoodCard(self.entry, theme)
        self.chip = LabelChip(labels, theme)
        self.reply = TextBody(theme, self.tr("回复"))
        self.dots = ThinkingDots(theme, reduced_motion=reduced_motion)
        self.notes = SmallLabel()
        self.margin = MarginLine(theme)
        self.buttons = TurnActions(theme)
        self._lay_out()
        self._connect()
        self._show_entry(turn.entry.text)
        self.show_turn(turn)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setContentsMargins(INDENT_PX, 0, 0, 4)
        above.addWidget(self.time)
        above.addStretch(1)
        below = QHBoxLayout()
        below.setContentsMargins(CHIP_INDENT_PX, 8, 0, 8)
        below.addWidget(self.chip)
        below.addStretch(1)
        for part in (self.dots, self.reply, self.notes):
            self.margin.add(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(above)
        layout.addWidget(self.card)
        layout.addLayout(below)
        layout.addWidget(self.margin)
        layout.addWidget(self.buttons)

    def _connect(self) -> None:
        self.chip.evidence_toggled.connect(self._on_evidence)
        self.entry.focus_moved.connect(self.card.set_lit)
        self.reply.focus_moved.connect(self.margin.set_lit)
        self.buttons.copy_requested.connect(self.reply.copy_whole)
        self.buttons.again_requested.connect(self._on_again)
        self.buttons.go_on_requested.connect(self._on_go_on)
        self.buttons.page_turned.connect(self._on_page)
        self.buttons.jobs_requested.connect(self._on_jobs)

    # What it shows

    @property
    def turn(self) -> Turn:
        return self._turn

    def controls(self) -> list[QWidget]:
        """What the keyboard reaches, in order."""
        unfold = [self.unfold] if self.unfold is not None else []
        reply = [self.reply, *self.buttons.controls()]
        if self.care is None:
            return [self.entry, *unfold, self.chip, *reply]
        care = self.care.controls()
        if self.care.level is CareLevel.EXPLICIT:
            return [self.entry, *unfold, self.chip, *care, *reply]
        return [self.entry, *unfold, self.chip, *reply, *care]

    def add_care(self, panel: CarePanel) -> None:
        """A card in place of the reply, with no button to ask a model after all; or one soft line
        under the reply."""
        self.care = panel
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        if panel.level is CareLevel.EXPLICIT:
            layout.insertWidget(layout.indexOf(self.margin), panel)
            self.buttons.setVisible(bool(self._turn.reply))
            self.buttons.refuse_again()
        else:
            layout.addWidget(panel)

    def _show_entry(self, text: str) -> None:
        shown = beginning(text)
        self.entry.show_plain(text, shown)
        if shown != text:
            self.unfold = UnfoldButton(len(text))
            self.unfold.clicked.connect(self._on_unfold)
            self.card.add_button(self.unfold)

    def show_turn(self, turn: Turn, before: Turn | None = None) -> None:
        """The turn as it is now; the reply is only laid out again where it is another."""
        self._before = before or self._before
        was, self._turn = self._turn, turn
        if len(turn.earlier_replies) != len(was.earlier_replies):
            self._page = len(turn.earlier_replies)
        self._show_label()
        self._show_page()
        if was.state is TurnState.PENDING and turn.state is TurnState.DONE:
            said = f"{self.chip.text()}\n{turn.reply}"  # the mood came before, while it thought
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.reply, said))

    def grow_reply(self, text: str) -> None:
        """More of the reply has come."""
        self._turn = replace(self._turn, reply=self._turn.reply + text)
        if self._page == len(self._turn.earlier_replies):
            if self.reply.isHidden():
                self._show_page()
            else:
                self.reply.append_chunk(text)

    def show_prediction(self, prediction: Prediction) -> None:
        """What the model thought in full; known only while the program runs."""
        self._prediction = prediction
        self._show_label()

    def _show_label(self) -> None:
        label = self._turn.label
        self.card.set_valence(label.valence if label else None)
        pending = self._turn.state is TurnState.PENDING
        self.chip.setVisible(label is not None or not pending)
        # Kept free while the label may still come: the reply must not jump when it does.
        policy = self.chip.sizePolicy()
        policy.setRetainSizeWhenHidden(pending)
        self.chip.setSizePolicy(policy)
        if not self.chip.isHidden():
            self.chip.show_label(self._turn.entry.id, label, self._prediction)

    def _show_page(self) -> None:
        pages = (*self._turn.earlier_replies, self._turn.reply)
        newest, text = self._page == len(pages) - 1, pages[self._page]
        writing = newest and self._turn.state is TurnState.PENDING
        self._show_reply(text, writing)
        notes = texts.turn_notes(self._turn, self._before) if newest else []
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
        self.dots.setVisible(writing and not text)
        self.reply.setVisible(bool(text))
        self.margin.setVisible(bool(text or notes or writing))
        self.buttons.show_turn(self._turn, text, self._page, len(pages))

    def _show_reply(self, text: str, writing: bool) -> None:
        shown = self.reply.raw()
        if not writing:
            self.reply.finish_markdown(text)
        elif shown and text.startswith(shown):
            self.reply.append_chunk(text[len(shown) :])
        else:
            self.reply.show_plain(text)

    # What the person does

    def event(self, event: QEvent) -> bool:
        if (hovered := is_hover(event)) is not None:
            self.buttons.set_hovered(hovered)
        return super().event(event)

    @Slot()
    def _on_unfold(self) -> None:
        assert self.unfold is not None
        self.unfolding.emit()
        self.entry.setFocus()  # before the button that has it goes
        self.unfold.hide()
        self.entry.show_plain(self._turn.entry.text)

    @Slot(str)
    def _on_evidence(self, sentence: str) -> None:
        place = self.entry.mark(sentence)
        if place is None and sentence and self.unfold is not None and self.unfold.isVisible():
            self._on_unfold()
            place = self.entry.mark(sentence)
        if place is not None:
            self.pointed_out.emit(self.entry.mapTo(self, place.center()))

    @Slot()
    def _on_again(self) -> None:
        self.regenerate_requested.emit(self._turn.id)

    @Slot()
    def _on_go_on(self) -> None:
        self.resume_requested.emit(self._turn.id)

    @Slot()
    def _on_jobs(self) -> None:
        self.jobs_requested.emit(self._turn.id)

    @Slot(int)
    def _on_page(self, page: int) -> None:
        self._page = page
        self._show_page()
