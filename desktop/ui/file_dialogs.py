"""Asking for a file or a folder by the system's dialog. It begins in the person's documents, later
where something was last taken from or put. Blocks nothing.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.ui.remembered import Remembered

Then = Callable[[str], object]


class FileDialogs:
    """All methods show a dialog over *parent*, and return it; then: called with what was chosen.

    What is chosen is taken from, or put into, the folder that it lies in: that one comes next.
    """

    def __init__(self, remembered: Remembered | None = None) -> None:
        """remembered: keeps the folder from one time to the next."""
        self._remembered = remembered
        self._last = None if remembered is None else remembered.folder()

    def take_file(self, parent: QWidget, title: str, then: Then) -> QFileDialog:
        dialog = QFileDialog(parent, title, self.begin())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return self._shown(dialog, then)

    def take_folder(
        self, parent: QWidget, title: str, then: Then, begin: Path | None = None
    ) -> QFileDialog:
        """begin: where, if that is known better."""
        return self._shown(folder_dialog(parent, title, str(begin or self.begin())), then)

    def put_file(
        self,
        parent: QWidget,
        title: str,
        name: str,
        then: Then,
        shown: str = "",
        *,
        asks_to_replace: bool = True,
    ) -> QFileDialog:
        """name: that is proposed; its ending is added where it is left out. shown: which files, in
        Qt's way. asks_to_replace: a file that is there already."""
        dialog = QFileDialog(parent, title, self.begin(), shown)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not asks_to_replace)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix)
        dialog.selectFile(name)
        return self._shown(dialog, then)

    def put_into(self, parent: QWidget, title: str, then: Then) -> QFileDialog:
        """Something with a name of its own, into the folder that is chosen."""
        dialog = folder_dialog(parent, title, self.begin())
        return self._shown(dialog, then, within=True)

    def begin(self) -> str:
        """The folder that the next one shows."""
        folders = (self._last, *map(Path, _documents()))
        return str(next((f for f in folders if f is not None and f.is_dir()), Path.home()))

    def _shown(self, dialog: QFileDialog, then: Then, *, within: bool = False) -> QFileDialog:
        answer = _Answer(dialog, (partial(self._keep, within=within), then))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(answer.give)
        dialog.open()
        return dialog

    def _keep(self, chosen: str, *, within: bool) -> None:
        self._last = folder = Path(chosen) if within else Path(chosen).parent
        if self._remembered is not None:
            self._remembered.keep_folder(folder)


def folder_dialog(parent: QWidget | None, title: str, begin: str) -> QFileDialog:
    """Not shown yet."""
    dialog = QFileDialog(parent, title, begin)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return dialog


class _Answer(QObject):
    """To one dialog, and gone with it."""

    def __init__(self, dialog: QFileDialog, acts: tuple[Then, ...]) -> None:
        super().__init__(dialog)
        self._acts = acts

    @Slot(str)
    def give(self, chosen: str) -> None:
        for act in self._acts:
            act(chosen)


def _documents() -> list[str]:
    return QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
