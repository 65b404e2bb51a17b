"""What was just done, and the way back for a while. Never modal, never in the way."""

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from desktop.services.undo import Deed
from desktop.ui import shortcuts
from desktop.ui.icons import Glyph, IconButton
from desktop.ui.theme import SPACE, Theme

SHOWN_MS = 12_000


class UndoBar(QFrame):
    """Goes by itself, but not from under the mouse or the keyboard."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._deed: Deed | None = None
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.back = QPushButton(self.tr("撤销"))
        self.back.setProperty("kind", "outlined")
        self.back.setToolTip(shortcuts.shown("undo"))
        self.shut = IconButton(Glyph.CLOSE, self.tr("知道了"), theme, 15)
        self._timer = QTimer(self)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._on_time)
        self.back.clicked.connect(self.undo)
        self.shut.clicked.connect(self.forget)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE[4], SPACE[2], SPACE[2], SPACE[2])
        layout.setSpacing(SPACE[3])
        layout.addWidget(self.sentence, 1)
        layout.addWidget(self.back)
        layout.addWidget(self.shut)
        # Never more than it needs, whatever room there is.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    @property
    def offered(self) -> Deed | None:
        return self._deed

    @Slot(object)
    def offer(self, deed: Deed) -> None:
        self.forget()
        self._deed = deed
        deed.undone.connect(self.forget)
        self.sentence.setText(deed.sentence)
        self.show()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, deed.sentence))

    @Slot()
    def undo(self) -> None:
        deed = self._deed
        self.forget()
        if deed is not None:
            deed.undo()

    @Slot()
    def forget(self) -> None:
        if self._deed is not None:
            self._deed.undone.disconnect(self.forget)
        self._deed = None
        self._timer.stop()
        self.hide()

    @Slot()
    def _on_time(self) -> None:
        if not (self.underMouse() or self.back.hasFocus() or self.shut.hasFocus()):
            self.forget()
