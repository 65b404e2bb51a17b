"""How a search hit is painted: when, its mood, and the words around what was found, marked."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.domain.entries import DiaryEntry
from desktop.ui.diary.found_model import FoundRole, Index
from desktop.ui.diary.mood_mark import paint_mood_mark
from desktop.ui.diary.snippet import Snippet
from desktop.ui.theme import BODY_PX, RADIUS_CONTROL, SMALL_PX, SPACE, Theme

DOT = 10


class FoundDelegate(QStyledItemDelegate):
    """Two lines: when and tags, then the text around what was found."""

    def __init__(self, theme: Theme, parent: QStyledItemDelegate | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = self._theme.line_height(SMALL_PX) + self._theme.line_height()
        return QSize(self._theme.px(240), lines + 2 * SPACE[2])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(1, 1, -1, -1)
        self._paint_ground(painter, box, option.state)
        box = box.adjusted(SPACE[4], SPACE[2] - 1, -SPACE[4], -SPACE[2] + 1)
        below = self._paint_head(painter, box, index.data(FoundRole.ENTRY), index)
        self._paint_text(painter, box, below, index.data(FoundRole.SNIPPET))
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        tokens = self._theme.palette
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = chosen and bool(state & QStyle.StateFlag.State_HasFocus)
        if not chosen and not state & QStyle.StateFlag.State_MouseOver:
            return
        painter.setPen(QPen(QColor(tokens.accent if focused else tokens.line), 1))
        painter.setBrush(QColor(tokens.card) if chosen else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)

    def _paint_head(self, painter: QPainter, box: QRectF, entry: DiaryEntry, index: Index) -> float:
        """Where the text begins below it."""
        height, dot = self._theme.line_height(SMALL_PX), self._theme.px(DOT)
        mark = QRectF(box.left(), box.top() + (height - dot) / 2, dot, dot)
        valence = entry.label.valence if entry.label else None
        paint_mood_mark(painter, mark, self._theme.palette, valence)
        painter.setFont(self._theme.font(SMALL_PX))
        painter.setPen(QColor(self._theme.palette.soft_ink))
        words = "  ".join([index.data(FoundRole.WHEN), *(f"#{tag}" for tag in entry.entry.tags)])
        room = QRectF(mark.right() + SPACE[2], box.top(), box.right() - mark.right() - 8, height)
        elided = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, elided)
        return box.top() + height

    def _paint_text(self, painter: QPainter, box: QRectF, top: float, found: Snippet) -> None:
        font, mode = self._theme.font(BODY_PX), Qt.TextElideMode.ElideRight
        # As wide as if all of it were marked, and so bold.
        bold = QFontMetrics(self._theme.font(BODY_PX, bold=True))
        layout = QTextLayout(bold.elidedText(found.text, mode, int(box.width())), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(box.width())
        line.setPosition(QPointF(0, (self._theme.line_height() - line.height()) / 2))
        layout.endLayout()
        painter.setClipRect(box)
        palette = self._theme.palette
        painter.setPen(QColor(palette.soft_ink if found.quiet else palette.ink))
        layout.draw(painter, QPointF(box.left(), top), self._marks(found))

    def _marks(self, found: Snippet) -> list[QTextLayout.FormatRange]:
        look = QTextCharFormat()
        look.setBackground(self._theme.palette.highlight())
        look.setFontWeight(QFont.Weight.DemiBold)
        return [_range(start, length, look) for start, length in found.spans]


def _range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    mark = QTextLayout.FormatRange()
    mark.start, mark.length, mark.format = start, length, look
    return mark
