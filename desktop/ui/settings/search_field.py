"""The field above the settings: what is typed there is looked for at once; Escape clears it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop.ui import shortcuts


class SearchField(QLineEdit):
    """Signal changed(list): the words that are looked for, in lower case; none for everything."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        keys = shortcuts.shown("find")
        self.setPlaceholderText(self.tr("找一项设置（{keys}）").format(keys=keys))
        self.setAccessibleName(self.tr("找一项设置"))
        self.setClearButtonEnabled(True)
        self.textChanged.connect(self._on_text)

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self.changed.emit(text.casefold().split())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
