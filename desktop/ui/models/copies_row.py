"""What quantised copies of weights take of the disk, and a button for those not in use."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services import model_words
from desktop.services.weight_copies import WeightCopies
from desktop.ui.data.parts import Line, button, read_aloud, words
from desktop.ui.theme import SPACE


class CopiesRow(QWidget):
    """One sentence and, where there is something to clear, one button."""

    def __init__(self, copies: WeightCopies) -> None:
        super().__init__()
        self._copies = copies
        self.note, self.trouble = words(kind="small"), words(kind="warning")
        self.clear = button(self.tr("清掉不在用的副本"), self._on_clear)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[2])
        layout.addWidget(self.note)
        layout.addWidget(Line(self.clear))
        layout.addWidget(self.trouble)
        self.trouble.hide()
        copies.changed.connect(self._refresh)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        """The disk is only looked at while somebody looks here."""
        if not self.isVisible():
            return
        used, spare = self._copies.used_bytes(), self._copies.spare_bytes()
        self.note.setText(model_words.copies(used, spare))
        self.clear.setVisible(spare > 0)
        self.clear.setEnabled(self._copies.at_rest)

    @Slot()
    def _on_clear(self) -> None:
        cleared = self._copies.clear()
        trouble = "" if cleared else model_words.copies_stay()
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        read_aloud(self, trouble or self.note.text())
        if cleared:
            self.focusPreviousChild()  # the button is gone
