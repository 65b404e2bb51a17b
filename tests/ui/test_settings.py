"""The settings page: every key has a row, every change is on disk, what can't be is put back."""

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import StorageFailure
from desktop.settings import SCHEMA, Settings
from desktop.ui.settings.controls import ChoiceControl, PercentControl, StepControl, TimeControl
from desktop.ui.settings.folder_control import FolderControl
from desktop.ui.settings.settings_page import SettingsPage
from desktop.ui.theme import DARK, LIGHT, Theme

# Of the offscreen platform, about any window with a smallest size; says nothing about ours.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

FOLDER = "/home/小明/.local/share/qwen-all-in-one-desktop"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


@pytest.fixture
def settings(file: Path) -> Settings:
    return Settings(file)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme("light")


@pytest.fixture
def page(qtbot: QtBot, settings: Settings, theme: Theme) -> SettingsPage:
    widget = SettingsPage(settings, theme, FOLDER)
    qtbot.addWidget(widget)
    widget.resize(760, 900)
    widget.grab()
    return widget


def stored(file: Path) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return values


def choose(page: SettingsPage, key: str, value: str) -> None:
    control = page.controls[key]
    assert isinstance(control, ChoiceControl)
    index = control.box.findData(value)
    control.box.setCurrentIndex(index)
    control.box.activated.emit(index)


def test_every_key_of_the_schema_has_a_row_with_words(page: SettingsPage) -> None:
    # Chosen where the tasks are, and on the models page beside the model that it is for.
    elsewhere = {"label_task", "adapter_dir"}
    assert set(page.rows) == {option.key for option in SCHEMA} - elsewhere
    for row in page.rows.values():
        assert row._title.text() and row._help.text()


def test_every_control_has_a_name(page: SettingsPage) -> None:
    for key, control in page.controls.items():
        if isinstance(control, FolderControl):
            names = [control.choose.accessibleName(), control.path.accessibleName()]
        else:
            names = [control._editor.accessibleName()]
        assert all(names), key


def test_rows_show_what_is_set(qtbot: QtBot, settings: Settings, theme: Theme) -> None:
    settings.set("day_begins_at", "05:30")
    settings.set("font_scale", 1.2)
    page = SettingsPage(settings, theme, FOLDER)
    qtbot.addWidget(page)
    clock, size = page.controls["day_begins_at"], page.controls["font_scale"]
    assert isinstance(clock, TimeControl) and clock.box.text() == "05:30"
    assert isinstance(size, PercentControl) and size.box.text() == "120 %"


def test_a_change_is_on_disk_at_once(page: SettingsPage, file: Path) -> None:
    for key, value in (("max_reply_tokens", 272), ("temperature", 0.8)):
        control = page.controls[key]
        assert isinstance(control, StepControl)
        control.more.click()
        assert stored(file)[key] == value


def test_a_time_is_kept_as_text(page: SettingsPage, file: Path) -> None:
    clock = page.controls["day_begins_at"]
    assert isinstance(clock, TimeControl)
    clock.more.click()
    assert stored(file)["day_begins_at"] == "05:00"


def test_showing_a_value_saves_nothing(page: SettingsPage, file: Path) -> None:
    for key, control in page.controls.items():
        control.show_value(page._settings.get(key))
    assert not file.exists()


def test_a_bad_value_is_put_back_and_explained(page: SettingsPage, settings: Settings) -> None:
    control = page.controls["max_reply_tokens"]
    assert isinstance(control, StepControl)
    control._box.setMaximum(9999)  # type: ignore[attr-defined]
    control._box.setValue(5000)  # type: ignore[attr-defined]
    assert settings.get("max_reply_tokens") == 256
    assert control._box.value() == 256  # type: ignore[attr-defined]
    assert page.rows["max_reply_tokens"].note.text()
    assert not page.rows["max_reply_tokens"].note.isHidden()


def test_what_cannot_be_saved_is_put_back_and_explained(
    page: SettingsPage, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_key: str, _value: object) -> None:
        raise StorageFailure("settings.json")

    with monkeypatch.context() as patch:
        patch.setattr(settings, "set", refuse)
        choose(page, "theme", "dark")
    control = page.controls["theme"]
    assert isinstance(control, ChoiceControl) and control.box.currentData() == "auto"
    assert page._theme.palette is LIGHT
    assert not page.rows["theme"].note.isHidden()
    choose(page, "theme", "dark")  # and gone again once it works
    assert page.rows["theme"].note.isHidden()


def test_the_theme_switches_live(qtbot: QtBot, page: SettingsPage, theme: Theme) -> None:
    with qtbot.waitSignal(theme.changed):
        choose(page, "theme", "dark")
    assert theme.palette is DARK


