"""The recipe of the bundled model, on a tiny network and a few made-up rows."""

import json
import lzma
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from desktop import resources
from desktop.domain.messages import Message, Role
from desktop.inference.chatml import ChatTemplate
from desktop.inference.task import ClassifyTask, load_task
from desktop.inference.tokenizer import Tokenizer
from desktop.inference.torch_engine import TorchEngine
from tools.train_starter import own, sources
from tools.train_starter.command import Place
from tools.train_starter.converse import OPENINGS
from tools.train_starter.dialogues import good, smile
from tools.train_starter.evaluate import judge, report
from tools.train_starter.examples import (
    CLASSIFY_TASKS,
    Encoder,
    Exchange,
    Kind,
    LabelExample,
    TalkExample,
)
from tools.train_starter.export import CHECKSUMS, export
from tools.train_starter.learner import Learner, rate
from tools.train_starter.mixtures import mixtures
from tools.train_starter.packing import Packer, steps_from
from tools.train_starter.prepare import write_examples
from tools.train_starter.settings import SETTINGS, Settings, Stage, load_settings
from tools.train_starter.soft import TASKS, Soft, Taught
from tools.train_starter.teacher import unseen
from tools.train_starter.tokenizer import encode_sources, examples_of
from tools.train_starter.train import train

TEXT = "今天路上见到三只猫"
_SHARES = {"快乐": 0.6, "悲伤": 0.2, "平静": 0.2}


def _trained(place: Place, until: int | None = None) -> Learner:
    return train(place, until, compiled=False)


def test_a_stop_changes_nothing(place: Place, tmp_path: Path) -> None:
    """Three steps, a new process, and the rest give the weights of an uninterrupted run."""
    whole = _trained(place)
    again = replace(place, work=tmp_path / "again")
    again.work.mkdir()
    (again.work / "encoded").symlink_to(place.work / "encoded")
    _trained(again, 3)
    resumed = _trained(again)
    assert whole.step == resumed.step == place.settings.steps == 4
    for name, weight in whole.network.state_dict().items():
        assert torch.equal(weight, resumed.network.state_dict()[name]), name
    for name, weight in whole.average.items():
        assert torch.equal(weight, resumed.average[name]), name
    log = (again.work / "train.log").read_text("utf-8")
    assert "labels label" in log and "talk reply" in log and "tokens/s" in log and "left" in log


def test_engine_and_transformers_agree_on_what_was_exported(place: Place, tmp_path: Path) -> None:
    learner = _trained(place)
    folder = tmp_path / "model"
    export(place, folder)
    engine = TorchEngine.load(folder, plan=None)
    messages = [Message(Role.SYSTEM, "短"), Message(Role.USER, TEXT)]
    ids = engine.encode(messages).ids
    with torch.no_grad():
        theirs = _transformers_logits(folder, ids)
        row = torch.tensor([ids])
        ours = learner.network(row, torch.arange(len(ids))[None], torch.zeros_like(row))[0]
    words = ["正面", "负面"]
    scores = engine.score(messages, words).scores
    tokenizer = Tokenizer.from_folder(folder)
    first = [tokenizer.encode(word)[0] for word in words]
    assert all(len(tokenizer.encode(word)) == 1 for word in words)
    expected = theirs[-1].log_softmax(-1)[first]
    assert scores == pytest.approx(expected.tolist(), abs=0.1)
    assert engine.info.tasks == frozenset({*CLASSIFY_TASKS, "chat"})
    assert ours.shape == theirs.shape


def _transformers_logits(folder: Path, ids: tuple[int, ...]) -> torch.Tensor:
    from transformers import AutoModelForCausalLM

    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    assert model.config.eos_token_id == Tokenizer.from_folder(folder).im_end
    logits: torch.Tensor = model(torch.tensor([ids])).logits[0]
    return logits


