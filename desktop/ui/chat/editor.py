"""Plain text that grows while one writes. Knows keys, input methods and dropped files."""

from PySide6.QtCore import QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from desktop.ui.chat import dropped
from desktop.ui.theme import Theme

MOST_LINES = 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PAGE = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_BREAK = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier


class Editor(QTextEdit):
    """Plain text, one to eight lines tall. A text file that is dropped here becomes its text.

    Signals: entered(): Enter was meant; focus_moved(bool); refused(str): files that were dropped
    or pasted are no text: a sentence.
    """

    entered = Signal()
    refused = Signal(str)
    focus_moved = Signal(bool)
    most_lines = MOST_LINES

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("kind", "text")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        theme.changed.connect(self._fit)
        self._fit()

    def composing(self) -> bool:
        """Whether an input method holds letters that aren't text yet."""
        return bool(self.textCursor().block().layout().preeditAreaText())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PAGE:
            event.ignore()  # the page scrolls; eight lines need no paging
        elif event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif self.composing():
            event.accept()  # the Enter that ends a composition is the input method's
        elif event.modifiers() & _BREAK:
            self.insertPlainText("\n")
            self.ensureCursorVisible()
        elif not event.isAutoRepeat():
            self.entered.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return dropped.has_files(source) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if not dropped.has_files(source):
            super().insertFromMimeData(source)
            return
        text, troubles = dropped.texts(source)
        self.insertPlainText(text)
        self.ensureCursorVisible()
        if troubles:
            self.refused.emit("\n".join(troubles))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_moved.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_moved.emit(False)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(80), self.height())

    @Slot()
    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        wanted = round(self.document().size().height() + 0.49)
        tallest = self.most_lines * line
        self.setFixedHeight(min(max(wanted, line), tallest))
        scrolls = wanted > tallest
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if scrolls else policy.ScrollBarAlwaysOff
        )
