"""The question before a link in a reply is followed: where to, and whether the person wants to."""

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

MAX_SHOWN = 300


class LinkQuestion(QMessageBox):
    """Shows the whole target, with foreign letters in its name encoded; opens it on yes."""

    def __init__(self, url: QUrl, parent: QWidget) -> None:
        super().__init__(parent)
        self._url = url
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(self.tr("要在浏览器里打开这个链接吗？本程序自己不连网络。"))
        target = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        self.setInformativeText(target if len(target) < MAX_SHOWN else target[:MAX_SHOWN] + "…")
        self.button_open = self.addButton(self.tr("打开"), QMessageBox.ButtonRole.AcceptRole)
        cancel = self.addButton(self.tr("取消"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(cancel)
        self.setEscapeButton(cancel)
        self.buttonClicked.connect(self._on_clicked)

    @Slot(object)
    def _on_clicked(self, button: object) -> None:
        if button is self.button_open:
            QDesktopServices.openUrl(self._url)
