"""The adapter that was chosen in the window counts for the terminal's commands too."""

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from desktop import resources
from desktop.settings import Settings
from tests.command import desktop

MODULE = "model.layers.0.mlp.down_proj"


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data folder whose settings name an adapter of the bundled weights."""
    adapter, folder = tmp_path / "我的 adapter", tmp_path / "数据"
    adapter.mkdir()
    folder.mkdir()
    out, into = load_file(resources.BUNDLED_MODEL / "model.safetensors")[f"{MODULE}.weight"].shape
    torch.manual_seed(3)
    halves = {"A": torch.randn(4, into) * 0.1, "B": torch.randn(out, 4) * 0.1}
    tensors = {f"base_model.model.{MODULE}.lora_{half}.weight": t for half, t in halves.items()}
    save_file(tensors, adapter / "adapter_model.safetensors")
    config = {"peft_type": "LORA", "r": 4, "lora_alpha": 4, "target_modules": ["down_proj"]}
    (adapter / "adapter_config.json").write_text(json.dumps(config), "utf-8")
    Settings(folder / "settings.json").set("adapter_dir", str(adapter))
    return folder


@pytest.fixture
def labelled(tmp_path: Path) -> str:
    path = tmp_path / "rows.csv"
    path.write_text("text,label\n很开心,正面\n气死我了,负面\n", "utf-8")
    return str(path)


def test_evaluate_measures_the_weights_with_the_adapter(data_dir: Path, labelled: str) -> None:
    weights = []
    for place in (data_dir, data_dir / "empty"):
        done = desktop("evaluate", labelled, "--json", "--data-dir", str(place))
        assert done.returncode == 0, done.stderr
        weights.append(json.loads(done.stdout)["weights"])
    assert weights[0] != weights[1]


def test_the_published_method_does_not_pretend_to_have_it(data_dir: Path, labelled: str) -> None:
    place = ("--data-dir", str(data_dir))
    done = desktop("evaluate", labelled, "--method", "generate", *place)
    assert done.returncode == 2 and "adapter" in done.stderr and "Traceback" not in done.stderr


def test_the_doctor_looks_at_the_adapter(data_dir: Path) -> None:
    Path(Settings(data_dir / "settings.json").text("adapter_dir"), "adapter_config.json").unlink()
    done = desktop("doctor", "--data-dir", str(data_dir))
    assert done.returncode == 3 and "adapter_config.json" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_adapter_of_other_weights_is_left_out(data_dir: Path, labelled: str) -> None:
    place = ("--data-dir", str(data_dir), "--model", str(data_dir / "no"))
    done = desktop("evaluate", labelled, *place)
    assert done.returncode == 3 and str(data_dir / "no") in done.stderr
