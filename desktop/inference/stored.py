"""What the quantised file holds, in which order, and how it is made from the original."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import torch
from torch import Tensor

from desktop.inference.linears import quantise
from desktop.inference.precision import Plan
from desktop.inference.quantised_file import Spec, Writer
from desktop.inference.source import Source, parts_of


def write_quantised(source: Source, plan: Plan, cache: Path) -> bool:
    """Quantise into the cache; False where it can't be written, which is no reason to fail."""
    try:
        writer = Writer(cache, dict(_stored_shapes(source, plan)))
    except OSError:
        return False
    try:
        for name, tensor in _stored_tensors(source, plan):
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


def _stored_shapes(source: Source, plan: Plan) -> Iterator[tuple[str, Spec]]:
    for name, group in _stored_names(source):
        parts = [shape for _, shape in parts_of(source.config, name)]
        shape = (sum(part[0] for part in parts), *parts[0][1:])
        if group is None:
            yield name, (torch.float32, shape)
        elif plan.is_int8(group):
            yield name, (torch.int8, shape)
            yield name.removesuffix("weight") + "scale", (torch.float32, shape[:1])
        else:
            yield name, (torch.bfloat16, shape)


def _stored_tensors(source: Source, plan: Plan) -> Iterator[tuple[str, Tensor]]:
    for name, group in _stored_names(source):
        tensor = source.tensor(name)
        if group is None:
            yield name, tensor.float()
        elif plan.is_int8(group):
            weight, scale = quantise(tensor)
            yield name, weight
            yield name.removesuffix("weight") + "scale", scale
        else:
            yield name, tensor.bfloat16()
