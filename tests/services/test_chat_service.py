"""A turn's life, from the key press to the row, whatever comes between."""

import threading
from dataclasses import replace
from typing import Any

import apsw
import pytest

from desktop.domain.labels import Label, LabelSource
from desktop.domain.turns import TurnState
from desktop.errors import EnvironmentFailure, ModelMissing, OutOfMemory, StorageFailure
from desktop.services.running_turn import CHECKPOINT_MS
from tests.services.conftest import NOON, Bench


def test_a_line_is_labelled_answered_and_kept(bench: Bench) -> None:
    bench.load()
    bench.engine.replies = [["我", "在。"]]
    turn = bench.answered(lambda: bench.chat.send("今天很开心"))
    assert turn.state is TurnState.DONE and turn.reply == "我在。"
    assert turn.label is not None and turn.label.word == "正面"
    assert (
        turn.label.source is LabelSource.MODEL and turn.label.weights == bench.engine.info.weights
    )


def test_the_order_of_facts(bench: Bench) -> None:
    bench.load()
    facts: list[Any] = []
    bench.chat.turn_added.connect(lambda t: facts.append(("added", t.state)))
    bench.chat.turn_changed.connect(lambda t: facts.append((t.label and t.label.word, t.state)))
    bench.chat.reply_grew.connect(lambda _id, text: facts.append(text))
    bench.chat.turn_finished.connect(lambda _id, stats: facts.append(stats.reason))
    bench.answered(lambda: bench.chat.send("今天很开心"))
    pieces = "".join(f for f in facts if isinstance(f, str) and f != "end")
    assert pieces == "好的。"
    assert facts[:2] == [("added", TurnState.PENDING), ("正面", TurnState.PENDING)]
    assert facts[-2:] == [("正面", TurnState.DONE), "end"]


def test_it_is_committed_before_anything_else(bench: Bench) -> None:
    """No weights are loaded here at all: what was sent is in the diary all the same."""
    turn = bench.chat.send("先存下来")
    assert bench.store.turn(turn.id).entry.text == "先存下来"
    assert bench.store.turn(turn.id).state is TurnState.PENDING


def test_what_is_sent_before_the_weights_are_there_waits(bench: Bench) -> None:
    first, second = bench.chat.send("一"), bench.chat.send("二")
    assert bench.chat.open_turns() == 2
    with bench.qtbot.waitSignals([bench.chat.turn_finished] * 2, timeout=5000):
        bench.load()
    assert [bench.store.turn(t.id).state for t in (first, second)] == [TurnState.DONE] * 2


def test_the_second_turn_knows_the_first_reply(bench: Bench) -> None:
    bench.engine.replies = [["第一"], ["第二"]]
    bench.chat.send("一")
    bench.chat.send("二")
    with bench.qtbot.waitSignals([bench.chat.turn_finished] * 2, timeout=5000):
        bench.load()
    assert [m.text.split("\n")[0] for m in bench.engine.seen[1][1:]] == ["一", "第一", "二"]


def test_the_model_forgets_behind_a_new_topic_and_a_new_day(bench: Bench) -> None:
    bench.load()
    bench.answered(lambda: bench.chat.send("旧话"))
    with bench.qtbot.waitSignal(bench.chat.topic_started):
        bench.chat.new_topic()
    bench.answered(lambda: bench.chat.send("新话"))
    assert len(bench.engine.seen[-1]) == 2
    bench.moment[0] = replace(NOON, utc_ms=NOON.utc_ms + 24 * 3600_000)
    bench.answered(lambda: bench.chat.send("第二天"))
    assert len(bench.engine.seen[-1]) == 2
    bench.answered(lambda: bench.chat.send("还是这天"))
    assert len(bench.engine.seen[-1]) == 4


def test_after_midnight_it_is_still_the_evening_before(bench: Bench) -> None:
    bench.moment[0] = replace(NOON, utc_ms=NOON.utc_ms + 15 * 3600_000)  # 03:00
    night = bench.chat.send("睡不着")
    assert night.entry.date.isoformat() == "2026-11-22"
    bench.moment[0] = replace(NOON, utc_ms=NOON.utc_ms + 16 * 3600_000)  # 04:00
    assert bench.chat.send("起床").entry.date.isoformat() == "2026-11-23"


