"""The diary's folder in the settings: looked at, moved, not moved, what a move left behind."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.paths import DataPaths, read_place
from desktop.services.place_service import PlaceService
from desktop.settings import Settings
from desktop.storage import places
from desktop.ui.settings.place_control import PlaceControl
from desktop.ui.settings.settings_page import SettingsPage
from desktop.ui.theme import Theme
from tests.storage.backup_samples import texts, written
from tests.storage.moving_samples import TEXTS, lived_in, move, wished

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return lived_in(tmp_path / "home").folder


def shown(qtbot: QtBot, folder: Path, home: Path | None) -> PlaceControl:
    """In its page, as the program has it."""
    page = SettingsPage(Settings(None), Theme("light"), str(folder))
    page.place.follow(PlaceService(folder, home, page))
    qtbot.addWidget(page)
    page.show()
    return page.place


@pytest.fixture
def control(qtbot: QtBot, home: Path) -> Iterator[PlaceControl]:
    yield shown(qtbot, home, home)


def choose(control: PlaceControl, folder: Path) -> None:
    """By the dialog, which is there only to find a folder."""
    control.elsewhere.click()
    dialog = control.findChildren(QFileDialog)[-1]
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.fileSelected.emit(str(folder))
    dialog.close()


def focused(control: PlaceControl) -> QWidget | None:
    """Whether or not the window is in front of others."""
    return control.window().focusWidget()


def plain(label: QLabel) -> str:
    """Without what lets a path wrap."""
    return label.text().replace("\u200b", "")


def visible(control: PlaceControl) -> set[QPushButton]:
    named = control.open, control.elsewhere, control.now, control.cancel
    return {button for button in named if button.isVisible()}


def test_a_wish_and_the_way_back(control: PlaceControl, home: Path, tmp_path: Path) -> None:
    target = tmp_path / "new place"
    assert visible(control) == {control.open, control.elsewhere}
    choose(control, target)
    said = plain(control.question.text)
    assert str(target) in said and "备份" in said and "kB" in said
    assert focused(control) is control.question.no and read_place(home).wish is None
    assert "选" in control.question.yes.text() and "搬" not in control.question.yes.text()
    control.question.yes.click()
    assert read_place(home).wish == target and not target.exists()
    assert "还没有搬" in control.note.text()  # choosing it is not moving
    assert visible(control) == {control.open, control.now, control.cancel}
    assert str(target) in plain(control.note) and focused(control) is control.now
    control.cancel.click()
    assert read_place(home).wish is None
    assert visible(control) == {control.open, control.elsewhere} and control.note.isHidden()
    assert focused(control) is control.elsewhere


def test_the_wish_is_still_there_in_a_window_built_anew(
    qtbot: QtBot, home: Path, tmp_path: Path
) -> None:
    wished(home, tmp_path / "new")
    control = shown(qtbot, home, home)
    assert control.now.isVisible()
    with qtbot.waitSignal(control.move_now):
        control.now.click()


def test_no_changes_nothing(control: PlaceControl, home: Path, tmp_path: Path) -> None:
    choose(control, tmp_path / "new")
    control.question.no.click()
    assert read_place(home).wish is None and not (home / "place.json").exists()
    assert focused(control) is control.elsewhere


@pytest.mark.parametrize(
    ("folder", "word"), [("home", "已经在这里"), ("home/models", "里面"), ("a/b/c", "找不到")]
)
def test_refusals_are_said(
    control: PlaceControl, home: Path, tmp_path: Path, folder: str, word: str
) -> None:
    """With the folder, and what else could be done."""
    choose(control, tmp_path / folder)
    said = plain(control.trouble)
    assert word in said and control.trouble.isVisible()
    assert str(tmp_path / folder) in said and "请" in said
    assert control.question.isHidden() and read_place(home).wish is None
    choose(control, tmp_path / "good")
    assert control.trouble.isHidden()


def test_a_refusal_comes_into_sight(
    qtbot: QtBot, control: PlaceControl, home: Path, tmp_path: Path
) -> None:
    area = control.window().findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    control.window().resize(760, 400)
    for _ in range(3):  # it is laid out in several steps
        control.window().grab()
        QApplication.processEvents()
    sight, said, bar = area.viewport(), control.trouble, area.verticalScrollBar()
    button = control.elsewhere
    below = button.mapTo(sight, button.rect().bottomLeft()).y() - sight.rect().bottom()
    bar.setValue(bar.value() + below)
    choose(control, home)

    def seen() -> bool:
        """Once it has its place, below the buttons."""
        if said.mapTo(control, QPoint(0, 0)).y() <= button.mapTo(control, QPoint(0, 0)).y():
            return False
        return sight.rect().contains(QRect(said.mapTo(sight, QPoint(0, 0)), said.size()))

    qtbot.waitUntil(seen)


def test_no_room_says_how_much(
    control: PlaceControl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=5_000_000)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: usage)
    choose(control, tmp_path / "new")
    assert "5.0 MB" in control.trouble.text() and "64 MB" in control.trouble.text()


def test_the_way_back_says_what_becomes_of_the_old_copy(
    qtbot: QtBot, home: Path, tmp_path: Path
) -> None:
    wished(home, tmp_path / "new")
    move(home)
    control = shown(qtbot, tmp_path / "new", home)
    choose(control, home)
    assert "不会覆盖" in control.question.text.text() and str(home) in plain(control.question.text)
    control.question.yes.click()
    assert read_place(home).wish == home


def test_another_diary_is_offered_never_overwritten(
    control: PlaceControl, home: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    written(DataPaths(other).diary, "别的")
    choose(control, other)
    assert "已经有一本日记" in control.question.text.text()
    control.question.yes.click()
    place = read_place(home)
    assert (place.wish, place.wish_opens, place.folder) == (other, True, home)
    assert "还没有打开" in control.note.text()


def test_a_given_folder_is_not_moved(qtbot: QtBot, home: Path) -> None:
    control = shown(qtbot, home, None)
    assert visible(control) == {control.open} and "--data-dir" in control.note.text()


def test_a_wish_that_cannot_be_kept_is_said(
    control: PlaceControl, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_what: object) -> None:
        raise OSError(28, "No space left on device", "place.json")

    choose(control, tmp_path / "new")
    monkeypatch.setattr("desktop.storage.places.write_synced", full)
    control.question.yes.click()
    assert "一切照旧" in control.trouble.text() and read_place(home).wish is None
    assert visible(control) == {control.open, control.elsewhere}


# What a move left


def old_copy_buttons(control: PlaceControl) -> list[QPushButton]:
    return [b for b in control.copies.findChildren(QPushButton) if b.isVisible()]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names Linux's trash")
def test_the_old_copy_goes_into_the_trash_when_asked_twice(
    qtbot: QtBot, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wished(home, tmp_path / "new")
    move(home)
    control, (copy,) = shown(qtbot, tmp_path / "new", home), read_place(home).left
    trash = tmp_path / "trash"
    trash.mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(trash))
    _look, put = old_copy_buttons(control)
    put.click()
    assert copy.exists() and str(copy) in plain(control.question.text)
    control.question.no.click()
    assert copy.exists() and focused(control) is put
    put.click()
    control.question.yes.click()
    assert not copy.exists() and read_place(home).left == ()
    assert texts(DataPaths(trash / "Trash" / "files" / copy.name).diary) == TEXTS
    assert control.copies.isHidden() and focused(control) is control.open
    assert texts(DataPaths(tmp_path / "new").diary) == TEXTS


def test_a_disk_without_a_trash_is_said(
    qtbot: QtBot, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wished(home, tmp_path / "new")
    move(home)
    control, (copy,) = shown(qtbot, tmp_path / "new", home), read_place(home).left

    class File:
        def __init__(self, _name: str) -> None: ...

        def moveToTrash(self) -> bool:
            return False

    monkeypatch.setattr("desktop.services.place_service.QFile", File)
    old_copy_buttons(control)[1].click()
    control.question.yes.click()
    assert "放不进" in control.trouble.text() and str(copy) in plain(control.trouble)
    assert copy.exists() and read_place(home).left == (copy,)


def test_what_is_open_is_no_old_copy(qtbot: QtBot, home: Path, tmp_path: Path) -> None:
    """Neither it, nor anything while the diary itself isn't there."""
    wished(home, tmp_path / "new")
    move(home)
    (copy,) = places.old_copies(home)
    assert PlaceService(copy, home).old_copies() == []
    assert not PlaceService(copy, home).put_into_trash(copy)
    DataPaths(tmp_path / "new").diary.unlink()
    assert not PlaceService(tmp_path / "new", home).put_into_trash(copy) and copy.exists()


def test_nothing_is_cut_off_where_there_is_little_room(
    qtbot: QtBot, home: Path, tmp_path: Path, qapp: QApplication
) -> None:
    theme = Theme("light", 1.5)
    theme.apply()
    deep = tmp_path / ("a very long name " * 6).strip() / ("日" * 60)
    wished(home, deep)
    control = shown(qtbot, home, home)
    page = control.window()
    for width in (420, 520, 760):
        page.resize(width, 600)
        page.grab()
        QApplication.processEvents()
        for button in visible(control):
            right = button.mapTo(page, button.rect().topRight()).x()
            assert right <= width and button.width() >= button.minimumSizeHint().width()
    qtbot.keyClick(control.cancel, Qt.Key.Key_Space)
    assert read_place(home).wish is None
    qapp.setStyleSheet("")
