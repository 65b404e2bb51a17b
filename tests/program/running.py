"""The whole program in its window, run by tests: keys in, rows and files out."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import resources
from desktop.app import Application
from desktop.composition import Core, build_backups, build_core
from desktop.inference.assistant import Assistant
from desktop.inference.turn_tasks import Tasks
from desktop.opening import open_diary
from desktop.paths import DataPaths
from desktop.services.instance import SingleInstance
from desktop.services.requests import LoadRequest
from desktop.services.worker import Examine
from desktop.settings import Settings
from desktop.start import prepare
from desktop.ui.chat.turn_view import TurnView
from tests.fakes import ScriptedEngine

TASKS = Tasks.from_folder(resources.PROMPTS)


@dataclass
class Program:
    """A running program. closed: whether its window was closed already."""

    core: Core
    application: Application
    qtbot: QtBot

    def write(self, text: str) -> None:
        """As an input method commits it, and then Enter."""
        editor = self.application.window.chat_page.composer.editor
        commit = QInputMethodEvent()
        commit.setCommitString(text)
        QApplication.sendEvent(editor, commit)
        self.qtbot.keyClick(editor, Qt.Key.Key_Return)

    def view(self, turn_id: int) -> TurnView:
        view = self.application.window.chat_page.timeline.view(turn_id)
        assert view is not None
        return view

    def last_turn(self) -> int:
        return self.core.store.last_turns(1)[0].id

    def wait_for_the_end(self) -> None:
        self.qtbot.waitUntil(lambda: self.core.chat.open_turns() == 0, timeout=20_000)


@contextmanager
def running(
    qtbot: QtBot,
    paths: DataPaths,
    engine: ScriptedEngine | None = None,
    model: str | None = None,
    examine: Examine | None = None,
) -> Iterator[Program]:
    """The program as start.py runs it, but for the loop; engine None means the real thing."""
    paths.create()
    instance = SingleInstance(paths.lock)
    assert instance.acquire()

    def scripted(_request: LoadRequest) -> Assistant:
        assert engine is not None
        return Assistant(engine, TASKS)

    settings = Settings(paths.settings)
    core = build_core(open_diary(paths), settings, scripted if engine else None, examine)
    core.store.repair_interrupted()
    hook = sys.excepthook
    backups = build_backups(core, paths)
    program = Program(core, Application(core, backups, prepare(settings), paths, instance), qtbot)
    try:
        program.application.start(model)
        yield program
    finally:
        program.application.end()
        backups.close()
        core.close()
        instance.release()
        sys.excepthook = hook


@pytest.fixture
def paths(tmp_path: Path) -> DataPaths:
    return DataPaths(tmp_path / "日记 一")


@pytest.fixture(autouse=True)
def plain_application_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    qapp.setStyleSheet("")
