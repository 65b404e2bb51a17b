"""The quiet ⋯ of a chart: as a picture, as a drawing, as numbers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton

from desktop.ui.icons import Glyph, IconButton
from desktop.ui.theme import Theme


class ExportButton(IconButton):
    """Signal wanted(str): "png", "svg" or "csv" was chosen."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__(Glyph.MORE, self.tr("保存“{title}”").format(title=title), theme)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        menu = QMenu(self)
        menu.addAction(self.tr("存为图片（PNG）…"), self._png)
        menu.addAction(self.tr("存为矢量图（SVG）…"), self._svg)
        menu.addAction(self.tr("数字存为表格（CSV）…"), self._csv)
        self.setMenu(menu)

    def _png(self) -> None:
        self.wanted.emit("png")

    def _svg(self) -> None:
        self.wanted.emit("svg")

    def _csv(self) -> None:
        self.wanted.emit("csv")
