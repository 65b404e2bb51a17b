"""Adapters in PEFT's format: merged exactly, or refused with a reason."""

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from desktop.domain.messages import Message, Role
from desktop.errors import AdapterRefused
from desktop.inference.adapter import check_adapter
from desktop.inference.engine import GenerationConfig
from desktop.inference.folder import check_folder
from desktop.inference.identities import Identities
from desktop.inference.loading import load_engine
from desktop.inference.precision import Plan, Precision
from tests.inference.conftest import SHAPES, make_model

CONFIG: dict[str, Any] = {
    "peft_type": "LORA", "r": 4, "lora_alpha": 6, "bias": "none",
    "base_model_name_or_path": "Qwen/Some", "target_modules": ["q_proj", "down_proj"],
}  # fmt: skip
MODULES = ("model.layers.0.self_attn.v_proj", "model.layers.2.mlp.down_proj")
ASKED = [Message(Role.USER, "今天下雨了，心情有点闷。")]


def factors(folder: Path, rank: int = 4) -> dict[str, Tensor]:
    """Random ones for the modules, that fit the weights in the folder."""
    weights = load_file(folder / "model.safetensors")
    torch.manual_seed(3)
    made: dict[str, Tensor] = {}
    for module in MODULES:
        out, into = weights[f"{module}.weight"].shape
        made[f"base_model.model.{module}.lora_A.weight"] = torch.randn(rank, into) * 0.3
        made[f"base_model.model.{module}.lora_B.weight"] = torch.randn(out, rank) * 0.3
    return made


