"""Copies of weights in lower precision: which of them nobody uses, found without torch."""

from pathlib import Path

# What is written in place of a copy until it is whole, and what stands beside it.
_SUFFIXES = (".safetensors", ".sha256", ".part")


def copy_name(identity: str, precision: str) -> str:
    """How the name of a copy begins. identity: of the weights, see `Identities`."""
    return f"{identity[:16]}-{precision}-"


def copies(folder: Path) -> list[Path]:
    """All files of copies; none where the folder can't be read."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix in _SUFFIXES)
    except OSError:
        return []
