"""What the window remembers from one time to the next: its place, its page, what was put away or
folded, where a file was last taken from.

A file of Qt's own beside the settings. What can't be written is forgotten, and nothing else: none
of it is worth a word to the person.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget

from desktop.ui.beside_days import BesideDays
from desktop.ui.rail import Place

_GEOMETRY, _PLACE, _DISMISSED = "window/geometry", "window/page", "dismissed"
_FOLDED, _FOLDER = "folded", "files/folder"


class Remembered:
    """path: the file; it is made when there is something to remember."""

    def __init__(self, path: Path) -> None:
        self._file = QSettings(str(path), QSettings.Format.IniFormat)

    def restore_window(self, window: QWidget) -> None:
        """Where it was and as large, maximised or not; never beyond the screens that are there."""
        geometry = self._file.value(_GEOMETRY)
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)

    def keep_window(self, window: QWidget, place: int) -> None:
        """place: which page is open."""
        self._file.setValue(_GEOMETRY, window.saveGeometry())
        self._file.setValue(_PLACE, Place(place).name)
        self._file.sync()

    def place(self) -> Place:
        """The page that was open; today's where none is known."""
        return Place.__members__.get(str(self._file.value(_PLACE)), Place.TODAY)

    def follow_days(self, beside: BesideDays, name: str) -> None:
        """Fold the list of days as it was, and remember it from now on. name: of the page."""
        beside.fold(self._file.value(f"{_FOLDED}/{name}") == "yes")
        beside.folded.connect(partial(self._keep_folded, name))

    def _keep_folded(self, name: str, folded: bool) -> None:
        self._file.setValue(f"{_FOLDED}/{name}", "yes" if folded else "no")
        self._file.sync()

    def folder(self) -> Path | None:
        """Where a file was last taken from or put."""
        folder = self._file.value(_FOLDER)
        return Path(folder) if isinstance(folder, str) and folder else None

    def keep_folder(self, folder: Path) -> None:
        self._file.setValue(_FOLDER, str(folder))
        self._file.sync()

    def dismissed(self, card: str) -> bool:
        """Whether the person has put that card away for good."""
        return self._file.value(f"{_DISMISSED}/{card}") is not None

    def dismiss(self, card: str) -> None:
        self._file.setValue(f"{_DISMISSED}/{card}", "yes")
        self._file.sync()
