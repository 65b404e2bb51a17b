"""The worker's thread: loading, switching, ending, and what PySide itself must not break."""

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from desktop import resources
from desktop.errors import Cancelled, ModelMissing
from desktop.inference.assistant import Assistant
from desktop.inference.turn_tasks import Tasks
from desktop.services.inference_service import InferenceService
from desktop.services.requests import EnginePhase, LoadRequest, TurnRequest
from tests.fakes import ScriptedDoctor, ScriptedEngine
from tests.services.conftest import Bench

TASKS = Tasks.from_folder(resources.PROMPTS)


def test_the_phases(bench: Bench) -> None:
    phases: list[EnginePhase] = []
    bench.inference.state_changed.connect(lambda state: phases.append(state.phase))
    assert bench.inference.state.phase is EnginePhase.LOADING
    bench.load()
    bench.qtbot.waitUntil(lambda: bench.inference.state.phase is EnginePhase.READY)
    bench.answered(lambda: bench.chat.send("说"))
    assert phases == [
        EnginePhase.LOADING,
        EnginePhase.READY,
        EnginePhase.THINKING,
        EnginePhase.READY,
    ]
    assert bench.inference.state.name == "scripted"


def test_other_weights_after_the_first_ones_failed(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def load(request: LoadRequest) -> Assistant:
        if request.model_dir.name == "broken":
            raise ModelMissing("broken")
        return Assistant(ScriptedEngine(), TASKS)

    service = InferenceService(load, ScriptedDoctor().examine)
    try:
        service.load(LoadRequest(Path("broken")))
        qtbot.waitUntil(lambda: service.state.phase is EnginePhase.UNAVAILABLE)
        assert isinstance(service.state.error, ModelMissing)
        caplog.clear()
        service.load(LoadRequest(Path("good")))
        qtbot.waitUntil(lambda: service.state.phase is EnginePhase.READY)
    finally:
        assert service.shutdown()


def test_shutdown_ends_a_load_that_is_under_way(qtbot: QtBot) -> None:
    begun = threading.Event()

    def load(request: LoadRequest) -> Assistant:
        begun.set()
        request.stop.wait()
        raise Cancelled

    service = InferenceService(load, ScriptedDoctor().examine)
    service.load(LoadRequest(Path("slow")))
    assert begun.wait(5)
    assert service.shutdown(5000)


def test_a_load_that_is_done_too_late_is_not_told(qtbot: QtBot) -> None:
    """Whoever heard of it would go on with a diary that is closed."""
    done = threading.Event()

    def load(_request: LoadRequest) -> Assistant:
        done.set()
        return Assistant(ScriptedEngine(), Tasks.from_folder(resources.PROMPTS))

    service = InferenceService(load, ScriptedDoctor().examine)
    states: list[object] = []
    service.load(LoadRequest(Path("quick")))
    service.state_changed.connect(states.append)
    assert done.wait(5) and service.shutdown()
    qtbot.wait(0)
    assert states == []


def test_shutdown_says_when_the_thread_does_not_end(qtbot: QtBot) -> None:
    begun, release = threading.Event(), threading.Event()

    def load(request: LoadRequest) -> Assistant:
        begun.set()
        release.wait()
        raise Cancelled

    service = InferenceService(load, ScriptedDoctor().examine)
    service.load(LoadRequest(Path("deaf")))
    assert begun.wait(5)
    assert not service.shutdown(10)
    release.set()
    assert service.shutdown(5000)


def test_shutdown_twice_is_fine(bench: Bench) -> None:
    assert bench.inference.shutdown() and bench.inference.shutdown()


def test_nothing_is_heard_after_shutdown(bench: Bench) -> None:
    bench.engine.permits = threading.Semaphore(0)
    heard: list[object] = []
    bench.inference.failed.connect(lambda *args: heard.append(args))
    bench.inference.finished.connect(lambda *args: heard.append(args))
    bench.load()
    bench.inference.submit(TurnRequest(7, "说"))
    assert bench.inference.shutdown()
    from PySide6.QtCore import QCoreApplication

    QCoreApplication.processEvents()
    assert heard == []


def test_emitting_does_not_eat_references(qtbot: QtBot) -> None:
    """PySide6 6.12.0 dropped one reference of True with every emit, until the process aborted."""

    class Sender(QObject):
        flag = Signal(bool)
        fact = Signal(object)

    sender = Sender()
    before = sys.getrefcount(True)
    for _ in range(1000):
        sender.flag.emit(True)
        sender.fact.emit(True)
    assert sys.getrefcount(True) >= before - 5
