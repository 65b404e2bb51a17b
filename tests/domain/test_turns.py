"""What a model is shown of a conversation, and what a reply cost."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.entries import Entry
from desktop.domain.labels import Label, LabelSource
from desktop.domain.time import Moment
from desktop.domain.turns import Exchange, ReplyStats, Turn, TurnState, conversation


def turn(turn_id: int, text: str, reply: str = "", state: TurnState = TurnState.DONE) -> Turn:
    entry = Entry(turn_id, text, Moment(0, "UTC", 0), date(2025, 11, 21))
    return Turn(turn_id, 1, entry, state, reply)


def test_no_turns_say_nothing() -> None:
    assert conversation([]) == ()


def test_a_conversation_keeps_its_order_and_its_labels() -> None:
    sad = Label(LabelSource.MODEL, "负面", -1.0, 0.9, "sentiment", 1, "3fa2b1c9")
    turns = [
        replace(turn(1, "今天下雨", "雨天适合慢一点。"), label=sad),
        turn(2, "读完一本书", "真好。"),
    ]
    assert conversation(turns) == (
        Exchange("今天下雨", "负面", "雨天适合慢一点。"),
        Exchange("读完一本书", None, "真好。"),
    )


def test_an_entry_without_a_reply_is_still_said() -> None:
    turns = [turn(1, "失眠", state=TurnState.FAILED), turn(2, "还醒着", "我在。")]
    assert [exchange.reply for exchange in conversation(turns)] == ["", "我在。"]


def test_what_was_said_before_a_stop_counts() -> None:
    (exchange,) = conversation([turn(1, "嗯", "慢慢", TurnState.STOPPED)])
    assert exchange.reply == "慢慢"


def test_speed_leaves_the_prefill_out() -> None:
    stats = ReplyStats(tokens=21, first_token_s=1.0, total_s=3.0)
    assert stats.tokens_per_second == pytest.approx(10.0)


@pytest.mark.parametrize(
    "stats",
    [
        ReplyStats(),
        ReplyStats(tokens=1, first_token_s=1.0, total_s=1.0),
        ReplyStats(tokens=5, first_token_s=2.0, total_s=2.0),
        ReplyStats(tokens=5, first_token_s=2.0, total_s=1.0),
    ],
)
def test_speed_is_zero_where_there_is_none(stats: ReplyStats) -> None:
    assert stats.tokens_per_second == 0.0