def test_the_network_is_transformers_own(place: Place, tmp_path: Path) -> None:
    """The same weights, one example: the same logits."""
    from transformers import AutoModelForCausalLM

    learner = _trained(place, 2)
    export(place, tmp_path / "model")
    theirs = AutoModelForCausalLM.from_pretrained(tmp_path / "model", dtype=torch.float32)
    learner.network.load_state_dict(
        {n: t for n, t in theirs.state_dict().items() if n != "lm_head.weight"}
    )
    ids = torch.tensor([[5, 9, 300, 7, 42, 8]])
    with torch.no_grad():
        ours = learner.network(ids, torch.arange(6)[None], torch.zeros_like(ids))
        assert torch.allclose(ours, theirs(ids).logits, atol=1e-4)


def test_examples_in_one_row_dont_see_each_other(place: Place) -> None:
    network = _trained(place, 1).network
    ids = torch.tensor([[5, 9, 300, 7, 42, 8]])
    positions = torch.tensor([[0, 1, 2, 0, 1, 2]])
    examples = torch.tensor([[0, 0, 0, 1, 1, 1]])
    with torch.no_grad():
        together = network(ids, positions, examples)
        alone = network(ids[:, 3:], positions[:, 3:], examples[:, 3:])
    assert torch.allclose(together[:, 3:], alone, atol=1e-5)


def test_the_checksums_are_right(place: Place, tmp_path: Path) -> None:
    import hashlib

    _trained(place, 1)
    export(place, tmp_path)
    lines = (tmp_path / CHECKSUMS).read_text("utf-8").splitlines()
    assert any(line.endswith("  model.safetensors") for line in lines)
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest


def test_a_mean_of_two_points_is_exported(place: Place, tmp_path: Path) -> None:
    for step, value in ((1, 0.25), (3, 0.75)):
        learner = Learner(place.settings, "cpu", compiled=False)
        for weight in learner.average.values():
            weight.fill_(value)
        learner.save_average(place.weights(step))
    export(place, tmp_path / "mean", (1, 3))
    found = load_file(tmp_path / "mean" / "model.safetensors")
    assert found.keys() == learner.average.keys()
    assert all(torch.equal(w, torch.full_like(w, 0.5)) for w in found.values())


def test_the_evaluation_names_temperature_and_threshold(place: Place, tmp_path: Path) -> None:
    _trained(place)
    export(place, tmp_path)
    engine = TorchEngine.load(tmp_path)
    for name in CLASSIFY_TASKS:
        lines = report(name, judge(engine, name, place.work / "held_out.jsonl"))
        assert "accuracy" in lines[0] and "temperature" in lines[1] and "unsure" in lines[2]


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


@pytest.mark.parametrize("name", ["settings.toml", "settings_gpu.toml"])
def test_the_shipped_settings(name: str) -> None:
    settings = load_settings(SETTINGS.with_name(name))
    assert settings.shape.hidden % settings.shape.heads == 0
    rates = [rate(settings, step) for step in range(settings.steps)]
    assert max(rates) == 1.0 and rates[-1] < 0.01 and min(rates) > 0
    for stage in settings.stages:
        for batch in stage.batches.values():
            assert sum(batch.sources.values()) == pytest.approx(1.0)
    assert np.iinfo(np.uint16).max > settings.vocabulary


def test_a_stage_can_begin_with_the_mean_of_earlier_weights(tmp_path: Path) -> None:
    settings = load_settings(SETTINGS.with_name("settings_long.toml"))
    mixed = [(begin, stage.mix) for begin, stage in _begun(settings) if stage.mix]
    assert mixed and settings.mix_after(0) == ()
    assert settings.kept == {settings.steps, *(step for _, mix in mixed for step in mix)}
    for begin, mix in mixed:
        assert settings.mix_after(begin) == mix and max(mix) == begin
    learner = Learner(settings, "cpu", compiled=False)
    files = [tmp_path / "a", tmp_path / "b"]
    for file, value in zip(files, (1.0, 3.0), strict=True):
        for weights in learner.average.values():
            weights.fill_(value)
        learner.save_average(file)
    learner.begin_with(files)
    for found in (*learner.network.parameters(), *learner.average.values()):
        assert bool((found == 2.0).all())


def _begun(settings: Settings) -> Iterator[tuple[int, Stage]]:
    """Each stage and the step after which it begins."""
    begin = 0
    for stage in settings.stages:
        yield begin, stage
        begin += stage.steps


