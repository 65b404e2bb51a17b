"""What Qt says by itself is in the interface's language: file dialog, menus, buttons."""

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTextBrowser,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop import resources
from desktop.language import install_language
from tools.package_contents import UNUSED_FILES

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints", extend=True),
    pytest.mark.qt_log_ignore(r"support raise\(\)", extend=True),
]

CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
ENGLISH = re.compile("[A-Za-z]{2,}")
KEYS = re.compile(r"\t.*")  # what is pressed instead, the same in both languages
MODES = (
    (QFileDialog.FileMode.ExistingFile, QFileDialog.AcceptMode.AcceptOpen),
    (QFileDialog.FileMode.AnyFile, QFileDialog.AcceptMode.AcceptSave),
    (QFileDialog.FileMode.Directory, QFileDialog.AcceptMode.AcceptOpen),
)
BUTTONS = (
    QMessageBox.StandardButton.Ok,
    QMessageBox.StandardButton.Cancel,
    QMessageBox.StandardButton.Close,
    QMessageBox.StandardButton.Yes,
    QMessageBox.StandardButton.No,
)


@pytest.fixture(params=["zh", "en"])
def language(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[str]:
    install_language(qapp, request.param)
    yield request.param
    install_language(qapp, "zh")


def foreign(texts: list[str], language: str) -> list[str]:
    other = ENGLISH if language == "zh" else CHINESE
    return [text for text in texts if other.search(KEYS.sub("", text))]


def said(widget: QWidget) -> list[str]:
    texts = [label.text() for label in widget.findChildren(QLabel)]
    for button in widget.findChildren(QAbstractButton):
        texts += [button.text(), button.toolTip(), button.accessibleName()]
    for action in widget.findChildren(QAction):
        texts += [action.text(), action.toolTip()]
    return texts


def columns(dialog: QFileDialog) -> list[str]:
    across = Qt.Orientation.Horizontal
    models = [view.model() for view in dialog.findChildren(QAbstractItemView)]
    widest = max((m for m in models if m is not None), key=lambda m: m.columnCount())
    return [str(widest.headerData(n, across)) for n in range(widest.columnCount())]


@pytest.mark.parametrize(("mode", "accept"), MODES, ids=["open", "save", "folder"])
def test_the_file_dialog(
    qtbot: QtBot,
    language: str,
    tmp_path: Path,
    mode: QFileDialog.FileMode,
    accept: QFileDialog.AcceptMode,
) -> None:
    (tmp_path / "1").mkdir()
    dialog = QFileDialog(None, "", str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    dialog.setAcceptMode(accept)
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    dialog.show()
    kinds = dialog.findChild(QComboBox, "fileTypeCombo")
    assert isinstance(kinds, QComboBox)
    texts = [*said(dialog), *columns(dialog), kinds.itemText(0)]
    assert len(texts) > 20 and not foreign(texts, language)


def test_what_lies_in_a_folder_has_a_kind(qtbot: QtBot, qapp: QApplication) -> None:
    install_language(qapp, "zh")
    for kind in ("Folder", "Drive", "Shortcut", "Unknown"):
        words = QApplication.translate("QAbstractFileIconProvider", kind, "All other platforms")
        assert CHINESE.search(words), kind


@pytest.mark.parametrize("kind", [QLineEdit, QTextEdit, QPlainTextEdit, QTextBrowser])
def test_the_menus_of_texts(qtbot: QtBot, language: str, kind: type[QWidget]) -> None:
    field = kind()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()  # type: ignore[attr-defined]
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions()]
    assert len(texts) > 2 and not foreign(texts, language)
    menu.deleteLater()


def test_the_buttons_of_a_question(qtbot: QtBot, language: str) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    texts = [box.addButton(button).text() for button in BUTTONS]
    assert all(texts) and not foreign([text for text in texts if text != "OK"], language)


def test_the_package_has_these_words() -> None:
    """Qt's own, and ours beside them."""
    words = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / "qtbase_zh_CN.qm"
    assert words.is_file() and (resources.TRANSLATIONS / "qt_zh_CN.qm").is_file()
    for place in ("PySide6/Qt/translations/qtbase_zh_CN.qm", "resources/translations/qt_zh_CN.qm"):
        assert not [pattern for pattern in UNUSED_FILES if fnmatch(place, pattern)]
