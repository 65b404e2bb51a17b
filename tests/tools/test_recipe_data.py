"""What the recipe learns from: public rows, prompts, sentences of our own."""

import json
import lzma
import tomllib
from pathlib import Path

import pytest
import torch

from desktop import resources
from desktop.inference.chatml import ChatTemplate
from desktop.inference.task import ClassifyTask, load_task
from desktop.inference.tokenizer import Tokenizer
from tools.train_starter import own, sources
from tools.train_starter.command import Place
from tools.train_starter.converse import OPENINGS
from tools.train_starter.dialogues import good, smile
from tools.train_starter.examples import (
    CLASSIFY_TASKS,
    Encoder,
    Exchange,
    Kind,
    LabelExample,
    TalkExample,
)
from tools.train_starter.packing import Packer, steps_from
from tools.train_starter.teacher import unseen
from tools.train_starter.tokenizer import examples_of

TEXT = "今天路上见到三只猫"


def test_what_is_kept_for_measuring_is_refused(data: Path) -> None:
    dev = data / "dev"
    dev.mkdir()
    with lzma.open(dev / "secret.jsonl.xz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"text": "a", "label": "快乐"}))
    for name in ("../dev/secret", "../../data/dev/secret"):
        with pytest.raises(sources.NotForTrainingError):
            sources.read(data, name)
    (data / "train" / "linked.jsonl.xz").symlink_to(dev / "secret.jsonl.xz")
    with pytest.raises(sources.NotForTrainingError):
        sources.read(data, "linked")


def test_posts_held_back_are_not_trained_on(place: Place) -> None:
    lines = (place.work / "held_out.jsonl").read_text("utf-8").splitlines()
    held = {json.loads(line)["text"] for line in lines}
    assert len(held) == place.settings.prepare.held_out
    for path in (place.work / "examples").glob("*.jsonl"):
        for example in examples_of(place.work, path.stem):
            if isinstance(example, LabelExample):
                assert example.text not in held
            else:
                assert not held & {turn.text for turn in example.turns}


@pytest.mark.parametrize("task", CLASSIFY_TASKS)
def test_the_prompt_is_the_programs_own(task: str, place: Place) -> None:
    """Ids of an example begin with exactly what the program will ask with."""
    tokenizer = Tokenizer.from_folder(place.work)
    loaded = load_task(resources.PROMPTS / f"{task}.toml")
    assert isinstance(loaded, ClassifyTask)
    asked = ChatTemplate(tokenizer).prompt(loaded.messages(TEXT), 512).ids
    word = loaded.labels.choices[0].word
    (encoded,) = Encoder(tokenizer).encode(LabelExample(task, TEXT, word), 512)
    answer = [*tokenizer.encode(word), tokenizer.im_end]
    assert encoded.ids[: len(asked) + len(answer)] == [*asked, *answer]
    assert encoded.kinds[len(asked)] is Kind.LABEL
    assert Kind.LABEL not in encoded.kinds[: len(asked)]


def test_a_conversation_is_divided_between_turns(place: Place) -> None:
    tokenizer = Tokenizer.from_folder(place.work)
    turns = tuple(Exchange(TEXT, "嗯，我在听。", "正面") for _ in range(6))
    pieces = list(Encoder(tokenizer).encode(TalkExample(turns), 120))
    assert len(pieces) > 1 and all(len(piece) <= 120 for piece in pieces)
    assert all(piece.ids[0] == tokenizer.im_start for piece in pieces)
    assert all(piece.ids[1:3] == pieces[0].ids[1:3] for piece in pieces)  # the system text
    unlearned = TalkExample((Exchange(TEXT, "嗯", learn=False),))
    assert list(Encoder(tokenizer).encode(unlearned, 120)) == []


def test_rows_are_full_and_always_the_same(place: Place) -> None:
    batch = place.settings.stages[0].batches["labels"]
    one, other = (Packer(place.work, batch, "seed") for _ in range(2))
    one.next()
    other.skip(1)
    rows, again = one.next(), other.next()
    assert torch.equal(rows.ids, again.ids) and torch.equal(rows.examples, again.examples)
    assert float((rows.examples >= 0).float().mean()) > 0.6
    assert (rows.positions[rows.examples < 0] == 0).all()
    assert sum(1 for _ in steps_from(place.settings, place.work, 1)) == place.settings.steps - 1


def test_first_replies_of_smilechat_are_read_and_not_learned() -> None:
    row = {"src": "smile", "dialog": [["user", "a"], ["assistant", "b"]] * 2}
    (example,) = smile([row])
    assert [turn.learn for turn in example.turns] == [False, True]


def test_replies_become_short_and_lose_stage_directions(place: Place) -> None:
    chosen = place.settings.prepare
    reply = "（轻轻点头）我听到了。一句。两句。三句。你觉得呢？"
    row = {"src": "cpsycoun", "dialog": [["user", "医生，我很累"], ["assistant", reply]]}
    (example,) = good([row], "cpsycoun", chosen)
    assert example.turns[0] == Exchange("我很累", "我听到了。一句。你觉得呢？")


@pytest.mark.parametrize("text", ["我不想活了", "想自杀", "他想跳楼"])
def test_crises_are_never_answered(text: str, place: Place) -> None:
    row = {"src": "smile", "dialog": [["user", "a"], ["assistant", "b"], ["user", text]] * 2}
    row["dialog"] = [["user", text], ["assistant", "别怕。"]]
    assert list(smile([row])) == []


def test_posts_are_cleaned() -> None:
    assert sources.clean_post("真好 http://t.cn/abc//@某人:转发") == "真好"
    assert sources.clean_post("//@某人:别人说的话") == "别人说的话"
    assert sources.clipped("一" * 50 + "二" * 50, 20) == "一" * 12 + "……" + "二" * 8


def test_a_linear_model_doubts_what_doesnt_fit() -> None:
    texts = [f"{'开心快乐' if n % 2 else '生气愤怒'}{n}" for n in range(40)]
    labels = ["快乐" if n % 2 else "愤怒" for n in range(40)]
    labels[0] = "快乐"
    said = unseen(texts, labels, ["快乐", "愤怒"], folds=4, seed=1)
    assert float(said[0, 0]) < 0.5 < float(said[1, 0])


def test_our_own_lines_are_distinct_and_of_known_labels() -> None:
    lines = own.labelled_lines()["emotion"]
    assert len({text for text, _ in lines}) == len(lines) > 250
    task = load_task(resources.PROMPTS / "emotion.toml")
    assert isinstance(task, ClassifyTask)
    assert {label for _, label in lines} == {c.word for c in task.labels.choices}
    _well_formed(text for text, _ in lines)


def test_our_own_talk_is_distinct_and_short() -> None:
    talks = list(own.talks(seed=1))
    texts = [turn.text for talk in talks for turn in talk.turns]
    assert len(set(texts)) > 400 and max(len(talk.turns) for talk in talks) > 3
    posts = [(TEXT, label) for label in own.labelled_lines()["emotion"][0][1:]]
    talks += list(own.replies(posts * 40, seed=1))
    turns = [turn for talk in talks for turn in talk.turns]
    _well_formed(part for turn in turns for part in (turn.text, turn.reply))
    assert all(len(list(sources.sentences(turn.reply))) <= 3 for turn in turns)
    assert all(turn.reply[-1] in "。？！" for turn in turns)


def test_the_fixed_openings_are_never_met_in_training() -> None:
    raw = tomllib.loads(OPENINGS.read_text("utf-8"))
    longer = [text for talk in raw.pop("conversations")["turns"] for text in talk]
    openings = [text for part in raw.values() for text in part["openings"]]
    assert len(set(openings)) == len(openings) == 60 and len(raw) == 5
    lines = [text for text, _ in own.labelled_lines()["emotion"]]
    talks = [turn.text for talk in own.talks(seed=1) for turn in talk.turns]
    met = set(openings) & {*lines, *talks}
    assert met <= {"项目延期了，压力好大...", "早上好！"}, met
    assert len(longer) >= 12


def _well_formed(texts: object) -> None:
    for text in texts:  # type: ignore[attr-defined]
        assert text == text.strip() and text and "{" not in text
        assert not sources.is_crisis(text), text
