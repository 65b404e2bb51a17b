"""The list of days beside a page, or over it where there is no room for both.

Knows where the two stand, not what is in them.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QVBoxLayout, QWidget

from desktop.ui.chat.chat_page import ChatPage
from desktop.ui.diary.day_list import DayColumn
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.diary.diary_page import DiaryPage

DAYS_PX = 240
# The list of days must leave this much, at normal text size, for the page itself.
PAGE_PX = 564
SHADOW_PX = 24


class BesideDays(QWidget):
    """Shows the list by itself where there is room; what the person wants counts more.

    Signal folded(bool): the person put the list away, or took it back, where there is room for it.
    """

    folded = Signal(bool)

    def __init__(self, day_list: DayColumn, page: "ChatPage | DiaryPage", theme: Theme) -> None:
        super().__init__()
        self._day_list, self.page, self._theme = day_list, page, theme
        self._wanted: bool | None = None
        self._folded = False
        self._had_room = True
        self.days = QWidget(self)
        self.days.setObjectName("days")
        self.days.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(self.days)
        inside.setContentsMargins(0, 0, 1, 0)
        inside.addWidget(day_list)
        self._shadow = QGraphicsDropShadowEffect(self.days)
        self._shadow.setBlurRadius(SHADOW_PX)
        self._shadow.setOffset(0, 0)
        self.days.setGraphicsEffect(self._shadow)
        page.setParent(self)
        self._connect()

    def _connect(self) -> None:
        self.page.days_toggled.connect(self.toggle)
        self.page.composer.editor.focus_moved.connect(self._on_writing)
        self._day_list.day_opened.connect(self._put_away)
        self._theme.changed.connect(self.arrange)

    def has_room(self) -> bool:
        """For both beside each other."""
        return self.width() >= self._days_width() + self._theme.px(PAGE_PX)

    @Slot()
    def toggle(self) -> None:
        self._wanted = self.days.isHidden()
        if self._had_room:
            self._folded = not self._wanted
            self.folded.emit(self._folded)
        self.arrange()
        if self._wanted and not self._had_room:
            self._day_list.take_focus()

    def fold(self, folded: bool) -> None:
        """As it was put away another time: where there is room, too."""
        self._folded = folded
        self.arrange()

    @Slot()
    def arrange(self) -> None:
        """Put both where they belong at this size of the page and of the text."""
        room = self.has_room()
        if room != self._had_room:
            self._had_room, self._wanted = room, None  # what was wanted was for the other width
        shown = room and not self._folded if self._wanted is None else self._wanted
        self._show_days(shown)
        left = self._days_width() if shown and room else 0
        self.page.setGeometry(left, 0, self.width() - left, self.height())
        # Over the page, the button that puts it away again stays free.
        top = 0 if room else self.page.header_height()
        self.days.setGeometry(0, top, self._days_width(), self.height() - top)

    def _show_days(self, shown: bool) -> None:
        if not shown and self.days.isAncestorOf(self.focusWidget() or self):
            self.page.composer.take_focus()  # not to wherever Qt would put it
        self._shadow.setEnabled(not self._had_room)
        self._shadow.setColor(self._theme.palette.shadow())
        self.days.setVisible(shown)
        self.days.raise_()

    def _days_width(self) -> int:
        return max(DAYS_PX, self._day_list.minimumSizeHint().width() + 1)

    @Slot(bool)
    def _on_writing(self, here: bool) -> None:
        if here:
            self._put_away()

    @Slot()
    def _put_away(self) -> None:
        """From over the page, so that what was picked or is written there is seen whole."""
        if self._wanted and not self._had_room:
            self._wanted = False
            self.arrange()

    # Without a layout, because the list may lie over the page

    def minimumSizeHint(self) -> QSize:
        return self.page.minimumSizeHint()

    def sizeHint(self) -> QSize:
        return self.page.sizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()
