"""The published method: what it generates, when it stops, and what it makes of damage."""

import shutil
from pathlib import Path

import pytest
from safetensors.torch import load_file, save_file

from desktop.domain.messages import Message, Role
from desktop.errors import ModelDamaged, ModelMissing
from desktop.inference.engine import GenerationConfig
from desktop.inference.loading import load_engine
from desktop.inference.precision import Plan, Precision
from desktop.inference.reference import ReferenceEngine, first_word

MESSAGES = [Message(Role.SYSTEM, "你好"), Message(Role.USER, "今天下雨了")]


@pytest.fixture(scope="module")
def engine(tiny: Path) -> ReferenceEngine:
    return ReferenceEngine.load(tiny)


def test_it_writes_what_our_own_engine_writes(engine: ReferenceEngine, tiny: Path) -> None:
    config = GenerationConfig(max_tokens=12, temperature=0.0)
    ours = "".join(load_engine(tiny, plan=Plan(Precision.FLOAT32)).generate(MESSAGES, config))
    assert engine.label(MESSAGES, 12) == ours != ""


def test_it_stops_at_the_label(engine: ReferenceEngine) -> None:
    text = engine.label(MESSAGES, 12)
    word = text[:1]
    assert len(engine.label(MESSAGES, 12, words=[word])) < len(text)
    assert engine.classify_by_generation(MESSAGES, [word])[0] == word
    assert engine.classify_by_generation(MESSAGES, ["不在里面"])[0] is None


def test_a_reply_is_as_long_as_it_was_asked_for(engine: ReferenceEngine) -> None:
    tokens, first, total = engine.reply(MESSAGES, 7)
    assert tokens == 7 and 0 < first < total


def test_the_earliest_word_counts_and_the_longer_of_two() -> None:
    assert first_word("是负面，不是正面", ["正面", "负面"]) == "负面"
    assert first_word("非常开心", ["非常", "非常开心"]) == "非常开心"
    assert first_word("中性", ["正面", "负面"]) is None


def test_weights_that_are_missing_or_damaged(tiny: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        ReferenceEngine.load(tmp_path / "no")
    folder = tmp_path / "damaged"
    shutil.copytree(tiny, folder)
    (folder / "model.safetensors").write_bytes(b"\0" * 100)
    with pytest.raises(ModelDamaged):
        ReferenceEngine.load(folder)


def test_weights_that_lack_a_tensor_are_not_made_up(tiny: Path, tmp_path: Path) -> None:
    folder = tmp_path / "partial"
    shutil.copytree(tiny, folder)
    tensors = load_file(folder / "model.safetensors")
    del tensors["model.norm.weight"]
    save_file(tensors, folder / "model.safetensors", {"format": "pt"})
    with pytest.raises(ModelDamaged, match=r"model\.norm\.weight"):
        ReferenceEngine.load(folder)
