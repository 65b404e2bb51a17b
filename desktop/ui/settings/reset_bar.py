"""All settings back to their defaults: one button that asks in its own place, not in a dialog."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.ui.theme import SPACE


class ResetBar(QWidget):
    """Signal confirmed(): the person asked for it, and then said yes."""

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ask = QPushButton(self.tr("全部恢复默认…"))
        self.ask.setProperty("kind", "outlined")
        self.yes, self.no = QPushButton(self.tr("恢复默认")), QPushButton(self.tr("取消"))
        self._question = QLabel(self.tr("这一页的设置都回到默认值，日记不受影响。"))
        self._question.setWordWrap(True)
        self.yes.setProperty("kind", "primary")
        self.no.setProperty("kind", "outlined")
        self._arrange()
        self.ask.clicked.connect(self._on_ask)
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self._on_no)
        self._show_question(False)

    def _arrange(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[2])
        layout.addWidget(self.ask)
        layout.addWidget(self._question, 1)
        layout.addWidget(self.no)
        layout.addWidget(self.yes)
        layout.addStretch(0)

    def _show_question(self, asking: bool) -> None:
        self.ask.setVisible(not asking)
        for widget in (self._question, self.yes, self.no):
            widget.setVisible(asking)

    @Slot()
    def _on_ask(self) -> None:
        self._show_question(True)
        self.no.setFocus()

    @Slot()
    def _on_yes(self) -> None:
        self._on_no()
        self.confirmed.emit()

    @Slot()
    def _on_no(self) -> None:
        self._show_question(False)
        self.ask.setFocus()
