"""The first start in one quiet card: what this is, where it is kept, how to get more out of it."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop.ui.chat.turn_parts import SmallLabel
from desktop.ui.theme import SPACE

WIDEST = 560
# Lets a long path wrap; it takes no room itself.
BREAK = "\N{ZERO WIDTH SPACE}"


class WelcomeCard(QFrame):
    """Signals: dismissed(): not to be shown again. model_wanted(): where a larger one is chosen."""

    dismissed = Signal()
    model_wanted = Signal()

    def __init__(self, folder: str) -> None:
        """folder: where the diary lies."""
        super().__init__()
        self.setProperty("kind", "card")
        self.setMaximumWidth(WIDEST)
        self.larger = QPushButton(self.tr("换更大的模型…"))
        self.larger.setProperty("kind", "outlined")
        self.shut = QPushButton(self.tr("知道了"))
        self.shut.setProperty("kind", "outlined")
        self.shut.setAccessibleDescription(self.tr("收起这张卡片，以后不再出现"))
        self.larger.clicked.connect(self.model_wanted)
        self.shut.clicked.connect(self.dismissed)
        self._arrange(folder)

    def _arrange(self, folder: str) -> None:
        title = QLabel(self.tr("一本只在这台电脑上的日记"))
        title.setProperty("kind", "strong")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[4])
        layout.setSpacing(SPACE[2])
        layout.addWidget(title)
        for text in (*_sentences(), folder.replace("/", f"/{BREAK}")):
            layout.addWidget(_line(text))
        title.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE[2])
        buttons.addStretch(1)
        buttons.addWidget(self.larger)
        buttons.addWidget(self.shut)
        layout.addSpacing(SPACE[1])
        layout.addLayout(buttons)


def _sentences() -> tuple[str, ...]:
    translate = QCoreApplication.translate
    return (
        translate("WelcomeCard", "写下今天的事，自带的小模型会标上心情，再回你一句。不用联网。"),
        translate("WelcomeCard", "除非你自己点了下载，没有什么会离开这台电脑。"),
        translate("WelcomeCard", "小模型只会简单地回应；想聊得更深，可以换一个更大的。"),
        translate("WelcomeCard", "日记存在这个文件夹："),
    )


def _line(text: str) -> QLabel:
    label = SmallLabel(text)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
