"""The doctor: what it measures, that its choice is in force afterwards, how it ends early."""

import threading
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from desktop import resources
from desktop.domain.examination import Progress
from desktop.errors import Cancelled, ModelDamaged, ModelMissing, ModelRefused
from desktop.inference.choices import Choices
from desktop.inference.doctor import Doctor
from desktop.inference.loading import load_engine
from desktop.inference.turn_tasks import Tasks
from tests.inference.conftest import SHAPES, make_model

SENTENCES = resources.DOCTOR_SENTENCES.read_text("utf-8").splitlines()


@pytest.fixture(scope="module")
def tasks() -> Tasks:
    return Tasks.from_folder(resources.PROMPTS)


def _silent(_progress: Progress) -> None:
    """Nobody listens."""


def test_the_sentences_are_many_and_different() -> None:
    assert len(set(SENTENCES)) == len(SENTENCES) >= 40


def test_it_examines_the_bundled_model_and_remembers(tmp_path: Path, tasks: Tasks) -> None:
    told: list[Progress] = []
    doctor = Doctor(resources.BUNDLED_MODEL, tasks, SENTENCES[:8], tmp_path, told.append)
    report = doctor.examine()
    loading = [(p.plan, p.number) for p in told if p.sentence == 0]
    assert loading[:3] == [("float32", 1), ("bfloat16", 2), ("int8", 3)]
    assert [p.sentence for p in told if p.plan == "bfloat16"] == list(range(9))
    assert all(p.number <= p.of and p.sentences == 8 for p in told)
    assert (report.exact.agreement, report.exact.kl) == (1.0, 0.0)
    assert all(e.step_ms > 0 and e.label_ms > 0 and e.kl < 0.05 for e in report.examined)
    assert Choices(tmp_path).report(report.weights) == report
    info = load_engine(resources.BUNDLED_MODEL, cache=tmp_path).info
    assert (info.precision, info.weights) == (report.choice, report.weights)


def _spoil_down(folder: Path) -> None:
    """One huge weight in each row of `down`, behind a gate that is shut: float32 doesn't notice,
    int8 gives the row a scale that rounds all its other weights to nothing."""
    (file,) = folder.glob("*.safetensors")
    tensors = load_file(file)
    for name, tensor in tensors.items():
        if "gate_proj" in name:
            tensor[0] = 0
        if "down_proj" in name:
            tensor[:, 0] = 1000
    save_file(tensors, file, {"format": "pt"})


def test_it_keeps_the_group_that_int8_hurts(tmp_path: Path, tasks: Tasks) -> None:
    folder = make_model(tmp_path / "model", **SHAPES["tied"])
    _spoil_down(folder)
    told: list[Progress] = []
    report = Doctor(folder, tasks, SENTENCES[:4], tmp_path, told.append).examine()
    assert not report.examined[2].good
    kept = report.examined[3]
    assert kept.plan == "int8-keep-down" and kept.good
    assert told[-1].number == told[-1].of > 3


@pytest.mark.parametrize("at", [("float32", 0), ("float32", 3), ("bfloat16", 1), ("int8", 2)])
def test_it_ends_at_once_when_it_is_stopped(
    tiny: Path, tmp_path: Path, tasks: Tasks, at: tuple[str, int]
) -> None:
    stop, told = threading.Event(), list[Progress]()

    def tell(progress: Progress) -> None:
        told.append(progress)
        if (progress.plan, progress.sentence) == at:
            stop.set()

    with pytest.raises(Cancelled):
        Doctor(tiny, tasks, SENTENCES[:4], tmp_path, tell, stop).examine()
    assert (told[-1].plan, told[-1].sentence) == at
    assert not (tmp_path / "choices.json").exists()


def test_an_empty_folder_is_refused(tmp_path: Path, tasks: Tasks) -> None:
    with pytest.raises(ModelMissing):
        Doctor(tmp_path, tasks, SENTENCES, None, _silent).examine()


def test_another_architecture_is_refused(tmp_path: Path, tasks: Tasks) -> None:
    folder = make_model(tmp_path / "model", **SHAPES["tied"])
    config = folder / "config.json"
    config.write_text(config.read_text("utf-8").replace('"qwen2"', '"llama"'), "utf-8")
    with pytest.raises(ModelRefused, match="llama"):
        Doctor(folder, tasks, SENTENCES, None, _silent).examine()


def test_weights_without_a_tokenizer_are_refused(tmp_path: Path, tasks: Tasks) -> None:
    folder = make_model(tmp_path / "model", **SHAPES["tied"])
    (folder / "tokenizer.json").write_text("{}", "utf-8")
    with pytest.raises(ModelDamaged, match="tokenizer"):
        Doctor(folder, tasks, SENTENCES, None, _silent).examine()


def test_weights_that_give_no_numbers_are_refused(tmp_path: Path, tasks: Tasks) -> None:
    folder = make_model(tmp_path / "model", **SHAPES["tied"])
    (file,) = folder.glob("*.safetensors")
    tensors = load_file(file)
    tensors["model.norm.weight"] = torch.full_like(tensors["model.norm.weight"], torch.nan)
    save_file(tensors, file, metadata={"format": "pt"})
    with pytest.raises(ModelDamaged, match="numbers"):
        Doctor(folder, tasks, SENTENCES[:2], None, _silent).examine()
