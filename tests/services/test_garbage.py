"""Reference cycles end on the main thread, whoever makes the objects."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.services.garbage import garbage_collected_here


class Ring(QObject):
    """Holds itself, as a widget does whose signal is connected to a lambda about it."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def ended_on() -> list[threading.Thread]:
    return []


@pytest.fixture
def python_collects() -> Iterator[None]:
    """As at the start of the program; the tests' own fixture keeps Python from it."""
    gc.collect()
    gc.enable()
    yield
    gc.disable()


def leave_a_ring(ended_on: list[threading.Thread]) -> None:
    weakref.finalize(Ring(), lambda: ended_on.append(threading.current_thread()))


def make_objects_elsewhere() -> list[list[object]]:
    made: list[list[object]] = []
    worker = threading.Thread(target=lambda: made.extend([] for _ in range(200_000)))
    worker.start()
    worker.join()
    return made


@pytest.mark.usefixtures("python_collects")
def test_a_worker_ends_no_qobject(qtbot: QtBot, ended_on: list[threading.Thread]) -> None:
    with garbage_collected_here():
        leave_a_ring(ended_on)
        kept = make_objects_elsewhere()
        assert ended_on == [] and kept
        qtbot.waitUntil(lambda: ended_on == [threading.main_thread()])
    assert gc.isenabled()


@pytest.mark.usefixtures("python_collects", "qapp")
def test_python_alone_would_end_it_there(ended_on: list[threading.Thread]) -> None:
    """What the module is for. If this fails, Python has changed, and the module may go."""
    leave_a_ring(ended_on)
    make_objects_elsewhere()
    assert ended_on and ended_on[0] is not threading.main_thread()
