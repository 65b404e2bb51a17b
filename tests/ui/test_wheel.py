"""The wheel, in the real window: over any box with a value it belongs to the page."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.paths import DataPaths
from tests.fakes import ScriptedEngine
from tests.program.running import Program, paths, plain_application_afterwards, running
from tests.test_accessibility import PAGES, named, open_page

__all__ = ["paths", "plain_application_afterwards"]  # fixtures

# Where such boxes are for certain: the test below must have found some.
WITH_BOXES = {"search", "mood", "settings", "data"}


@pytest.fixture
def program(qtbot: QtBot, paths: DataPaths) -> Iterator[Program]:
    with running(qtbot, paths, ScriptedEngine()) as made:
        made.application.window.resize(700, 400)
        made.write("今天很好")
        made.wait_for_the_end()
        yield made


def shown(box: QWidget) -> str:
    if isinstance(box, QComboBox):
        return box.currentText()
    assert isinstance(box, QAbstractSpinBox)
    return box.text()


def turn_wheel(box: QWidget, turns: int) -> None:
    """As the system tells it: only such a wheel goes on to what is around a widget."""
    window = box.window()
    where = box.mapTo(window, QPointF(box.rect().center()))
    QTest.wheelEvent(window.windowHandle(), where, QPoint(0, 120 * turns))


def area_around(box: QWidget) -> QScrollArea | None:
    above = box.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def scrolls(area: QScrollArea, box: QWidget) -> bool:
    """Down or up, if there is anything to scroll."""
    bar = area.verticalScrollBar()
    if bar.maximum() == bar.minimum():
        return True
    area.ensureWidgetVisible(box)
    before = bar.value()
    turn_wheel(box, -1 if before < bar.maximum() else 1)
    return bar.value() != before


def boxes_of(program: Program) -> list[QComboBox | QAbstractSpinBox]:
    """Hidden ones too."""
    window = program.application.window
    return [*window.findChildren(QComboBox), *window.findChildren(QAbstractSpinBox)]


def takes_wheel(box: QWidget) -> bool:
    middle = QPointF(box.rect().center())
    event = QWheelEvent(
        middle, middle, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, event)
    return event.isAccepted()


@pytest.mark.parametrize("page", PAGES)
def test_a_wheel_over_a_box_scrolls_and_changes_nothing(program: Program, page: str) -> None:
    open_page(program, page)
    boxes = boxes_of(program)
    for box in [box for box in boxes if box.isVisible()]:
        for has_keyboard in (False, True):
            box.setFocus() if has_keyboard else box.clearFocus()
            before, area = shown(box), area_around(box)
            assert area is None or scrolls(area, box), named(box)
            turn_wheel(box, 1)
            turn_wheel(box, -1)
            assert shown(box) == before, named(box)
    assert not [named(box) for box in boxes if takes_wheel(box)]
    assert boxes or page not in WITH_BOXES
