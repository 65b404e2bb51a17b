"""Finding a setting, putting settings back, and the list of keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.paths import DataPaths
from desktop.settings import SCHEMA, Section, Settings
from desktop.ui import shortcuts
from desktop.ui.rail import Place
from desktop.ui.settings.controls import ChoiceControl, StepControl
from desktop.ui.settings.settings_page import SettingsPage
from desktop.ui.settings.shortcut_line import ShortcutLine
from desktop.ui.theme import Theme
from tests.fakes import ScriptedEngine
from tests.program.running import paths, plain_application_afterwards, running

__all__ = ["paths", "plain_application_afterwards"]  # fixtures
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def settings() -> Settings:
    return Settings(None)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, settings: Settings) -> Iterator[SettingsPage]:
    widget = SettingsPage(settings, Theme("light"), "/data")
    qtbot.addWidget(widget)
    widget.resize(760, 900)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    yield widget
    qapp.setStyleSheet("")


def shown(page: SettingsPage) -> list[str]:
    return [key for key, row in page.rows.items() if row.isVisible()]


def sections(page: SettingsPage) -> list[Section]:
    return [section for section, card in page.sections.items() if card.isVisible()]


# Finding


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("颜色", ["theme"]),
        ("Theme", ["theme"]),  # the key, for who knows it from elsewhere
        ("深色", ["theme"]),  # a choice
        ("线程", ["threads"]),
        ("threads", ["threads"]),
        ("秒 心情", ["label_limit_s"]),  # every word, in any order
    ],
)
def test_a_setting_is_found_by_its_words(page: SettingsPage, words: str, found: list[str]) -> None:
    page.search.setText(words)
    assert shown(page) == found
    assert len(sections(page)) == 1 and page.nothing.isHidden()


def test_a_heading_finds_its_section(page: SettingsPage) -> None:
    page.search.setText("模型与性能")
    assert sections(page) == [Section.PERFORMANCE]
    assert page.models_row.isVisible() and page.rows["precision"].isVisible()


def test_nothing_found_is_said_and_escape_brings_all_back(qtbot: QtBot, page: SettingsPage) -> None:
    page.start_search()
    qtbot.keyClicks(page.search, "zzz")
    assert shown(page) == [] and sections(page) == [] and page.nothing.isVisible()
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert set(shown(page)) == set(page.rows) and page.nothing.isHidden()
    assert page.search.hasFocus()


def test_the_search_in_the_window(qtbot: QtBot, paths: DataPaths) -> None:
    """Ctrl+F means the settings on all of their pages, and the diary everywhere else."""
    with running(qtbot, paths, ScriptedEngine()) as program:
        window, area = program.application.window, program.application.settings_area
        window.rail.choose(Place.SETTINGS)
        with qtbot.waitActive(window):
            window.activateWindow()
        control = Qt.KeyboardModifier.ControlModifier
        qtbot.keyClick(window, Qt.Key.Key_F, control)
        assert area.settings.search.hasFocus()
        area.settings.about_row.control.click()  # type: ignore[attr-defined]
        assert area.currentWidget() is not area.settings
        qtbot.keyClick(window, Qt.Key.Key_F, control)
        assert window.stack.currentIndex() == Place.SETTINGS
        assert area.currentWidget() is area.settings and area.settings.search.hasFocus()
        window.rail.choose(Place.MOOD)
        qtbot.keyClick(window, Qt.Key.Key_F, control)
        assert window.stack.currentIndex() == Place.DIARY


# Putting back


def choose(page: SettingsPage, key: str, value: str) -> None:
    control = page.controls[key]
    assert isinstance(control, ChoiceControl)
    index = control.box.findData(value)
    control.box.setCurrentIndex(index)
    control.box.activated.emit(index)


def more(page: SettingsPage, key: str) -> None:
    control = page.controls[key]
    assert isinstance(control, StepControl)
    control.more.click()


def reset_buttons(page: SettingsPage) -> list[str]:
    return [key for key, row in page.rows.items() if row.reset and row.reset.isVisible()]


def test_only_what_was_changed_can_be_reset(page: SettingsPage, settings: Settings) -> None:
    assert reset_buttons(page) == [] and not page.reset.isEnabled()
    choose(page, "reply_tone", "listen")
    more(page, "max_reply_tokens")
    assert reset_buttons(page) == ["reply_tone", "max_reply_tokens"]
    assert page.sections[Section.REPLIES].reset.isVisible()
    assert not page.sections[Section.GENERAL].reset.isVisible()
    button = page.rows["reply_tone"].reset
    assert button is not None
    button.click()
    assert settings.get("reply_tone") == "free" and settings.get("max_reply_tokens") == 272
    assert reset_buttons(page) == ["max_reply_tokens"]


def test_a_section_is_reset_and_put_back(
    qtbot: QtBot, page: SettingsPage, settings: Settings
) -> None:
    choose(page, "reply_tone", "listen")
    more(page, "max_reply_tokens")
    choose(page, "tray", "on")
    page.sections[Section.REPLIES].reset.click()
    assert settings.get("reply_tone") == "free" and settings.get("tray") == "on"
    assert page.undo_bar.isVisible() and "2" in page.undo_bar.sentence.text()
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert settings.get("reply_tone") == "listen" and settings.get("max_reply_tokens") == 272
    assert not page.undo_bar.isVisible()


def test_everything_is_reset_but_the_model(
    qtbot: QtBot, page: SettingsPage, settings: Settings
) -> None:
    settings.set("model_dir", "/模型")
    choose(page, "tray", "on")
    choose(page, "precision", "int8")
    with qtbot.assertNotEmitted(page.model_dir_chosen):
        page.reset.click()
        assert [o.key for o in SCHEMA if settings.is_changed(o.key)] == ["model_dir"]
        page.undo_bar.back.click()
    assert settings.text("precision") == "int8" and settings.text("tray") == "on"


def test_a_reset_can_still_be_undone_in_the_window_that_is_built_anew(
    qtbot: QtBot, page: SettingsPage, settings: Settings
) -> None:
    settings.set("language", "zh")
    settings.set("tray", "on")
    page._on_reset()
    other = SettingsPage(settings, Theme("light"), "/data")
    qtbot.addWidget(other)
    other.go_on_from(page)
    other.undo_bar.undo()
    assert settings.text("language") == "zh" and settings.text("tray") == "on"


def test_zero_has_a_word(page: SettingsPage) -> None:
    for key, word in (("threads", "自动"), ("unload_after_min", "从不")):
        control = page.controls[key]
        assert isinstance(control, StepControl) and control._box.text() == word


def test_what_counts_later_says_so(page: SettingsPage) -> None:
    choose(page, "start_page", "mood")
    assert "下次" in page.rows["start_page"].note.text()
    choose(page, "precision", "float32")
    assert "醒来" in page.rows["precision"].note.text()


# Keys


def keys_of(window: QWidget) -> set[str]:
    found = [sequence for action in window.findChildren(QAction) for sequence in action.shortcuts()]
    for shortcut in window.findChildren(QShortcut):
        found += QShortcut.keys(shortcut)
    return {sequence.toString() for sequence in found if not sequence.isEmpty()}


def test_every_key_of_the_window_is_in_the_table(qtbot: QtBot, paths: DataPaths) -> None:
    with running(qtbot, paths, ScriptedEngine()) as program:
        window = program.application.window
        program.write("有一则")
        program.wait_for_the_end()
        for place in Place:
            window.rail.choose(place)
        _ = program.application.settings_area
        used = keys_of(window)
        assert used - shortcuts.all_keys() == set()
        assert {"Ctrl+B", "Ctrl+F", "Ctrl+G", "F2", "Ctrl+J", "Alt+Left"} <= used


def test_all_keys_are_listed_and_found(page: SettingsPage) -> None:
    lines = page.findChildren(ShortcutLine)
    assert len(lines) == len(list(shortcuts.listing())) > 20
    assert all(label.text() for line in lines for label in line.findChildren(QLabel))
    page.search.setText("ctrl+j")
    assert [line for line in lines if line.isVisible()] and sections(page) == []
