"""How much memory this process has now, and had at most."""

from pathlib import Path

from desktop.services.memory import peak_bytes

_STATUS = Path("/proc/self/status")


def resident() -> dict[str, int]:
    """Resident memory in bytes: `now` and `peak`. Only Linux says `now`; elsewhere the peak."""
    if not _STATUS.exists():
        return {"now": peak_bytes(), "peak": peak_bytes()}
    lines = (line.split() for line in _STATUS.read_text().splitlines())
    kib = {words[0]: int(words[1]) for words in lines if words[0] in ("VmRSS:", "VmHWM:")}
    return {"now": kib["VmRSS:"] * 1024, "peak": kib["VmHWM:"] * 1024}
