"""The list under a box of choices: rows, and nothing else. Qt's own boxes in its dialogs, too."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from desktop.ui.settings.dropdown import Dropdown
from desktop.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(params=[1.0, 1.5])
def theme(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Theme]:
    made = Theme("light", request.param)
    made.apply()
    yield made
    made.apply(font_scale=1.0)
    qapp.setStyleSheet("")


@pytest.mark.parametrize("kind", [Dropdown, QComboBox])
def test_there_are_no_empty_strips(qtbot: QtBot, theme: Theme, kind: type[QComboBox]) -> None:
    box = kind()
    qtbot.addWidget(box)
    box.addItems(["跟随系统", "浅色", "深色"])
    box.show()
    box.showPopup()
    rows = box.view()
    qtbot.waitUntil(rows.isVisible)
    assert rows.geometry() == rows.window().rect()
    last = rows.visualRect(box.model().index(box.count() - 1, 0))
    assert rows.viewport().rect().bottom() == last.bottom()
    assert last.width() == rows.viewport().width()
    box.hidePopup()


def test_rows_have_air(qtbot: QtBot, theme: Theme) -> None:
    box = Dropdown()
    qtbot.addWidget(box)
    box.addItems(["一", "二"])
    box.show()
    box.showPopup()
    row = box.view().visualRect(box.model().index(0, 0))
    assert row.height() >= box.fontMetrics().height() + 10
    box.hidePopup()
