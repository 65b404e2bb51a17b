"""The sentence about quantised copies, and its button by keyboard."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.models.copies_row import CopiesRow
from desktop.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


class FakeCopies(QObject):
    """WeightCopies without a disk. deletable: of what is spare."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.used = self.spare = self.deletable = 0
        self.at_rest = True

    def used_bytes(self) -> int:
        return self.used

    def spare_bytes(self) -> int:
        return self.spare

    def clear(self) -> bool:
        self.used, self.spare = self.used - self.deletable, self.spare - self.deletable
        self.changed.emit()
        return self.spare == 0

    def become(self, used: int, spare: int) -> None:
        self.used, self.spare, self.deletable = used, spare, spare
        self.changed.emit()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> Iterator[QWidget]:
    """Another button and the row below it."""
    Theme("light").apply()
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.addWidget(QPushButton("before"))
    layout.addWidget(CopiesRow(FakeCopies()))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    qapp.setStyleSheet("")


def _row(page: QWidget) -> tuple[CopiesRow, FakeCopies]:
    row = page.findChild(CopiesRow)
    assert isinstance(row, CopiesRow)
    copies = row._copies
    assert isinstance(copies, FakeCopies)
    return row, copies


def test_it_says_what_they_take_and_clears_them(page: QWidget, qtbot: QtBot) -> None:
    row, copies = _row(page)
    assert "现在还没有" in row.note.text() and not row.clear.isVisible()
    copies.become(700_000_000, 0)
    assert "700 MB" in row.note.text() and not row.clear.isVisible()
    copies.become(700_000_000, 500_000_000)
    assert "500 MB" in row.note.text() and row.clear.isVisible()
    row.clear.setFocus()
    qtbot.keyClick(row.clear, Qt.Key.Key_Space)
    assert "200 MB" in row.note.text() and not row.clear.isVisible()
    assert QApplication.focusWidget() is not None and not row.trouble.isVisible()


def test_not_while_one_may_be_written(page: QWidget) -> None:
    row, copies = _row(page)
    copies.at_rest = False
    copies.become(2, 1)
    assert row.clear.isVisible() and not row.clear.isEnabled()


def test_what_stays_is_said(page: QWidget, qtbot: QtBot) -> None:
    row, copies = _row(page)
    copies.become(20_000_000, 10_000_000)
    copies.deletable = 4_000_000
    row.clear.setFocus()
    qtbot.keyClick(row.clear, Qt.Key.Key_Space)
    assert row.trouble.isVisible() and row.clear.isVisible() and row.clear.hasFocus()
