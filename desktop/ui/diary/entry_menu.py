"""What can be done to an entry: a small ⋯ menu, and the same by keyboard from anywhere in it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from desktop.ui import shortcuts
from desktop.ui.icons import Glyph, IconPainter
from desktop.ui.theme import Theme

_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class MenuButton(QToolButton):
    """⋯, painted only while the mouse is over its entry or the keyboard in it: nothing moves."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        name = self.tr("更多")
        self.setAutoRaise(True)
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._shown = False
        IconPainter(self, Glyph.MORE, theme, 18)

    def set_shown(self, shown: bool) -> None:
        self._shown = shown
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A menu opens by more keys than a button is pressed by."""
        if event.key() in _OPENING:
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown or self.hasFocus():
            super().paintEvent(event)


class EntryMenu(QMenu):
    """The actions of one entry. Their keys work wherever the keyboard is inside *where*."""

    def __init__(self, where: QWidget) -> None:
        super().__init__(where)
        self._where = where
        self.setAccessibleName(self.tr("这一则"))

    def add(self, name: str, shortcut: str, act: Callable[[], object]) -> QAction:
        """shortcut: its name in `desktop.ui.shortcuts`."""
        action = QAction(name, self._where)
        action.setShortcuts(shortcuts.sequences(shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: act())
        self._where.addAction(action)
        self.addAction(action)
        return action

    @Slot()
    def open_below(self, button: QToolButton) -> None:
        self.popup(button.mapToGlobal(button.rect().bottomLeft()))
