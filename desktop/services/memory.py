"""How much memory this process uses and has used at most, and how much the machine has left."""

import sys


def peak_bytes() -> int:
    """Peak resident memory since the start, in bytes; 0 where the system doesn't say."""
    if sys.platform == "win32":
        return _windows_peak()
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024  # Linux counts in KiB


def current_bytes() -> int:
    """Resident memory now, in bytes."""
    import psutil

    return int(psutil.Process().memory_info().rss)


def available_bytes() -> int:
    """What programs could have now without anything being swapped out."""
    import psutil

    return int(psutil.virtual_memory().available)


def total_bytes() -> int:
    """What is built in."""
    import psutil

    return int(psutil.virtual_memory().total)


def _windows_peak() -> int:
    """PROCESS_MEMORY_COUNTERS.PeakWorkingSetSize (psapi.h)."""
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = [
            ("cb", wintypes.DWORD),
            ("page_faults", wintypes.DWORD),
            *((f"size{n}", ctypes.c_size_t) for n in range(8)),
        ]

    counters = Counters()
    counters.cb = ctypes.sizeof(counters)
    windll = ctypes.windll  # type: ignore[attr-defined]
    windll.psapi.GetProcessMemoryInfo(
        wintypes.HANDLE(windll.kernel32.GetCurrentProcess()), ctypes.byref(counters), counters.cb
    )
    return int(counters.size0)
