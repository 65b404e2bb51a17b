"""The settings page in every width and language: nothing is cut off, and nothing turns for ever."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.language import install_language
from desktop.settings import Settings
from desktop.ui.file_dialogs import FileDialogs
from desktop.ui.settings.folder_control import FolderControl
from desktop.ui.settings.settings_page import SettingsPage
from desktop.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    install_language(qapp, "en")
    yield
    install_language(qapp, "zh")


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_width_cuts_the_page_in_english(
    qtbot: QtBot, english: None, qapp: QApplication, scale: float
) -> None:
    """Long words and large text: the two buttons of the folder were wider than the page, which
    grew with them, so that they were turned, and the page was smaller again, until it crashed."""
    theme = Theme("light", scale)
    theme.apply()
    page = SettingsPage(Settings(None), theme, "/data")
    qtbot.addWidget(page)
    page.show()
    for width in range(420, 700, 6):
        page.resize(width, 600)
        page.grab()
        QApplication.processEvents()
        inside = page.area.widget()
        assert inside is not None and inside.width() <= page.area.viewport().width(), width
    qapp.setStyleSheet("")


def test_pages_keep_their_place_whether_or_not_they_scroll(
    qtbot: QtBot, qapp: QApplication
) -> None:
    """Between such pages, and while one looks for a setting, nothing jumps sideways."""
    theme = Theme("light")
    theme.apply()
    page = SettingsPage(Settings(None), theme, "/data")
    qtbot.addWidget(page)
    page.show()
    inside, bar = page.area.widget(), page.area.verticalScrollBar()
    assert inside is not None
    for width in (640, 1000):
        page.resize(width, 600)
        QApplication.processEvents()
        with_bar = inside.mapTo(page, inside.rect().topLeft()).x(), inside.width()
        assert bar.isEnabled()
        page.search.setText("zzz")
        page.grab()  # laid out anew
        QApplication.processEvents()
        assert not bar.isEnabled()
        assert (inside.mapTo(page, inside.rect().topLeft()).x(), inside.width()) == with_bar
        page.search.clear()
    qapp.setStyleSheet("")


def test_a_folders_least_width_is_the_same_however_its_buttons_stand(
    qtbot: QtBot, qapp: QApplication
) -> None:
    page, control = QWidget(), FolderControl(Theme("light"), FileDialogs())
    control.setParent(page)  # a window would keep the width that its layout had before
    qtbot.addWidget(page)
    page.show()
    least = []
    for width in (800, control.minimumSizeHint().width()):
        control.resize(width, 120)
        control.grab()
        QApplication.processEvents()  # what turned asks for another layout
        least.append(control.minimumSizeHint().width())
        assert control.bundled.geometry().right() < width
    assert least[0] == least[1]
