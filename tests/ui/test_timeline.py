"""The timeline: when it follows, topic lines, earlier turns, what each state shows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.entries import DiaryEntry
from desktop.domain.labels import LabelSource, Prediction
from desktop.domain.turns import Turn, TurnState
from desktop.ui.chat import timeline as module
from desktop.ui.chat.follow import NEAR_PX
from desktop.ui.chat.timeline import Timeline
from desktop.ui.chat.topic_line import TopicLine
from desktop.ui.chat.turn_view import TurnView
from desktop.ui.theme import Theme
from tests.ui.chat_fakes import BAD, UNSURE, fake_labels, label, turn

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

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


# What it shows


def test_a_turn_from_dots_to_a_finished_reply(timeline: Timeline) -> None:
    show(timeline, [pending()])
    shown = view(timeline)
    assert shown.dots.isVisible() and not shown.reply.isVisible()
    top = shown.margin.y()
    timeline.change_turn(replace(shown.turn, label=label()))
    settle()
    assert shown.chip.text() == "😟 负面 · 91%"
    assert shown.margin.y() == top  # the label came, and nothing moved
    timeline.grow_reply(1, "听起来")
    timeline.grow_reply(1, "**很累**")
    assert not shown.dots.isVisible()
    assert shown.reply.toPlainText() == "听起来**很累**"
    timeline.change_turn(replace(shown.turn, state=TurnState.DONE, reply="听起来**很累**"))
    assert shown.reply.toPlainText() == "听起来很累"
    assert timeline.turns() == [shown.turn]


@pytest.mark.parametrize(
    ("state", "error", "note", "resumable"),
    [
        (TurnState.DONE, None, "", False),
        (TurnState.STOPPED, None, "已停止", True),
        (TurnState.INTERRUPTED, None, "上次没有写完", True),
        (TurnState.FAILED, "out_of_memory", "内存不够了", False),
        (TurnState.FAILED, "something new", "程序出错了", False),
    ],
)
def test_how_a_reply_ended(
    timeline: Timeline, state: TurnState, error: str | None, note: str, resumable: bool
) -> None:
    show(timeline, [turn(state=state, error=error)])
    shown = view(timeline)
    assert shown.notes.text().startswith(note) and bool(shown.notes.text()) is bool(note)
    assert shown.buttons.go_on.isVisible() is resumable
    assert shown.buttons.again.isEnabled()


def test_what_the_model_was_not_shown_is_said(timeline: Timeline) -> None:
    show(timeline, [turn(left_out=4)])
    assert view(timeline).notes.text() == "较早的 4 句没有再带给模型"


def test_labels_show_what_is_known_and_no_more(timeline: Timeline) -> None:
    show(
        timeline,
        [
            turn(1, label=label(UNSURE)),
            turn(2, label=label(source=LabelSource.PERSON)),
            turn(3, label=replace(label(), word="旧的")),
            turn(4),
        ],
    )
    chips = [view(timeline, n).chip.text() for n in (1, 2, 3, 4)]
    assert chips == ["😶 不确定", "😟 负面 · 你标的", "旧的", "○ 没有标签"]
    assert view(timeline, 1).chip.accessibleName() == "心情：😶 不确定"


def test_probabilities_are_in_the_tooltip_as_plain_text(timeline: Timeline) -> None:
    show(timeline, [turn(label=label())])
    odd = (("负面", 0.7), ("<img src=x>", 0.3))
    timeline.show_prediction(1, Prediction(BAD, 0.7, odd, "sentiment", 1, "w"))
    tip = view(timeline).chip.toolTip()
    assert "负面 70% · &lt;img src=x&gt; 30%" in tip


def test_only_one_line_says_that_an_ai_wrote_this(timeline: Timeline) -> None:
    show(timeline, [turn(n) for n in range(3)])
    labels = [c for c in timeline.findChildren(module.SmallLabel) if "AI" in c.text()]
    assert len(labels) == 1 and labels[0].isVisible()


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


# What the person does


def test_earlier_replies_are_paged(qtbot: QtBot, timeline: Timeline) -> None:
    show(timeline, [turn(reply="后来", earlier_replies=("起初",))])
    shown = view(timeline)
    pager = shown.buttons.pager
    assert pager is not None and pager.place.text() == "2/2"
    pager.back.click()
    assert (pager.place.text(), shown.reply.toPlainText()) == ("1/2", "起初")
    again = replace(shown.turn, state=TurnState.PENDING, reply="", earlier_replies=("起初", "后来"))
    timeline.change_turn(again)
    assert pager.place.text() == "3/3"
    assert shown.dots.isVisible()


def test_the_buttons_ask_and_only_where_it_makes_sense(qtbot: QtBot, timeline: Timeline) -> None:
    show(timeline, [turn(1, state=TurnState.STOPPED), pending(2)])
    with qtbot.waitSignal(timeline.regenerate_requested) as again:
        view(timeline, 1).buttons.again.click()
    with qtbot.waitSignal(timeline.resume_requested) as resume:
        view(timeline, 1).buttons.go_on.click()
    assert again.args == resume.args == [1]
    assert not view(timeline, 2).buttons.again.isEnabled()


def test_the_buttons_show_on_focus_without_moving_anything(
    qtbot: QtBot, timeline: Timeline
) -> None:
    show(timeline, [turn(1)])
    buttons, height = view(timeline).buttons, view(timeline).height()
    assert not buttons.copy.shown
    with qtbot.waitActive(timeline):
        timeline.activateWindow()
    buttons.copy.setFocus(Qt.FocusReason.TabFocusReason)
    assert buttons.copy.shown and buttons.again.shown
    assert view(timeline).height() == height
    QApplication.clipboard().clear()
    buttons.copy.click()
    assert QApplication.clipboard().text() == "好的。"


def test_the_pager_keeps_the_keyboard(qtbot: QtBot, timeline: Timeline) -> None:
    show(timeline, [turn(reply="后来", earlier_replies=("起初",))])
    pager = view(timeline).buttons.pager
    assert pager is not None
    with qtbot.waitActive(timeline):
        timeline.activateWindow()
    pager.back.setFocus()
    pager.back.click()
    assert timeline.focusWidget() is pager.ahead and pager.ahead.hasFocus()
    pager.ahead.click()
    assert pager.back.hasFocus()


@pytest.mark.parametrize("state", [TurnState.STOPPED, TurnState.INTERRUPTED, TurnState.FAILED])
def test_what_an_unfinished_reply_offers_is_always_seen(
    timeline: Timeline, state: TurnState
) -> None:
    show(timeline, [turn(1, state=state), turn(2)])
    buttons = view(timeline).buttons
    assert buttons.again.shown and buttons.go_on.shown
    buttons.set_hovered(True)
    buttons.set_hovered(False)
    assert buttons.again.shown
    assert not view(timeline, 2).buttons.again.shown
    timeline.change_turn(replace(view(timeline).turn, state=TurnState.DONE))
    assert not buttons.again.shown


# Very long entries


def test_a_very_long_entry_is_folded_until_one_wants_it(qtbot: QtBot, timeline: Timeline) -> None:
    text = "下雨在家看书。" * 4_000
    show(timeline, [turn(1, text), turn(2)])
    shown = view(timeline)
    assert shown.unfold is not None and shown.unfold.isVisible()
    assert shown.entry.height() < 1_500
    assert "28,000" in shown.unfold.text()
    shown.entry.copy_whole()
    assert QApplication.clipboard().text() == text
    place = timeline.verticalScrollBar().value()
    shown.unfold.click()
    settle()
    assert shown.entry.toPlainText() == text and not shown.unfold.isVisible()
    assert timeline.verticalScrollBar().value() == place  # one reads on from there
    assert timeline.jump.isVisible()


@pytest.mark.parametrize(
    ("text", "lines"), [("行\n" * 119, 120), ("行\n" * 500, 40), ("字" * 4_000, 1)]
)
def test_what_is_folded(timeline: Timeline, text: str, lines: int) -> None:
    show(timeline, [turn(1, text)])
    assert len(view(timeline).entry.toPlainText().split("\n")) == lines


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


def test_the_deciding_sentence_lights_up_where_it_stands(timeline: Timeline) -> None:
    text = "😀 早。\u202e被批评了\n很久。晚上吃面。"
    evidence = "\u202e被批评了\n很久。"
    show(timeline, [turn(1, text, label=replace(label(), evidence=evidence))])
    row = view(timeline, 1)
    row.chip.evidence_toggled.emit(evidence)
    (lit,) = row.entry.extraSelections()
    marked = lit.cursor.selectedText()
    assert marked == "[U+202E]被批评了\u2029很久。"
    row.chip.evidence_toggled.emit("")
    assert row.entry.extraSelections() == []


def test_a_sentence_in_the_folded_part_unfolds_it(timeline: Timeline) -> None:
    text = "很长的一天。" * 1000 + "最后一句。"
    show(timeline, [turn(1, text, label=label())])
    row = view(timeline, 1)
    assert row.unfold is not None and row.unfold.isVisible()
    row.chip.evidence_toggled.emit("最后一句。")
    assert not row.unfold.isVisible() and len(row.entry.extraSelections()) == 1


def test_another_label_changes_the_chip_and_nothing_else(timeline: Timeline) -> None:
    shown = turn(1, label=label(), reply="好。")
    show(timeline, [shown, turn(2)])
    corrected = replace(label(source=LabelSource.PERSON), word="正面", valence=1.0)
    timeline.change_entry(DiaryEntry(shown.entry, corrected, turn_id=1))
    timeline.change_entry(DiaryEntry(replace(shown.entry, id=9), corrected))  # without a turn
    assert view(timeline, 1).chip.text() == "😄 正面 · 你标的"
    assert view(timeline, 1).reply.toPlainText() == "好。"
    assert timeline.turns()[0].label == corrected


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
