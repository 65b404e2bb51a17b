"""One step of the safety plan: its title and an editor that saves what is written in it."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.domain.safety_plan import PlanStep
from desktop.services import care_words
from desktop.ui.chat.turn_parts import SmallLabel
from desktop.ui.diary.writing import DiaryEditor
from desktop.ui.theme import SPACE, Theme

# Long enough not to write at every key, short enough that a crash costs a word at most.
SAVE_AFTER_MS = 500


class PlanStepCard(QFrame):
    """Signal written(step, text): the text has rested for a moment."""

    written = Signal(object, str)

    def __init__(self, step: PlanStep, theme: Theme) -> None:
        super().__init__()
        self._step = step
        self.setObjectName("composer")  # looks like where one writes elsewhere
        title, example = care_words.step_words(step)
        self.editor = DiaryEditor(theme)
        self.editor.setPlaceholderText(self.tr("写在这里"))
        self.editor.setAccessibleName(title)
        self.editor.setAccessibleDescription(example)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self._on_rest)
        self.editor.textChanged.connect(self._timer.start)
        self.editor.focus_moved.connect(self._on_focus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[5], SPACE[3], SPACE[4], SPACE[2])
        layout.setSpacing(SPACE[1])
        heading = SmallLabel(title)
        heading.setProperty("kind", "strong")
        layout.addWidget(heading)
        layout.addWidget(SmallLabel(example))
        layout.addWidget(self.editor)

    def show_text(self, text: str) -> None:
        """What is stored; nothing is written back."""
        if text != self.editor.toPlainText():
            self.editor.setPlainText(text)
        self._timer.stop()

    def flush(self) -> None:
        """Tell what has not been told yet."""
        if self._timer.isActive():
            self._timer.stop()
            self._on_rest()

    @Slot()
    def _on_rest(self) -> None:
        self.written.emit(self._step, self.editor.toPlainText())

    @Slot(bool)
    def _on_focus(self, lit: bool) -> None:
        self.setProperty("lit", lit)
        self.style().unpolish(self)
        self.style().polish(self)
        if not lit:
            self.flush()
