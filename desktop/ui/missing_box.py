"""What is said at a start when the diary can't be found where it was moved to, and the ways out."""

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox


class Way(Enum):
    """What the person wants to do about it."""

    AGAIN = auto()
    CHOOSE = auto()
    OLD_COPY = auto()
    HOME = auto()
    ANEW = auto()
    QUIT = auto()


class MissingBox(QMessageBox):
    """One button for each way. Whatever closes it otherwise is a wish to quit."""

    def __init__(self, text: str, *, old_copy: bool, at_home: bool) -> None:
        """old_copy: whether a move left one. at_home: whether another diary lies in the folder that
        the platform gives us."""
        super().__init__(QMessageBox.Icon.Warning, "Qwen All-in-One Desktop", text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        ways = {Way.AGAIN: self.tr("再找一次"), Way.CHOOSE: self.tr("它现在在这里…")}
        if old_copy:
            ways[Way.OLD_COPY] = self.tr("用旧的一份…")
        ways |= {Way.HOME: self.tr("打开另一本…")} if at_home else {Way.ANEW: self.tr("另开一本…")}
        ways[Way.QUIT] = self.tr("退出")
        role = QMessageBox.ButtonRole.ActionRole
        self.buttons_of = {way: self.addButton(word, role) for way, word in ways.items()}
        self.setDefaultButton(self.buttons_of[Way.AGAIN])
        self.setEscapeButton(self.buttons_of[Way.QUIT])

    @property
    def way(self) -> Way:
        pressed = self.clickedButton()
        return next((way for way, b in self.buttons_of.items() if b is pressed), Way.QUIT)


class AskBox(QMessageBox):
    """A question. The keyboard is on the answer that changes nothing."""

    def __init__(self, text: str, yes: str) -> None:
        super().__init__(QMessageBox.Icon.Question, "Qwen All-in-One Desktop", text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.yes = self.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        self.no = self.addButton(self.tr("回去"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.no)
        self.setEscapeButton(self.no)

    @property
    def agreed(self) -> bool:
        return self.clickedButton() is self.yes


def folder_dialog(title: str, begin: str) -> QFileDialog:
    """Not shown yet."""
    dialog = QFileDialog(None, title, begin)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return dialog
