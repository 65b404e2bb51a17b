"""Files among what is dropped on an editor or pasted into it, as their text."""

from pathlib import Path

from PySide6.QtCore import QMimeData

from desktop.services.dropped_text import NotText, text_of


def has_files(data: QMimeData) -> bool:
    """Whether it is files of this computer, whatever they hold."""
    return any(url.isLocalFile() for url in data.urls())


def texts(data: QMimeData) -> tuple[str, list[str]]:
    """The texts of the files, one below the other, and a sentence for each that has none."""
    found, troubles = [], []
    for url in data.urls():
        if url.isLocalFile():
            try:
                found.append(text_of(Path(url.toLocalFile())).strip("\n"))
            except NotText as reason:
                troubles.append(str(reason))
    return "\n".join(found), troubles
