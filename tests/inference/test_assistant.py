"""The assistant over a scripted engine: probabilities, doubt, and separate histories."""

import math
from dataclasses import replace

import pytest

from desktop import resources
from desktop.domain.learning import Layer, Learned, Trial
from desktop.domain.messages import Role
from desktop.domain.turns import Exchange
from desktop.errors import TaskUnsupported
from desktop.inference.assistant import Assistant
from desktop.inference.predictions import basis_of
from desktop.inference.turn_tasks import Tasks
from tests.fakes import INFO, ScriptedEngine

TASKS = Tasks.from_folder(resources.PROMPTS)


def _assistant(engine: ScriptedEngine) -> Assistant:
    return Assistant(engine, TASKS)


def likelier(apart: float) -> float:
    """The probability of the better of two answers, by how far their scores are apart."""
    return 1 / (1 + math.exp(-apart / TASKS.sentiment.temperature))


def test_a_clear_mood() -> None:
    prediction = _assistant(ScriptedEngine(scores=(-0.2, -3.2))).classify("很开心")
    assert prediction.choice.word == "正面"
    assert prediction.confidence == pytest.approx(likelier(3.0), abs=1e-4)
    assert [word for word, _ in prediction.probabilities] == ["正面", "负面"]
    assert sum(p for _, p in prediction.probabilities) == pytest.approx(1)
    assert (prediction.task, prediction.weights) == ("sentiment", ScriptedEngine().info.weights)


def test_two_close_ones_are_no_guess() -> None:
    prediction = _assistant(ScriptedEngine(scores=(-1.1, -1.0))).classify("嗯")
    assert prediction.choice.word == "不确定"
    assert prediction.choice.valence is None
    assert prediction.confidence == pytest.approx(likelier(0.1), abs=1e-3)


def test_a_temperature_makes_it_less_sure_of_the_same() -> None:
    cooler = replace(TASKS, sentiment=replace(TASKS.sentiment, temperature=2.0))
    assistant = Assistant(ScriptedEngine(scores=(-0.2, -3.2)), cooler)
    prediction = assistant.classify("很开心")
    assert prediction.choice.word == "正面"
    assert prediction.confidence == pytest.approx(0.8176, abs=1e-4)


def test_a_task_that_the_weights_never_learned_is_refused() -> None:
    engine = ScriptedEngine(info=replace(INFO, tasks=frozenset({"chat"})))
    assistant = _assistant(engine)
    with pytest.raises(TaskUnsupported, match="sentiment"):
        assistant.classify("很开心")
    assert list(assistant.reply([], "你好")) and not engine.scored
    engine.info = replace(INFO, tasks=frozenset({"sentiment"}))
    with pytest.raises(TaskUnsupported, match="chat"):
        list(assistant.reply([], "你好"))


def test_the_label_stands_in_the_persons_turn_only() -> None:
    engine = ScriptedEngine()
    list(_assistant(engine).reply([], "考试没考好", label="负面"))
    system, user = engine.seen[0]
    assert system.text == TASKS.chat.system and "负面" not in system.text
    assert "考试没考好" in user.text and "负面" in user.text


def test_an_unsure_label_is_not_told() -> None:
    engine = ScriptedEngine()
    list(_assistant(engine).reply([], "嗯", label="不确定"))
    assert engine.seen[0][-1].text == "嗯"


def test_the_system_text_is_the_same_from_turn_to_turn() -> None:
    """What comes before an earlier turn must not change, or nothing done on it can be reused."""
    engine = ScriptedEngine()
    assistant = _assistant(engine)
    list(assistant.reply([], "早", label="正面"))
    list(assistant.reply([Exchange("早", "正面", "早安")], "累了", label="负面"))
    first, second = engine.seen
    assert second[: len(first)] == first
    assert [m.role for m in second[2:]] == [Role.ASSISTANT, Role.USER]


def test_label_and_reply_never_see_each_other() -> None:
    engine = ScriptedEngine()
    assistant = _assistant(engine)
    list(assistant.reply([Exchange("昨天很糟", "负面", "抱抱")], "今天好多了"))
    assistant.classify("今天好多了")
    (scored,) = engine.scored
    assert [m.text for m in scored] == [TASKS.sentiment.system, "今天好多了"]
    assert all(TASKS.sentiment.system != m.text for m in engine.seen[0])


def test_going_on_with_a_reply() -> None:
    engine = ScriptedEngine()
    list(_assistant(engine).reply([], "早", partial="早安，今天"))
    assert engine.seen[0][-1].role is Role.ASSISTANT
    assert engine.seen[0][-1].text == "早安，今天"


def test_what_another_engine_learned_is_not_applied() -> None:
    assistant = Assistant(ScriptedEngine(scores=(-0.1, -2.5)), TASKS)
    layer = Layer(((0.0, -5.0), (0.0, 5.0)), (0.0, 0.0))
    trial = Trial(20, 5, 9, 0, 200, 0)
    learned = Learned(basis_of(TASKS.sentiment, assistant.info), "", layer, trial)
    own = assistant.classify("好")
    assert own.choice.word == "正面" and own.own is None
    assistant.adapt(replace(learned, basis=replace(learned.basis, precision="int8")))
    assert assistant.classify("好") == own
    assistant.adapt(learned)
    moved = assistant.classify("好")
    assert moved.choice.word == "负面" and moved.own == ("正面", own.confidence)
    assert moved.probabilities[0][1] == moved.confidence
    assert sum(share for _, share in moved.probabilities) == pytest.approx(1)
    assert assistant.classify("好", alone=True) == own
    assistant.adapt(None)
    assert assistant.classify("好") == own
