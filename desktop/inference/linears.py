"""A matrix that is multiplied with: as it is, or in int8. Knows kernels, not models."""

import warnings
from collections.abc import Sequence

import torch
import torch.nn.functional as F  # noqa: N812 - the name that everybody knows
from torch import Tensor

# Quantised tensors are to leave torch one day (pytorch#184982); ours are only handed to the kernel,
# and torch is pinned. Once for all: matrices are packed by several threads, and catch_warnings in
# one of them would undo it for the others.
warnings.filterwarnings("ignore", "torch.quantize_per_tensor", UserWarning)

_LEVELS = 127
# Rows that are quantised at a time, so that a float copy of a large table never exists.
_ROWS = 8192
# Guards the division for a row of zeros.
_TINY = 1e-30


class DenseLinear:
    """y = x Wᵀ + b in the matrix's own type; x and y in any float type."""

    def __init__(self, weight: Tensor, bias: Tensor | None = None) -> None:
        self.weight, self.bias = weight, bias

    def __call__(self, x: Tensor) -> Tensor:
        return F.linear(x.to(self.weight.dtype), self.weight, self.bias).to(x.dtype)

    @property
    def step_bytes(self) -> int:
        """Bytes of weights that one decode step reads."""
        return self.weight.numel() * self.weight.element_size()


class Int8Linear:
    """y = x Wᵀ + b with int8 weights, one scale an output row, and x rounded row by row.

    torch's kernel rounds a whole activation matrix with one scale: a single outlier token would
    cost all others their precision (measured: error 0.25 instead of 0.011). So each row is first
    divided by its largest entry, and the product multiplied by it.
    """

    def __init__(self, weight: Tensor, scale: Tensor, bias: Tensor | None = None) -> None:
        """weight: int8 [out, in]. scale: float32 [out]. Both are copied into the kernel's form."""
        zero = torch.zeros(scale.numel(), dtype=torch.int64)
        matrix = torch._make_per_channel_quantized_tensor(weight, scale.double(), zero, 0)
        self._packed = torch.ops.quantized.linear_prepack(matrix, None)
        self._bias = bias
        self.step_bytes = weight.numel()

    def __call__(self, x: Tensor) -> Tensor:
        if x.shape[0] == 1:
            y: Tensor = torch.ops.quantized.linear_dynamic(x, self._packed, _REDUCE_RANGE)
            return y if self._bias is None else y.add_(self._bias)
        largest = x.abs().amax(dim=-1, keepdim=True).clamp_min_(_TINY)
        y = torch.ops.quantized.linear_dynamic(x / largest, self._packed, _REDUCE_RANGE)
        return y.mul_(largest) if self._bias is None else torch.addcmul(self._bias, y, largest)


class StackedLinear:
    """Several matrices of the same width, one below the other."""

    def __init__(self, pieces: Sequence[Int8Linear]) -> None:
        self._pieces = pieces
        self.step_bytes = sum(piece.step_bytes for piece in pieces)

    def __call__(self, x: Tensor) -> Tensor:
        return torch.cat([piece(x) for piece in self._pieces], dim=-1)


Linear = DenseLinear | Int8Linear | StackedLinear


class DenseTable:
    """Rows of an embedding, in the type that is calculated in."""

    def __init__(self, weight: Tensor, dtype: torch.dtype) -> None:
        self._weight, self._dtype = weight, dtype

    def __call__(self, ids: Tensor) -> Tensor:
        return F.embedding(ids, self._weight).to(self._dtype)


class Int8Table:
    """Rows of an embedding kept in int8; only those that are asked for are ever read."""

    def __init__(self, weight: Tensor, scale: Tensor) -> None:
        self._weight, self._scale = weight, scale

    def __call__(self, ids: Tensor) -> Tensor:
        return self._weight[ids].float().mul_(self._scale[ids].unsqueeze(-1))


Table = DenseTable | Int8Table


def quantise(weight: Tensor) -> tuple[Tensor, Tensor]:
    """int8 [out, in] and float32 scales [out], symmetric, the largest entry of a row at ±127."""
    out = torch.empty(weight.shape, dtype=torch.int8)
    scales = torch.empty(weight.shape[0])
    for start in range(0, weight.shape[0], _ROWS):
        rows = weight[start : start + _ROWS].float()
        scale = rows.abs().amax(dim=1).clamp_min_(_TINY) / _LEVELS
        out[start : start + _ROWS] = (rows / scale.unsqueeze(1)).round_().to(torch.int8)
        scales[start : start + _ROWS] = scale
    return out, scales


def has_fast_int8() -> bool:
    """Whether the processor has VNNI. Without it the x86 kernel adds pairs of products in 16 bits,
    which 8-bit values overflow: activations then get 7 (torch.ao.quantization, reduce_range)."""
    return torch.cpu._is_vnni_supported()


_REDUCE_RANGE = not has_fast_int8()
