"""The timeline: when it follows, topic lines, earlier turns, what is said once for all."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.chat import timeline as module
from desktop.ui.chat.follow import NEAR_PX
from desktop.ui.chat.timeline import Timeline
from desktop.ui.chat.topic_line import TopicLine
from desktop.ui.chat.turn_view import TurnView
from desktop.ui.theme import Theme
from tests.ui.chat_fakes import fake_labels, turn
from tests.ui.timeline_bench import LONG, below, pending, settle, show, view

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


# When it follows


def test_a_day_is_shown_from_its_end(timeline: Timeline) -> None:
    show(timeline, [turn(n, LONG) for n in range(8)])
    assert timeline.verticalScrollBar().maximum() > 400
    assert below(timeline) == 0
    assert not timeline.jump.isVisible()


@pytest.mark.parametrize(("away", "follows"), [(0, True), (NEAR_PX, True), (NEAR_PX + 1, False)])
def test_it_follows_a_reply_only_from_near_the_bottom(
    timeline: Timeline, away: int, follows: bool
) -> None:
    show(timeline, [*(turn(n, LONG) for n in range(8)), pending(9)])
    bar = timeline.verticalScrollBar()
    bar.setValue(bar.maximum() - away)
    before = bar.value()
    timeline.grow_reply(9, LONG)
    settle()
    assert below(timeline) == 0 if follows else bar.value() == before
    assert timeline.jump.isVisible() is not follows


def test_sending_always_scrolls_down(timeline: Timeline) -> None:
    show(timeline, [turn(n, LONG) for n in range(8)])
    timeline.verticalScrollBar().setValue(0)
    timeline.add_turn(pending(9, LONG))
    settle()
    assert below(timeline) == 0


def test_the_arrow_leads_back_down(timeline: Timeline) -> None:
    show(timeline, [turn(n, LONG) for n in range(8)])
    timeline.verticalScrollBar().setValue(0)
    assert timeline.jump.isVisible()
    timeline.jump.click()
    assert below(timeline) == 0
    assert not timeline.jump.isVisible()


# Topics


def lines(timeline: Timeline) -> int:
    return sum(line.isVisible() for line in timeline.findChildren(TopicLine))


def test_a_line_stands_between_topics(timeline: Timeline) -> None:
    show(timeline, [turn(1), turn(2), turn(3, topic=2), turn(4, topic=3)])
    assert lines(timeline) == 2


def test_a_new_topic_draws_its_line_at_once_and_it_stays(timeline: Timeline) -> None:
    show(timeline, [turn(1)])
    timeline.end_topic()
    timeline.end_topic()
    assert lines(timeline) == 1
    timeline.add_turn(pending(2, topic=2))
    settle()
    assert lines(timeline) == 1


def test_an_empty_day_has_no_line(timeline: Timeline) -> None:
    timeline.end_topic()
    assert lines(timeline) == 0


# Many turns


def test_only_the_last_are_built_and_the_rest_come_without_a_jump(
    timeline: Timeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_AT_ONCE", 5)
    show(timeline, [turn(n, LONG, topic=n // 5) for n in range(12)])
    assert timeline.view(6) is None
    assert timeline.earlier.text() == "显示更早的 5 则"
    timeline.verticalScrollBar().setValue(30)
    seen = view(timeline, 7).mapTo(timeline.viewport(), view(timeline, 7).rect().topLeft())
    timeline.earlier.click()
    settle()
    assert view(timeline, 7).mapTo(timeline.viewport(), view(timeline, 7).rect().topLeft()) == seen
    assert timeline.earlier.text() == "显示更早的 2 则"
    assert lines(timeline) == 2
    timeline.earlier.click()
    assert not timeline.earlier.isVisible()
    built = [v.turn.id for v in timeline.findChildren(TurnView)]
    assert sorted(built) == list(range(12))


# What holds for all turns


def test_only_one_line_says_that_an_ai_wrote_this(timeline: Timeline) -> None:
    show(timeline, [turn(n) for n in range(3)])
    labels = [c for c in timeline.findChildren(module.SmallLabel) if "AI" in c.text()]
    assert len(labels) == 1 and labels[0].isVisible()


def test_stillness_on_request(qtbot: QtBot, qapp: QApplication) -> None:
    widget = Timeline(fake_labels(), Theme("light"), reduced_motion=True)
    qtbot.addWidget(widget)
    widget.resize(400, 300)
    widget.show_turns([pending()])
    widget.show()
    dots = view(widget).dots
    assert not dots.timer.isActive()
    assert [child.text() for child in dots.findChildren(module.SmallLabel)] == ["在想"]


def test_that_old_turns_are_left_out_is_said_once_a_topic(timeline: Timeline) -> None:
    turns = [
        turn(1, left_out=0),
        turn(2, left_out=2),
        turn(3, left_out=4),
        turn(4, topic=2, left_out=6, shortened=True),
    ]
    timeline.show_turns(turns)
    notes = [view.notes.text() for t in turns if (view := timeline.view(t.id)) is not None]
    assert [("2" in n, "4" in n, "6" in n) for n in notes] == [
        (False, False, False),
        (True, False, False),
        (False, False, False),
        (False, False, True),
    ]
    assert "开头和结尾" in notes[3]


def test_turns_are_made_when_somebody_sees_them(timeline: Timeline) -> None:
    """The window is built anew for another language, and the day needn't be seen then."""
    timeline.hide()
    timeline.show_turns([turn(1), turn(2)])
    settle()
    assert timeline.findChildren(TurnView) == []
    timeline.grow_reply(2, "又来")
    assert [t.id for t in timeline.turns()] == [1, 2] and timeline.turns()[1].reply.endswith("又来")
    timeline.show()
    settle()
    shown = timeline.findChildren(TurnView)
    assert len(shown) == 2 and all(view.isVisible() for view in shown)
