"""How many threads are fastest, found by trying, and tried again while it works.

Cores differ, virtual ones lie, and other programs come and go: on two cores a decode step of a
0.5 B model took 27 ms with two threads and 40 ms with one; with another program on one of the
cores, 80 to 120 ms with two and 35 ms with one.
"""

import os
import time
from collections.abc import Callable
from typing import TypeVar

import torch

T = TypeVar("T")

_ROUNDS = 5
# More threads must be worth it: what they win in time they take from every other program.
_WORTH = 0.95
_MOST = 16
# Steps between two looks at how the other choice does now, and how long a look is: the first
# step after a change also pays for the change.
_LOOK_EVERY, _LOOK_STEPS = 32, 2
_SMOOTHING = 0.3
# Steps with many threads that are this much slower than with one: others use the cores.
_BUSY = 1.3


def available_cores() -> int:
    """Cores that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class ThreadGovernor:
    """Runs decode steps with one thread or with *most*, whichever is faster at the moment."""

    def __init__(self, most: int, now: Callable[[], float] = time.perf_counter) -> None:
        self._now = now
        self._took: dict[int, float] = dict.fromkeys({1, most}, 0.0)
        self._most, self.count = most, most
        self._steps = _LOOK_EVERY - _LOOK_STEPS - 6  # the first look comes soon

    def run(self, step: Callable[[], T]) -> T:
        """Run and time one step. Must always be called from the same thread."""
        place = self._steps % _LOOK_EVERY
        looking = len(self._took) > 1 and place >= _LOOK_EVERY - _LOOK_STEPS
        count = self._other() if looking else self.count
        if torch.get_num_threads() != count:
            torch.set_num_threads(count)
        began = self._now()
        result = step()
        self._note(count, self._now() - began, fresh=looking)
        return result

    def settle(self) -> None:
        """Put the right number in force for a prefill, which isn't timed.

        It gains more from threads than a step does: all of them, unless steps tell that another
        program needs the cores.
        """
        one, many = self._took[1], self._took[self._most]
        busy = one > 0.0 and many > one * _BUSY
        torch.set_num_threads(1 if busy else self._most)

    def _other(self) -> int:
        return next(n for n in self._took if n != self.count)

    def _note(self, count: int, seconds: float, *, fresh: bool) -> None:
        known = self._took[count]
        old = fresh or known == 0.0
        self._took[count] = seconds if old else known + _SMOOTHING * (seconds - known)
        self._steps += 1
        if self._steps % _LOOK_EVERY != _LOOK_EVERY - 1:  # not in the middle of a look
            self._choose()

    def _choose(self) -> None:
        one, many = self._took[1], self._took[self._most]
        if one and many:
            self.count = self._most if many < one * _WORTH else 1


def fastest_count(sample: Callable[[], object]) -> int:
    """The number of threads that is fastest here. sample: a part of a decode step.

    One core stays free for the window where there are more than two.
    """
    cores = available_cores()
    most = min(cores - 1 if cores > 2 else cores, _MOST)
    best, best_time = 1, _time_of(sample, 1)
    for count in sorted({2, 3, 4, 6, 8, most}):
        if count <= most and (took := _time_of(sample, count)) < best_time * _WORTH:
            best, best_time = count, took
    # A busy moment must not bind us for the whole session: the governor can always go down.
    return max(best, min(2, most))


def _time_of(sample: Callable[[], object], threads: int) -> float:
    """Best of a few runs."""
    torch.set_num_threads(threads)
    times = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        sample()
        times.append(time.perf_counter() - began)
    return min(times)
