"""Topics, entries and turns: what is written comes back, in order of id."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from desktop.domain.turns import TurnState
from desktop.storage.database import Database, Row, Value
from desktop.storage.diary_store import DiaryStore
from desktop.storage.entry_rows import NOT_IN_TRASH
from desktop.storage.turn_rows import _EARLIER, _TURNS

from .samples import DAY, STATS, add, model_label, moment

YESTERDAY = DAY - timedelta(days=1)


def test_a_new_turn(store: DiaryStore) -> None:
    turn = store.add_turn("加班到很晚\n累", moment(123), YESTERDAY, store.current_topic())
    assert turn.state is TurnState.PENDING
    assert (turn.reply, turn.label, turn.error, turn.left_out) == ("", None, None, 0)
    assert turn.earlier_replies == ()
    assert turn.entry.text == "加班到很晚\n累"
    assert (turn.entry.created, turn.entry.date) == (moment(123), YESTERDAY)
    assert store.turn(turn.id) == turn


def test_every_entry_has_its_own_uuid(store: DiaryStore, database: Database) -> None:
    add(store), add(store)
    assert database.row("SELECT count(DISTINCT uuid), min(length(uuid)) FROM entries") == (2, 36)


def test_unknown_turns(store: DiaryStore) -> None:
    calls = (
        lambda: store.turn(7),
        lambda: store.turns_before(7),
        lambda: store.add_label(7, model_label(), 0),
        lambda: store.finish(7, "x", TurnState.DONE, STATS, None),
        lambda: store.fail(7, "x", "bug"),
        lambda: store.restart(7, 0),
        lambda: store.resume(7),
    )
    for call in calls:
        with pytest.raises(KeyError):
            call()
    store.save_reply(7, "nobody's")
    assert add(store).reply == ""


def test_current_topic_is_made_once(store: DiaryStore) -> None:
    assert store.current_topic() == store.current_topic()


def test_new_topic_never_piles_up_empty_ones(store: DiaryStore) -> None:
    first = store.current_topic()
    assert store.new_topic(1) == first
    add(store)
    second = store.new_topic(2)
    assert second > first
    assert store.new_topic(3) == second == store.current_topic()


def test_new_topic_in_an_empty_diary(store: DiaryStore, database: Database) -> None:
    assert store.new_topic(5) == store.current_topic()
    assert database.query("SELECT created_utc_ms FROM topics") == [(5,)]


def test_turns_on_a_day_in_order_of_id(store: DiaryStore) -> None:
    topic = store.current_topic()
    late = store.add_turn("b", moment(2000), DAY, topic)
    add(store, "other", YESTERDAY)
    clock_set_back = store.add_turn("a", moment(1000), DAY, topic)
    assert store.turns_on(DAY) == [late, clock_set_back]
    assert store.turns_on(date(1999, 1, 1)) == []


def test_turns_before_know_one_topic_and_one_day(store: DiaryStore) -> None:
    add(store, "another day", YESTERDAY)
    other = add(store, "first")
    topic = store.new_topic(1)
    first, second, third = (add(store, text, topic=topic) for text in "abc")
    after = add(store, "d")
    assert store.turns_before(after.id) == [first, second, third]
    assert store.turns_before(second.id) == [first]
    assert store.turns_before(first.id) == store.turns_before(other.id) == []


def test_last_turns(store: DiaryStore) -> None:
    turns = [add(store, text) for text in "abcd"]
    assert store.last_turns(2) == turns[2:]
    assert store.last_turns(99) == turns
    assert store.last_turns(0) == store.last_turns(-1) == []


def test_a_day_is_read_in_three_queries(
    store: DiaryStore, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20):
        turn = add(store, str(number))
        store.add_label(turn.id, model_label(), 0)
        store.finish(turn.id, "old", TurnState.DONE, STATS, None)
        store.restart(turn.id, 0)
    queries: list[str] = []
    query = database.query

    def counted(sql: str, args: Sequence[Value] = ()) -> list[Row]:
        queries.append(sql)
        return query(sql, args)

    monkeypatch.setattr(database, "query", counted)
    assert [turn.earlier_replies for turn in store.turns_on(DAY)] == [("old",)] * 20
    assert len(queries) == 3


def test_reads_use_indexes(store: DiaryStore, database: Database) -> None:
    for template in (_TURNS, _EARLIER):
        sql = template.format(where=f"entries.entry_date='2026-03-01' AND {NOT_IN_TRASH}")
        plan = [row[3] for row in database.query(f"EXPLAIN QUERY PLAN {sql}")]
        assert not [step for step in plan if step.startswith(("SCAN", "MATERIALIZE"))], plan
