"""Whole text at every width: no line is cut off and none is left blank."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.turns import Turn, TurnState
from desktop.ui.chat.text_body import TextBody
from desktop.ui.chat.timeline import Timeline
from desktop.ui.theme import SPACE, Theme
from tests.ui.chat_fakes import fake_labels, turn

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MARKS = "**先**做\n\n- 一件很长很长很长很长很长很长的事\n- 两件\n\n> 引用的话\n\n```\nx = 1\n```"
TEXTS = [
    "今天" * 3,
    "下雨，在家看书。" * 6,
    "and some English words with spaces " * 5,
    "一行\n\n" * 9,
    "混 mixed 文 text 😄 " * 14,
]
WIDTHS = [1100, 700, 640, 480, 360, 520, 660, 840, 1080, 360, 1100]


def turns() -> list[Turn]:
    replies = [*TEXTS[1:], MARKS]
    pairs = zip(TEXTS, replies, strict=True)
    return [turn(n, text, reply=reply) for n, (text, reply) in enumerate(pairs)]


@pytest.fixture(params=[1.0, 1.5])
def timeline(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication
) -> Iterator[Timeline]:
    theme = Theme("light", request.param)
    theme.apply()
    widget = Timeline(fake_labels(), theme)
    qtbot.addWidget(widget)
    widget.resize(1080, 500)
    widget.show()
    qtbot.waitExposed(widget)
    widget.show_turns(turns())
    settle()
    yield widget
    theme.apply(font_scale=1.0)
    qapp.setStyleSheet("")


def settle() -> None:
    for _ in range(8):
        QCoreApplication.processEvents()


def text_height(body: TextBody) -> float:
    """Measured on a copy: the text itself must not be laid out by asking."""
    copy = body.document().clone()
    copy.setTextWidth(body.viewport().width())
    return copy.size().height()


def check(timeline: Timeline) -> None:
    for body in timeline.findChildren(TextBody):
        if body.isVisible():
            room, wanted = body.viewport().height(), text_height(body)
            assert wanted - 1 <= room <= wanted + 2, (timeline.width(), body.raw()[:12])
    check_range(timeline)


def check_range(timeline: Timeline) -> None:
    """One can scroll to the end of the content, and no further."""
    page, bar, last = timeline.widget(), timeline.verticalScrollBar(), timeline._disclosure
    assert page is not None
    assert bar.maximum() == max(page.height() - timeline.viewport().height(), 0)
    end = last.mapTo(page, last.rect().bottomLeft()).y()
    assert bar.maximum() == 0 or page.height() - end <= SPACE[5]


def test_every_text_is_whole_at_every_width(timeline: Timeline) -> None:
    for width in WIDTHS:
        timeline.resize(width, 500)
        settle()
        check(timeline)


def test_a_slow_narrowing(timeline: Timeline) -> None:
    for width in (*range(1100, 360, -37), *range(360, 1100, 41)):
        timeline.resize(width, 500)
        settle()
        check(timeline)


def test_while_a_reply_comes_in_and_the_window_changes(timeline: Timeline) -> None:
    timeline.add_turn(turn(9, TEXTS[1], state=TurnState.PENDING, reply=""))
    for step, width in enumerate(WIDTHS * 3):
        timeline.resize(width, 500)
        timeline.grow_reply(9, "再说一句，" if step % 4 else "第二段。\n\n")
        settle()
        check(timeline)
        assert timeline.follow.near


def test_a_very_long_entry_leaves_nothing_blank_below_it(timeline: Timeline) -> None:
    timeline.add_turn(turn(9, "下雨，在家看书。" * 3_000))
    timeline.add_turn(turn(10, TEXTS[2]))
    view = timeline.view(9)
    assert view is not None and view.unfold is not None
    for _ in range(2):
        for width in (1100, 640, 360, 1080):
            timeline.resize(width, 500)
            settle()
            check(timeline)
        view.unfold.click()


def test_text_that_changes_its_size(timeline: Timeline) -> None:
    for scale in (2.0, 0.8, 1.3):
        timeline._theme.apply(font_scale=scale)
        settle()
        check(timeline)
