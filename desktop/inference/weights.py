"""From safetensors files to the forward's matrices, in the precision that a plan asks for.

Tensor by tensor: neither a float32 copy nor a second copy of the model ever exists. Quantising is
done once; the result lies in a cache and is read from there at the next start.
"""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import Protocol, TypeVar

import torch
from torch import Tensor

from desktop.errors import Cancelled
from desktop.inference.allocator import returning_memory
from desktop.inference.engine import raise_if_set
from desktop.inference.folder import ModelConfig, ModelFolder
from desktop.inference.linears import (
    DenseLinear,
    DenseTable,
    Int8Linear,
    Int8Table,
    Linear,
    StackedLinear,
    Table,
    quantise,
)
from desktop.inference.precision import Plan, Precision
from desktop.inference.quantised_file import Reader, verified
from desktop.inference.qwen2 import LayerWeights, Weights
from desktop.inference.source import Source
from desktop.inference.stored import write_quantised
from desktop.inference.threads import available_cores

Stop = threading.Event | None
T = TypeVar("T")
U = TypeVar("U")

_DTYPES = {Precision.FLOAT32: torch.float32, Precision.BFLOAT16: torch.bfloat16}
# The head goes into the kernel's form in pieces: several at once, and little memory for each.
_HEAD_PIECES = 4
_MOST_PACKERS = 4


def load_weights(
    folder: ModelFolder, plan: Plan, cache: Path | None = None, stop: Stop = None
) -> Weights:
    """The folder's weights as *plan* wants them.

    cache: the file for quantised weights; read if sound, otherwise made; None does without.
    Raises ModelDamaged (missing tensor, wrong shape, unreadable file) and Cancelled.
    """
    packers = min(available_cores(), _MOST_PACKERS)
    with returning_memory(), ThreadPoolExecutor(packers, "packing") as pool:
        return _load(folder, plan, cache, stop, pool)


def _load(
    folder: ModelFolder, plan: Plan, cache: Path | None, stop: Stop, pool: Executor
) -> Weights:
    config = folder.config
    if plan.precision is not Precision.INT8:
        return _build(config, _Dense(Source(folder, stop), _DTYPES[plan.precision]), pool)
    if cache is not None and cache.exists():
        # Checked while it is already being read: what was built from a damaged file is dropped.
        sound = pool.submit(verified, cache)
        try:
            weights = _build(config, _Stored(Reader(cache), plan, stop), pool)
        except Cancelled:
            raise
        except Exception:
            if sound.result():
                raise
        if sound.result():
            return weights
    source = Source(folder, stop)
    if cache is not None and write_quantised(source, plan, cache):
        return _build(config, _Stored(Reader(cache), plan, stop), pool)
    return _build(config, _Quantised(source, plan), pool)


def _build(config: ModelConfig, origin: "_Origin", pool: Executor) -> Weights:
    # The largest first: while it is taken, little else is in memory.
    embedding, head = origin.tables(pool)

    def layer(index: int) -> LayerWeights:
        return _layer(config, origin, f"layers.{index}.")

    return Weights(embedding, _all(pool, layer, range(config.layers)), origin.vector("norm"), head)


def _layer(config: ModelConfig, origin: "_Origin", at: str) -> LayerWeights:
    norms = config.qk_norm
    return LayerWeights(
        input_norm=origin.vector(at + "input_norm"),
        qkv=origin.linear(at + "qkv", "qkv", config.qkv_bias),
        q_norm=origin.vector(at + "q_norm") if norms else None,
        k_norm=origin.vector(at + "k_norm") if norms else None,
        out=origin.linear(at + "out", "out", config.out_bias),
        post_norm=origin.vector(at + "post_norm"),
        gate_up=origin.linear(at + "gate_up", "gate_up", False),
        down=origin.linear(at + "down", "down", False),
    )


def _all(pool: Executor, make: Callable[[T], U], things: Iterable[T]) -> list[U]:
    """All made, side by side. One failure ends the rest."""
    futures = [pool.submit(make, thing) for thing in things]
    try:
        return [future.result() for future in futures]
    except BaseException:
        for future in futures:
            future.cancel()
        raise