def test_labels_are_drawn_as_often_as_readers_find_them_likely() -> None:
    soft = Soft(seed=1)
    for _ in range(2000):
        soft.add("下雨了", {"快乐": 0.6, "悲伤": 0.2, "平静": 0.2})
    drawn = {task: Counter(row.label for row in rows) for task, rows in soft.examples.items()}
    assert drawn["emotion"]["快乐"] == pytest.approx(1200, abs=100)
    assert drawn["sentiment3"]["中性"] == pytest.approx(400, abs=80)
    # Calm is neither good nor bad: of the others three in four are good.
    assert sum(drawn["sentiment"].values()) == pytest.approx(1600, abs=100)
    assert drawn["sentiment"]["正面"] == pytest.approx(1200, abs=100)


def test_drawn_labels_are_always_the_same_and_surprise_is_neither_good_nor_bad() -> None:
    first, second = Soft(seed=1), Soft(seed=1)
    for soft in (first, second):
        soft.add("好累", {"悲伤": 0.5, "焦虑": 0.5}, times=3)
        soft.add("真的吗", {"惊讶": 1.0})
    assert first.examples == second.examples
    assert [row.text for row in first.examples["emotion"]] == ["好累"] * 3 + ["真的吗"]
    assert {row.text for row in first.examples["sentiment"]} == {"好累"}
    assert set(first.examples) == set(TASKS)


def test_shares_are_kept_as_they_are() -> None:
    taught = Taught(seed=1)
    taught.add("下雨了", {"快乐": 0.3, "悲伤": 0.1, "平静": 0.1}, times=2)
    rows = taught.examples["emotion"]
    assert len(rows) == 2 and rows[0].label == "快乐"
    assert rows[0].shares == _SHARES
    assert [row.shares for row in taught.examples["sentiment3"]] == [
        {"正面": 0.6, "负面": 0.2, "中性": 0.2}
    ]


def test_shares_are_learned_instead_of_the_label(place: Place) -> None:
    """The error is the cross-entropy with the shares, at the label and nowhere else."""
    shares = {"正面": 0.75, "负面": 0.25}
    rows = [
        LabelExample("sentiment", TEXT, "正面", shares),
        LabelExample("sentiment", "好", "负面"),
    ]
    write_examples(place, "taught_sentiment", rows)
    stage = place.settings.stages[0].batches["labels"]
    stages = (Stage(1, (1.0, 1.0), {"labels": replace(stage, sources={"taught_sentiment": 1.0})}),)
    place = replace(place, settings=replace(place.settings, stages=stages))
    encode_sources(place, ["taught_sentiment"])
    batch = next(steps_from(place.settings, place.work, 0))["labels"]
    learner = Learner(place.settings, "cpu", compiled=False)
    with torch.no_grad():
        logits = learner.network(batch.ids, batch.positions, batch.examples)
    likely = logits.log_softmax(-1)
    tokenizer = Tokenizer.from_folder(place.work)
    good, bad = (tokenizer.encode(word)[0] for word in ("正面", "负面"))
    expected, count = 0.0, 0
    for row, at in (batch.kinds == Kind.LABEL).nonzero().tolist():
        said = likely[row, at - 1]
        with_shares = batch.ids[row, at] == good
        expected -= float(0.75 * said[good] + 0.25 * said[bad] if with_shares else said[bad])
        count += 1
    found, labels = learner.learn({"labels": batch})["labels label"]
    assert labels == count and found == pytest.approx(expected, rel=0.02)


def test_mixtures_are_pieces_of_texts() -> None:
    texts = ["今天下雨了，我很开心。出去走走！", "工作太多，老板又骂人", "一句话没有标点的帖子"]
    mixed = list(mixtures(texts, 40, seed=3))
    assert mixed == list(mixtures(texts, 40, seed=3)) and len(set(mixed)) > 5
    assert all(6 <= len(text) <= 140 for text in mixed)
    pieces = {"今天下雨了，", "我很开心。", "出去走走！", "工作太多，", "老板又骂人", texts[2]}
    for text in mixed:
        for piece in sorted(pieces, key=len, reverse=True):
            text = text.replace(piece, "")
        assert text == ""
