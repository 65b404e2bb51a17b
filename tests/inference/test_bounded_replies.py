"""Replies that end by themselves, and labels by votes and with priors."""

import math
from dataclasses import replace

import pytest

from desktop import resources
from desktop.domain.labels import LabelChoice
from desktop.domain.turns import Exchange
from desktop.errors import Cancelled, TaskUnsupported
from desktop.inference.assistant import Assistant
from desktop.inference.bounds import looped
from desktop.inference.task import Calibration, ClassifyTask, GenerateTask, load_task
from desktop.inference.turn_tasks import Tasks
from tests.fakes import INFO, ScriptedEngine

TASKS = Tasks.from_folder(resources.PROMPTS)
LARGE = replace(INFO, parameters=464_000_000)


def _task(name: str) -> ClassifyTask | GenerateTask:
    return load_task(resources.PROMPTS / f"{name}.toml")


def _all(engine: ScriptedEngine, **how: float) -> tuple[str, str, int]:
    reply, text = Assistant(engine, TASKS).reply([], "早", limit_s=how.get("limit_s")), ""
    while True:
        try:
            text += next(reply)
        except StopIteration as end:
            return text, end.value.reason, end.value.dropped


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("我很难过。" * 7, 30),
        ("今天天气不错，我们去公园走走吧。" * 3, 32),
        ("ha" * 30, 58),
        ("哈哈哈哈哈哈哈哈", 0),
        ("-" * 80, 0),
        ("好的。好的。好的。", 0),
        ("1. 早\n2. 中\n3. 晚\n", 0),
        ("", 0),
    ],
)
def test_what_a_loop_is(text: str, dropped: int) -> None:
    assert looped(text) == dropped


def test_a_loop_is_ended_and_said() -> None:
    engine = ScriptedEngine([["开头。", *["你很棒，真的很棒，"] * 50]])
    text, reason, dropped = _all(engine)
    assert reason == "loop" and len(text) < 100
    assert text[: len(text) - dropped].endswith("你很棒，真的很棒，")


def test_time_ends_a_reply_and_keeps_what_came() -> None:
    text, reason, _ = _all(ScriptedEngine([["一", "二"]]), limit_s=0.0)
    assert (text, reason) == ("", "time")
    assert _all(ScriptedEngine([["一", "二"]]), limit_s=60.0) == ("一二", "end", 0)


def test_a_model_is_shown_the_turns_that_it_can_follow_and_the_rest_is_counted() -> None:
    engine = ScriptedEngine(info=replace(INFO, turns=2))
    history = [Exchange(f"第{n}句", None, "嗯" if n != 1 else "") for n in range(5)]
    reply = Assistant(engine, TASKS).reply(history, "早")
    while True:
        try:
            next(reply)
        except StopIteration as end:
            assert end.value.left_out == 5  # of three turns, one of them without a reply
            break
    assert [m.text for m in engine.seen[0][1:]] == ["第3句", "嗯", "第4句", "嗯", "早"]


def test_votes_of_three() -> None:
    assert isinstance(TASKS.sentiment, ClassifyTask)
    task = replace(TASKS.sentiment, samples=3)
    engine = ScriptedEngine([["负", "面"], ["是正面吧，不是负面"], ["负面。"]])
    prediction = Assistant(engine, TASKS).classify("嗯", task=task)
    assert prediction.choice.word == "负面" and prediction.confidence == pytest.approx(2 / 3)
    assert dict(prediction.probabilities) == pytest.approx({"负面": 2 / 3, "正面": 1 / 3})
    assert len(engine.seen) == 3 and not engine.scored


@pytest.mark.parametrize("answers", [["不知道"], ["正面", "负面"]])
def test_votes_that_decide_nothing_are_unsure(answers: list[str]) -> None:
    task = replace(TASKS.sentiment, samples=2)
    engine = ScriptedEngine([[answer] for answer in answers])
    assert Assistant(engine, TASKS).classify("嗯", task=task).choice.word == "不确定"


