"""Every page in a window of 640 pixels, at every size of text, in both languages: whole words."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.paths import DataPaths
from desktop.settings import Settings
from desktop.ui.chat.turn_parts import ElidingLabel
from tests.fakes import ScriptedEngine
from tests.program.running import Program, paths, plain_application_afterwards, running
from tests.test_accessibility import PAGES, named, open_page
from tests.test_language_change import chinese_afterwards

__all__ = ["chinese_afterwards", "paths", "plain_application_afterwards"]  # fixtures

WIDTH, HEIGHT = 640, 720
SCALES = (1.0, 1.5, 2.0)
# What a rounded width may be off.
SLACK = 2


@pytest.fixture(params=["zh", "en"])
def program(qtbot: QtBot, paths: DataPaths, request: pytest.FixtureRequest) -> Iterator[Program]:
    paths.create()
    Settings(paths.settings).set("language", request.param)
    with running(qtbot, paths, ScriptedEngine()) as made:
        made.write("今天很好")
        made.wait_for_the_end()
        yield made
        made.application._theme.apply(font_scale=1.0)


def room(combo: QComboBox) -> int:
    """For the text of a list's chosen line."""
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    edit, kind = QStyle.SubControl.SC_ComboBoxEditField, QStyle.ComplexControl.CC_ComboBox
    return combo.style().subControlRect(kind, option, edit, combo).width()


def is_cut(widget: QWidget) -> bool:
    """Whether its words need more room than it has."""
    width, height = widget.width() + SLACK, widget.height() + SLACK
    if isinstance(widget, ElidingLabel):
        return False  # it says so with dots, and all in its tooltip
    if isinstance(widget, QLabel):
        if not widget.wordWrap():
            return widget.sizeHint().width() > width or widget.sizeHint().height() > height
        longest = widget.minimumSizeHint().width() > width
        return longest or widget.heightForWidth(widget.width()) > height
    if isinstance(widget, QAbstractButton):
        return widget.sizeHint().width() > width
    metrics = widget.fontMetrics()
    if isinstance(widget, QComboBox):
        return metrics.horizontalAdvance(widget.currentText()) > room(widget) + SLACK
    if isinstance(widget, QLineEdit):
        return metrics.horizontalAdvance(widget.placeholderText()) > width
    return False


def is_outside(widget: QWidget, window: QWidget) -> bool:
    """Beyond the right edge of what it stands in, where nobody can scroll to."""
    frame, above = window, widget.parentWidget()
    while above is not None and above is not window:
        if isinstance(above, QScrollArea) and above.viewport().isAncestorOf(widget):
            frame = above.viewport()
            break
        above = above.parentWidget()
    return widget.mapTo(frame, QPoint(widget.width(), 0)).x() > frame.width() + SLACK


def settle() -> None:
    for _ in range(6):
        QApplication.processEvents()


@pytest.mark.parametrize("scale", SCALES)
def test_no_word_is_cut(program: Program, scale: float) -> None:
    window = program.application.window
    program.application._theme.apply(font_scale=scale)
    window.resize(WIDTH, HEIGHT)  # or as narrow as it gets with text of this size
    wrong = []
    for page in PAGES:
        program.application.settings_area.go_home()
        open_page(program, page)
        settle()
        shown = [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
        cut = [w for w in shown if is_cut(w) or is_outside(w, window)]
        wrong += [(page, named(w), words(w)) for w in cut]
    page_itself = window.centralWidget()
    assert page_itself is not None and page_itself.minimumSizeHint().width() <= window.width()
    assert not wrong


def words(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{text[:40]} {widget.width()}<{widget.sizeHint().width()}"
