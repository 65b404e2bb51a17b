"""The deciding sentence: how texts are cut, which piece counts, what isn't looked at."""

import random
import threading

import pytest

from desktop import resources
from desktop.domain.labels import LabelChoice, Prediction
from desktop.errors import Cancelled
from desktop.inference.assistant import Assistant
from desktop.inference.evidence import (
    MOST_CHARACTERS,
    MOST_PIECES,
    find_evidence,
    log_odds,
    pieces,
    sentences,
)
from desktop.inference.turn_tasks import Tasks
from tests.fakes import ScriptedEngine

BAD = LabelChoice("负面", "negative", "😟", -1.0)
UNSURE = LabelChoice("不确定", "unsure", "😶", None)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("……！", []),
        ("今天很好", ["今天很好"]),
        ("今天很好。真的！你呢？", ["今天很好。", "真的！", "你呢？"]),
        ("他说：“好。”我走了。", ["他说：“好。”", "我走了。"]),
        ("It was 3.5 km. Fine!  Then home", ["It was 3.5 km.", "Fine!", "Then home"]),
        ("第一行\n\n  第二行 \n——\n第三行", ["第一行", "第二行", "第三行"]),
        ("累了……算了吧；睡觉", ["累了……", "算了吧；", "睡觉"]),
        ("好累😭。明天再说", ["好累😭。", "明天再说"]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


def test_sentences_are_spans_in_order_without_overlap() -> None:
    chance = random.Random(1)
    for _ in range(300):
        text = "".join(chance.choice("今天好a1 。！?.\n”") for _ in range(chance.randrange(30)))
        at = 0
        for start, end in sentences(text):
            assert at <= start < end <= len(text)
            assert not text[at:start].strip(" \n。！?.”")  # nothing that says something is left out
            at = end


def test_many_sentences_are_taken_together_and_long_texts_left_alone() -> None:
    text = "一句话。" * 100
    found = pieces(text)
    assert len(found) == MOST_PIECES
    assert "".join(text[slice(*span)] for span in found) == text
    longer = "一句话。" * (MOST_CHARACTERS // 4 // 3)
    assert len(pieces(longer)) == 3
    assert pieces("一句话。" * MOST_CHARACTERS) == []


class Reader:
    """A model whose score is the sum of what its words weigh."""

    def __init__(self, **weights: float) -> None:
        self.weights, self.read = weights, list[str]()

    def __call__(self, text: str) -> Prediction:
        self.read.append(text)
        odds = sum(weight for word, weight in self.weights.items() if word in text)
        share = 1 / (1 + 2.718281828**-odds)
        ranked = sorted([("负面", share), ("正面", 1 - share)], key=lambda pair: -pair[1])
        choice = UNSURE if ranked[0][1] < 0.6 else BAD
        if ranked[0][0] == "正面" and choice is BAD:
            choice = LabelChoice("正面", "positive", "😄", 1.0)
        return Prediction(choice, ranked[0][1], tuple(ranked), "sentiment", 1, "w")


def evidence(reader: Reader, text: str) -> str | None:
    return find_evidence(reader, text, reader(text))


def test_the_sentence_that_takes_most_away() -> None:
    reader = Reader(批评=3.0, 堵车=1.0, 火锅=-2.0)
    text = "路上堵车。被老板批评了！晚上吃火锅。"
    assert evidence(reader, text) == "被老板批评了！"
    assert reader.read[1:] == [
        "被老板批评了！晚上吃火锅。",
        "路上堵车。晚上吃火锅。",
        "路上堵车。被老板批评了！",
    ]


def test_a_sentence_against_the_label_never_decided_it() -> None:
    """Its removal changes the score most, but towards the label."""
    assert evidence(Reader(堵车=2.0, 火锅=-1.5, 批评=1.0), "堵车。火锅。批评。") == "堵车。"


def test_nothing_to_say() -> None:
    assert evidence(Reader(累=3.0), "今天很累") is None  # one sentence
    assert evidence(Reader(累=0.1), "今天很累。睡了。") is None  # not sure of it
    both = Reader(今=0.0, 累=3.0)
    assert evidence(both, "很累。真的很累。") == ""  # either would have been enough


def test_log_odds_stay_finite() -> None:
    assert -30 < log_odds(0.0) < 0 < log_odds(1.0) < 30
    assert log_odds(0.5) == 0.0


def test_a_judgement_and_its_end() -> None:
    assistant = Assistant(ScriptedEngine(scores=(-3.0, -0.1)), Tasks.from_folder(resources.PROMPTS))
    assert assistant.judge("累。困。").evidence is None
    assert assistant.judge("累。困。", reason=True).evidence == ""
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        assistant.judge("累。困。", stop, reason=True)
