"""What is said at a start when the diary can't be found where it was moved to, and the ways out."""

from collections.abc import Callable
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox, QPushButton, QVBoxLayout

from desktop.ui.spoken import announce
from desktop.ui.theme import SPACE

WIDTH = 420
# Lets a long path wrap; it takes no room itself.
BREAK = "\N{ZERO WIDTH SPACE}"


class Way(Enum):
    """What the person wants to do about it."""

    AGAIN = auto()
    CHOOSE = auto()
    OLD_COPY = auto()
    HOME = auto()
    ANEW = auto()
    QUIT = auto()


class MissingBox(QDialog):
    """One button for each way, below each other: they are sentences, and a window is narrow.

    way: what was chosen. Whatever closes it otherwise is a wish to quit. Looking again closes it
    only when the diary is there: otherwise it says so.
    """

    def __init__(
        self, text: str, look: Callable[[], str], *, old_copy: bool, at_home: bool
    ) -> None:
        """text: why the diary can't be found. look: the same now; nothing if it is there. old_copy:
        whether a move left one. at_home: whether another diary lies in the folder that the platform
        gives us."""
        super().__init__()
        self.setWindowTitle("Qwen All-in-One Desktop")
        self.way, self._look, self._looked = Way.QUIT, look, 0
        self.sentence, self.again = _words(), _words()
        self.sentence.setMinimumWidth(WIDTH)
        self.again.setProperty("kind", "warning")
        self.again.hide()
        self._say(text)
        self.buttons_of = {way: QPushButton(word) for way, word in self._words().items()}
        self.buttons_of[Way.OLD_COPY].setVisible(old_copy)
        self.buttons_of[Way.HOME].setVisible(at_home)
        self.buttons_of[Way.ANEW].setVisible(not at_home)
        self._arrange()

    def _words(self) -> dict[Way, str]:
        return {
            Way.AGAIN: self.tr("再找一次"),
            Way.CHOOSE: self.tr("它现在在这里…"),
            Way.OLD_COPY: self.tr("用搬走之前留下的一份…"),
            Way.HOME: self.tr("打开另一本…"),
            Way.ANEW: self.tr("另开一本…"),
            Way.QUIT: self.tr("退出"),
        }

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[5], SPACE[5], SPACE[5], SPACE[5])
        layout.setSpacing(SPACE[2])
        layout.addWidget(self.sentence)
        layout.addWidget(self.again)
        layout.addSpacing(SPACE[3])
        for way, button in self.buttons_of.items():
            button.setProperty("kind", "primary" if way is Way.AGAIN else "outlined")
            button.setAutoDefault(True)
            button.clicked.connect(partial(self._on_clicked, way))
            layout.addWidget(button)
        self.buttons_of[Way.AGAIN].setDefault(True)

    def _on_clicked(self, way: Way, _checked: bool = False) -> None:
        if way is Way.AGAIN and (text := self._look()):
            self._say_still_missing(text)
            return
        self.way = way
        self.accept()

    def _say(self, text: str) -> None:
        self.sentence.setText(text.replace("/", f"/{BREAK}"))

    def _say_still_missing(self, text: str) -> None:
        """How often, for a sentence that stays the same looks as if nothing had happened."""
        self._looked += 1
        self._say(text)
        self.again.setText(self.tr("又找了 {n} 次，还是没有找到。").format(n=self._looked))
        self.again.show()
        self._grow()
        announce(self, self.again.text())

    def _grow(self) -> None:
        """Qt gives a new line the room of the others."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))


def _words() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


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
