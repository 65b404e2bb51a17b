"""A made-up data folder and a tiny configuration, prepared and with its tokenizer."""

import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from tools.train_starter.command import Place
from tools.train_starter.prepare import prepare
from tools.train_starter.settings import load_settings
from tools.train_starter.tokenizer import encode_sources, train_tokenizer

_EMOTIONS = ("happy", "angry", "sad", "fear", "surprise", "neutral")
_TINY = """
seed = 7

[tokenizer]
vocabulary = 900

[shape]
hidden = 16
layers = 2
heads = 2
intermediate = 24

[weights]
label = 5.0
reply = 1.0
text = 0.5

[optimiser]
muon = 1e-2
adamw = 1e-2
weight_decay = 0.01
warm_up = 2
average = 0.9
clip = 1.0

[prepare]
held_out = 6
post_characters = 60
review_characters = 40
reply_sentences = 3
doubted_below = 0.0

[[stages]]
steps = 2
rate = [1.0, 1.0]

[stages.labels]
rows = 3
length = 128

[stages.labels.sources]
weibo_emotion = 0.5
reviews_sentiment = 0.5

[stages.talk]
rows = 2
length = 128

[stages.talk.sources]
smile = 0.5
cpsycoun = 0.5

[[stages]]
steps = 2
rate = [1.0, 0.0]

[stages.labels]
rows = 3
length = 128

[stages.labels.sources]
weibo_sentiment3 = 0.5
own_emotion = 0.5

[stages.talk]
rows = 2
length = 192

[stages.talk.sources]
smile = 0.5
own_talk = 0.5
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Files of the names and forms of the real ones."""
    folder = tmp_path / "data"
    _write(folder, "emotion6_weibo", [_post(n) for n in range(60)])
    _write(folder, "polarity_shopping", [_review(n) for n in range(20)])
    _write(folder, "chat_empathic", [_dialogue(n) for n in range(12)])
    _write(folder, "chat_oasst1_zh", [{"src": "oasst1_zh", "dialog": _turns(0)}])
    return folder


@pytest.fixture
def place(data: Path, tmp_path: Path) -> Place:
    """Prepared, with a tokenizer, ready to train."""
    settings = tmp_path / "tiny.toml"
    settings.write_text(_TINY, "utf-8")
    work = tmp_path / "work"
    work.mkdir()
    ready = Place(data, work, load_settings(settings))
    prepare(ready)
    train_tokenizer(ready)
    encode_sources(ready)
    return ready


def _write(folder: Path, name: str, rows: list[dict[str, Any]]) -> None:
    path = folder / "train" / f"{name}.jsonl.xz"
    path.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _post(number: int) -> dict[str, str]:
    return {
        "label": _EMOTIONS[number % len(_EMOTIONS)],
        "text": f"第{number}天，路上见到{number % 7}只猫//@某人:转发一下",
    }


def _review(number: int) -> dict[str, str]:
    return {"label": str(number % 2), "text": f"第{number}次买，{'不错' if number % 2 else '坏了'}"}


def _dialogue(number: int) -> dict[str, Any]:
    source = ("smile", "cpsycoun", "emollm_aiwei", "emollm_data")[number % 4]
    return {"src": source, "system": "", "dialog": _turns(number)}


def _turns(number: int) -> list[list[str]]:
    return [
        ["user", f"我今天第{number}次迟到了。"],
        ["assistant", "（微笑）听起来你有点着急。"],
        ["user", "是的，路上一直堵车。"],
        ["assistant", "那确实让人心烦，你后来怎么样了呢？"],
    ]