def test_stop_keeps_what_came(bench: Bench) -> None:
    bench.engine.permits = threading.Semaphore(1)
    bench.engine.replies = [["一半", "另一半", "很多"]]
    bench.load()
    bench.chat.reply_grew.connect(lambda *_: bench.chat.stop())
    turn = bench.answered(lambda: bench.chat.send("说吧"))
    assert turn.state is TurnState.STOPPED and turn.reply == "一半"


def test_stop_also_ends_what_waits(bench: Bench) -> None:
    bench.engine.permits = threading.Semaphore(0)
    bench.load()
    turns = [bench.chat.send(text) for text in "一二三"]
    with bench.qtbot.waitSignals([bench.chat.turn_finished] * 3, timeout=5000):
        bench.chat.stop()
    assert {bench.store.turn(t.id).state for t in turns} == {TurnState.STOPPED}
    assert bench.chat.open_turns() == 0
    assert len(bench.engine.seen) <= 1


def test_a_stopped_reply_is_gone_on_with(bench: Bench) -> None:
    bench.load()
    bench.engine.replies = [["前半，"]]
    turn = bench.answered(lambda: bench.chat.send("说"))
    bench.engine.replies = [["后半。"]]
    turn = bench.answered(lambda: bench.chat.resume(turn.id))
    assert turn.reply == "前半，后半。" and turn.state is TurnState.DONE
    assert bench.engine.seen[-1][-1].text == "前半，"
    assert len(bench.engine.scored) == 1  # its mood was known already


def test_answering_again_keeps_the_reply_before(bench: Bench) -> None:
    bench.load()
    bench.engine.replies = [["旧"], ["新"]]
    turn = bench.answered(lambda: bench.chat.send("说"))
    turn = bench.answered(lambda: bench.chat.regenerate(turn.id))
    assert (turn.reply, turn.earlier_replies) == ("新", ("旧",))
    assert "旧" not in [m.text for m in bench.engine.seen[-1]]


def test_an_open_turn_is_not_begun_twice(bench: Bench) -> None:
    turn = bench.chat.send("说")
    bench.chat.regenerate(turn.id)
    bench.chat.resume(turn.id)
    assert bench.chat.open_turns() == 1


@pytest.mark.parametrize(
    ("error", "kind"),
    [(OutOfMemory("x"), "out_of_memory"), (ValueError("写了什么"), "bug")],
)
def test_a_failed_reply_leaves_entry_and_label(
    bench: Bench, caplog: pytest.LogCaptureFixture, error: Exception, kind: str
) -> None:
    bench.load()
    bench.engine.replies = [["开头", error], ["好"]]
    turn = bench.answered(lambda: bench.chat.send("今天"))
    assert turn.state is TurnState.FAILED and turn.error == kind
    assert turn.label is not None and turn.reply == "开头"
    assert "写了什么" not in caplog.text  # the message of a bug may quote the diary
    caplog.clear()
    assert bench.answered(lambda: bench.chat.send("再来")).state is TurnState.DONE


