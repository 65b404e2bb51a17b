"""Text that one can read, select and copy, as tall as it is: no scroll bar of its own.

Knows how text is shown safely; not whose it is.
"""

from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QTextBrowser, QTextEdit

from desktop.ui.chat import document, markdown
from desktop.ui.chat.links import LinkQuestion
from desktop.ui.theme import RADIUS_CONTROL, Theme


class TextBody(QTextBrowser):
    """Plain text that may grow at its end, and at the end become Markdown.

    Signals: focus_moved(bool): the keyboard came or went.
    """

    focus_moved = Signal(bool)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._raw, self._rich = theme, "", False
        self._marked = ""
        self._heights: dict[int, int] = {}
        self.setAccessibleName(name)
        self.setProperty("kind", "text")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCursorWidth(0)  # one can select, but a caret would say that one can write
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self._tall_as_needed()
        self.anchorClicked.connect(self._on_link)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _tall_as_needed(self) -> None:
        # Free to grow and shrink: any bound would come from the size hint, which is the height for
        # the width it still has, while the layout is placing it in another one.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # What it shows

    def raw(self) -> str:
        """The text as it was given, for copying: with its marks and without ours."""
        return self._raw

    def show_plain(self, text: str, shown: str | None = None) -> None:
        """Replace everything. While text streams in, use `append_chunk` instead.

        shown: only this is shown of it; what is copied whole is still all of it.
        """
        self._raw, self._rich = text, False
        self.setPlainText(markdown.visible_bidi(text if shown is None else shown))
        self._restyle()

    def mark(self, passage: str) -> QRect | None:
        """Light up a passage of the text; "" takes the light away.

        Returns where it is, None if it isn't in what is shown.
        """
        self._marked = markdown.visible_bidi(passage)
        found = document.find_passage(self.document(), self._marked)
        selection = QTextEdit.ExtraSelection()
        if found is not None:
            selection.cursor = found
            selection.format.setBackground(self._theme.palette.highlight())
        self.setExtraSelections([selection] if found is not None else [])
        return self.cursorRect(found) if found is not None else None

    def append_chunk(self, text: str) -> None:
        """More at the end. What is selected stays selected, nothing is laid out again."""
        if self._rich:
            self.show_plain(self._raw + text)  # a reply that is gone on with
            return
        self._raw += text
        selected = self.textCursor()
        anchor, position = selected.anchor(), selected.position()
        end = QTextCursor(self.document())
        end.movePosition(QTextCursor.MoveOperation.End)
        last = end.block()
        end.insertText(markdown.visible_bidi(text))
        document.space_plain(last.previous() if last.previous().isValid() else last, self._theme)
        self._select(anchor, position)
        self._grown()

    def finish_markdown(self, text: str) -> None:
        """The text is whole: show it as safe Markdown, or plain where it has no marks."""
        if self._rich and text == self._raw:
            return
        if not markdown.wants_markdown(text):
            if text != self._raw:
                self.show_plain(text)
            return
        before, cursor = self.toPlainText(), self.textCursor()
        self._raw, self._rich = text, True
        markdown.read_markdown(self.document(), text)
        self._restyle()
        if self.toPlainText() == before:
            self._select(cursor.anchor(), cursor.position())

    def _select(self, anchor: int, position: int) -> None:
        cursor = self.textCursor()
        if (cursor.anchor(), cursor.position()) == (anchor, position):
            return
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    @Slot()
    def _restyle(self) -> None:
        style = document.style_rich if self._rich else document.style_plain
        style(self.document(), self._theme)
        if self._marked:
            self.mark(self._marked)
        self._grown()

    # How tall it is

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        # Remembered, because layouts ask every text of the page whenever one of them grows.
        if width not in self._heights:
            self._lay_out_for(width)
            self._heights[width] = round(self.document().size().height() + 0.49)
        return self._heights[width]

    def _lay_out_for(self, width: int) -> None:
        self.document().setTextWidth(width)
        if self.document().textWidth() != width:
            # The scroll area inside laid itself out meanwhile, and the text with it.
            self.document().setTextWidth(width)

    def sizeHint(self) -> QSize:
        width = max(self.width(), 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(80), self._theme.line_height())

    def _grown(self) -> None:
        self._heights.clear()
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.document().textWidth() != (width := self.viewport().width()):
            self._lay_out_for(width)  # it was only measured for another width
        if self._rich:
            self._paint_behind()
        super().paintEvent(event)

    def _paint_behind(self) -> None:
        tokens, painter = self._theme.palette, QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.line))
        for bar in document.quote_bars(self.document()):
            painter.drawRect(bar)
        for panel in document.panels(self.document(), self._theme):
            painter.drawRoundedRect(panel, RADIUS_CONTROL, RADIUS_CONTROL)

    # What it doesn't do

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Never read anything. An image, because for None or b"" Qt would go and look itself."""
        blank = QImage(1, 1, QImage.Format.Format_ARGB32)
        blank.fill(Qt.GlobalColor.transparent)
        return blank

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls, not the text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
        else:
            super().keyPressEvent(event)

    @Slot(QUrl)
    def _on_link(self, url: QUrl) -> None:
        if markdown.is_web_link(url):
            LinkQuestion(url, self).open()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_moved.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_moved.emit(False)

    # Copying

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """Qt's own menu would be in English and offer what makes no sense here."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen = menu.addAction(self.tr("复制"), QKeySequence.StandardKey.Copy, self.copy)
        chosen.setEnabled(self.textCursor().hasSelection())
        whole = QAction(self.tr("复制全文"), menu)
        whole.triggered.connect(self.copy_whole)
        menu.addAction(whole)
        menu.addAction(self.tr("全选"), QKeySequence.StandardKey.SelectAll, self.selectAll)
        return menu

    @Slot()
    def copy_whole(self) -> None:
        QGuiApplication.clipboard().setText(self._raw)
