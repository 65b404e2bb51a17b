"""How fast this machine's memory is, by torch's own threads: what decoding can't be faster than."""

from collections.abc import Callable
from time import perf_counter

import torch

# Far beyond any cache, as the weights are.
_BYTES = 1 << 28
_TRIES = 5


class Bandwidth:
    """Rates in bytes a second, each the best of a few tries.

    `read` counts bytes read, by adding them up: a decode step only reads its weights, so this
    is its limit. `copy` counts bytes copied once, as the guide's figure does; as each of them is
    both read and written, it is about half of `read`.
    """

    def __init__(self, threads: int) -> None:
        torch.set_num_threads(threads)
        self._from = torch.ones(_BYTES // 8, dtype=torch.int64)
        self._to = torch.ones_like(self._from)

    def read(self) -> float:
        return _best_rate(lambda: self._from.sum())

    def copy(self) -> float:
        return _best_rate(lambda: self._to.copy_(self._from))


def _best_rate(work: Callable[[], object]) -> float:
    times = []
    for _ in range(_TRIES):
        began = perf_counter()
        work()
        times.append(perf_counter() - began)
    return _BYTES / min(times)
