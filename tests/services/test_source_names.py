"""Sources of labels are called as people know them; what would be called the same is told apart."""

from pathlib import Path

from desktop import resources
from desktop.inference.identities import Identities
from desktop.inference.json_files import write_object
from desktop.services.known_models import known_models
from desktop.services.source_names import SourceNames, plain_names

TITLES = {"sentiment": "正面 · 负面"}
MODELS = {"3fa2b1c9": "自带模型", "77ab01de": "Qwen2.5", "77ab01df": "Qwen2.5"}
NAMES = SourceNames(TITLES.get, lambda: MODELS)


def test_a_model_and_its_task_are_called_as_people_know_them() -> None:
    assert NAMES.of(["person", "import", "sentiment 2 · 3fa2b1c9", "sentiment 2 · 77ab01de +"]) == {
        "person": "你改过的",
        "import": "导入的",
        "sentiment 2 · 3fa2b1c9": "自带模型“正面 · 负面”",
        "sentiment 2 · 77ab01de +": "Qwen2.5“正面 · 负面”，按更正调整过",
    }


def test_two_of_one_name_are_told_apart() -> None:
    versions = NAMES.of(["sentiment 1 · 3fa2b1c9", "sentiment 2 · 3fa2b1c9"])
    assert list(versions.values()) == [
        "自带模型“正面 · 负面”，第 1 版",
        "自带模型“正面 · 负面”，第 2 版",
    ]
    weights = NAMES.of(["sentiment 2 · 77ab01de", "sentiment 2 · 77ab01df"])
    assert len(set(weights.values())) == 2 and all("77ab01d" in name for name in weights.values())


def test_what_nobody_knows_keeps_its_own_words() -> None:
    (name,) = plain_names().of(["mine 3 · 00000000"]).values()
    assert name == "模型 00000000“mine”"
    assert list(NAMES.of(["mine None"]).values()) == ["模型“mine”"]


def test_models_that_were_met_have_their_folders_name(tmp_path: Path) -> None:
    known = {"/models/qwen": {"files": {}, "sha256": "ab" * 32}}
    write_object(tmp_path / "identities.json", known)
    assert Identities(tmp_path).folders() == {"ab" * 32: Path("/models/qwen")}
    sums = (resources.BUNDLED_MODEL / "SHA256SUMS").read_text("utf-8")
    (own,) = (line[:8] for line in sums.splitlines() if line.endswith(".safetensors"))
    assert known_models(tmp_path) == {"abababab": "qwen", own: "自带模型"}
