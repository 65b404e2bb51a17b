"""The window itself: its first start, as it was left, in another language, in the tray."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from desktop.app import renewed
from desktop.domain.transfer import ExportFormat
from desktop.domain.turns import TurnState
from desktop.language import install_language
from desktop.paths import DataPaths
from desktop.settings import Settings
from desktop.ui.chat.welcome_card import WelcomeCard
from desktop.ui.models.models_page import ModelsPage
from desktop.ui.rail import Place
from desktop.ui.settings.settings_area import FIGURES
from tests.fakes import ScriptedEngine
from tests.program.running import running


def test_the_first_start_explains_itself_until_it_is_told_not_to(
    qtbot: QtBot, paths: DataPaths
) -> None:
    with running(qtbot, paths, ScriptedEngine()) as program:
        window = program.application.window
        (card,) = window.findChildren(WelcomeCard)
        assert card.isVisible() and window.focusWidget() is window.chat_page.composer.editor
        card.larger.click()
        assert isinstance(program.application.settings_area.currentWidget(), ModelsPage)
    with running(qtbot, paths, ScriptedEngine()) as program:
        window = program.application.window
        (card,) = window.findChildren(WelcomeCard)
        card.shut.setFocus()
        qtbot.keyClick(card.shut, Qt.Key.Key_Space)
        assert not card.isVisible()
        assert window.focusWidget() is window.chat_page.empty.example
    with running(qtbot, paths, ScriptedEngine()) as program:
        assert program.application.window.findChildren(WelcomeCard) == []


def test_the_settings_chosen_anew_are_the_settings_themselves(
    qtbot: QtBot, paths: DataPaths
) -> None:
    with running(qtbot, paths, ScriptedEngine()) as program:
        rail = program.application.window.rail
        rail.choose(Place.SETTINGS)
        area = program.application.settings_area
        area.open(FIGURES)
        rail.choose(Place.TODAY)
        rail.choose(Place.SETTINGS)
        assert area.currentWidget() is area.page(FIGURES)  # as it was left
        rail.choose(Place.SETTINGS)
        assert area.currentWidget() is area.settings


def test_the_window_comes_back_as_it_was_left(qtbot: QtBot, paths: DataPaths) -> None:
    with running(qtbot, paths, ScriptedEngine()) as program:
        window = program.application.window
        window.resize(700, 560)
        window.rail.choose(Place.DIARY)
        window.close()
    with running(qtbot, paths, ScriptedEngine()) as program:
        window = program.application.window
        assert (window.width(), window.height()) == (700, 560)
        assert window.stack.currentIndex() == Place.DIARY


def test_another_language_at_once_with_all_that_was_open(qtbot: QtBot, paths: DataPaths) -> None:
    engine = ScriptedEngine([["一", "二"]], permits=threading.Semaphore(1))
    with running(qtbot, paths, engine) as program:
        program.write("说吧")
        turn_id = program.last_turn()
        qtbot.waitUntil(lambda: program.view(turn_id).reply.toPlainText() == "一")
        window = program.application.window
        qtbot.keyClicks(window.chat_page.composer.editor, "half a line")
        window.rail.choose(Place.SETTINGS)
        program.core.settings.set("language", "en")
        program.application.settings_area.settings.setting_changed.emit("language")
        assert program.application.closed.is_set() and program.application.again
        program.application = renewed(program.application)
        window = program.application.window
        assert window.isVisible() and window.stack.currentIndex() == Place.SETTINGS
        assert window.rail.place(Place.TODAY).text() == "Today"
        assert window.chat_page.composer.text() == "half a line"
        assert engine.permits is not None
        engine.permits.release(10)
        program.wait_for_the_end()
        assert program.view(turn_id).reply.toPlainText() == "一二"
        assert program.core.store.turn(turn_id).state is TurnState.DONE
    application = QApplication.instance()
    assert application is not None
    install_language(application, "zh")


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", r"support raise\(\)", extend=True)
def test_with_a_tray_the_program_stays_until_it_is_quit(
    qtbot: QtBot, paths: DataPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _icon, _title, text: told.append(text)
    )
    paths.create()
    Settings(paths.settings).set("tray", "on")
    with running(qtbot, paths, ScriptedEngine()) as program:
        application, window = program.application, program.application.window
        window.rail.choose(Place.MOOD)
        window.close()
        assert not window.isVisible() and not application.closed.is_set()
        _ = application.settings_area  # who follows exports
        transfer = application._lasting.transfer
        with qtbot.waitSignal(transfer.exported):
            transfer.export(paths.folder / "all.json", ExportFormat.JSON)
        assert len(told) == 1 and "0" in told[0]
        _open, write, _line, leave = application.tray.menu.actions()
        write.trigger()
        assert window.isVisible() and window.stack.currentIndex() == Place.TODAY
        leave.trigger()
        assert application.closed.is_set()
        program.core.settings.set("tray", "off")
        application.settings_area.settings.setting_changed.emit("tray")
        assert not application.tray.shown


def test_what_was_only_kept_counts_in_todays_heading_and_leads_to_the_diary(
    qtbot: QtBot, paths: DataPaths
) -> None:
    with running(qtbot, paths, ScriptedEngine([["好的。"]])) as program:
        window, page = program.application.window, program.application.window.chat_page
        program.write("说一句")
        program.wait_for_the_end()
        assert page.kept.isHidden() and "1 则" in page.header.text()
        kept = program.core.diary.write("只记下来的")
        assert page.kept.text() == "其中 1 则没有对话" and " 2 则" in page.header.text()
        page.kept.click()
        assert window.stack.currentIndex() == Place.DIARY
        program.core.diary.trash([kept.id])
        window.rail.choose(Place.TODAY)
        assert page.kept.isHidden() and "1 则" in page.header.text()
