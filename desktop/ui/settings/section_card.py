"""A part of the settings page: its heading, the way back to its defaults, its rows in a card."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.settings.setting_row import keep_room
from desktop.ui.theme import SPACE


class Findable(Protocol):
    """A row that can be looked for."""

    @property
    def words(self) -> str: ...


class SectionCard(QWidget):
    """Signal reset_wanted(): all its settings back to their defaults."""

    reset_wanted = Signal()

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._heading = heading
        self._rows: list[tuple[QWidget, str]] = []
        self.reset = QPushButton(self.tr("这一组恢复默认"))
        self.reset.setProperty("kind", "tag")
        name = self.tr("这一组恢复默认：{heading}").format(heading=heading)
        self.reset.setAccessibleName(name)
        self.reset.clicked.connect(self.reset_wanted)
        keep_room(self.reset)
        self.reset.hide()
        self._card = QFrame()
        self._card.setProperty("kind", "card")
        self._inside = QVBoxLayout(self._card)
        self._inside.setContentsMargins(0, SPACE[1], 0, SPACE[1])
        self._inside.setSpacing(0)
        self._arrange()

    def _arrange(self) -> None:
        title = QLabel(self._heading)
        title.setProperty("kind", "small")
        title.setWordWrap(True)  # in English and large, it needs the width of the page
        line = QHBoxLayout()
        line.addWidget(title, 1)
        line.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignRight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE[3], 0, 0)
        layout.setSpacing(SPACE[2])
        layout.addLayout(line)
        layout.addWidget(self._card)

    def add(self, rows: Sequence[QWidget], words: Sequence[str]) -> None:
        """words: what each row can be found by, beside the heading."""
        for row, text in zip(rows, words, strict=True):
            self._inside.addWidget(row)
            self._rows.append((row, f"{self._heading} {text}".casefold()))

    def show_matching(self, wanted: Sequence[str]) -> int:
        """Show the rows in which all these words occur, which are in lower case; how many."""
        found = 0
        for row, text in self._rows:
            matches = all(word in text for word in wanted)
            row.setVisible(matches)
            found += matches
        self.setVisible(found > 0)
        return found

    def show_changed(self, changed: bool) -> None:
        """Whether there is anything to reset."""
        self.reset.setVisible(changed)
