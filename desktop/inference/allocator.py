"""glibc's allocator, told not to keep what loading needs only for a moment."""

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# mallopt(3) and malloc.h.
_M_MMAP_THRESHOLD = -3
_SMALL, _LARGEST = 1 << 20, 32 << 20


@contextmanager
def returning_memory() -> Iterator[None]:
    """Blocks over 1 MB go back to the system as soon as they are freed.

    By default glibc keeps ever larger ones for later: about 150 MB after a 0.5 B model was packed.
    Afterwards they are kept again, because mapping memory anew for every forward costs time.
    Does nothing where there is no glibc.
    """
    libc = _glibc()
    if libc is None:
        yield
        return
    libc.mallopt(_M_MMAP_THRESHOLD, _SMALL)
    try:
        yield
    finally:
        libc.mallopt(_M_MMAP_THRESHOLD, _LARGEST)
        libc.malloc_trim(0)


def give_memory_back() -> None:
    """What was freed goes back to the system; after a model was let go. Any platform."""
    if (libc := _glibc()) is not None:
        libc.malloc_trim(0)


def _glibc() -> Any:
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    return libc if hasattr(libc, "mallopt") and hasattr(libc, "malloc_trim") else None
