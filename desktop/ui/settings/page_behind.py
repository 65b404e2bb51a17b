"""What every page behind the settings can do: be left, and take the keyboard."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class PageBehind(QWidget):
    """Signal left(): back to the settings."""

    left = Signal()

    def take_focus(self) -> None:
        """To what one came for."""
        raise NotImplementedError
