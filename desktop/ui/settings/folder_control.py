"""The control for a folder: its path, a dialog to choose another, the way back to the default."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.settings import Value
from desktop.ui.settings.path_text import PathText
from desktop.ui.theme import SPACE, Theme


class FolderControl(QWidget):
    """Signal edited(str): the folder that was chosen; empty for the bundled model."""

    edited = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._value = ""
        self.path = PathText(theme, self.tr("模型文件夹"))
        self.choose = QPushButton(self.tr("选择文件夹…"))
        self.bundled = QPushButton(self.tr("用自带的模型"))
        self._arrange()
        self.choose.clicked.connect(self._on_choose)
        self.bundled.clicked.connect(self._on_bundled)

    def show_value(self, value: Value) -> None:
        self._value = str(value)
        self.path.show_path(self._value or self.tr("正在用自带的模型"))
        self.bundled.setVisible(bool(self._value))

    def set_name(self, name: str, description: str) -> None:
        """For screen readers."""
        self.path.setAccessibleName(name)
        self.choose.setAccessibleName(f"{name} · {self.choose.text()}")
        self.bundled.setAccessibleName(f"{name} · {self.bundled.text()}")
        self.path.setAccessibleDescription(description)

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE[2])
        for button in (self.choose, self.bundled):
            button.setProperty("kind", "outlined")
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[2])
        layout.addWidget(self.path)
        layout.addLayout(buttons)

    @Slot()
    def _on_choose(self) -> None:
        dialog = QFileDialog(self, self.tr("选择模型文件夹"), self._value)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_selected)
        dialog.open()

    @Slot(str)
    def _on_selected(self, folder: str) -> None:
        self.edited.emit(folder)

    @Slot()
    def _on_bundled(self) -> None:
        self.edited.emit("")
