"""A path that can be read whole and copied, however long: it wraps anywhere and never scrolls."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPalette, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from desktop.ui.theme import SMALL_PX, Theme


class PathText(QPlainTextEdit):
    """Read-only text as tall as its lines."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(0)
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def show_path(self, path: str) -> None:
        self.setPlainText(path)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(240, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A plain text document counts its height in lines."""
        lines = max(int(self.document().size().height()), 1)
        height = lines * QFontMetrics(self.font()).lineSpacing()
        self.setFixedHeight(height + 2 * self.frameWidth() + 2)

    @Slot()
    def _on_theme(self) -> None:
        self.setFont(self._theme.font(SMALL_PX))
        tokens = self._theme.palette
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(tokens.card))
        palette.setColor(QPalette.ColorRole.Text, QColor(tokens.soft_ink))
        self.setPalette(palette)
        self.setStyleSheet(
            f"QPlainTextEdit {{ background: transparent; color: {tokens.soft_ink};"
            " border: none; border-bottom: 1px solid transparent;"
            f" font-size: {self._theme.px(SMALL_PX)}px; }}"
            f"QPlainTextEdit:focus {{ border-bottom-color: {tokens.accent}; }}"
        )
        self._fit()
