"""Python's search for reference cycles, kept on the main thread.

Python looks for cycles on whichever thread made one object too many. On the worker that may be the
end of a QObject of the window: destroyed on the wrong thread, while the worker holds Python's lock
and waits for Qt's, and the window holds Qt's and waits for Python's. Both then wait for ever
(seen as a hang; a loop of such collections beside a busy main thread stops within 30 s).
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer, Slot

_LOOK_EVERY_MS = 1000


class GarbageCollector(QObject):
    """Collects on the thread it was made on, by Python's own thresholds."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Collect the oldest generation whose time has come."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return


@contextmanager
def garbage_collected_here() -> Iterator[None]:
    """As long as the block runs, cycles are looked for on this thread, in its event loop."""
    was_on = gc.isenabled()
    gc.disable()
    collector = GarbageCollector()
    try:
        yield
    finally:
        collector.deleteLater()
        if was_on:
            gc.enable()
