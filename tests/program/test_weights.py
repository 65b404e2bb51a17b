"""The program without weights, at the doctor's, and with others, from notices and settings."""

import shutil
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop import resources
from desktop.domain.turns import TurnState
from desktop.paths import DataPaths
from desktop.services.requests import EnginePhase
from desktop.settings import Settings
from desktop.ui.models.models_page import ModelsPage
from desktop.ui.rail import Place
from desktop.ui.settings import settings_page
from desktop.ui.settings.doctor_page import DoctorPage
from desktop.ui.settings.folder_control import FolderControl
from desktop.ui.settings.settings_area import DOCTOR
from tests.fakes import ScriptedDoctor, ScriptedEngine
from tests.program.running import running


def test_a_missing_model_is_told_and_the_diary_works(
    qtbot: QtBot, paths: DataPaths, caplog: pytest.LogCaptureFixture
) -> None:
    with running(qtbot, paths, model=str(paths.folder / "nowhere")) as program:
        window, inference = program.application.window, program.core.inference
        qtbot.waitUntil(lambda: inference.state.phase is EnginePhase.UNAVAILABLE)
        assert window.notices.isVisible()
        program.write("没有模型，也写")
        program.wait_for_the_end()
        turn_id = program.last_turn()
        assert program.core.store.turn(turn_id).entry.text == "没有模型，也写"
        assert "模型" in program.view(turn_id).notes.text()
    caplog.clear()


def test_the_notice_that_there_is_no_model_leads_to_where_one_is_chosen(
    qtbot: QtBot, paths: DataPaths, caplog: pytest.LogCaptureFixture
) -> None:
    with running(qtbot, paths, model=str(paths.folder / "nowhere")) as program:
        area, inference = program.application.settings_area, program.core.inference
        qtbot.waitUntil(lambda: inference.state.phase is EnginePhase.UNAVAILABLE)
        area.open(DOCTOR)
        program.application.window.notices.acted.emit("model")
        page = area.currentWidget()
        assert isinstance(page, ModelsPage) and page.isVisible() and page.in_use.folder.hasFocus()
    caplog.clear()


def test_the_doctor_from_the_settings_and_closing_meanwhile(qtbot: QtBot, paths: DataPaths) -> None:
    doctor = ScriptedDoctor(permits=threading.Semaphore(0))
    with running(qtbot, paths, ScriptedEngine(), examine=doctor.examine) as program:
        window, area = program.application.window, program.application.settings_area
        qtbot.waitUntil(lambda: program.core.inference.state.phase is EnginePhase.READY)
        window.rail.choose(Place.SETTINGS)
        area.open(DOCTOR)
        doctor_page = area.page(DOCTOR)
        assert isinstance(doctor_page, DoctorPage)
        qtbot.keyClick(doctor_page.start, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: program.core.doctor.state.progress is not None)
        assert window.rail.word.text() == "体检中"
        window.rail.choose(Place.TODAY)
        program.write("体检时写的")
        turn_id = program.last_turn()
        window.close()
    with running(qtbot, paths, ScriptedEngine()) as program:
        kept = program.core.store.turn(turn_id)
        assert (kept.entry.text, kept.state) == ("体检时写的", TurnState.STOPPED)


def test_another_model_without_a_restart(qtbot: QtBot, paths: DataPaths, tmp_path: Path) -> None:
    """From the page of models, with the doctor's word in between; and it is still there later."""
    other = tmp_path / "另一个 模型"
    shutil.copytree(resources.BUNDLED_MODEL, other)
    doctor = ScriptedDoctor(permits=threading.Semaphore(0))
    with running(qtbot, paths, ScriptedEngine(), examine=doctor.examine) as program:
        application, inference = program.application, program.core.inference
        qtbot.waitUntil(lambda: inference.state.phase is EnginePhase.READY)
        application.window.rail.choose(Place.SETTINGS)
        settings = application.settings_area.settings
        settings.models_row.control.click()  # type: ignore[attr-defined]
        page = application.settings_area.currentWidget()
        assert isinstance(page, ModelsPage) and page.in_use.folder.hasFocus()
        page.in_use._on_folder_chosen(str(other))
        assert page.in_use.skip.isVisible() and not page.in_use.folder.isEnabled()
        assert doctor.permits is not None
        doctor.permits.release(99)
        qtbot.waitUntil(lambda: program.core.settings.text("model_dir") == str(other))
        qtbot.waitUntil(lambda: inference.state.phase is EnginePhase.READY)
        assert page.in_use.name.text() == other.name
        control = settings.controls["model_dir"]
        assert isinstance(control, FolderControl) and control.path.toPlainText() == str(other)
        assert application._lasting.models.connections.opened == 0
        qtbot.keyClick(page, Qt.Key.Key_Escape)
        assert settings.isVisible()
    with running(qtbot, paths, ScriptedEngine()) as program:
        assert program.core.inference.model_dir is None  # not before the window was painted
        qtbot.waitUntil(lambda: program.core.inference.model_dir == other)


def test_closing_while_a_new_model_is_at_the_doctor_s(
    qtbot: QtBot, paths: DataPaths, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(resources.BUNDLED_MODEL, other)
    doctor = ScriptedDoctor(permits=threading.Semaphore(0))
    with running(qtbot, paths, ScriptedEngine(), examine=doctor.examine) as program:
        qtbot.waitUntil(lambda: program.core.inference.state.phase is EnginePhase.READY)
        control = program.application.settings_area.settings.controls["model_dir"]
        control.edited.emit(str(other))
        qtbot.waitUntil(lambda: program.core.doctor.state.progress is not None)
        program.application.window.close()
    assert Settings(paths.settings).text("model_dir") == ""


def test_a_folder_without_weights_is_told_where_it_was_chosen(
    qtbot: QtBot, paths: DataPaths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aloud: list[str] = []
    monkeypatch.setattr(settings_page, "announce", lambda _, words: aloud.append(words))
    empty = tmp_path / "空的"
    empty.mkdir()
    with running(qtbot, paths, ScriptedEngine()) as program:
        qtbot.waitUntil(lambda: program.core.inference.state.phase is EnginePhase.READY)
        program.application.window.rail.choose(Place.SETTINGS)
        page = program.application.settings_area.settings
        control, note = page.controls["model_dir"], page.rows["model_dir"].note
        control.edited.emit(str(empty))
        (text,) = aloud
        assert "仍用原来的模型" in text and ".safetensors" in text and str(empty) in text
        assert note.isVisible() and note.property("kind") == "warning"
        assert program.core.settings.text("model_dir") == ""
        control.edited.emit("")  # the bundled one: nothing is wrong any more
        assert not note.isVisible()
