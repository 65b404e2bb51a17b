"""The asyncio loop that is also Qt's."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication
from qasync import QEventLoop


@contextmanager
def window_loop(qt: QCoreApplication) -> Iterator[QEventLoop]:
    """Open as long as the block runs.

    qasync forgets what asyncio's own loops do (PEP 525, "Finalization"): a generator that is left
    in the middle, as a response is when its download is paused, must be closed by the loop.
    """
    before = sys.get_asyncgen_hooks()
    with QEventLoop(qt) as loop:
        sys.set_asyncgen_hooks(loop._asyncgen_firstiter_hook, loop._asyncgen_finalizer_hook)
        try:
            yield loop
            loop.run_until_complete(loop.shutdown_asyncgens())
        finally:
            sys.set_asyncgen_hooks(*before)
