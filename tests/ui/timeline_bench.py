"""A timeline on screen, and what is asked of it."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.turns import Turn, TurnState
from desktop.ui.chat.timeline import Timeline
from desktop.ui.chat.turn_view import TurnView
from desktop.ui.theme import Theme
from tests.ui.chat_fakes import fake_labels, turn

LONG = "很长的一段话。" * 60


@pytest.fixture
def timeline(qtbot: QtBot, qapp: QApplication) -> Iterator[Timeline]:
    theme = Theme("light")
    theme.apply()
    widget = Timeline(fake_labels(), theme)
    qtbot.addWidget(widget)
    widget.resize(600, 400)
    widget.show()
    qtbot.waitExposed(widget)
    yield widget
    qapp.setStyleSheet("")


def settle() -> None:
    """Let posted layout requests run; they come in a chain, one for each level."""
    for _ in range(8):
        QCoreApplication.processEvents()


def show(timeline: Timeline, turns: Sequence[Turn], ended: bool = False) -> None:
    timeline.show_turns(turns, ended=ended)
    settle()


def view(timeline: Timeline, turn_id: int = 1) -> TurnView:
    found = timeline.view(turn_id)
    assert found is not None
    return found


def below(timeline: Timeline) -> int:
    bar = timeline.verticalScrollBar()
    return bar.maximum() - bar.value()


def pending(turn_id: int = 1, text: str = "今天", topic: int = 1) -> Turn:
    return turn(turn_id, text, state=TurnState.PENDING, reply="", topic=topic)
