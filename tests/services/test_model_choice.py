"""Changing the weights: the doctor first, back to those before if they don't run, no restart."""

import json
import shutil
import threading
from pathlib import Path

import pytest

from desktop import resources
from desktop.errors import AdapterRefused, ModelDamaged, ModelMissing, OutOfMemory
from desktop.services.doctor_service import DoctorPhase
from desktop.services.inference_service import InferenceService
from desktop.services.model_choice import ModelChoice
from desktop.services.requests import EnginePhase, LoadRequest
from desktop.settings import Settings
from tests.services.conftest import Bench


class Case:
    """The choice over a scripted doctor. seen: folders that were examined at an earlier time.
    memory: bytes that the machine has left."""

    memory = 1 << 33

    def __init__(self, bench: Bench, folder: Path) -> None:
        self.bench, self.settings = bench, Settings(folder / "settings.json")
        self.seen: set[Path] = set()
        self.choice = ModelChoice(
            self.settings,
            bench.inference,
            bench.doctor,
            lambda folder, _: folder in self.seen,
            lambda: self.memory,
        )
        bench.inference.load(LoadRequest(resources.BUNDLED_MODEL))
        bench.wait_for(EnginePhase.READY)

    def settled(self) -> list[Path]:
        """Folders that were loaded, once all is quiet."""
        self.bench.qtbot.waitUntil(
            lambda: (
                self.choice.trying is None and self.bench.inference.state.phase is EnginePhase.READY
            )
        )
        return [load.model_dir for load in self.bench.loads]


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A folder with what passes for a model before it is read."""
    folder = tmp_path / "另一个 模型"
    folder.mkdir()
    shutil.copy(resources.BUNDLED_MODEL / "config.json", folder)
    (folder / "model.safetensors").touch()
    return folder


@pytest.fixture
def case(bench: Bench, tmp_path: Path) -> Case:
    return Case(bench, tmp_path)


def test_a_newcomer_goes_to_the_doctor_first(case: Case, other: Path) -> None:
    case.bench.examiner.permits = threading.Semaphore(0)
    case.choice.use(other)
    assert case.choice.trying == other
    assert case.settings.text("model_dir") == ""  # a crash now would come back to the old one
    case.bench.examiner.permits.release(99)
    assert case.settled() == [resources.BUNDLED_MODEL, other]
    assert case.bench.loads[-1].plan == "int8-keep-down"
    assert case.settings.text("model_dir") == str(other)
    assert case.choice.folder == other and case.choice.trouble is None


def test_whoever_waits_no_longer_uses_it_at_once(case: Case, other: Path) -> None:
    case.bench.examiner.permits = threading.Semaphore(0)
    case.choice.use(other)
    case.bench.qtbot.waitUntil(lambda: case.bench.doctor.state.progress is not None)
    case.choice.skip()
    assert case.settled()[-1] == other
    assert case.bench.loads[-1].plan is None
    assert case.settings.text("model_dir") == str(other)


def test_weights_that_do_not_run_are_not_used(
    case: Case, other: Path, caplog: pytest.LogCaptureFixture
) -> None:
    case.bench.examiner.outcome = ModelDamaged("no numbers")
    case.choice.use(other)
    assert case.settled() == [resources.BUNDLED_MODEL, resources.BUNDLED_MODEL]
    assert isinstance(case.choice.trouble, ModelDamaged)
    assert case.choice.folder == resources.BUNDLED_MODEL and case.choice.stays
    assert case.settings.text("model_dir") == ""
    caplog.clear()


def test_too_little_memory_for_the_doctor_is_no_verdict(
    case: Case, other: Path, caplog: pytest.LogCaptureFixture
) -> None:
    case.bench.examiner.outcome = OutOfMemory("float32 of it")
    case.choice.use(other)
    assert case.settled()[-1] == other
    assert case.choice.unexamined and case.choice.trouble is None
    caplog.clear()


def test_the_doctor_is_not_called_where_the_memory_is_too_small(case: Case, other: Path) -> None:
    case.memory = 1 << 20
    case.choice.use(other)
    assert case.choice.unexamined
    assert case.settled() == [resources.BUNDLED_MODEL, other]
    assert case.bench.examiner.seen == []


def test_an_old_acquaintance_is_loaded_at_once(case: Case, other: Path) -> None:
    case.seen.add(other)
    case.choice.use(other)
    assert case.settled() == [resources.BUNDLED_MODEL, other]
    assert case.bench.examiner.seen == []
    case.choice.use(resources.BUNDLED_MODEL)
    assert case.settled()[-1] == resources.BUNDLED_MODEL
    assert case.settings.text("model_dir") == ""


def test_a_folder_without_a_model_changes_nothing(case: Case, tmp_path: Path) -> None:
    case.settings.set("model_dir", str(tmp_path))  # as the row in the settings does
    case.choice.use(tmp_path)
    assert case.settings.text("model_dir") == ""
    assert isinstance(case.choice.trouble, ModelMissing)
    assert case.choice.stays  # so the person is told
    assert len(case.bench.loads) == 1 and case.bench.examiner.seen == []


def adapter(folder: Path, layers: int) -> Path:
    """One for the bundled model's shape, of ones, or for a deeper model's."""
    import torch
    from safetensors.torch import save_file

    width = json.loads((resources.BUNDLED_MODEL / "config.json").read_text())["hidden_size"]
    at = f"base_model.model.model.layers.{layers}.self_attn.q_proj"
    folder.mkdir()
    factors = {"A": torch.ones(2, width), "B": torch.ones(width, 2)}
    save_file(
        {f"{at}.lora_{half}.weight": tensor for half, tensor in factors.items()},
        folder / "adapter_model.safetensors",
    )
    settings = {"peft_type": "LORA", "r": 2, "lora_alpha": 2}
    (folder / "adapter_config.json").write_text(json.dumps(settings), "utf-8")
    return folder


def test_an_adapter_comes_with_its_weights_and_goes_with_them(case: Case, tmp_path: Path) -> None:
    fits = adapter(tmp_path / "适配 器", 0)
    case.choice.use(resources.BUNDLED_MODEL, fits)
    case.settled()
    assert case.bench.loads[-1].adapter == fits == case.choice.adapter
    assert case.bench.examiner.seen[-1].adapter == fits
    assert case.settings.text("adapter_dir") == str(fits)
    case.choice.use(resources.BUNDLED_MODEL)
    case.settled()
    assert case.choice.adapter is None and case.settings.text("adapter_dir") == ""


def test_an_adapter_that_does_not_fit_changes_nothing(case: Case, tmp_path: Path) -> None:
    case.choice.use(resources.BUNDLED_MODEL, adapter(tmp_path / "a", 99))
    assert isinstance(case.choice.trouble, AdapterRefused)
    assert len(case.bench.loads) == 1


def test_an_adapter_that_is_gone_at_a_start_is_taken_off(
    bench: Bench, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    loads: list[LoadRequest] = []

    def load(request: LoadRequest) -> object:
        loads.append(request)
        if request.adapter is not None:
            raise AdapterRefused("files", "adapter_config.json")
        return type("Loaded", (), {"info": bench.engine.info})

    settings = Settings(tmp_path / "settings.json")
    settings.set("adapter_dir", str(tmp_path / "gone"))
    inference = InferenceService(load, bench.examiner.examine)  # type: ignore[arg-type]
    choice = ModelChoice(settings, inference, bench.doctor, lambda *_: True)
    inference.load(LoadRequest(resources.BUNDLED_MODEL, adapter=tmp_path / "gone"))
    bench.qtbot.waitUntil(lambda: inference.state.phase is EnginePhase.READY)
    assert [request.adapter for request in loads] == [tmp_path / "gone", None]
    assert isinstance(choice.trouble, AdapterRefused)
    assert settings.text("adapter_dir") == ""
    assert inference.shutdown()
    caplog.clear()


def test_the_doctor_keeps_to_what_is_in_use(case: Case) -> None:
    """A check-up that the person asks for in the settings is no trial."""
    case.bench.doctor.begin()
    case.bench.qtbot.waitUntil(lambda: case.bench.doctor.state.phase is DoctorPhase.DONE)
    case.settled()
    assert case.choice.trouble is None and case.settings.text("model_dir") == ""