def test_a_label_that_fails_is_no_label(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    bench.load()
    bench.engine.scores = RuntimeError("boom")
    turn = bench.answered(lambda: bench.chat.send("今天"))
    caplog.clear()
    assert turn.label is None and turn.state is TurnState.FAILED


def test_without_a_model_the_diary_still_works(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    failing = bench.inference._worker

    def refuse(_request: object) -> None:
        raise ModelMissing("nowhere")

    failing._load_assistant = refuse  # type: ignore[assignment]
    bench.load()
    turn = bench.answered(lambda: bench.chat.send("没有模型也要写"))
    caplog.clear()
    assert turn.state is TurnState.FAILED and turn.error == "model_missing"
    assert turn.entry.text == "没有模型也要写"


def test_a_full_disk_says_so_and_nothing_was_sent(bench: Bench) -> None:
    bench.load()
    ((pages,),) = bench.database.query("PRAGMA page_count")
    bench.database.query(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StorageFailure):
        bench.chat.send("很长" * 100_000)
    assert bench.chat.open_turns() == 0 and bench.store.last_turns(9) == []
    bench.database.query("PRAGMA max_page_count=100000")
    assert bench.answered(lambda: bench.chat.send("现在好了")).state is TurnState.DONE


def test_a_reply_that_cannot_be_saved_stays_on_screen(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.load()
    shown: list[Any] = []
    failures: list[EnvironmentFailure] = []
    bench.chat.turn_changed.connect(shown.append)
    bench.chat.storage_failed.connect(failures.append)

    def fail(*_args: object) -> None:
        raise StorageFailure("disk")

    monkeypatch.setattr(bench.store, "finish", fail)
    monkeypatch.setattr(bench.store, "add_label", fail)
    bench.answered(lambda: bench.chat.send("今天"))
    assert len(failures) == 2
    assert shown[-1].reply == "好的。" and shown[-1].label.word == "正面"
    assert shown[-1].state is TurnState.DONE


def test_the_reply_so_far_is_saved_about_once_a_second(bench: Bench) -> None:
    assert CHECKPOINT_MS <= 1000
    bench.engine.permits = threading.Semaphore(1)
    bench.engine.replies = [["一半", "另一半"]]
    bench.load()
    turn = bench.chat.send("说")
    bench.qtbot.waitUntil(lambda: bool(bench.store.turn(turn.id).reply), timeout=5000)
    saved = bench.store.turn(turn.id)
    assert saved.reply == "一半" and saved.state is TurnState.PENDING


def test_closing_in_the_middle_commits_what_is_there(bench: Bench) -> None:
    bench.engine.permits = threading.Semaphore(1)
    bench.engine.replies = [["一半", "另一半"]]
    bench.load()
    waiting = []
    with bench.qtbot.waitSignal(bench.chat.reply_grew, timeout=5000):
        turn = bench.chat.send("说")
        waiting.append(bench.chat.send("还没轮到"))
    bench.chat.close()
    assert bench.inference.shutdown()
    kept = bench.store.turn(turn.id)
    assert kept.state is TurnState.STOPPED and kept.reply == "一半"
    assert bench.store.turn(waiting[0].id).state is TurnState.STOPPED


def test_a_late_signal_is_dropped(bench: Bench) -> None:
    bench.load()
    turn = bench.answered(lambda: bench.chat.send("说"))
    seen: list[Any] = []
    bench.chat.reply_grew.connect(lambda *args: seen.append(args))
    worker = bench.inference._worker
    worker.chunk.emit(turn.id, "迟到")
    worker.finished.emit(turn.id, object())
    worker.labelled.emit(999, object())
    bench.answered(lambda: bench.chat.send("再说"))
    assert all(args[0] != turn.id for args in seen)
    assert bench.store.turn(turn.id).reply == "好的。"


def test_the_live_reply_is_what_a_page_gets(bench: Bench) -> None:
    """Another day and back while it streams: the page shows what has come, not what is saved."""
    bench.engine.permits = threading.Semaphore(1)
    bench.engine.replies = [["一半", "另一半"]]
    bench.load()
    with bench.qtbot.waitSignal(bench.chat.reply_grew, timeout=5000):
        bench.chat.send("说")
    (live,) = bench.chat.turns_on(bench.chat.today())
    assert live.reply == "一半" and live.label is not None


def test_a_persons_label_is_told_instead_of_the_models(bench: Bench) -> None:
    bench.load()
    turn = bench.answered(lambda: bench.chat.send("今天"))
    label = Label(LabelSource.PERSON, "负面", -1.0, None, None, None, None)
    bench.store.add_label(turn.id, label, NOON.utc_ms)
    bench.answered(lambda: bench.chat.regenerate(turn.id))
    assert "负面" in bench.engine.seen[-1][-1].text


def test_what_apsw_raises_for_a_bug_is_not_hidden(bench: Bench) -> None:
    with pytest.raises(apsw.Error):
        bench.database.query("SELECT * FROM nowhere")


def test_sensitive_words_are_only_replaced_where_that_is_wanted(bench: Bench) -> None:
    bench.load()
    bench.engine.replies = [["别理那个王", "八蛋", "。早点", "睡。"]]
    assert bench.answered(lambda: bench.chat.send("今天很累")).reply == "别理那个王八蛋。早点睡。"
    bench.chat._settings.set("sensitive_words", "replace")
    seen: list[str] = []
    bench.chat.reply_grew.connect(lambda _id, text: seen.append(text))
    turn = bench.answered(lambda: bench.chat.send("我骂了他王八蛋。"))
    assert turn.entry.text == "我骂了他王八蛋。"
    assert turn.reply == "".join(seen) == "（这一句含有敏感词，没有显示。）早点睡。"
