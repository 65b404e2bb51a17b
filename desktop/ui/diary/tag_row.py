"""The tags of an entry as small buttons: each leads to all entries that carry it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.diary.flow import Flow
from desktop.ui.theme import Theme

WIDEST = 200


class TagRow(QWidget):
    """Signal tag_chosen(str)."""

    tag_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._layout = Flow(self)
        self._buttons: dict[str, QPushButton] = {}
        theme.changed.connect(self._fit)

    def buttons(self) -> list[QPushButton]:
        return list(self._buttons.values())

    def tags(self) -> tuple[str, ...]:
        return tuple(self._buttons)

    def show_tags(self, tags: Sequence[str]) -> None:
        if tuple(tags) == self.tags():
            return
        for button in self.buttons():
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {tag: self._button(tag) for tag in tags}
        for button in self.buttons():
            self._layout.addWidget(button)
        self._fit()  # empty it stays, too: it holds what stands before it at the left

    def _button(self, tag: str) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "tag")
        button.setProperty("tag", tag)
        button.setAccessibleName(self.tr("标签 {tag}：找有它的日记").format(tag=tag))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(self._on_clicked)
        return button

    @Slot()
    def _fit(self) -> None:
        """No tag is wider than the card; an & is no shortcut."""
        for tag, button in self._buttons.items():
            widest, mode = self._theme.px(WIDEST), Qt.TextElideMode.ElideRight
            text = button.fontMetrics().elidedText(f"#{tag}", mode, widest)
            button.setText(text.replace("&", "&&"))

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)
        self.tag_chosen.emit(button.property("tag"))
