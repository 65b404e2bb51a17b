"""A key and what it does, as a line of the settings page."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.ui import shortcuts
from desktop.ui.chat.turn_parts import SmallLabel
from desktop.ui.theme import SPACE


class ShortcutLine(QWidget):
    """what, where: in words. keys: as they are written on this system."""

    def __init__(self, what: str, where: str, keys: str) -> None:
        super().__init__()
        self.words = f"{what} {where} {keys}"
        self.keys = SmallLabel(keys)
        self.keys.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        title = QLabel(what)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE[4], SPACE[1], SPACE[4], SPACE[1])
        layout.setSpacing(SPACE[3])
        layout.addWidget(title, 3)
        layout.addWidget(SmallLabel(where), 2)
        layout.addWidget(self.keys, 3)


def heading() -> str:
    return QCoreApplication.translate("settings", "快捷键")


def lines() -> Iterator[ShortcutLine]:
    """All keys of the program."""
    for what, where, keys in shortcuts.listing():
        yield ShortcutLine(what, where, keys)
