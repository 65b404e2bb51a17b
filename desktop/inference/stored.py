"""What the quantised file holds, in which order and layout, and how it is made."""

from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

import torch
from torch import Tensor

from desktop.inference.linears import quantise
from desktop.inference.native import BLOCK
from desktop.inference.precision import Plan
from desktop.inference.quantised_file import Spec, Writer
from desktop.inference.shapes import parts_of
from desktop.inference.source import Source

# Rows that are quantised at a time; a multiple of BLOCK.
_ROWS = 4096


class Layout(StrEnum):
    """How int8 matrices lie. rows: int8 [out, in], for torch's kernels. blocks: for the forward in
    C, see `to_blocks`."""

    ROWS = "rows"
    BLOCKS = "blocks"


def to_blocks(levels: Tensor) -> Tensor:
    """int8 [out, in] as uint8 [out / 16, in / 4, 16, 4], each 128 more: 16 rows side by side, so
    that a product of four columns fills a register without any sums across it."""
    rows, columns = levels.shape
    blocks = levels.view(rows // BLOCK, BLOCK, columns // 4, 4).permute(0, 2, 1, 3).contiguous()
    return blocks.view(torch.uint8).bitwise_xor_(0x80)


def write_quantised(source: Source, plan: Plan, cache: Path, layout: Layout = Layout.ROWS) -> bool:
    """Quantise into the cache; False where it can't be written, which is no reason to fail."""
    try:
        writer = Writer(cache, dict(_stored_shapes(source, plan, layout)))
    except OSError:
        return False
    try:
        for name, tensor in stored_tensors(source, plan, layout):
            writer.add(name, tensor)
        writer.commit()
    except OSError:
        return False
    finally:
        with suppress(OSError):
            writer.abandon()
    return True


def _stored_names(source: Source) -> Iterator[tuple[str, str | None]]:
    """Every stored name in order, with its group if it is a matrix."""
    config = source.config
    yield "embedding.weight", "head"
    if not source.tied:
        yield "head.weight", "head"
    for at in (f"layers.{i}." for i in range(config.layers)):
        yield at + "input_norm", None
        yield at + "post_norm", None
        if config.qk_norm:
            yield at + "q_norm", None
            yield at + "k_norm", None
        for group, bias in (
            ("qkv", config.qkv_bias),
            ("out", config.out_bias),
            ("gate_up", False),
            ("down", False),
        ):
            yield f"{at}{group}.weight", group
            if bias:
                yield f"{at}{group}.bias", None
    yield "norm", None


def _stored_shapes(source: Source, plan: Plan, layout: Layout) -> Iterator[tuple[str, Spec]]:
    for name, group in _stored_names(source):
        parts = [shape for _, shape in parts_of(source.config, name)]
        shape = (sum(part[0] for part in parts), *parts[0][1:])
        if group is None:
            yield name, (torch.float32, shape)
        elif plan.is_int8(group):
            yield name, _matrix_spec(shape, layout)
            yield name.removesuffix("weight") + "scale", (torch.float32, shape[:1])
        else:
            yield name, (torch.bfloat16, shape)


def _quantise_blocks(weight: Tensor) -> tuple[Tensor, Tensor]:
    """`quantise` and `to_blocks` some rows at a time: a table has no second copy in memory."""
    rows, columns = weight.shape
    blocks = torch.empty((rows // BLOCK, columns // 4, BLOCK, 4), dtype=torch.uint8)
    scales = torch.empty(rows)
    for start in range(0, rows, _ROWS):
        levels, scale = quantise(weight[start : start + _ROWS])
        blocks[start // BLOCK : (start + _ROWS) // BLOCK] = to_blocks(levels)
        scales[start : start + _ROWS] = scale
    return blocks, scales


def _matrix_spec(shape: tuple[int, ...], layout: Layout) -> Spec:
    if layout is Layout.ROWS:
        return torch.int8, shape
    rows, columns = shape
    return torch.uint8, (rows // BLOCK, columns // 4, BLOCK, 4)


def stored_tensors(source: Source, plan: Plan, layout: Layout) -> Iterator[tuple[str, Tensor]]:
    """Every tensor in order, made one by one. Raises ModelDamaged and Cancelled."""
    for name, group in _stored_names(source):
        tensor = source.tensor(name)
        if group is None:
            yield name, tensor.float()
        elif plan.is_int8(group):
            weight, scale = quantise(tensor) if layout is Layout.ROWS else _quantise_blocks(tensor)
            yield name, weight
            yield name.removesuffix("weight") + "scale", scale
        else:
            yield name, tensor.bfloat16()
