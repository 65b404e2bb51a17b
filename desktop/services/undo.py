"""What was done and can be taken back, wherever in the window it was done."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from desktop.errors import EnvironmentFailure
from desktop.services.wording import explain

# Older ones would surprise more than they help; the trash and the earlier texts keep longer.
MOST = 50


class Deed(QObject):
    """Something that was done. It may outlive the window, and so knows nothing of it.

    is_told: it also says itself, where one looks, that it was taken back.

    Signals:
        undone(): it was taken back, by whichever way.
        failed(str): it could not be, and why, for people. It can be tried again.
    """

    undone = Signal()
    failed = Signal(str)

    def __init__(
        self,
        say: Callable[[], str],
        undo: Callable[[], object],
        trouble: Callable[[EnvironmentFailure], str] = explain,
    ) -> None:
        """say: what was done, for people, in the words of when it is asked.

        undo: takes it back; may raise EnvironmentFailure. trouble: why it could not be, for people.
        """
        super().__init__()
        self._say, self._undo, self._trouble = say, undo, trouble
        self.is_undone = self.is_told = False

    @property
    def sentence(self) -> str:
        return self._say()

    @Slot()
    def undo(self) -> None:
        """Once; what is asked again does nothing."""
        if self.is_undone:
            return
        self.is_undone = True
        try:
            self._undo()
        except EnvironmentFailure as failure:
            self.is_undone = False
            self.failed.emit(self._trouble(failure))
        else:
            self.undone.emit()


class UndoHistory(QObject):
    """The deeds of this session, last first.

    Signals:
        added(): something new was done.
        undone(sentence): that was taken back, and nobody has said so yet.
        failed(sentence): why something could not be; asked again, it is tried again.
    """

    added = Signal()
    undone = Signal(str)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._deeds: deque[Deed] = deque(maxlen=MOST)

    @Slot(object)
    def add(self, deed: Deed) -> None:
        self._deeds.append(deed)
        deed.failed.connect(self.failed)
        self.added.emit()

    @Slot()
    def undo(self) -> None:
        """Take back the last that wasn't yet; nothing where there is none."""
        while self._deeds:
            deed = self._deeds.pop()
            if not deed.is_undone:
                self._take_back(deed)
                return

    def _take_back(self, deed: Deed) -> None:
        deed.undo()
        if not deed.is_undone:
            self._deeds.append(deed)
        elif not deed.is_told:
            self.undone.emit(deed.sentence)

    @Slot()
    def forget(self) -> None:
        """The diary is another one now: what was done, was done to the one before."""
        self._deeds.clear()
