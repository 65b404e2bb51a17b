"""What is said when the program met a bug: one sentence, the details to copy, go on or close.

The details are what a developer needs and hold nothing that the person wrote: places in the
program and the kind of the error, but not its message, which may quote the diary.
"""

import platform
import traceback
from types import TracebackType

from PySide6.QtCore import Qt, Signal, Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QPushButton, QWidget

from desktop import __version__
from desktop.services.diagnostics import without_names
from desktop.services.wording import explain_kind


def details(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Versions, the kind of the error, and the lines of the program that led to it."""
    versions = f"{__version__}, Python {platform.python_version()}, Qt {qVersion()}"
    places = "".join(traceback.format_tb(trace))
    text = f"Qwen All-in-One Desktop {versions}, {platform.platform()}\n{places}{kind.__name__}"
    return without_names(text)


class CrashBox(QMessageBox):
    """Not modal: what stands in the window can still be copied. Signal close_wanted()."""

    close_wanted = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        """text: the details."""
        super().__init__(parent)
        self._details = text
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle("Qwen All-in-One Desktop")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(explain_kind("crash"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.copy = self._button(self.tr("复制错误信息"), QMessageBox.ButtonRole.ActionRole)
        self.close_program = self._button(self.tr("关闭程序"), QMessageBox.ButtonRole.AcceptRole)
        self.go_on = self._button(self.tr("继续"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.go_on)
        self.setEscapeButton(self.go_on)
        # A message box would close at any of its buttons; copying leaves it open.
        self.copy.clicked.disconnect()
        self.copy.clicked.connect(self._on_copy)
        self.buttonClicked.connect(self._on_clicked)

    def _button(self, text: str, role: QMessageBox.ButtonRole) -> QPushButton:
        return self.addButton(text, role)

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self.copy.setText(self.tr("复制好了"))

    @Slot(QAbstractButton)
    def _on_clicked(self, button: QAbstractButton) -> None:
        if button is self.close_program:
            self.close_wanted.emit()
