"""Jobs on a day of the diary: the menu of its line, the card above the composer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.paths import DataPaths
from desktop.services.requests import EnginePhase
from desktop.ui.diary.diary_page import DiaryPage
from desktop.ui.rail import Place
from tests.fakes import INFO, ScriptedEngine
from tests.program.running import Program, paths, plain_application_afterwards, running

__all__ = ["paths", "plain_application_afterwards"]  # fixtures
pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)


@pytest.fixture
def engine() -> ScriptedEngine:
    return ScriptedEngine([["这一天", "很满。"]], info=replace(INFO, parameters=464_000_000))


@pytest.fixture
def program(qtbot: QtBot, paths: DataPaths, engine: ScriptedEngine) -> Iterator[Program]:
    """Two days with an entry each, yesterday's on show."""
    with running(qtbot, paths, engine) as made:
        diary = made.core.diary
        diary.write("昨天读了一本书", diary.today() - timedelta(days=1))
        diary.write("今天下雨", diary.today())
        qtbot.waitUntil(lambda: made.core.inference.state.phase is EnginePhase.READY)
        with qtbot.waitActive(made.application.window):
            made.application.window.activateWindow()
        made.application.window.rail.choose(Place.DIARY)
        page(made).show_day(diary.today() - timedelta(days=1))
        yield made


def page(program: Program) -> DiaryPage:
    return program.application._diary.diary


def menu(program: Program) -> QMenu:
    """As the key opens it."""
    shown = page(program).jobs
    assert shown is not None
    program.qtbot.keyClick(page(program), Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert shown.menu.isVisible()
    shown.menu.close()
    return shown.menu


def action(menu: QMenu, *names: str) -> QAction:
    found = next(a for a in menu.actions() if a.text() == names[0])
    below = found.menu()
    return action(below, *names[1:]) if isinstance(below, QMenu) else found


def test_a_day_that_is_on_show_is_summed_up(program: Program, engine: ScriptedEngine) -> None:
    engine.seen.clear()
    action(menu(program), "总结", "这一天").trigger()
    shown = page(program).jobs
    assert shown is not None
    program.qtbot.waitUntil(lambda: shown.card.result.text() == "这一天很满。")
    assert shown.card.isVisible() and "没有存进日记" in shown.card.note.text()
    yesterday = page(program).day
    assert yesterday.isoformat() in shown.card.title.text()
    (asked,) = (messages[-1].text for messages in engine.seen)
    assert "昨天读了一本书" in asked and "今天下雨" not in asked
    program.qtbot.keyClick(shown.card.close_button, Qt.Key.Key_Space)
    assert not shown.card.isVisible()
    assert program.application.window.focusWidget() is page(program).bar.jobs


def test_the_week_up_to_it(program: Program, engine: ScriptedEngine) -> None:
    page(program).show_day(program.core.diary.today())
    engine.seen.clear()
    action(menu(program), "总结", "到这一天的 7 天").trigger()
    program.qtbot.waitUntil(lambda: bool(engine.seen))
    asked = engine.seen[0][-1].text
    assert "昨天读了一本书" in asked and "今天下雨" in asked


def test_what_is_about_texts_only_is_not_offered_for_a_day(program: Program) -> None:
    offered = [a.text() for a in menu(program).actions()]
    assert "总结" in offered and "翻译" not in offered


def test_a_model_that_is_too_small_is_told_of(program: Program) -> None:
    program.core.inference._info = INFO
    shown = menu(program)
    assert not action(shown, "总结").isEnabled()
    assert any("更大的模型" in a.text() for a in shown.actions())
