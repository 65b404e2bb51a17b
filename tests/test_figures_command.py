"""`python -m desktop log`: the figures of the last requests as a table and as JSON lines."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import cli
from desktop.domain.figures import Figures, Kind
from desktop.language import install_language
from desktop.storage.database import open_database
from desktop.storage.figures_store import FiguresStore

TURN = Figures(
    Kind.TURN, (0.5, 0.01, 0.2, 0.004, 0.3, 1.5, 0.006), "length", 120, 90, 46, "正面", 0.91, False,
    460_000_000, 520_000_000, "int8", 1_795_320_000_000,
)  # fmt: skip
JOB = Figures(Kind.JOB, (0.0, 0.1, 0.0, 0.0, 0.3, 0.0, 0.0), tokens=1, at_utc_ms=TURN.at_utc_ms)


@pytest.fixture
def folder(tmp_path: Path, qapp: object) -> Iterator[Path]:
    folder = tmp_path / "diary"
    folder.mkdir()
    yield folder
    install_language(qapp, "zh")  # type: ignore[arg-type]


def log(folder: Path, *arguments: str) -> int:
    return cli.run(["log", *arguments, "--data-dir", str(folder)])


def keep(folder: Path, *figures: Figures) -> None:
    database = open_database(folder / "diary.sqlite3")
    for each in figures:
        FiguresStore(database).add(each)
    database.close()


def test_nothing_yet(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(folder)
    assert log(folder) == 0 and "还没有数字" in capsys.readouterr().out
    assert log(folder, "--json") == 0 and capsys.readouterr().out == ""


def test_a_table_oldest_first_with_medians(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(folder, TURN, JOB)
    assert log(folder) == 0
    head, turn, job, middle, _, units = capsys.readouterr().out.splitlines()
    assert "判断心情" in head and "正面 91%" in turn and "2,520" in turn and "30.0" in turn
    assert "任务" in job and "400" in job and "2,520" in middle and "毫秒" in units


def test_json_lines_and_the_limit(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(folder, TURN, TURN, JOB)
    assert log(folder, "--json", "--limit", "2") == 0
    turn, job = map(json.loads, capsys.readouterr().out.splitlines())
    assert turn["stages_ms"] == {
        "queue": 500, "preprocessing": 10, "label": 200, "history": 4, "first_token": 300,
        "decode": 1500, "save": 6,
    }  # fmt: skip
    assert turn["total_ms"] == pytest.approx(sum(turn["stages_ms"].values()))
    assert (turn["label"], turn["cached"], job["kind"], job["cached"]) == (
        "正面", False, "job", None,
    )  # fmt: skip
    assert (turn["reused_tokens"], turn["tokens_per_second"]) == (90, 30)


@pytest.mark.parametrize("limit", ["0", "-1", "many"])
def test_a_limit_must_be_a_number(folder: Path, limit: str) -> None:
    with pytest.raises(SystemExit):
        log(folder, "--limit", limit)
