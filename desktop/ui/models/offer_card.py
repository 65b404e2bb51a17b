"""One model that can be downloaded: what it is, how far it is, what can be done with it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QProgressBar, QPushButton

from desktop.domain.offers import ModelPhase, ModelState, Offer, Source
from desktop.services import model_words
from desktop.services.model_choice import ModelChoice
from desktop.services.model_service import ModelService
from desktop.ui.data.parts import BREAK, Card, Line, Question, button, read_aloud, words
from desktop.ui.models.mirror_row import MirrorRow

_WHOLE = 1000


class OfferCard(Card):
    """Shows what the services say; it keeps nothing of it. Signal used(): it was just chosen."""

    used = Signal()

    def __init__(self, offer: Offer, models: ModelService, choice: ModelChoice) -> None:
        super().__init__(offer.name, model_words.description(offer.id))
        self._offer, self._models, self._choice = offer, models, choice
        self._announced = ""
        self.about = words(model_words.about(offer).replace("/", f"/{BREAK}"), "small")
        self.bar, self.line = QProgressBar(), words()
        self._make_buttons()
        self.mirror = MirrorRow(models.sources, self._on_source, self._on_typed)
        self.question = Question(self.tr("不删"))
        self._arrange()
        models.state_changed.connect(self._on_state)
        choice.changed.connect(self.refresh)
        self.refresh()

    def _make_buttons(self) -> None:
        self.download = self._button(self.tr("下载"), self._on_begin)
        self.resume = self._button(self.tr("继续"), self._on_begin)
        self.pause = self._button(self.tr("暂停"), self._on_pause)
        self.cancel = self._button(self.tr("取消下载"), self._on_cancel)
        self.use = self._button(self.tr("使用"), self._on_use)
        self.remove = self._button(self.tr("删除…"), self._on_remove)

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        made = button(text, act)
        made.setAccessibleName(f"{text} · {self._offer.name}")
        return made

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """In the order in which the focus goes on to the next that is there."""
        return self.use, self.download, self.resume, self.pause, self.cancel, self.remove

    def _arrange(self) -> None:
        self.bar.setRange(0, _WHOLE)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("下载进度 · {name}").format(name=self._offer.name))
        for part in (self.about, self.bar, self.line, Line(*self.buttons)):
            self.inside.addWidget(part)
        self.inside.addWidget(self.mirror)
        self.inside.addWidget(self.question)

    # What it shows

    @Slot(object)
    def _on_state(self, offer_id: str) -> None:
        if offer_id == self._offer.id:
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """As the services have it now."""
        state = self._models.state(self._offer.id)
        self._show_line(state)
        self._show_bar(state)
        self._show_buttons(state)
        failed = model_words.is_the_hosts(state.error) and not state.busy
        self.mirror.setVisible(failed)

    def _show_line(self, state: ModelState) -> None:
        in_use = state.phase is ModelPhase.PRESENT and self._in_use
        parts = [self.tr("正在用")] if in_use else []
        text = " · ".join([*parts, model_words.standing(state)])
        self.line.setProperty("kind", "small" if state.error is None else "warning")
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)
        self.line.setText(text.replace("/", f"/{BREAK}"))
        self.line.setVisible(bool(text))
        self._announce(model_words.announcement(state))

    def _show_bar(self, state: ModelState) -> None:
        self.bar.setVisible(state.busy or state.phase is ModelPhase.PAUSED)
        checking = state.phase is ModelPhase.CHECKING
        done = state.total if checking else state.done
        self.bar.setValue(round(_WHOLE * done / state.total) if state.total else 0)

    def _show_buttons(self, state: ModelState) -> None:
        phase, busy = state.phase, self._choice.trying is not None
        begun = phase is ModelPhase.PAUSED or (phase is ModelPhase.FAILED and state.done > 0)
        present = phase is ModelPhase.PRESENT
        focused = next((one for one in self.buttons if one.hasFocus()), None)
        idle = phase in (ModelPhase.ABSENT, ModelPhase.FAILED)
        self.download.setVisible(idle and not begun)
        self.resume.setVisible(begun)
        self.pause.setVisible(state.busy)
        self.cancel.setVisible(state.busy or begun)
        idle_here = present and not self._in_use and self._choice.trying != self._place
        self.use.setVisible(idle_here)
        self.use.setEnabled(not busy)
        self.remove.setVisible(idle_here)
        if focused is not None and focused.isHidden():
            self._focus_next()

    def _focus_next(self) -> None:
        """To what can be done now instead."""
        for one in self.buttons:
            if not one.isHidden():
                one.setFocus()
                return

    @property
    def _place(self) -> Path:
        return self._models.place(self._offer.id)

    @property
    def _in_use(self) -> bool:
        return self._choice.folder == self._place and self._choice.trying is None

    def _announce(self, text: str) -> None:
        """Read aloud what is new, but not every figure."""
        if text and text != self._announced and self.isVisible():
            read_aloud(self, text)
        self._announced = text

    # What the person asks for

    def _on_begin(self) -> None:
        self._models.begin(self._offer.id)

    def _on_source(self, source: Source) -> None:
        self._models.begin(self._offer.id, source)
        self.pause.setFocus()

    def _on_typed(self, text: str) -> None:
        self._models.begin_at(self._offer.id, text)
        self.pause.setFocus()

    def _on_pause(self) -> None:
        self._models.pause(self._offer.id)

    def _on_cancel(self) -> None:
        self._models.cancel(self._offer.id)

    def _on_use(self) -> None:
        self._choice.use(self._models.place(self._offer.id))
        self.used.emit()

    def _on_remove(self) -> None:
        state = self._models.state(self._offer.id)
        text = model_words.ask_remove(self._offer, state)
        self.question.ask(text, self.tr("删除"), self._remove_now, self.remove)

    def _remove_now(self) -> None:
        self._models.remove(self._offer.id)