def make_adapter(folder: Path, tensors: dict[str, Tensor], **changes: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    save_file(tensors, folder / "adapter_model.safetensors")
    (folder / "adapter_config.json").write_text(json.dumps({**CONFIG, **changes}), "utf-8")
    return folder


def merged_by_hand(base: Path, tensors: dict[str, Tensor], scale: float, to: Path) -> Path:
    """The same model with the sum already in its file."""
    import shutil

    shutil.copytree(base, to)
    weights = load_file(base / "model.safetensors")
    for module in MODULES:
        down = tensors[f"base_model.model.{module}.lora_A.weight"]
        up = tensors[f"base_model.model.{module}.lora_B.weight"]
        weights[f"{module}.weight"] = weights[f"{module}.weight"] + scale * (up @ down)
    save_file(weights, to / "model.safetensors", {"format": "pt"})
    return to


def scores(folder: Path, plan: Plan, adapter: Path | None = None) -> Tensor:
    engine = load_engine(folder, plan=plan, adapter=adapter)
    return torch.tensor(engine.score(ASKED, ["正面", "负面", "中性"]).scores)


@pytest.fixture
def adapter(tiny: Path, tmp_path: Path) -> Path:
    return make_adapter(tmp_path / "我的 adapter", factors(tiny))


@pytest.mark.parametrize("plan", [Plan(Precision.FLOAT32), Plan(Precision.INT8)], ids=str)
def test_it_is_the_same_as_merged_weights(
    tiny: Path, adapter: Path, tmp_path: Path, plan: Plan
) -> None:
    by_hand = merged_by_hand(tiny, factors(tiny), 6 / 4, tmp_path / "merged")
    ours = scores(tiny, plan, adapter)
    torch.testing.assert_close(ours, scores(by_hand, plan), atol=1e-4, rtol=1e-4)
    assert not torch.allclose(ours, scores(tiny, plan), atol=1e-2)


def test_rank_stabilised_and_patterns(tiny: Path, tmp_path: Path) -> None:
    config = check_folder(tiny).config
    tensors = factors(tiny)
    stable = make_adapter(tmp_path / "stable", tensors, use_rslora=True)
    assert set(check_adapter(stable, config).scales.values()) == {3.0}
    patterned = make_adapter(tmp_path / "patterned", tensors, alpha_pattern={"v_proj": 8})
    assert check_adapter(patterned, config).scales == {
        f"{MODULES[0]}.weight": 2.0,
        f"{MODULES[1]}.weight": 1.5,
    }


def test_merged_weights_are_other_weights(tiny: Path, adapter: Path, tmp_path: Path) -> None:
    """Their quantised file and their check-up must not be the base's."""
    cache = tmp_path / "cache"
    base = load_engine(tiny, cache=cache).info.weights
    merged = load_engine(tiny, cache=cache, adapter=adapter).info.weights
    assert base != merged
    assert Identities(cache).known(check_folder(tiny)) == base
    again = load_engine(tiny, cache=cache)
    assert again.info.weights == base
    assert list(again.generate(ASKED, GenerationConfig(max_tokens=2, temperature=0.0)))


def refused(path: Path, base: Path) -> tuple[str, str]:
    with pytest.raises(AdapterRefused) as caught:
        check_adapter(path, check_folder(base).config)
    return caught.value.reason, str(caught.value)


def test_of_another_base(tiny: Path, adapter: Path, tmp_path: Path) -> None:
    wider = make_model(tmp_path / "wider", **SHAPES["tied"], hidden_size=128)
    assert refused(adapter, wider)[0] == "base"
    assert "Qwen/Some" in refused(adapter, wider)[1]
    shallow = make_model(tmp_path / "shallow", **SHAPES["grouped"], num_hidden_layers=2)
    assert refused(adapter, shallow)[0] == "base"


def test_of_another_rank_than_it_says(tiny: Path, tmp_path: Path) -> None:
    path = make_adapter(tmp_path / "a", factors(tiny, rank=8))
    assert refused(path, tiny)[0] == "rank"


def test_of_targets_that_we_do_not_merge(tiny: Path, tmp_path: Path) -> None:
    head = {
        "base_model.model.lm_head.lora_A.weight": torch.randn(4, 64),
        "base_model.model.lm_head.lora_B.weight": torch.randn(8000, 4),
    }
    assert refused(make_adapter(tmp_path / "a", head), tiny) == ("targets", "lm_head")
    odd = {"base_model.model.model.embed_tokens.lora_embedding_A": torch.randn(4, 64)}
    assert refused(make_adapter(tmp_path / "b", odd), tiny)[0] == "targets"


@pytest.mark.parametrize(
    "change",
    [{"peft_type": "IA3"}, {"use_dora": True}, {"bias": "all"}, {"fan_in_fan_out": True},
     {"modules_to_save": ["lm_head"]}, {"init_lora_weights": "pissa_niter_4"}],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_of_another_kind(tiny: Path, tmp_path: Path, change: dict[str, Any]) -> None:
    assert refused(make_adapter(tmp_path / "a", factors(tiny), **change), tiny)[0] == "kind"


def test_without_its_files_or_with_damaged_ones(tiny: Path, adapter: Path, tmp_path: Path) -> None:
    assert refused(tmp_path / "nothing", tiny)[0] == "files"
    weights = adapter / "adapter_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])
    assert refused(adapter, tiny)[0] == "files"
    weights.write_bytes(b"\xff" * 50)
    assert refused(adapter, tiny)[0] == "files"
    weights.unlink()
    (adapter / "adapter_model.bin").write_bytes(b"pickle")
    assert refused(adapter, tiny)[0] == "files"


def test_numbers_that_are_none(tiny: Path, tmp_path: Path) -> None:
    tensors = factors(tiny)
    next(iter(tensors.values()))[0, 0] = torch.inf
    path = make_adapter(tmp_path / "a", tensors)
    with pytest.raises(AdapterRefused) as caught:
        load_engine(tiny, adapter=path)
    assert caught.value.reason == "numbers"
    assert (
        refused(make_adapter(tmp_path / "b", factors(tiny), lora_alpha=None), tiny)[0] == "numbers"
    )
    assert refused(make_adapter(tmp_path / "c", factors(tiny), r=0), tiny)[0] == "rank"
