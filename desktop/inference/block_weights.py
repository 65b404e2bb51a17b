"""int8 weights as the forward in C reads them: from the cache by memory map, or made in memory."""

import threading
from collections.abc import Mapping
from pathlib import Path

from torch import Tensor

from desktop.inference.allocator import returning_memory
from desktop.inference.folder import ModelConfig, ModelFolder
from desktop.inference.native import BLOCK
from desktop.inference.precision import Plan
from desktop.inference.quantised_file import Reader, verified
from desktop.inference.source import Source
from desktop.inference.stored import Layout, stored_tensors, write_quantised

# Addresses of bytes, scales and biases; rows, columns: forward.h's `matrix`.
MatrixAddresses = tuple[int, int, int, int, int]


class BlockWeights:
    """All of a model by our names (see `Source`), matrices as blocks (see `to_blocks`)."""

    def __init__(self, config: ModelConfig, tensors: Mapping[str, Tensor]) -> None:
        self.tensors = tensors
        self.head = "head" if "head.weight" in tensors else "embedding"
        layers = [f"layers.{i}." for i in range(config.layers)]
        groups = ("qkv", "out", "gate_up", "down")
        names = [self.head, *(layer + group for layer in layers for group in groups)]
        self.step_bytes = sum(tensors[name + ".weight"].numel() for name in names)

    def address(self, name: str) -> int:
        """0 for what this model doesn't have."""
        return self.tensors[name].data_ptr() if name in self.tensors else 0

    def matrix(self, name: str) -> MatrixAddresses:
        """As forward.h's `matrix`."""
        weight = self.tensors[name + ".weight"]
        scale, bias = self.address(name + ".scale"), self.address(name + ".bias")
        return weight.data_ptr(), scale, bias, weight.shape[0] * BLOCK, weight.shape[1] * 4


def load_blocks(
    folder: ModelFolder, plan: Plan, cache: Path | None, stop: threading.Event | None = None
) -> BlockWeights:
    """The folder's weights in int8. cache: as `load_weights`; read if sound, otherwise made.

    Raises ModelDamaged and Cancelled.
    """
    if cache is not None and verified(cache):
        return BlockWeights(folder.config, Reader(cache).all())
    source = Source(folder, stop)
    with returning_memory():
        if cache is not None and write_quantised(source, plan, cache, Layout.BLOCKS):
            return BlockWeights(folder.config, Reader(cache).all())
        return BlockWeights(folder.config, dict(stored_tensors(source, plan, Layout.BLOCKS)))
