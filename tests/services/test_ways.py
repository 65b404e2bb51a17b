"""Orders, tones, bounds: what becomes of an entry besides a label and a reply."""

from dataclasses import replace
from threading import Semaphore

import pytest

from desktop import resources
from desktop.domain.turns import TurnState
from desktop.domain.ways import Order, Tone, Unlabelled, Way
from desktop.errors import TimedOut
from desktop.inference.task import ClassifyTask, load_task
from desktop.services.requests import EnginePhase

from .conftest import Bench
from .label_bench import LabelBench


def send(bench: Bench, way: Way, text: str = "今天很累") -> None:
    bench.chat.send(text, None, way)


def test_the_reply_comes_first_and_the_label_after_it(label_bench: LabelBench) -> None:
    bench = label_bench.bench
    label_bench.ready()
    facts: list[str] = []
    bench.chat.turn_finished.connect(lambda *_: facts.append("reply"))
    label_bench.labels.entry_changed.connect(lambda *_: facts.append("label"))
    turn = bench.answered(lambda: send(bench, Way(Order.REPLY_FIRST)))
    assert turn.reply and turn.label is None
    bench.qtbot.waitUntil(lambda: label_bench.label(turn.entry.id) is not None)
    assert facts[:2] == ["reply", "label"]


@pytest.mark.parametrize("way", [Way(Order.LABEL_ONLY), Way(tone=Tone.NONE)])
def test_only_a_label(label_bench: LabelBench, way: Way) -> None:
    bench = label_bench.bench
    label_bench.ready()
    turn = bench.chat.send("今天很累", None, way)
    bench.qtbot.waitUntil(lambda: label_bench.label(turn.entry.id) is not None)
    kept = bench.store.turn(turn.id)
    assert kept.state is TurnState.DONE and kept.reply == "" and not bench.engine.seen
    again = bench.answered(lambda: bench.chat.regenerate(turn.id))
    assert again.reply  # it can be answered all the same


def test_only_a_reply_is_never_labelled_by_itself(label_bench: LabelBench) -> None:
    bench = label_bench.bench
    label_bench.ready()
    turn = bench.answered(lambda: send(bench, Way(Order.REPLY_ONLY)))
    bench.answered(lambda: bench.chat.regenerate(turn.id))
    bench.answered(lambda: bench.chat.send("别的"))
    assert label_bench.scored() == ["别的"]
    assert bench.store.turn(turn.id).unlabelled is Unlabelled.ASKED
    assert label_bench.labels.is_left_out(turn.entry.id)
    label_bench.labels.ask_model(turn.entry.id)
    bench.qtbot.waitUntil(lambda: label_bench.label(turn.entry.id) is not None)
    assert not label_bench.labels.is_left_out(turn.entry.id)


def test_neither_label_nor_reply_is_a_plain_entry(bench: Bench) -> None:
    turn = bench.chat.send("嗯", None, Way(Order.REPLY_ONLY, Tone.NONE))
    assert bench.store.turn(turn.id).state is TurnState.DONE and bench.chat.open_turns() == 0


def test_the_settings_say_what_holds_otherwise(bench: Bench) -> None:
    bench.load()
    bench.chat._settings.set("reply_order", "label_only")
    bench.chat.send("今天")
    bench.chat._settings.set("reply_order", "label_first")
    bench.chat._settings.set("reply_tone", "advise")
    bench.answered(lambda: bench.chat.send("今天"))
    assert len(bench.engine.seen) == 1 and "小建议" in bench.engine.seen[0][0].text


def test_a_reply_that_takes_too_long_is_kept_as_far_as_it_came(bench: Bench) -> None:
    bench.load()
    bench.engine.permits = Semaphore(1)
    bench.engine.replies = [["一半", "另一半"]]
    bench.chat._settings._values["reply_limit_s"] = 1
    turn = bench.answered(lambda: bench.chat.send("说"))
    assert (turn.state, turn.reply, turn.ending) == (TurnState.STOPPED, "一半", "time")


def test_a_label_that_takes_too_long_is_told_and_the_reply_comes(bench: Bench) -> None:
    bench.load()
    bench.engine.score_permits = Semaphore(0)
    bench.chat._settings._values["label_limit_s"] = 0.05
    with bench.qtbot.waitSignal(bench.chat.label_missed) as missed:
        turn = bench.answered(lambda: bench.chat.send("说"))
    assert isinstance(missed.args[1], TimedOut)
    assert turn.reply == "好的。" and turn.label is None and turn.state is TurnState.DONE


def test_a_loop_is_cut_off(bench: Bench) -> None:
    bench.load()
    bench.engine.replies = [["好。", *["你真的很棒，加油，"] * 60]]
    turn = bench.answered(lambda: bench.chat.send("说"))
    assert (turn.reply, turn.ending) == ("好。你真的很棒，加油，", "loop")
    assert turn.state is TurnState.DONE


def test_a_question_gets_a_reply_and_no_mood(bench: Bench) -> None:
    bench.load()
    bench.wait_for(EnginePhase.READY)
    bench.engine.info = replace(bench.engine.info, parameters=464_000_000)
    tasks = bench.inference._worker._assistant._tasks  # type: ignore[union-attr]
    intent = load_task(resources.PROMPTS / "intent.toml")
    assert isinstance(intent, ClassifyTask)
    bench.inference.use_tasks(replace(tasks, intent=replace(intent, calibrate=False)))
    bench.engine.scores = (-9.0, -9.0, -9.0, -0.1)
    bench.chat._settings.set("ask_intent", "always")
    turn = bench.answered(lambda: bench.chat.send("法国的首都是哪里"))
    assert turn.label is None and turn.unlabelled is Unlabelled.INTENT and turn.reply
