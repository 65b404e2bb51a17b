"""What a figure was measured on, and with which versions. Imports none of them."""

import os
import platform
from importlib import metadata
from pathlib import Path
from typing import Any

from desktop import __version__

_CPUINFO, _STAT = Path("/proc/cpuinfo"), Path("/proc/stat")
# Those that decide which kernels are taken.
_FLAGS = ("avx", "avx2", "f16c", "fma", "avx_vnni", "avx512f", "avx512bw", "avx512_vnni",
          "avx512_bf16", "avx512_fp16", "amx_tile", "amx_int8", "amx_bf16", "asimd", "asimddp",
          "i8mm", "sve", "bf16", "hypervisor")  # fmt: skip
_PACKAGES = ("torch", "transformers", "tokenizers", "safetensors", "PySide6_Essentials",
             "llama_cpp_python", "gguf")  # fmt: skip


def machine() -> dict[str, Any]:
    """cpu, cores we may use, flags, memory in bytes, system, and how busy it was (1 minute)."""
    info = _cpuinfo()
    flags = set((info.get("flags") or info.get("Features") or "").split())
    return {
        "cpu": info.get("model name") or platform.processor() or platform.machine(),
        "cores": _cores(),
        "flags": [flag for flag in _FLAGS if flag in flags],
        "memory_bytes": _memory(),
        "system": platform.platform(),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
    }


def versions() -> dict[str, str | None]:
    """None for what is not installed."""
    found = {name: _version(name) for name in _PACKAGES}
    return {"desktop": __version__, "python": platform.python_version(), **found}


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _cpuinfo() -> dict[str, str]:
    """Of the first core."""
    if not _CPUINFO.exists():
        return {}
    first = _CPUINFO.read_text().split("\n\n")[0]
    pairs = (line.partition(":") for line in first.splitlines())
    return {key.strip(): value.strip() for key, _, value in pairs}


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _memory() -> int | None:
    names = getattr(os, "sysconf_names", {})
    if "SC_PHYS_PAGES" not in names:
        return None
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


class OtherPrograms:
    """What share of the machine's time others took between the start and `share`.

    Only Linux tells; our own children count once they have ended.
    """

    def __init__(self) -> None:
        self._began = _times()

    def share(self) -> float | None:
        """0 to 1; above a few hundredths the medians are worse than the engines are."""
        if self._began is None or (now := _times()) is None:
            return None
        total, busy, own = (after - before for after, before in zip(now, self._began, strict=True))
        return max(0.0, busy - own) / total if total > 0 else None


def _times() -> tuple[float, float, float] | None:
    """Seconds of all cores: in all, busy, and busy with us."""
    if not _STAT.exists():
        return None
    ticks = [int(word) for word in _STAT.read_text().splitlines()[0].split()[1:9]]
    idle, rate = ticks[3] + ticks[4], os.sysconf("SC_CLK_TCK")
    return sum(ticks) / rate, (sum(ticks) - idle) / rate, sum(os.times()[:4])
