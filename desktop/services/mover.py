"""A move of the diary's folder on a thread of its own, told by signals; stopped while it can be."""

import threading
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop.paths import Place
from desktop.services.background import Background
from desktop.storage.leaving import Progress
from desktop.storage.moving import moving

__all__ = ["Mover", "Progress"]


class Mover(QObject):
    """Signals:
    progressed(Progress)
    ended(error): None when the diary lies in the new folder or, after `cancel`, in the old one;
        otherwise why it lies where it was.
    """

    progressed = Signal(object)
    ended = Signal(object)

    def __init__(self, place: Place, aside: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place, self._aside = place, aside
        self._stop = threading.Event()
        self._background = Background(self)
        self._background.done.connect(self._on_done)

    def start(self) -> None:
        self._background.submit(self._work)

    @Slot()
    def cancel(self) -> None:
        """Everything is as it was, unless the new folder counts already."""
        self._stop.set()

    def close(self) -> None:
        """Wait for what runs."""
        self._background.close()

    def _work(self) -> BaseException | None:
        """On the thread. Bugs, too, are handed over: whoever waits must not wait for ever."""
        try:
            with closing(moving(self._place, self._aside)) as steps:
                for progress in steps:
                    self.progressed.emit(progress)
                    if self._stop.is_set() and not progress.counts:
                        break
        except BaseException as error:
            return error
        return None

    @Slot(object, object)
    def _on_done(self, _job: int, error: BaseException | None) -> None:
        self.ended.emit(error)
