"""The wheel over a box with a value: it scrolls the page, and never changes what was chosen."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class _PageWheel(QObject):
    """Lets the wheel through to what is around the box.

    Also while the box has the keyboard: one who has just chosen there scrolls on from it.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False


def leave_wheel_to_page(box: QWidget) -> None:
    """For every box of choices or numbers. The keyboard stays where it is, too."""
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.installEventFilter(_PageWheel(box))
