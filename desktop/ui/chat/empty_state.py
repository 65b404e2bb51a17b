"""A day without a word: one sentence, and an example that can be taken up."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme import SPACE


class EmptyState(QWidget):
    """Signal example_chosen(str)."""

    example_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._sentence = QLabel()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.example = QPushButton(self.tr("今天开了一天的会，有点累，不过晚饭很好吃。"))
        self.example.setProperty("kind", "example")
        self.example.setToolTip(self.tr("放进下面的输入框"))
        self.example.clicked.connect(self._on_example)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[5], SPACE[5], SPACE[5], SPACE[5])
        layout.setSpacing(SPACE[4])
        layout.addStretch(2)
        layout.addWidget(self._sentence)
        layout.addWidget(self.example, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def show_day(self, *, today: bool) -> None:
        """An example only helps where one can still write."""
        invitation = self.tr("写一句今天的事，就是今天的日记。比如：")
        self._sentence.setText(
            invitation if today else self.tr("这一天没有对话。只记录的在日记页。")
        )
        self.example.setVisible(today)

    @Slot()
    def _on_example(self) -> None:
        self.example_chosen.emit(self.example.text())
