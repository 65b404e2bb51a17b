"""A reply's life: no reply that could be read is ever replaced by nothing."""

import pytest

from desktop.domain.turns import ReplyStats, Turn, TurnState
from desktop.storage.database import Database
from desktop.storage.diary_store import DiaryStore

from .samples import STATS, add, model_label


def answered(store: DiaryStore, reply: str = "R1") -> Turn:
    return store.finish(add(store).id, reply, TurnState.DONE, STATS, "weights-1")


def again(store: DiaryStore, reply: str = "R1") -> int:
    return store.restart(answered(store, reply).id, 1000).id


def test_finish_keeps_reply_and_numbers(store: DiaryStore, database: Database) -> None:
    turn = answered(store)
    assert (turn.state, turn.reply, turn.left_out) == (TurnState.DONE, "R1", 3)
    assert database.row(
        "SELECT tokens, prompt_tokens, first_token_s, total_s, left_out, stop_reason, weights "
        "FROM turns"
    ) == (12, 30, 0.5, 2.0, 3, "end", "weights-1")


def test_checkpoints_leave_the_turn_pending(store: DiaryStore) -> None:
    turn = add(store)
    store.save_reply(turn.id, "听起来")
    store.save_reply(turn.id, "听起来很")
    saved = store.turn(turn.id)
    assert (saved.state, saved.reply) == (TurnState.PENDING, "听起来很")


def test_a_late_checkpoint_never_shortens_what_was_finished(store: DiaryStore) -> None:
    turn = answered(store, "all of it")
    store.save_reply(turn.id, "all")
    assert store.turn(turn.id) == turn


def test_fail_keeps_entry_label_and_what_came(store: DiaryStore) -> None:
    turn = add(store)
    labelled = store.add_label(turn.id, model_label(), 0)
    failed = store.fail(turn.id, "我懂", "out_of_memory")
    assert (failed.state, failed.error) == (TurnState.FAILED, "out_of_memory")
    assert (failed.reply, failed.label, failed.entry) == ("我懂", labelled.label, turn.entry)


def test_restart_and_a_new_answer(store: DiaryStore, database: Database) -> None:
    turn_id = again(store)
    begun = store.turn(turn_id)
    assert (begun.state, begun.reply, begun.earlier_replies) == (TurnState.PENDING, "", ("R1",))
    assert begun.left_out == 0
    store.finish(turn_id, "R2", TurnState.DONE, STATS, "weights-2")
    store.restart(turn_id, 2000)
    done = store.finish(turn_id, "R3", TurnState.STOPPED, STATS, "weights-2")
    assert (done.reply, done.earlier_replies) == ("R3", ("R1", "R2"))
    assert database.query("SELECT weights, replaced_utc_ms FROM earlier_replies") == [
        ("weights-1", 1000),
        ("weights-2", 2000),
    ]


def test_restart_without_a_reply_keeps_nothing_and_forgets_the_error(store: DiaryStore) -> None:
    turn = store.fail(add(store).id, " \n", "bug")
    begun = store.restart(turn.id, 0)
    assert (begun.earlier_replies, begun.error, begun.state) == ((), None, TurnState.PENDING)


@pytest.mark.parametrize("nothing", ["", " \n"])
def test_an_empty_finish_brings_the_earlier_reply_back(
    store: DiaryStore, database: Database, nothing: str
) -> None:
    turn_id = again(store)
    turn = store.finish(turn_id, nothing, TurnState.STOPPED, ReplyStats(reason="stopped"), "w2")
    assert (turn.reply, turn.state, turn.earlier_replies) == ("R1", TurnState.DONE, ())
    assert database.query("SELECT weights, tokens FROM turns") == [("weights-1", None)]


def test_an_empty_failure_brings_it_back_and_still_says_so(store: DiaryStore) -> None:
    turn = store.fail(again(store), "", "out_of_memory")
    assert (turn.reply, turn.earlier_replies) == ("R1", ())
    assert (turn.state, turn.error) == (TurnState.FAILED, "out_of_memory")
    assert store.restart(turn.id, 0).earlier_replies == ("R1",)


def test_only_the_newest_earlier_reply_comes_back(store: DiaryStore) -> None:
    turn_id = again(store)
    store.finish(turn_id, "R2", TurnState.DONE, STATS, None)
    store.restart(turn_id, 0)
    turn = store.finish(turn_id, "", TurnState.DONE, STATS, None)
    assert (turn.reply, turn.earlier_replies) == ("R2", ("R1",))


def test_an_empty_ending_without_an_earlier_reply(store: DiaryStore) -> None:
    stopped = store.finish(add(store).id, "", TurnState.STOPPED, ReplyStats(reason="stopped"), None)
    assert (stopped.reply, stopped.state) == ("", TurnState.STOPPED)
    failed = store.fail(add(store).id, "", "bug")
    assert (failed.reply, failed.state, failed.error) == ("", TurnState.FAILED, "bug")


def test_an_empty_ending_keeps_what_was_saved(store: DiaryStore) -> None:
    """As when a resumed turn is stopped while it still waits."""
    turn_id = again(store)
    store.save_reply(turn_id, "half")
    turn = store.finish(turn_id, "", TurnState.STOPPED, ReplyStats(reason="stopped"), None)
    assert (turn.reply, turn.state, turn.earlier_replies) == ("half", TurnState.STOPPED, ("R1",))


def test_resume_goes_on_with_the_reply(store: DiaryStore) -> None:
    turn = store.fail(add(store).id, "half", "out_of_memory")
    resumed = store.resume(turn.id)
    assert (resumed.state, resumed.reply, resumed.error) == (TurnState.PENDING, "half", None)
    done = store.finish(turn.id, "half and whole", TurnState.DONE, STATS, None)
    assert (done.reply, done.earlier_replies) == ("half and whole", ())


def test_repair(store: DiaryStore) -> None:
    done, empty, half = answered(store), add(store), add(store)
    store.save_reply(half.id, "half")
    restored, saved = again(store), again(store)
    store.save_reply(saved, "new half")
    assert store.repair_interrupted() == 4
    assert store.repair_interrupted() == 0
    assert store.turn(done.id) == done
    found = [(t.reply, t.state, t.earlier_replies) for t in store.last_turns(4)]
    assert found == [
        ("", TurnState.INTERRUPTED, ()),
        ("half", TurnState.INTERRUPTED, ()),
        ("R1", TurnState.DONE, ()),
        ("new half", TurnState.INTERRUPTED, ("R1",)),
    ]
    assert [t.id for t in store.last_turns(4)] == [empty.id, half.id, restored, saved]


def test_a_late_finish_wins_over_a_repair(store: DiaryStore) -> None:
    turn = add(store)
    store.save_reply(turn.id, "half")
    store.repair_interrupted()
    done = store.finish(turn.id, "half and whole", TurnState.DONE, STATS, "w")
    assert (done.state, done.reply) == (TurnState.DONE, "half and whole")
    assert done.earlier_replies == ()


def test_a_late_finish_loses_no_reply_that_the_repair_brought_back(store: DiaryStore) -> None:
    turn_id = again(store)
    store.repair_interrupted()
    done = store.finish(turn_id, "R2", TurnState.DONE, STATS, "w")
    assert (done.state, done.reply, done.earlier_replies) == (TurnState.DONE, "R2", ("R1",))


def test_finish_needs_an_ending(store: DiaryStore) -> None:
    turn = add(store)
    for state in (TurnState.PENDING, TurnState.FAILED):
        with pytest.raises(AssertionError):
            store.finish(turn.id, "x", state, STATS, None)
