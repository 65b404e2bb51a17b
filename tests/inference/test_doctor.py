"""The doctor: what it measures, how it chooses, and that its choice is in force afterwards."""

from pathlib import Path

import pytest

from desktop import resources
from desktop.errors import ModelMissing
from desktop.inference.assistant import Tasks
from desktop.inference.doctor import Doctor, Examined, choose
from desktop.inference.precision import Plan, Precision
from desktop.inference.torch_engine import TorchEngine

SENTENCES = resources.DOCTOR_SENTENCES.read_text("utf-8").splitlines()


def _examined(plan: Plan, step_ms: float, agreement: float = 1.0, kl: float = 0.0) -> Examined:
    return Examined(plan, agreement, kl, 10.0, step_ms, 1.0, 100)


def test_the_sentences_are_many_and_different() -> None:
    assert len(set(SENTENCES)) == len(SENTENCES) >= 40


@pytest.mark.parametrize(
    ("agreement", "kl", "chosen"),
    [(1.0, 0.01, "int8"), (0.9, 0.01, "float32"), (1.0, 0.5, "float32")],
)
def test_the_fastest_that_keeps_the_answers(agreement: float, kl: float, chosen: str) -> None:
    found = [
        _examined(Plan(Precision.FLOAT32), 40),
        _examined(Plan(Precision.BFLOAT16), 60),
        _examined(Plan(Precision.INT8), 20, agreement, kl),
    ]
    plan, because = choose(found)
    assert str(plan) == chosen and because


def test_it_examines_the_bundled_model_and_remembers(tmp_path: Path) -> None:
    told: list[str] = []
    tasks = Tasks.from_folder(resources.PROMPTS)
    doctor = Doctor(resources.BUNDLED_MODEL, tasks, SENTENCES[:8], tmp_path, told.append)
    report = doctor.examine()
    assert told[:3] == ["float32", "bfloat16", "int8"]
    exact = report.examined[0]
    assert (exact.agreement, exact.kl) == (1.0, 0.0)
    assert all(e.step_ms > 0 and e.label_ms > 0 and e.kl < 0.05 for e in report.examined)
    assert TorchEngine.load(resources.BUNDLED_MODEL, cache=tmp_path).info.precision == str(
        report.choice
    )


def test_weights_that_do_not_work_are_refused(tmp_path: Path) -> None:
    tasks = Tasks.from_folder(resources.PROMPTS)
    with pytest.raises(ModelMissing):
        Doctor(tmp_path, tasks, SENTENCES, None, lambda _step: None).examine()
