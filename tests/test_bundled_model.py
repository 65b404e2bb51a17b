"""The model inside the package, on real sentences."""

import hashlib
from dataclasses import replace

import pytest

from desktop import resources
from desktop.domain.labels import LabelChoice
from desktop.inference.assistant import Assistant
from desktop.inference.loading import load_engine
from desktop.inference.task import ClassifyTask, load_task
from desktop.inference.torch_engine import TorchEngine
from desktop.inference.turn_tasks import Tasks
from tools.train_starter import converse


@pytest.fixture(scope="module")
def engine() -> TorchEngine:
    return load_engine(resources.BUNDLED_MODEL)


@pytest.fixture(scope="module")
def assistant(engine: TorchEngine) -> Assistant:
    return Assistant(engine, Tasks.from_folder(resources.PROMPTS))


# The published examples.
@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("今天的实验终于成功了，太棒了！", "正面"),
        ("我考试没考好，很难过", "负面"),
        ("项目延期了，压力好大...", "负面"),
    ],
)
def test_it_names_the_mood_and_answers(assistant: Assistant, text: str, word: str) -> None:
    prediction = assistant.classify(text)
    assert prediction.choice.word == word
    reply = "".join(assistant.reply([], text, label=word, temperature=0.0))
    assert any("\u4e00" <= character <= "\u9fff" for character in reply), reply
    assert "<|" not in reply and "\ufffd" not in reply


def test_what_it_cannot_read_it_does_not_judge(assistant: Assistant) -> None:
    text = "I feel tired and my boss shouted at me again."
    prediction = assistant.classify(text)
    assert prediction.choice.word == "不确定"
    said = Tasks.from_folder(resources.PROMPTS).chat.unreadable
    assert "".join(assistant.reply([], text, label=None)) == said != ""
    assert "".join(assistant.reply([], "boss 又骂我了", temperature=0.0)) != said


@pytest.mark.parametrize("task", ["sentiment", "sentiment3", "emotion", "chat"])
def test_it_says_what_it_has_learned(assistant: Assistant, task: str) -> None:
    assert assistant.info.tasks is not None and task in assistant.info.tasks
    assert load_task(resources.PROMPTS / f"{task}.toml").id == task


@pytest.mark.parametrize(
    ("text", "task", "word"),
    [
        ("今天没什么特别的。", "sentiment3", "中性"),
        ("项目延期了，压力好大...", "emotion", "焦虑"),
        ("被人插队，太气人了", "emotion", "愤怒"),
        ("要去看演唱会了！！！激动得睡不着！", "emotion", "兴奋"),
    ],
)
def test_short_lines_of_a_diary(engine: TorchEngine, text: str, task: str, word: str) -> None:
    loaded = load_task(resources.PROMPTS / f"{task}.toml")
    assert isinstance(loaded, ClassifyTask)
    tasks = replace(Tasks.from_folder(resources.PROMPTS), sentiment=loaded)
    asked = Assistant(engine, tasks)
    assert asked.classify(text).probabilities[0][0] == word


def test_no_reply_is_a_bare_label_or_half_a_sentence(assistant: Assistant) -> None:
    fixed = converse.assistant(resources.BUNDLED_MODEL)
    converse.draw_with(fixed, 1)
    labels = {c.word for t in ("sentiment3", "emotion") for c in _words(t)}
    for text in ("你好", "今天好累", "我升职了！", "你是谁？", "法国的首都是哪里？", "下雨了"):
        mood = fixed.classify(text).choice.word
        reply = "".join(fixed.reply([], text, label=mood))
        assert reply.strip("。！，") not in labels and reply[-1] in "。！？~～…", reply


def _words(task: str) -> tuple[LabelChoice, ...]:
    loaded = load_task(resources.PROMPTS / f"{task}.toml")
    assert isinstance(loaded, ClassifyTask)
    return loaded.labels.choices


def test_its_files_are_those_that_were_written() -> None:
    sums = (resources.BUNDLED_MODEL / "SHA256SUMS").read_text("utf-8").splitlines()
    for digest, name in (line.split("  ") for line in sums):
        content = (resources.BUNDLED_MODEL / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest, name


def test_it_fits_into_the_repository() -> None:
    size = sum(f.stat().st_size for f in resources.BUNDLED_MODEL.iterdir())
    assert size <= 64 * 1024 * 1024
    assert (resources.BUNDLED_MODEL / "MODEL_CARD.md").exists()
