"""Folders with weights: what is refused, what is damaged, and that the reason is named."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from desktop import resources
from desktop.domain.scripts import HAN
from desktop.errors import ModelDamaged, ModelMissing, ModelRefused, ModelWithoutWeights
from desktop.inference.folder import SCRIPT_KEY, TASKS_KEY, TURNS_KEY, check_folder, parse_config
from desktop.inference.loading import load_engine
from tests.inference.conftest import SHAPES, make_model

CONFIG: dict[str, Any] = json.loads((resources.BUNDLED_MODEL / "config.json").read_text("utf-8"))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resources.BUNDLED_MODEL, tmp_path / "模型 一"))


def test_a_path_with_chinese_and_spaces_loads(copy: Path) -> None:
    assert load_engine(copy).info.name == "模型 一"


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        check_folder(tmp_path / "none")
    with pytest.raises(ModelWithoutWeights):
        check_folder(tmp_path)


@pytest.mark.parametrize("name", ["pytorch_model.bin", "weights.pt", "a.PKL", "modeling_x.py"])
def test_pickles_and_code_are_refused_by_name(copy: Path, name: str) -> None:
    (copy / name).write_bytes(b"")
    with pytest.raises(ModelRefused, match=name):
        check_folder(copy)


@pytest.mark.parametrize(
    "change",
    [
        {"model_type": "llama"},
        {"model_type": None},
        {"hidden_act": "gelu"},
        {"rope_parameters": {"rope_type": "yarn", "factor": 4.0}},
        {"num_attention_heads": 6, "num_key_value_heads": 4},
    ],
)
def test_other_kinds_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ModelRefused):
        parse_config({**CONFIG, **change})


def test_a_model_may_name_what_it_has_learned() -> None:
    plain = {key: value for key, value in CONFIG.items() if key != TASKS_KEY}
    assert parse_config(plain).tasks is None
    assert parse_config({**plain, TASKS_KEY: ["chat"]}).tasks == frozenset({"chat"})
    bad: tuple[object, ...] = ("chat", [1], {})
    for wrong in bad:
        with pytest.raises(ModelDamaged, match=TASKS_KEY):
            parse_config({**plain, TASKS_KEY: wrong})


@pytest.mark.parametrize(
    "change",
    [
        {"vocab_size": 0},
        {"vocab_size": "8000"},
        {"hidden_size": 10**9},
        {"num_hidden_layers": -1},
        {"num_hidden_layers": True},
        {"rms_norm_eps": float("nan")},
        {"rope_parameters": []},
        {"rope_parameters": {"rope_theta": 0}},
    ],
)
def test_impossible_numbers_are_damage(change: dict[str, Any]) -> None:
    with pytest.raises((ModelDamaged, ModelRefused)):
        parse_config({**CONFIG, **change})


def test_a_configuration_of_transformers_4_is_read() -> None:
    old = {k: v for k, v in CONFIG.items() if k != "rope_parameters"}
    assert parse_config({**old, "rope_theta": 1e6}).rope_theta == 1e6


def test_a_sliding_window_bounds_the_context() -> None:
    config = parse_config({**CONFIG, "use_sliding_window": True, "sliding_window": 128})
    assert config.context == 128


def test_a_tokenizer_of_another_model_is_refused(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "small", **{**SHAPES["tied"], "vocab_size": 100})
    with pytest.raises(ModelRefused, match="tokenizer"):
        load_engine(folder)


def test_weights_that_do_not_fit_the_configuration(copy: Path) -> None:
    (copy / "config.json").write_text(json.dumps({**CONFIG, "intermediate_size": 999}), "utf-8")
    with pytest.raises(ModelDamaged, match="mlp"):
        load_engine(copy)


@pytest.mark.parametrize("damage", ["cut", "header", "empty"])
def test_damaged_weights(copy: Path, damage: str) -> None:
    file = copy / "model.safetensors"
    content = file.read_bytes()
    changed = {"cut": content[:-1000], "header": b"\xff" * 64 + content[64:], "empty": b""}
    file.write_bytes(changed[damage])
    with pytest.raises(ModelDamaged):
        load_engine(copy)


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json"])
def test_a_damaged_or_missing_companion(copy: Path, name: str) -> None:
    (copy / name).write_text('{"half": ')
    with pytest.raises(ModelDamaged):
        load_engine(copy)
    (copy / name).unlink()
    with pytest.raises((ModelMissing, ModelDamaged)):
        load_engine(copy)


def test_how_many_turns_it_can_follow() -> None:
    assert parse_config({**CONFIG, TURNS_KEY: 2}).turns == 2
    assert parse_config({key: v for key, v in CONFIG.items() if key != TURNS_KEY}).turns is None
    for wrong in (0, -1, "2", 1.5, None):
        with pytest.raises(ModelDamaged, match=TURNS_KEY):
            parse_config({**CONFIG, TURNS_KEY: wrong})


def test_the_script_that_it_can_read() -> None:
    assert parse_config({**CONFIG, SCRIPT_KEY: HAN}).script == HAN
    assert parse_config({key: v for key, v in CONFIG.items() if key != SCRIPT_KEY}).script is None
    for wrong in ("Latin", ["Han"], 1):
        with pytest.raises(ModelDamaged, match=SCRIPT_KEY):
            parse_config({**CONFIG, SCRIPT_KEY: wrong})
