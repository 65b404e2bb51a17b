"""What takes long to import is imported while nobody waits, and only then."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.services.import_ahead import ImportAhead
from desktop.services.requests import EnginePhase, EngineState

MODULE = "made_for_import_ahead"


class FakeInference(QObject):
    state_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.state = EngineState(EnginePhase.LOADING)

    def turn(self, phase: EnginePhase) -> None:
        self.state = EngineState(phase)
        self.state_changed.emit(self.state)


@pytest.fixture
def slow_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    code = "import threading\nthread = threading.current_thread().name\n"
    (tmp_path / f"{MODULE}.py").write_text(code, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield
    sys.modules.pop(MODULE, None)


@pytest.fixture
def ahead(
    qapp: QApplication, slow_module: None, monkeypatch: pytest.MonkeyPatch
) -> tuple[ImportAhead, FakeInference]:
    monkeypatch.setattr("desktop.services.import_ahead.QUIET_MS", 0)
    inference = FakeInference()
    return ImportAhead(inference, ("there.is.no.such", MODULE)), inference  # type: ignore[arg-type]


def test_it_waits_until_the_model_is_quiet(ahead: tuple[ImportAhead, FakeInference]) -> None:
    imports, inference = ahead
    assert not imports.due
    inference.turn(EnginePhase.READY)
    assert imports.due
    inference.turn(EnginePhase.THINKING)
    assert not imports.due and MODULE not in sys.modules


def test_nothing_begins_when_it_was_closed(ahead: tuple[ImportAhead, FakeInference]) -> None:
    imports, inference = ahead
    inference.turn(EnginePhase.READY)
    imports.close()
    inference.turn(EnginePhase.READY)
    assert not imports.due and MODULE not in sys.modules


def test_it_is_imported_on_a_thread_of_its_own(
    ahead: tuple[ImportAhead, FakeInference], qtbot: QtBot
) -> None:
    imports, inference = ahead
    inference.turn(EnginePhase.UNAVAILABLE)
    qtbot.waitUntil(lambda: MODULE in sys.modules)
    imports.wait()
    assert sys.modules[MODULE].thread == "imports"
    inference.turn(EnginePhase.READY)
    assert not imports.due  # once is enough
