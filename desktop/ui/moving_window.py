"""While the diary's folder is being moved: one sentence, how far it is, a way to stop."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.services import place_words
from desktop.services.mover import Progress
from desktop.ui.theme import SPACE

WIDTH, STEPS = 460, 1000
# Lets a long path wrap; it takes no room itself.
BREAK = "\N{ZERO WIDTH SPACE}"


class MovingWindow(QWidget):
    """Signal cancelled(): once; by the button, Escape, or closing the window."""

    cancelled = Signal()

    def __init__(self, folder: str) -> None:
        """folder: where the diary goes."""
        super().__init__()
        self.setWindowTitle("Qwen All-in-One Desktop")
        self.sentence = QLabel(folder.replace("/", f"/{BREAK}"))
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("搬到哪里了"))
        self.stop = QPushButton(self.tr("停下，留在原处"))
        self.stop.setProperty("kind", "outlined")
        self.stop.clicked.connect(self._on_stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[5], SPACE[5], SPACE[5], SPACE[5])
        layout.setSpacing(SPACE[4])
        layout.addWidget(self.sentence)
        layout.addWidget(self.bar)
        layout.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(WIDTH)

    @Slot(object)
    def show_progress(self, progress: Progress) -> None:
        self.bar.setValue(STEPS * progress.done // max(progress.total, 1))
        if progress.counts:
            self.stop.setEnabled(False)

    @Slot()
    def _on_stop(self) -> None:
        if self.stop.isEnabled():
            self.stop.setEnabled(False)
            self.sentence.setText(place_words.cancelling())
            self.cancelled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_stop()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """It goes by itself when the move has come to its end."""
        event.ignore()
        self._on_stop()
