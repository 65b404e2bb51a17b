"""What the doctor found is there again at the next start, or was never there."""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.inference.choices import Choices
from tests.fakes import REPORT


def test_a_report_is_kept_whole(tmp_path: Path) -> None:
    Choices(tmp_path / "cache").keep(REPORT)
    assert Choices(tmp_path / "cache").report(REPORT.weights) == REPORT
    assert str(Choices(tmp_path / "cache").plan(REPORT.weights)) == REPORT.choice
    assert Choices(tmp_path / "cache").report("other weights") is None


def test_without_a_folder_nothing_is_kept() -> None:
    Choices(None).keep(REPORT)
    assert Choices(None).report(REPORT.weights) is None and Choices(None).plan("x") is None


@pytest.mark.parametrize(
    "change",
    [
        {"examined": []},
        {"examined": None},
        {"examined": [{"plan": "float32"}]},
        {"plan": "bfloat16-keep-nose"},
        {"plan": 8},
        {"parameters": "many"},
    ],
)
def test_a_damaged_report_counts_as_none(tmp_path: Path, change: dict[str, Any]) -> None:
    Choices(tmp_path).keep(REPORT)
    file = tmp_path / "choices.json"
    content = json.loads(file.read_text("utf-8"))
    content[REPORT.weights].update(change)
    file.write_text(json.dumps(content), "utf-8")
    assert Choices(tmp_path).report(REPORT.weights) is None


def test_a_folder_that_cannot_be_written_to_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    Choices(tmp_path / "file").keep(REPORT)
    assert Choices(tmp_path / "file").report(REPORT.weights) is None
