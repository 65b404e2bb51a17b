"""Where file dialogs begin: with the documents, then where something was taken from or put."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.file_dialogs import FileDialogs
from desktop.ui.remembered import Remembered

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "文稿"
    folder.mkdir()
    monkeypatch.setattr(QStandardPaths, "standardLocations", lambda _which: [str(folder)])
    return folder


def begins(dialog: QFileDialog) -> Path:
    return Path(dialog.directory().absolutePath())


def chosen(dialog: QFileDialog, path: Path) -> None:
    dialog.fileSelected.emit(str(path))
    dialog.close()


def test_with_the_documents_at_first(window: QWidget, documents: Path) -> None:
    files = FileDialogs()
    for dialog in (
        files.take_file(window, "", print),
        files.take_folder(window, "", print),
        files.put_file(window, "", "a.json", print),
        files.put_into(window, "", print),
    ):
        assert begins(dialog) == documents
        dialog.close()
    documents.rmdir()
    assert Path(files.begin()) == Path.home()


def test_then_where_the_last_thing_lies(window: QWidget, documents: Path, tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name / "in it").mkdir(parents=True)
    files, taken = FileDialogs(), list[str]()
    chosen(files.take_file(window, "", taken.append), tmp_path / "a" / "diary.json")
    dialog = files.put_file(window, "", "x.csv", taken.append)
    assert begins(dialog) == tmp_path / "a"
    chosen(dialog, tmp_path / "b" / "x.csv")
    dialog = files.take_folder(window, "", taken.append)
    assert begins(dialog) == tmp_path / "b"
    chosen(dialog, tmp_path / "c" / "in it")  # where it lies among others
    dialog = files.put_into(window, "", taken.append)
    assert begins(dialog) == tmp_path / "c"
    chosen(dialog, tmp_path / "c" / "in it")  # what is put lies in it
    assert Path(files.begin()) == tmp_path / "c" / "in it"
    assert len(taken) == 4
    (tmp_path / "c" / "in it").rmdir()
    assert Path(files.begin()) == documents


def test_one_that_is_closed_changes_nothing(window: QWidget, documents: Path) -> None:
    files = FileDialogs()
    files.take_file(window, "", print).reject()
    assert Path(files.begin()) == documents


def test_another_time_too(window: QWidget, documents: Path, tmp_path: Path) -> None:
    window_file = tmp_path / "window.ini"
    files = FileDialogs(Remembered(window_file))
    chosen(files.take_file(window, "", print), tmp_path / "diary.json")
    assert Path(FileDialogs(Remembered(window_file)).begin()) == tmp_path


def test_nobody_asks_otherwise() -> None:
    """A dialog that is made elsewhere begins in whatever folder the program was started in."""
    root = Path(__file__).parents[2] / "desktop"
    made = [p.name for p in root.rglob("*.py") if "QFileDialog(" in p.read_text("utf-8")]
    assert made == ["file_dialogs.py"]
