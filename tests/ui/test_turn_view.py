"""A turn on the timeline: what each state shows, its buttons, long entries, the label's reason."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.entries import DiaryEntry
from desktop.domain.labels import LabelSource, Prediction
from desktop.domain.turns import TurnState
from desktop.ui.chat.timeline import Timeline
from tests.ui.chat_fakes import BAD, UNSURE, label, turn
from tests.ui.timeline_bench import pending, settle, show, view

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


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


def test_without_a_reply_the_row_has_no_hole(timeline: Timeline) -> None:
    show(timeline, [turn(1, state=TurnState.FAILED, reply=""), turn(2), pending(3)])
    failed, done, awaited = (view(timeline, number).buttons for number in (1, 2, 3))
    assert failed.copy.isHidden() and not done.copy.isHidden() and not awaited.copy.isHidden()
    assert failed.again.x() == done.copy.x()


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


# Its label


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
