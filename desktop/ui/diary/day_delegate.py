"""How a day looks in the list: its mood, its name, how much was written, its first line."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui.diary.day_model import DayRole
from desktop.ui.diary.day_words import entry_count, nothing_yet
from desktop.ui.diary.mood_mark import paint_mood_mark
from desktop.ui.theme import RADIUS_CONTROL, SMALL_PX, SPACE, Theme

NAME_PX, MARK = 14.0, 10.0
EDGE, GAP = SPACE[2], SPACE[2]

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class DayDelegate(QStyledItemDelegate):
    """Paints with the theme's tokens only, so that a change of theme is one repaint."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        name, small = self._heights()
        return QSize(0, name + small + 2 * GAP)

    def _heights(self) -> tuple[int, int]:
        fonts = (self._theme.font(NAME_PX), self._theme.font(SMALL_PX))
        name, small = (QFontMetrics(font).height() for font in fonts)
        return name, small

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(0, 1, 0, -1)
        self._paint_ground(painter, box, option.state)
        name_height, small_height = self._heights()
        mark = self._theme.px(MARK)
        left = box.left() + EDGE + mark + GAP
        width = box.right() - EDGE - left
        top = box.top() + (box.height() - name_height - small_height) // 2
        middle = top + name_height / 2
        mark_box = QRectF(box.left() + EDGE, middle - mark / 2, mark, mark)
        self._paint_mark(painter, mark_box, index)
        self._paint_name(painter, QRect(left, top, width, name_height), index)
        self._paint_line(painter, QRect(left, top + name_height, width, small_height), index)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        palette = self._theme.palette
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if not (chosen or hovered or focused):
            return
        ground, edge = QColor(palette.card), QColor(palette.accent if focused else palette.line)
        if not chosen:
            ground.setAlphaF(0.5)
        painter.setBrush(ground)
        painter.setPen(
            QPen(edge, 1.5 if focused else 1) if chosen or focused else Qt.PenStyle.NoPen
        )
        inner = QRectF(box).adjusted(1, 0.5, -1, -0.5)
        painter.drawRoundedRect(inner, RADIUS_CONTROL, RADIUS_CONTROL)

    def _paint_mark(self, painter: QPainter, box: QRectF, index: Index) -> None:
        if index.data(DayRole.ENTRIES):
            paint_mood_mark(painter, box, self._theme.palette, index.data(DayRole.MEAN))

    def _paint_name(self, painter: QPainter, box: QRect, index: Index) -> None:
        entries = index.data(DayRole.ENTRIES)
        count = entry_count(entries) if entries else ""
        painter.setFont(self._theme.font(SMALL_PX))
        painter.setPen(QColor(self._theme.palette.soft_ink))
        painter.drawText(box, _RIGHT, count)
        room = box.width() - painter.fontMetrics().horizontalAdvance(count) - GAP
        painter.setFont(self._theme.font(NAME_PX))
        painter.setPen(QColor(self._theme.palette.ink))
        name = index.data()
        if painter.fontMetrics().horizontalAdvance(name) > room:
            name = index.data(DayRole.SHORT_NAME)
        _draw_elided(painter, QRect(box.topLeft(), QSize(room, box.height())), name)

    def _paint_line(self, painter: QPainter, box: QRect, index: Index) -> None:
        painter.setFont(self._theme.font(SMALL_PX))
        painter.setPen(QColor(self._theme.palette.soft_ink))
        text = index.data(DayRole.FIRST_LINE) if index.data(DayRole.ENTRIES) else nothing_yet()
        _draw_elided(painter, box, text)


def _draw_elided(painter: QPainter, box: QRect, text: str) -> None:
    elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, _LEFT, elided)
