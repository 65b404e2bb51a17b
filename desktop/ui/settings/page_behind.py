"""What every page behind the settings can do: be left, take the keyboard, go on from another."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class PageBehind(QWidget):
    """Signal left(): back to the settings."""

    left = Signal()

    def take_focus(self) -> None:
        """To what one came for."""
        raise NotImplementedError

    def has_something_open(self) -> bool:
        """Whether a page with other words is to go on with it."""
        return False

    def go_on_from(self, old: "PageBehind") -> None:
        """In the place of such a page: what was typed there or is waited for."""