def test_a_stopped_vote_is_no_vote() -> None:
    engine = ScriptedEngine([[Cancelled()]])
    with pytest.raises(Cancelled):
        from threading import Event

        stop = Event()
        stop.set()
        Assistant(engine, TASKS).classify("嗯", stop, replace(TASKS.sentiment, samples=3))


def test_priors_of_the_file_are_taken_off() -> None:
    task = replace(TASKS.sentiment, priors=(-0.1, -4.0))
    engine = ScriptedEngine(scores=(-0.2, -3.2))
    assert Assistant(engine, TASKS).classify("嗯", task=task).probabilities[0][0] == "负面"
    assert len(engine.scored) == 1


def test_what_was_measured_holds_for_models_that_learned_the_task() -> None:
    measured = Calibration(unsure_below=0.99, temperature=2.0, priors=(-4.0, -0.1))
    task = replace(TASKS.sentiment, unsure_below=0.5, temperature=1.0, trained=measured)
    asked, learned = (
        Assistant(ScriptedEngine(scores=(-3.0, -0.1), info=replace(INFO, tasks=tasks)), TASKS)
        for tasks in (None, frozenset({"sentiment"}))
    )
    assert asked.classify("嗯", task=task).choice.word == "负面"
    prediction = learned.classify("嗯", task=task)
    assert prediction.choice.word == "不确定" and prediction.probabilities[0][0] == "正面"
    assert prediction.confidence == pytest.approx(1 / (1 + math.exp(-1.0 / 2)))


def test_priors_are_measured_once_where_a_file_asks_for_it() -> None:
    engine = ScriptedEngine(scores=(-0.2, -3.2))
    assistant = Assistant(engine, TASKS)
    task = replace(TASKS.sentiment, calibrate=True)
    for _ in range(2):
        assert assistant.classify("嗯", task=task).confidence == pytest.approx(0.5)
    assert [messages[-1].text for messages in engine.scored] == ["嗯", "", "嗯"]


def test_a_larger_model_is_needed_by_size_or_by_what_it_learned() -> None:
    job = _task("translate")
    assert isinstance(job, GenerateTask)
    small = Assistant(ScriptedEngine(), TASKS)
    with pytest.raises(TaskUnsupported):
        list(small.write(job, "你好"))
    engine = ScriptedEngine([["Hello"]], info=LARGE)
    assert list(Assistant(engine, TASKS).write(job, "你好", job.variants[1])) == ["Hello"]
    assert "译成中文：\n你好" in engine.seen[0][-1].text
    engine.info = replace(LARGE, tasks=frozenset({"chat"}))
    with pytest.raises(TaskUnsupported):
        list(Assistant(engine, TASKS).write(job, "你好"))


def test_a_question_wants_no_mood_where_that_was_learned() -> None:
    intent = _task("intent")
    assert isinstance(intent, ClassifyTask)
    intent = replace(intent, calibrate=False)
    tasks = replace(TASKS, intent=intent)
    engine = ScriptedEngine(scores=(-9.0, -9.0, -9.0, -0.1), info=LARGE)
    assert not Assistant(engine, tasks).wants_mood("法国的首都是哪里？")
    assert Assistant(engine, TASKS).wants_mood("法国的首都是哪里？")
    engine.info = INFO
    assert Assistant(engine, tasks).wants_mood("法国的首都是哪里？")


def test_a_tone_is_only_told_to_who_can_follow_it() -> None:
    engine = ScriptedEngine()
    assistant = Assistant(engine, TASKS)
    list(assistant.reply([], "早", tone="listen"))
    assert "只倾听" in engine.seen[-1][0].text
    list(assistant.reply([], "早", tone="no such"))
    assert engine.seen[-1][0].text == TASKS.chat.system
    engine.info = replace(INFO, tasks=frozenset({"chat"}))
    list(assistant.reply([], "早", tone="listen"))
    assert engine.seen[-1][0].text == TASKS.chat.system


def test_a_label_without_a_valence_is_no_mood() -> None:
    intent = _task("intent")
    assert isinstance(intent, ClassifyTask) and not intent.is_mood
    assert TASKS.sentiment.is_mood
    assert intent.labels.find("提问") == LabelChoice("提问", "Question", "❓", None)
