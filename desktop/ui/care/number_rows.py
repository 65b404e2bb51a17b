"""Who can be called: the number large, who it is beside it. Text that can be copied, no links."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.services.care_words import HelpLine
from desktop.ui.theme import SPACE

COPYABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class NumberRows(QWidget):
    """One row for each line. rows: number and name as labels."""

    def __init__(self, lines: Sequence[HelpLine]) -> None:
        super().__init__()
        self.rows = [(_label(line.number), _label(line.name)) for line in lines]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE[4])
        grid.setVerticalSpacing(SPACE[1])
        grid.setColumnStretch(1, 1)
        for place, (number, name) in enumerate(self.rows):
            number.setProperty("kind", "strong")
            number.setAccessibleName(f"{number.text()}, {name.text()}")
            name.setWordWrap(True)
            grid.addWidget(number, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(name, place, 1, Qt.AlignmentFlag.AlignTop)


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(COPYABLE)
    return label
