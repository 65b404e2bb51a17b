"""About the program: versions, licences, the bundled model's card, and where its files lie."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from desktop import __version__, resources
from desktop.services.diagnostics import versions
from desktop.ui.chat.markdown import read_markdown
from desktop.ui.chat.turn_parts import SmallLabel
from desktop.ui.icons import Glyph, IconPainter
from desktop.ui.settings.opening import opened
from desktop.ui.settings.page_behind import PageBehind
from desktop.ui.settings.scrolled import page_layout, scroll
from desktop.ui.theme import SPACE, Theme

CARD_PX = 360


class AboutPage(PageBehind):
    """Signal left(): back to the settings."""

    def __init__(self, data: Path, logs: Path, theme: Theme) -> None:
        """data, logs: the folders that can be opened."""
        super().__init__()
        self.back = QPushButton(self.tr("设置"))
        self.back.setProperty("kind", "back")
        self.back.setAccessibleName(self.tr("回到设置"))
        IconPainter(self.back, Glyph.PREVIOUS, theme, 16)
        self.back.clicked.connect(self.left)
        self.note, self.card = SmallLabel(), QTextBrowser()
        self.note.hide()
        self.data = self._opener(self.tr("打开数据文件夹"), data)
        self.logs = self._opener(self.tr("打开日志文件夹"), logs)
        self.licences = self._opener(self.tr("打开许可证"), resources.LICENCES)
        self._fill_card(theme)
        self._arrange()

    def _opener(self, name: str, place: Path) -> QPushButton:
        button = QPushButton(name)
        button.setProperty("kind", "outlined")
        button.clicked.connect(self._open(place))
        return button

    def _open(self, place: Path) -> Callable[[], None]:
        def act() -> None:
            there = opened(place)
            sentence = self.tr("打不开，它在这里：{place}").format(place=place)
            self.note.setText("" if there else sentence)
            self.note.setVisible(not there)

        return act

    def _fill_card(self, theme: Theme) -> None:
        self.card.setAccessibleName(self.tr("自带模型的说明"))
        self.card.setOpenLinks(False)
        self.card.setTabChangesFocus(True)
        self.card.setProperty("kind", "card")
        self.card.setFixedHeight(theme.px(CARD_PX))
        try:
            text = (resources.BUNDLED_MODEL / "MODEL_CARD.md").read_text("utf-8")
        except OSError:
            text = self.tr("模型的说明读不出来。")
        read_markdown(self.card.document(), _joined(text))
        self.card.document().setDocumentMargin(SPACE[4])
        self.card.moveCursor(QTextCursor.MoveOperation.Start)

    def _arrange(self) -> None:
        page, layout = page_layout()
        title = QLabel(f"Qwen All-in-One Desktop {__version__}")
        title.setProperty("kind", "title")
        title.setWordWrap(True)
        numbers = SmallLabel(versions())
        numbers.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(title)
        layout.addWidget(numbers)
        for text in self._sentences():
            layout.addWidget(SmallLabel(text))
        layout.addSpacing(SPACE[2])
        layout.addWidget(self._buttons())
        layout.addWidget(self.note)
        layout.addSpacing(SPACE[2])
        heading = QLabel(self.tr("自带的模型"))
        heading.setProperty("kind", "strong")
        layout.addWidget(heading)
        layout.addWidget(self.card)
        layout.addStretch(1)
        scroll(page, self)

    def _sentences(self) -> tuple[str, str]:
        return (
            self.tr("没有账号，没有统计；除非你自己点下载，没有什么会离开这台电脑。"),
            self.tr("程序和自带的模型用 MIT 许可；所含各部分的许可证都在一个文件夹里。"),
        )

    def _buttons(self) -> QWidget:
        line = QWidget()
        layout = QVBoxLayout(line)  # side by side, large text in English has no room
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[2])
        for button in (self.licences, self.data, self.logs):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return line

    def take_focus(self) -> None:
        self.back.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Back):
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _joined(text: str) -> str:
    """Lines of one paragraph as one: the file is wrapped for those who read it as text."""
    lines: list[str] = []
    for line in text.splitlines():
        own = not line.strip() or line.startswith(("|", "#", "- "))
        if own or not lines or not lines[-1].strip() or lines[-1].startswith(("|", "#")):
            lines.append(line)
        else:
            lines[-1] += " " + line.strip()
    return "\n".join(lines)