class _Origin(Protocol):
    """Where matrices come from. Names are ours, see `Source`."""

    def linear(self, name: str, group: str, bias: bool) -> Linear: ...
    def vector(self, name: str) -> Tensor: ...
    def tables(self, pool: Executor) -> tuple[Table, Linear]:
        """The embedding and the head, sharing memory where they are tied and dense."""
        ...


class _Dense:
    """Everything in one float type."""

    def __init__(self, source: Source, dtype: torch.dtype) -> None:
        self._source, self._dtype = source, dtype

    def linear(self, name: str, group: str, bias: bool) -> Linear:
        weight = self.vector(name + ".weight")
        return DenseLinear(weight, self.vector(name + ".bias") if bias else None)

    def vector(self, name: str) -> Tensor:
        return self._source.tensor(name).to(self._dtype)

    def tables(self, pool: Executor) -> tuple[Table, Linear]:
        embedding = self.vector("embedding.weight")
        head = embedding if self._source.tied else self.vector("head.weight")
        return DenseTable(embedding, self._dtype), DenseLinear(head)


class _Quantised:
    """int8 made in memory, for where no cache can be written."""

    def __init__(self, source: Source, plan: Plan) -> None:
        self._source, self._plan = source, plan

    def linear(self, name: str, group: str, bias: bool) -> Linear:
        weight = self._source.tensor(name + ".weight")
        added = self.vector(name + ".bias") if bias else None
        if self._plan.is_int8(group):
            return Int8Linear(*quantise(weight), added)
        return _kept(weight, added)

    def vector(self, name: str) -> Tensor:
        return self._source.tensor(name).float()

    def tables(self, pool: Executor) -> tuple[Table, Linear]:
        if not self._plan.is_int8("head"):
            table = self._source.tensor("embedding.weight").bfloat16()
            weight = table if self._source.tied else self._source.tensor("head.weight").bfloat16()
            return DenseTable(table, torch.float32), DenseLinear(weight)
        embedding = quantise(self._source.tensor("embedding.weight"))
        tied = self._source.tied
        head = embedding if tied else quantise(self._source.tensor("head.weight"))
        return Int8Table(*embedding), _stacked(pool, lambda: head)


class _Stored:
    """int8 from the cache. The embedding stays mapped, the rest goes into the kernel's form."""

    def __init__(self, reader: Reader, plan: Plan, stop: Stop) -> None:
        self._reader, self._plan, self._stop = reader, plan, stop

    def linear(self, name: str, group: str, bias: bool) -> Linear:
        raise_if_set(self._stop)
        added = self.vector(name + ".bias") if bias else None
        if self._plan.is_int8(group):
            return Int8Linear(*self._pair(name), added)
        return _kept(self._reader.copied(name + ".weight"), added)

    def vector(self, name: str) -> Tensor:
        return self._reader.copied(name)

    def tables(self, pool: Executor) -> tuple[Table, Linear]:
        head = "head" if self._reader.has("head.weight") else "embedding"
        if self._plan.is_int8("head"):
            linear = _stacked(pool, lambda: self._pair(head))
            return Int8Table(*self._pair("embedding")), linear
        embedding = self._reader.mapped("embedding.weight")
        weight = embedding if head == "embedding" else self._reader.copied("head.weight")
        return DenseTable(embedding, torch.float32), DenseLinear(weight)

    def _pair(self, name: str) -> tuple[Tensor, Tensor]:
        return self._reader.mapped(name + ".weight"), self._reader.mapped(name + ".scale")


def _stacked(pool: Executor, pair: Callable[[], tuple[Tensor, Tensor]]) -> StackedLinear:
    """A large int8 matrix in pieces. pair: weight and scale, asked for once a piece."""

    def piece(number: int) -> Int8Linear:
        weight, scale = pair()
        rows = weight.shape[0]
        part = slice(rows * number // _HEAD_PIECES, rows * (number + 1) // _HEAD_PIECES)
        return Int8Linear(weight[part], scale[part])

    return StackedLinear(_all(pool, piece, range(_HEAD_PIECES)))


def _kept(weight: Tensor, bias: Tensor | None) -> DenseLinear:
    """A matrix that int8 would hurt."""
    return DenseLinear(weight.bfloat16(), None if bias is None else bias.bfloat16())
