"""How many threads are fastest here, found by trying: cores differ, and virtual ones lie."""

import os
import time

import torch

from desktop.inference.qwen2 import Weights

_ROUNDS = 5
# More threads must be worth it: what they win in time they take from every other program.
_WORTH = 0.93
_MOST = 16


def available_cores() -> int:
    """Cores that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def choose_threads(weights: Weights) -> int:
    """Set and return the number of threads for this thread's torch.

    One core stays free for the window where there are more than two.
    """
    cores = available_cores()
    most = min(cores - 1 if cores > 2 else cores, _MOST)
    best, best_time = 1, _time_of(weights, 1)
    for count in sorted({2, 3, 4, 6, 8, most}):
        if count <= most and (took := _time_of(weights, count)) < best_time * _WORTH:
            best, best_time = count, took
    torch.set_num_threads(best)
    return best


@torch.inference_mode()
def _time_of(weights: Weights, threads: int) -> float:
    """Best of a few runs through the matrices of a layer, as a decode step reads them."""
    torch.set_num_threads(threads)
    layer = weights.layers[0]
    hidden = torch.ones(1, layer.input_norm.numel())
    times = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        for layer in weights.layers[:4]:
            layer.qkv(hidden)
            layer.gate_up(hidden)
        times.append(time.perf_counter() - began)
    return min(times)
