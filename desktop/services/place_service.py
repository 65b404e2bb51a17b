"""Where the diary lies, as the settings see it: another place is looked at, wished for, or not."""

from pathlib import Path

from PySide6.QtCore import QFile, QObject, QStorageInfo, Signal

from desktop.domain.moving import Verdict, verdict
from desktop.paths import Place, holds_diary, read_place
from desktop.storage import places
from desktop.storage.ground import nearest, survey

__all__ = ["PlaceService", "Verdict", "look_at"]


def look_at(chosen: Path, place: Place) -> Verdict:
    """Whether the diary may be moved there. Raises StorageFailure."""
    disk = QStorageInfo(str(nearest(chosen.absolute())))
    return verdict(survey(chosen, place, disk.fileSystemType().toStdString()))


class PlaceService(QObject):
    """Nothing is moved while the window is open: a wish is kept until the next start.

    Every method may raise StorageFailure. Signal changed(): a wish or an old copy came or went.
    """

    changed = Signal()

    def __init__(self, folder: Path, home: Path | None, parent: QObject | None = None) -> None:
        """folder: where the open diary lies. home: the folder with the note on that; None where
        the command line or the environment named the diary's folder, which counts more."""
        super().__init__(parent)
        self.folder, self._home = folder, home

    @property
    def movable(self) -> bool:
        return self._home is not None

    @property
    def wish(self) -> Path | None:
        """Where it is to lie from the next start on."""
        return None if self._home is None else self._place().wish

    @property
    def wish_opens(self) -> bool:
        """Whether another diary is to be opened there, and nothing moved."""
        return self._home is not None and self._place().wish_opens

    def look(self, chosen: Path) -> Verdict:
        """What would become of it there."""
        return look_at(chosen, self._place())

    def move_to(self, target: Path) -> None:
        """target: of a verdict."""
        self._wish(target)

    def open_other(self, folder: Path) -> None:
        """The diary that lies there; this one stays where it is."""
        self._wish(folder, opens=True)

    def cancel(self) -> None:
        self._wish(None)

    def old_copies(self) -> list[Path]:
        """What moves left behind. The diary that is open is none."""
        copies = [] if self._home is None else places.old_copies(self._home)
        return [copy for copy in copies if not self.folder.is_relative_to(copy)]

    def put_into_trash(self, copy: Path) -> bool:
        """Whether it lies in the system's trash now. Only what a move left, and only while the
        diary itself is there."""
        assert self._home is not None
        if copy not in self.old_copies() or not holds_diary(self.folder):
            return False
        moved = QFile(str(copy)).moveToTrash()
        if moved:
            places.forget_copy(self._home, copy)
            self.changed.emit()
        return moved

    def _place(self) -> Place:
        assert self._home is not None
        return read_place(self._home)

    def _wish(self, folder: Path | None, *, opens: bool = False) -> None:
        assert self._home is not None
        places.wish(self._home, folder, opens=opens)
        self.changed.emit()
