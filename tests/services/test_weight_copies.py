"""Quantised copies on disk: those in use stay, the rest goes, nothing else is touched."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from desktop.inference.engine import EngineInfo
from desktop.inference.precision import Plan
from desktop.inference.weights_cache import WeightsCache
from desktop.services.requests import EnginePhase, EngineState
from desktop.services.weight_copies import WeightCopies
from tests.fakes import INFO

USED, OTHER = "ab" * 32, "cd" * 32


class FakeInference(QObject):
    """InferenceService without a worker."""

    state_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.state = EngineState(EnginePhase.READY, "model")
        self.info: EngineInfo | None = replace(INFO, weights=USED, precision="int8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What three loads and one kill have left, and what is no copy."""
    for weights, plan in ((USED, "int8"), (USED, "bfloat16"), (OTHER, "int8")):
        path = WeightsCache(tmp_path).quantised(weights, Plan.parse(plan))
        assert path is not None
        path.write_bytes(b"w" * 100)
        path.with_suffix(".sha256").write_bytes(b"s" * 10)
    (tmp_path / "half.part").write_bytes(b"w" * 5)
    for name in ("choices.json", "identities.json", "tokenizer-ab.json"):
        (tmp_path / name).write_text("{}")
    return tmp_path


def test_what_is_not_in_use_goes(folder: Path, qtbot: QtBot) -> None:
    copies = WeightCopies(folder, FakeInference())  # type: ignore[arg-type]
    assert (copies.used_bytes(), copies.spare_bytes()) == (335, 225)
    with qtbot.waitSignal(copies.changed):
        assert copies.clear()
    assert (copies.used_bytes(), copies.spare_bytes()) == (110, 0)
    left = sorted(path.name for path in folder.iterdir())
    assert [n for n in left if n.endswith(".json")] == left[2:] and len(left) == 5
    assert all(name.startswith(f"{USED[:16]}-int8-") for name in left[:2])


def test_without_weights_all_of_them_may_go(folder: Path) -> None:
    inference = FakeInference()
    inference.info, inference.state = None, EngineState(EnginePhase.UNAVAILABLE)
    copies = WeightCopies(folder, inference)  # type: ignore[arg-type]
    assert copies.clear() and copies.used_bytes() == 0


@pytest.mark.parametrize("phase", [EnginePhase.LOADING, EnginePhase.EXAMINING])
def test_while_one_may_be_written_nothing_goes(folder: Path, phase: EnginePhase) -> None:
    inference = FakeInference()
    inference.state = EngineState(phase)
    copies = WeightCopies(folder, inference)  # type: ignore[arg-type]
    assert not copies.at_rest and not copies.clear()
    assert copies.used_bytes() == 335


def test_what_cannot_be_deleted_is_told_and_the_rest_goes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.name == "half.part":
            raise PermissionError
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    copies = WeightCopies(folder, FakeInference())  # type: ignore[arg-type]
    assert not copies.clear() and copies.spare_bytes() == 5


def test_without_a_folder_there_is_nothing(tmp_path: Path) -> None:
    copies = WeightCopies(tmp_path / "none", FakeInference())  # type: ignore[arg-type]
    assert copies.clear() and copies.used_bytes() == 0
