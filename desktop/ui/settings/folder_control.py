"""The control for a folder: its path, a dialog to choose another, the way back to the default."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.settings import Value
from desktop.ui.file_dialogs import FileDialogs
from desktop.ui.settings.path_text import PathText
from desktop.ui.theme import SPACE, Theme


class FolderControl(QWidget):
    """Signal edited(str): the folder that was chosen; empty for the bundled model.

    It shows the setting; the command line or the environment may have chosen another model for this
    once. So the bundled one is always offered, whatever the setting is.
    """

    edited = Signal(object)

    def __init__(self, theme: Theme, files: FileDialogs) -> None:
        super().__init__()
        self._value, self._theme, self._files = "", theme, files
        self.path = PathText(theme, self.tr("模型文件夹"))
        self.choose = QPushButton(self.tr("选择文件夹…"))
        self.bundled = QPushButton(self.tr("用自带的模型"))
        self._arrange()
        self.choose.clicked.connect(self._on_choose)
        self.bundled.clicked.connect(self._on_bundled)
        theme.changed.connect(self._turn)

    def show_value(self, value: Value) -> None:
        self._value = str(value)
        self.path.show_path(self._value or self.tr("没有另选：平时用自带的模型"))

    def take_focus(self) -> None:
        """To the button. Not by a focus proxy: Tab would then pass over the path."""
        self.choose.setFocus()

    def set_name(self, name: str, description: str) -> None:
        """For screen readers."""
        self.path.setAccessibleName(name)
        self.choose.setAccessibleName(f"{name} · {self.choose.text()}")
        self.bundled.setAccessibleName(f"{name} · {self.bundled.text()}")
        self.path.setAccessibleDescription(description)

    def _arrange(self) -> None:
        self._buttons = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._buttons.setSpacing(SPACE[2])
        for button in (self.choose, self.bundled):
            button.setProperty("kind", "outlined")
            self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[2])
        layout.addWidget(self.path)
        layout.addLayout(self._buttons)

    def minimumSizeHint(self) -> QSize:
        """The same however the buttons stand: a page that grew with them would turn them back,
        and so on until the stack is full."""
        widest = max(self._widths())
        return QSize(max(widest, self.path.minimumSizeHint().width()), self.sizeHint().height())

    def _widths(self) -> list[int]:
        return [button.sizeHint().width() for button in (self.choose, self.bundled)]

    @Slot()
    def _turn(self) -> None:
        """Side by side where both have room, in whatever language."""
        beside = sum(self._widths()) + SPACE[2] <= self.width()
        direction = QBoxLayout.Direction
        self._buttons.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    @Slot()
    def _on_choose(self) -> None:
        """Beside the one that is in use, if there is one."""
        begin = Path(self._value).parent if self._value else None
        self._files.take_folder(self, self.tr("选择模型文件夹"), self._on_selected, begin)

    @Slot(str)
    def _on_selected(self, folder: str) -> None:
        self.edited.emit(folder)

    @Slot()
    def _on_bundled(self) -> None:
        self.edited.emit("")
