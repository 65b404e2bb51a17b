"""What readers find likely, drawn as labels or kept as shares."""

from collections import Counter
from dataclasses import replace

import pytest
import torch

from desktop.inference.tokenizer import Tokenizer
from tools.train_starter.command import Place
from tools.train_starter.examples import Kind, LabelExample
from tools.train_starter.learner import Learner
from tools.train_starter.mixtures import mixtures
from tools.train_starter.packing import steps_from
from tools.train_starter.prepare import write_examples
from tools.train_starter.settings import Stage
from tools.train_starter.soft import TASKS, Soft, Taught
from tools.train_starter.tokenizer import encode_sources

TEXT = "今天路上见到三只猫"
_SHARES = {"快乐": 0.6, "悲伤": 0.2, "平静": 0.2}


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
