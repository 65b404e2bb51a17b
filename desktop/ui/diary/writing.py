"""Where diary entries are written and edited: Enter is a new line, Ctrl+Enter means done."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.chat.editor import Editor
from desktop.ui.chat.turn_parts import SmallLabel
from desktop.ui.theme import SPACE, Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DiaryEditor(Editor):
    """Signal left(): Esc."""

    left = Signal()
    most_lines = 14

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape and not self.composing():
            self.left.emit()
        elif event.key() in _ENTER and not control and not self.composing():
            self.insertPlainText("\n")
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)


class EntryEditor(QWidget):
    """An entry's text while it is changed, in its place on the page.

    Signals: saved(str), left(), typed(str).
    """

    saved = Signal(str)
    left = Signal()
    typed = Signal(str)

    def __init__(self, text: str, theme: Theme, note: str = "") -> None:
        """note: said beside the buttons."""
        super().__init__()
        self.editor = DiaryEditor(theme)
        self.editor.setAccessibleName(self.tr("改这一则"))
        self.editor.setPlainText(text)
        self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)
        self.note = SmallLabel(note or self.tr("Ctrl+Enter 保存，Esc 不改"))
        self.cancel = QPushButton(self.tr("不改了"))
        self.save = QPushButton(self.tr("保存"))
        self.save.setProperty("kind", "primary")
        self._lay_out()
        self.editor.textChanged.connect(self._on_text)
        self.editor.entered.connect(self._on_save)
        self.editor.left.connect(self.left)
        self.save.clicked.connect(self._on_save)
        self.cancel.clicked.connect(self.left)

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(SPACE[2])
        below.addWidget(self.note, 1)
        below.addWidget(self.cancel)
        below.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE[1], 0, 0)
        layout.setSpacing(SPACE[3])
        layout.addWidget(self.editor)
        layout.addLayout(below)

    def controls(self) -> list[QWidget]:
        return [self.editor, self.save, self.cancel]

    @Slot()
    def _on_text(self) -> None:
        text = self.editor.toPlainText()
        self.save.setEnabled(bool(text.strip()))
        self.typed.emit(text)

    @Slot()
    def _on_save(self) -> None:
        if (text := self.editor.toPlainText().strip()) != "":
            self.saved.emit(text)
