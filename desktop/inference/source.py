"""The original tensors of a folder, stacked as the forward wants them. Reads by memory map."""

import threading
from types import TracebackType

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

from desktop.errors import ModelDamaged
from desktop.inference.engine import raise_if_set
from desktop.inference.folder import ModelFolder
from desktop.inference.shapes import Shape, parts_of


class Source:
    """The original tensors, stacked as the forward wants them, in the type they are stored in;
    with the adapter, if there is one, merged into them.

    Files are opened for one tensor at a time: closing them gives their pages back.
    """

    def __init__(self, folder: ModelFolder, stop: threading.Event | None) -> None:
        self.config, self._stop, self._where = folder.config, stop, {}
        self._adapter = folder.adapter
        self._shown = folder.path.name
        with self._as_damage():
            for path in folder.files:
                with safe_open(path, "pt") as file:
                    self._where.update(dict.fromkeys(file.keys(), path))
        self.tied = folder.config.tied or "lm_head.weight" not in self._where

    def _as_damage(self) -> "_AsDamage":
        return _AsDamage(self._shown)

    def tensor(self, name: str) -> Tensor:
        """A tensor by our name, such as ``layers.3.qkv.weight``. Raises ModelDamaged."""
        raise_if_set(self._stop)
        with self._as_damage():
            parts = [self._one(*part) for part in parts_of(self.config, name)]
            return parts[0] if len(parts) == 1 else torch.cat(parts)

    def _one(self, name: str, shape: Shape) -> Tensor:
        if name not in self._where:
            raise ModelDamaged(f"{name} is missing")
        with safe_open(self._where[name], "pt") as file:
            tensor: Tensor = file.get_tensor(name)
        if tuple(tensor.shape) != shape:
            raise ModelDamaged(f"{name} is {tuple(tensor.shape)}, not {shape}")
        if not tensor.is_floating_point():
            raise ModelDamaged(f"{name} is {tensor.dtype}")
        return tensor if self._adapter is None else self._adapter.merged(name, tensor)


class _AsDamage:
    """What the libraries raise for a file that can't be read, as our own kind."""

    def __init__(self, shown: str) -> None:
        self._shown = shown

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, _kind: object, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if isinstance(error, SafetensorError | OSError):
            raise ModelDamaged(f"{self._shown}: {error}") from error
