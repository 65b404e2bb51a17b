"""Showing a folder or a file with the program that the system has for it."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def opened(place: Path) -> bool:
    """Whether it is there and could be opened."""
    return place.exists() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))
