"""The governor follows what steps really take, on a clock of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from desktop.inference.loading import load_engine
from desktop.inference.threads import ThreadGovernor, available_cores


@pytest.fixture(autouse=True)
def threads_as_before() -> Iterator[None]:
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


class Machine:
    """Steps that take what `took` says for the number of threads in force."""

    def __init__(self) -> None:
        self.took = {1: 40.0, 2: 27.0}
        self.time = 0.0
        self.used: list[int] = []

    def now(self) -> float:
        return self.time

    def step(self) -> None:
        self.used.append(torch.get_num_threads())
        self.time += self.took[self.used[-1]]


def _run(governor: ThreadGovernor, machine: Machine, steps: int) -> list[int]:
    machine.used.clear()
    for _ in range(steps):
        governor.run(machine.step)
    return machine.used


def test_it_uses_the_faster_and_only_looks_at_the_other() -> None:
    machine = Machine()
    governor = ThreadGovernor(2, machine.now)
    used = _run(governor, machine, 320)
    assert used.count(2) > 280


def test_it_gives_way_to_another_program_and_comes_back() -> None:
    machine = Machine()
    governor = ThreadGovernor(2, machine.now)
    _run(governor, machine, 64)
    machine.took = {1: 35.0, 2: 110.0}
    busy = _run(governor, machine, 160)
    assert busy.count(1) > 130 and 1 in busy[:6]
    machine.took = {1: 40.0, 2: 27.0}
    assert _run(governor, machine, 320).count(2) > 240


def test_a_prefill_takes_all_threads_unless_others_need_them() -> None:
    machine = Machine()
    machine.took = {1: 27.0, 2: 27.5}  # no gain for a step, but none lost either
    governor = ThreadGovernor(2, machine.now)
    _run(governor, machine, 64)
    governor.settle()
    assert torch.get_num_threads() == 2
    machine.took = {1: 35.0, 2: 110.0}
    _run(governor, machine, 64)
    governor.settle()
    assert torch.get_num_threads() == 1


def test_one_thread_has_nothing_to_choose() -> None:
    machine = Machine()
    assert set(_run(ThreadGovernor(1, machine.now), machine, 100)) == {1}


def test_the_engine_uses_no_more_threads_than_it_is_told(tiny: Path) -> None:
    assert load_engine(tiny, threads=1).governor.count == 1
    assert load_engine(tiny, threads=64).governor.count == available_cores()
