"""Quantised weights on disk: written once, checked at every start, mapped and not copied.

The file is a safetensors file (https://huggingface.co/docs/safetensors, "Format": 8 bytes of
header length, a JSON header, the tensors' bytes) followed by nothing; its SHA-256 stands beside it
in ``<name>.sha256``. Written piece by piece, because the whole would not fit beside the model.
"""

import hashlib
import json
import os
import struct
from pathlib import Path

import torch
from safetensors import safe_open
from torch import Tensor

# Raise it when anything about the content changes; older files are then simply not found.
FORMAT = 1
_NAMES = {torch.int8: "I8", torch.uint8: "U8", torch.float32: "F32", torch.bfloat16: "BF16"}
_BLOCK = 1 << 22

Spec = tuple[torch.dtype, tuple[int, ...]]


class Writer:
    """Writes tensors in a fixed order into ``<path>.part``; `commit` makes it the file."""

    def __init__(self, path: Path, shapes: dict[str, Spec]) -> None:
        """Raises OSError, as does every method."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path, self._part = path, path.with_suffix(".part")
        self._waiting = list(shapes)
        self._digest = hashlib.sha256()
        self._file = self._part.open("wb")
        header = _header(shapes)
        self._write(struct.pack("<Q", len(header)) + header)

    def _write(self, data: bytes | memoryview) -> None:
        self._file.write(data)
        self._digest.update(data)

    def add(self, name: str, tensor: Tensor) -> None:
        assert self._waiting.pop(0) == name, name
        self._write(tensor.contiguous().view(torch.uint8).flatten().numpy().data)

    def commit(self) -> None:
        """Durable, and only then under its name."""
        assert not self._waiting
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._path.with_suffix(".sha256").write_text(self._digest.hexdigest())
        self._part.replace(self._path)

    def abandon(self) -> None:
        self._file.close()
        self._part.unlink(missing_ok=True)


def _header(shapes: dict[str, Spec]) -> bytes:
    entries, at = {}, 0
    for name, (dtype, shape) in shapes.items():
        size = torch.Size(shape).numel() * dtype.itemsize
        entries[name] = {
            "dtype": _NAMES[dtype],
            "shape": list(shape),
            "data_offsets": [at, at + size],
        }
        at += size
    text = json.dumps({"__metadata__": {"format": str(FORMAT)}, **entries}).encode()
    # With the 8 bytes before it a multiple of a cache line: so begin the large tensors.
    return text + b" " * (-(len(text) + 8) % 64)


def verified(path: Path) -> bool:
    """Whether the file is there and is what was written."""
    try:
        expected = path.with_suffix(".sha256").read_text()
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except (OSError, UnicodeDecodeError):
        return False
    return digest.hexdigest() == expected


class Reader:
    """Tensors of a file by memory map: their pages leave memory when the tensors do."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with safe_open(path, "pt") as file:
            self._names = frozenset(file.keys())

    def has(self, name: str) -> bool:
        return name in self._names

    def mapped(self, name: str) -> Tensor:
        """Only what is read of it takes memory. Each call maps anew, so that one user who reads
        all of a table doesn't keep it in memory for another who reads a few rows."""
        with safe_open(self._path, "pt") as file:
            tensor: Tensor = file.get_tensor(name)
            return tensor

    def all(self) -> dict[str, Tensor]:
        """Every tensor, in one map."""
        with safe_open(self._path, "pt") as file:
            return {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - no dict

    def copied(self, name: str) -> Tensor:
        return self.mapped(name).clone()
