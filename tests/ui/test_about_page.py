"""The page about the program: what it says, what it opens, what it does where that fails."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import resources
from desktop.services.diagnostics import versions
from desktop.ui.settings.about_page import AboutPage
from desktop.ui.theme import SPACE, Theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> AboutPage:
    made = AboutPage(tmp_path, tmp_path / "logs", Theme("light"))
    qtbot.addWidget(made)
    made.resize(640, 700)
    made.show()
    return made


def test_the_versions_are_told_without_loading_anything() -> None:
    text = versions()
    assert all(name in text for name in ("Python 3.", "Qt 6.", "torch 2.", "transformers 5."))


def test_the_models_card_can_be_read(page: AboutPage) -> None:
    text = page.card.toPlainText()
    assert "starter-v6" in text and "|" not in text and "**" not in text


def test_the_models_card_keeps_off_its_frame(page: AboutPage) -> None:
    first = page.card.cursorRect()
    assert min(first.left(), first.top()) >= SPACE[3]


def test_folders_are_opened_and_what_cannot_be_is_named(
    page: AboutPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    page.data.click()
    page.licences.click()
    assert [Path(url.toLocalFile()) for url in opened] == [tmp_path, resources.LICENCES]
    assert resources.LICENCES.exists() and not page.note.isVisible()
    page.logs.click()  # nothing was ever logged
    assert page.note.isVisible() and str(tmp_path / "logs") in page.note.text()


def test_escape_leads_back(qtbot: QtBot, page: AboutPage) -> None:
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page, Qt.Key.Key_Escape)


def test_nothing_is_wider_than_a_narrow_window(page: AboutPage) -> None:
    page.resize(560, 700)
    shown = [widget for widget in page.findChildren(QWidget) if widget.isVisible()]
    right = {widget.mapTo(page, widget.rect().topRight()).x() for widget in shown}
    assert max(right) < page.width()
