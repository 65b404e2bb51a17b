"""An entry's tags in one line, completed from those that are known. Knows names of tags."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.chat.turn_parts import SmallLabel
from desktop.ui.diary.tag_line import line_of, parts_of, tags_of
from desktop.ui.theme import SPACE


class _TagCompleter(QCompleter):
    """Completes what stands behind the last comma and leaves the rest as it is."""

    def __init__(self, known: Sequence[str], line: QLineEdit) -> None:
        super().__init__(list(known), line)
        self._line = line
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def splitPath(self, path: str) -> list[str]:
        return [parts_of(path)[-1]]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        before = parts_of(self._line.text())[:-1]
        return line_of([*before, str(index.data(Qt.ItemDataRole.EditRole))])


class _TagLine(QLineEdit):
    """Signal left(): Esc."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class TagPanel(QWidget):
    """Signals: chosen(tuple of names), left()."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, tags: Sequence[str], known: Sequence[str]) -> None:
        super().__init__()
        self.line = _TagLine(line_of(tags))
        self.line.setAccessibleName(self.tr("标签"))
        self.line.setPlaceholderText(self.tr("标签，用逗号分开，比如：家，跑步"))
        completer = _TagCompleter(known, self.line)
        self.line.setCompleter(completer)
        self.note = SmallLabel(self.tr("Enter 保存，Esc 不改"))
        self.cancel = QPushButton(self.tr("不改了"))
        self.save = QPushButton(self.tr("保存"))
        self.save.setProperty("kind", "primary")
        self._lay_out()
        self.line.returnPressed.connect(self._on_save)
        self.line.left.connect(self.left)
        self.save.clicked.connect(self._on_save)
        self.cancel.clicked.connect(self.left)

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(SPACE[2])
        below.addWidget(self.note, 1)
        below.addWidget(self.cancel)
        below.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE[2], 0, SPACE[2])
        layout.setSpacing(SPACE[2])
        layout.addWidget(self.line)
        layout.addLayout(below)

    def take_focus(self) -> None:
        self.line.setFocus()
        self.line.end(False)

    def controls(self) -> list[QWidget]:
        return [self.line, self.save, self.cancel]

    @Slot()
    def _on_save(self) -> None:
        self.chosen.emit(tags_of(self.line.text()))
