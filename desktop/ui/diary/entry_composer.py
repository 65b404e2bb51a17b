"""The card at the foot of the diary page: an entry that is only kept, for the day on show."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.chat.turn_parts import INDENT_PX, SmallLabel
from desktop.ui.diary.writing import DiaryEditor
from desktop.ui.theme import SPACE, Theme


class EntryComposer(QFrame):
    """Signals: submitted(str); typed(str): at every change by hand.

    The text stays until `clear` is called: only what is committed may vanish.
    """

    submitted = Signal(str)
    typed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("composer")
        self.editor = DiaryEditor(theme)
        self.hint = SmallLabel()
        self.send = QPushButton(self.tr("只记录"))
        self.send.setProperty("kind", "primary")
        self.send.setToolTip(self.tr("记下来，不要回复（Ctrl+Enter）"))
        self._lay_out()
        self.editor.entered.connect(self._on_entered)
        self.editor.textChanged.connect(self._on_text)
        self.editor.focus_moved.connect(self._on_focus)
        self.send.clicked.connect(self._on_entered)
        self._on_text()

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setContentsMargins(INDENT_PX, 0, SPACE[3], SPACE[3])
        below.setSpacing(SPACE[3])
        below.addWidget(self.hint, 1)
        below.addWidget(self.send)
        text = QVBoxLayout()
        text.setContentsMargins(INDENT_PX, SPACE[4], SPACE[4], SPACE[2])
        text.addWidget(self.editor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(text)
        layout.addLayout(below)

    def show_day(self, name: str, draft: str) -> None:
        """For which day it writes, and what was begun for it."""
        sentence = self.tr("写给{day}").format(day=name)
        self.editor.setPlaceholderText(sentence)
        self.editor.setAccessibleName(sentence)
        self.hint.setText(self.tr("记在{day}，没有回复，心情照标").format(day=name))
        self.editor.blockSignals(True)  # nothing was typed
        self.editor.setPlainText(draft)
        self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)
        self.editor.blockSignals(False)
        self.send.setEnabled(bool(draft.strip()))

    def controls(self) -> list[QWidget]:
        return [self.editor, self.send]

    def text(self) -> str:
        return self.editor.toPlainText()

    def take_focus(self) -> None:
        self.editor.setFocus()

    def clear(self) -> None:
        """The text is committed."""
        if self.send.hasFocus():
            self.take_focus()
        self.editor.clear()

    @Slot()
    def _on_entered(self) -> None:
        if text := self.text().strip():
            self.submitted.emit(text)

    @Slot()
    def _on_text(self) -> None:
        self.send.setEnabled(bool(self.text().strip()))
        self.typed.emit(self.text())

    @Slot(bool)
    def _on_focus(self, here: bool) -> None:
        self.setProperty("lit", here)
        self.style().unpolish(self)
        self.style().polish(self)
