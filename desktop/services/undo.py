"""What was done and can be taken back, wherever in the window it was done."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

# Older ones would surprise more than they help; the trash and the earlier texts keep longer.
MOST = 50


class Deed(QObject):
    """Something that was done. Signal undone(): it was taken back, by whichever way.

    sentence: what was done, for people. undo: takes it back, and tells its own failures.
    is_told: it also says itself, where one looks, that it was taken back.
    """

    undone = Signal()

    def __init__(self, sentence: str, undo: Callable[[], object]) -> None:
        super().__init__()
        self.sentence, self._undo = sentence, undo
        self.is_undone = self.is_told = False

    @Slot()
    def undo(self) -> None:
        """Once; what is asked again does nothing."""
        if not self.is_undone:
            self.is_undone = True
            self._undo()
            self.undone.emit()


class UndoHistory(QObject):
    """The deeds of this session, last first. Signal undone(sentence): that was taken back, and
    nobody has said so yet."""

    undone = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._deeds: deque[Deed] = deque(maxlen=MOST)

    @Slot(object)
    def add(self, deed: Deed) -> None:
        self._deeds.append(deed)

    @Slot()
    def undo(self) -> None:
        """Take back the last that wasn't yet; nothing where there is none."""
        while self._deeds:
            deed = self._deeds.pop()
            if not deed.is_undone:
                deed.undo()
                if not deed.is_told:
                    self.undone.emit(deed.sentence)
                return

    @Slot()
    def forget(self) -> None:
        """The diary is another one now: what was done, was done to the one before."""
        self._deeds.clear()
