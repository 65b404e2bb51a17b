"""Where else to download from: shown when one place failed."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.domain.offers import Source
from desktop.services import model_words
from desktop.ui.data.parts import Line, button, words
from desktop.ui.theme import SPACE


class MirrorRow(QWidget):
    """sources: offered as buttons. begin: given one of them. begin_at: given what was typed; raises
    ValueError for what is no address."""

    def __init__(
        self,
        sources: tuple[Source, ...],
        begin: Callable[[Source], None],
        begin_at: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._begin_at = begin_at
        self.buttons = [self._button(one, begin) for one in sources]
        self.field = QLineEdit()
        self.field.setPlaceholderText("https://…")
        self.field.setAccessibleName(self.tr("镜像地址"))
        self.field.setMinimumWidth(220)
        self.go = button(self.tr("从这里下载"), self._on_go)
        self.field.returnPressed.connect(self._on_go)
        self.note = words(kind="warning")
        self._arrange()

    def _button(self, source: Source, begin: Callable[[Source], None]) -> QPushButton:
        text = self.tr("从 {name} 下载").format(name=source.name)
        return button(text, lambda: begin(source))

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[2])
        layout.addWidget(Line(*self.buttons))
        layout.addWidget(words(self.tr("或者写一个镜像的地址："), "small"))
        layout.addWidget(Line(self.field, self.go))
        layout.addWidget(self.note)
        self.note.hide()

    def _on_go(self) -> None:
        try:
            self._begin_at(self.field.text())
        except ValueError:
            self.note.setText(model_words.no_mirror())
        else:
            self.note.clear()
        self.note.setVisible(bool(self.note.text()))
