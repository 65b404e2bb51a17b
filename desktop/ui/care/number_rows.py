"""Who can be called: the number large, who it is beside it. Text that can be copied, no links."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QWidget

from desktop.services.care_words import HelpLine
from desktop.ui.theme import SPACE


class Number(QLabel):
    """The keyboard comes to it, it is read aloud, it can be copied. Without a text caret: nobody
    can write there."""

    def __init__(self, line: HelpLine) -> None:
        super().__init__(line.number)
        _be_copyable(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("number")
        self.setProperty("kind", "strong")
        self.setAccessibleName(f"{line.number}, {line.name}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.selectedText() or self.text())
        else:
            super().keyPressEvent(event)


class NumberRows(QWidget):
    """One row for each line. rows: number and name as labels."""

    def __init__(self, lines: Sequence[HelpLine]) -> None:
        super().__init__()
        self.rows = [(Number(line), QLabel(line.name)) for line in lines]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE[4])
        grid.setVerticalSpacing(SPACE[1])
        grid.setColumnStretch(1, 1)
        for place, (number, name) in enumerate(self.rows):
            _be_copyable(name)
            name.setWordWrap(True)
            grid.addWidget(number, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(name, place, 1, Qt.AlignmentFlag.AlignTop)


def _be_copyable(label: QLabel) -> None:
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
