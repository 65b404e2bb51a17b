"""Another theme while the program runs: everything shown has it at once, and for little work."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.theme import DARK, LIGHT, Theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
# About as deep as the text of a turn lies in the window.
DEPTH = 12


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme("light")
    made.apply()
    yield made
    qapp.setStyleSheet("")


class Words(QLabel):
    """Counts how often it was given a style."""

    def __init__(self) -> None:
        super().__init__("心情")
        self.setProperty("kind", "small")
        self.styled = 0

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.styled += 1
        super().changeEvent(event)


@pytest.fixture
def words(qtbot: QtBot, theme: Theme) -> Iterator[Words]:
    """Shown, DEPTH widgets below the window."""
    window = inner = QWidget()
    qtbot.addWidget(window)
    for _ in range(DEPTH):
        layout, child = QVBoxLayout(inner), QWidget()
        layout.addWidget(child)
        inner = child
    made = Words()
    QVBoxLayout(inner).addWidget(made)
    window.show()
    yield made


def ink(words: QWidget) -> str:
    return words.palette().color(QPalette.ColorRole.WindowText).name().upper()


def test_another_theme_and_size_are_seen_at_once(theme: Theme, words: Words) -> None:
    assert ink(words) == LIGHT.soft_ink
    small = words.fontInfo().pixelSize()
    theme.apply(choice="dark", font_scale=2.0)
    assert ink(words) == DARK.soft_ink and words.fontInfo().pixelSize() > small
    theme.apply(choice="light", font_scale=1.0)
    assert ink(words) == LIGHT.soft_ink and words.fontInfo().pixelSize() == small


def test_a_widget_is_not_styled_once_for_each_that_it_lies_in(theme: Theme, words: Words) -> None:
    """So it was, and a day of sixty turns stood still for two seconds."""
    before = words.styled
    theme.apply(choice="dark")
    assert 0 < words.styled - before < DEPTH / 2