def test_the_size_of_text_is_saved_at_once_and_applied_when_one_has_stopped(
    qtbot: QtBot, page: SettingsPage, theme: Theme, file: Path
) -> None:
    size = page.controls["font_scale"]
    assert isinstance(size, PercentControl)
    changes: list[int] = []
    theme.changed.connect(lambda: changes.append(theme.px(100)))
    size.more.click()
    size.more.click()
    assert stored(file)["font_scale"] == 1.2
    assert changes == []  # the button is still where it was
    with qtbot.waitSignal(theme.changed):
        pass
    assert changes == [120]
    theme.apply(font_scale=1.0)


@pytest.mark.parametrize(("key", "value"), [("language", "en"), ("motion", "none"), ("tray", "on")])
def test_what_others_put_into_force_is_announced_after_it_is_saved(
    qtbot: QtBot, page: SettingsPage, settings: Settings, key: str, value: str
) -> None:
    with qtbot.waitSignal(page.setting_changed) as told:
        choose(page, key, value)
    assert told.args == [key] and settings.text(key) == value


def test_a_folder_is_announced_after_it_is_saved(
    qtbot: QtBot, page: SettingsPage, file: Path
) -> None:
    control = page.controls["model_dir"]
    assert isinstance(control, FolderControl)
    with qtbot.waitSignal(page.model_dir_chosen) as chosen:
        control._on_selected("/模型/Qwen 0.5B")
    assert chosen.args == [stored(file)["model_dir"]] == ["/模型/Qwen 0.5B"]
    assert control.path.toPlainText() == "/模型/Qwen 0.5B"
    with qtbot.waitSignal(page.model_dir_chosen) as back:
        control.bundled.click()
    assert back.args == [""]


def test_the_bundled_model_is_always_offered_because_another_may_be_in_use(
    qtbot: QtBot, page: SettingsPage
) -> None:
    control = page.controls["model_dir"]
    assert isinstance(control, FolderControl)
    assert not control.bundled.isHidden()
    assert "正在" not in control.path.toPlainText()  # the row can't know what is in use
    with qtbot.waitSignal(page.model_dir_chosen) as chosen:
        control.bundled.click()
    assert chosen.args == [""]


def test_the_folder_dialog_blocks_nothing(qtbot: QtBot, page: SettingsPage) -> None:
    control = page.controls["model_dir"]
    assert isinstance(control, FolderControl)
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    control.choose.click()  # returns while the dialog is open
    dialog = control.findChild(QFileDialog)
    assert dialog is not None and dialog.isVisible()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()


def test_the_data_folder_can_be_selected(page: SettingsPage) -> None:
    page.data_folder.selectAll()
    assert page.data_folder.textCursor().selectedText() == FOLDER
    assert page.data_folder.isReadOnly()


@pytest.mark.parametrize(("width", "scale"), [(584, 1.0), (584, 1.5), (500, 2.0)])
def test_nothing_is_wider_than_the_page(
    qtbot: QtBot, page: SettingsPage, theme: Theme, width: int, scale: float
) -> None:
    theme.apply(font_scale=scale)
    page.resize(width, 700)
    page.grab()
    QApplication.processEvents()  # what turned over in that width asks for another layout
    page.grab()
    for child in page.findChildren(QWidget):
        if child.isVisibleTo(page):
            assert child.mapTo(page, QPoint(child.width(), 0)).x() <= width, child
    theme.apply(font_scale=1.0)


def heights(page: SettingsPage) -> list[int]:
    page.grab()
    return [row.control.mapTo(page, QPoint(0, 0)).y() for row in page.rows.values()]


def test_no_control_moves_when_the_way_back_appears(page: SettingsPage) -> None:
    """One is still pressing it."""
    before = heights(page)
    for key in ("font_scale", "theme", "temperature"):
        page.controls[key].edited.emit({"font_scale": 1.1, "theme": "dark"}.get(key, 0.9))
        reset = page.rows[key].reset
        assert reset is not None and reset.isVisibleTo(page)
        assert heights(page) == before
    choose(page, "start_page", "mood")  # with a line on when that counts
    assert heights(page)[:6] == before[:6]


def test_the_size_of_text_changes_under_the_same_pointer(
    qtbot: QtBot, page: SettingsPage, theme: Theme
) -> None:
    page.resize(760, 300)
    page.show()
    size = page.controls["font_scale"]
    assert isinstance(size, PercentControl)
    page.area.ensureWidgetVisible(size)
    before = size.mapTo(page, size.rect().center()).y()
    with qtbot.waitSignal(theme.changed):
        size.box.setValue(150)
    qtbot.waitUntil(lambda: abs(size.mapTo(page, size.rect().center()).y() - before) <= 2)
    theme.apply(font_scale=1.0)
