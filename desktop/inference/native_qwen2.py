"""The forward pass in C over int8 weights, behind the same methods as `Qwen2`'s. Knows addresses.

What it computes is `Qwen2`'s over the same weights, only that activations are rounded in groups of
128 columns, which loses less, and that keys and values are kept as half floats.
"""

import torch
from torch import Tensor

from desktop.inference.block_weights import BlockWeights, MatrixAddresses
from desktop.inference.folder import ModelConfig
from desktop.inference.native import BLOCK, instruction_sets, library
from desktop.inference.qwen2 import rope_table

# How many layers tell as much about threads as all of them do.
_SAMPLE_LAYERS = 4
# module.c: the order of its kinds.
_KINDS = ("avx512-vnni", "avx2")
_NO_ROWS = torch.empty(0, dtype=torch.int64)

LayerAddresses = tuple[
    int, MatrixAddresses, int, int, MatrixAddresses, int, MatrixAddresses, MatrixAddresses
]


class HalfCache:
    """Keys and values of the tokens read so far, as half floats; length as `KVCache`'s."""

    def __init__(self, config: ModelConfig, capacity: int) -> None:
        blocks, heads, dim = -(-capacity // BLOCK), config.kv_heads, config.head_dim
        self.capacity, self.length = blocks * BLOCK, 0
        # torch.empty: pages that were never written cost no memory.
        shape = (config.layers, heads, blocks, dim, BLOCK)
        self.keys = torch.empty(shape, dtype=torch.float16)
        self.values = torch.empty((config.layers, heads, self.capacity, dim), dtype=torch.float16)

    @property
    def filled_bytes(self) -> int:
        """Memory that the tokens take."""
        return (self.keys.nbytes + self.values.nbytes) // self.capacity * self.length


class NativeQwen2:
    """`forward` appends tokens to a cache and returns logits.

    instructions: one of `instruction_sets`; default is the fastest.
    """

    def __init__(
        self, config: ModelConfig, weights: BlockWeights, capacity: int, instructions: str = ""
    ) -> None:
        self.config, self.weights, self.capacity = config, weights, capacity
        self.kernels = instructions or instruction_sets()[0]
        self._kind = _KINDS.index(self.kernels)
        cos, sin = rope_table(config, capacity, torch.float32)
        half = config.head_dim // 2
        self._rope = cos[:, :half].contiguous(), sin[:, half:].contiguous()
        self._model = self._make(config.layers)

    def _make(self, layers: int) -> object:
        config, weights = self.config, self.weights
        sizes = (config.hidden_size, config.intermediate_size, config.heads, config.kv_heads)
        cos, sin = (table.data_ptr() for table in self._rope)
        return library.make_model(
            (*sizes, config.head_dim),
            config.rms_norm_eps,
            cos,
            sin,
            weights.address("norm"),
            weights.matrix("embedding"),
            weights.matrix(weights.head),
            [self._layer(f"layers.{index}.") for index in range(layers)],
        )

    def _layer(self, at: str) -> LayerAddresses:
        """As forward.h's `layer`."""
        address, matrix = self.weights.address, self.weights.matrix
        return (
            address(at + "input_norm"),
            matrix(at + "qkv"),
            address(at + "q_norm"),
            address(at + "k_norm"),
            matrix(at + "out"),
            address(at + "post_norm"),
            matrix(at + "gate_up"),
            matrix(at + "down"),
        )

    def new_cache(self) -> HalfCache:
        return HalfCache(self.config, self.capacity)

    def forward(
        self,
        ids: Tensor,
        cache: HalfCache,
        *,
        positions: Tensor | None = None,
        mask: Tensor | None = None,
        rows: Tensor | None = None,
        states: Tensor | None = None,
    ) -> Tensor:
        """See Qwen2.forward."""
        rows = torch.tensor([ids.numel() - 1]) if rows is None else rows
        logits = torch.empty(rows.numel(), self.config.vocab_size)
        self._run(self._model, ids, cache, positions, mask, rows, logits, states)
        cache.length += ids.numel()
        return logits

    def read(self, ids: Tensor, cache: HalfCache) -> None:
        """The same without logits."""
        self._run(self._model, ids, cache, None, None, _NO_ROWS, _NO_ROWS)
        cache.length += ids.numel()

    def sample(self) -> None:
        """A few layers of a decode step: as long as threads need to show what they are worth."""
        cache = HalfCache(self.config, BLOCK)
        few = self._make(min(_SAMPLE_LAYERS, self.config.layers))
        self._run(few, torch.tensor([0]), cache, None, None, _NO_ROWS, _NO_ROWS)

    def _run(
        self,
        model: object,
        ids: Tensor,
        cache: HalfCache,
        positions: Tensor | None,
        mask: Tensor | None,
        rows: Tensor,
        logits: Tensor,
        states: Tensor | None = None,
    ) -> None:
        """Raises MemoryError; IndexError for ids and places out of range."""
        given = [ids, rows, *(tensor for tensor in (positions, mask, states) if tensor is not None)]
        assert all(tensor.is_contiguous() for tensor in given)
        library.forward(
            model,
            self._kind,
            torch.get_num_threads(),
            ids.data_ptr(),
            ids.numel(),
            cache.length,
            0 if positions is None else positions.data_ptr(),
            0 if mask is None else mask.data_ptr(),
            rows.data_ptr(),
            rows.numel(),
            logits.data_ptr(),
            0 if states is None else states.data_ptr(),
            cache.keys.data_ptr(),
            cache.values.data_ptr(),
            cache.capacity,
        )
