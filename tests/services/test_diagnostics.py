"""What is handed over with a report: enough to help, and nothing of the person."""

import getpass
from pathlib import Path

import pytest

from desktop.domain.figures import Figures, Kind
from desktop.services.diagnostics import LOG_LINES, diagnostics, log_tail, without_names
from tests.fakes import INFO, REPORT

TURN = Figures(
    Kind.TURN, (0.5, 0.01, 0.2, 0.004, 0.3, 1.5, 0.006), "end", 120, 90, 46, "负面", 0.91, False,
    460_000_000, 520_000_000, "int8", 1_795_320_000_000,
)  # fmt: skip


def test_all_that_helps_is_in_it(qapp: object, tmp_path: Path) -> None:
    log = tmp_path / "desktop.log"
    log.write_text("2026-11-24 ERROR desktop.services.worker: bug in the worker\n", "utf-8")
    text = diagnostics(INFO, REPORT, [TURN], log)
    for part in ("torch 2.", "scripted", "int8", "2,520", "27.4 ms", "bug in the worker", "核心"):
        assert part in text, part
    assert "负面" not in text  # how one was is nobody's business


def test_it_can_be_had_with_nothing_there(qapp: object, tmp_path: Path) -> None:
    text = diagnostics(None, None, [], tmp_path / "none.log")
    assert "没有模型" in text and "没有体检过" in text and "还没有数字" in text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('File "/home/李 雷/app/worker.py", line 3', 'File "~/app/worker.py", line 3'),
        ("C:\\Users\\李雷\\AppData\\x", "~\\AppData\\x"),
        ("/Users/lilei/Library/x", "~/Library/x"),
        ("/mnt/data/me/diary", "/mnt/data/~/diary"),
        ("/mnt/data/메/me2/mean", "/mnt/data/메/me2/mean"),
        ("the home of me is mine", "the home of me is mine"),
    ],
)
def test_names_are_taken_out(monkeypatch: pytest.MonkeyPatch, before: str, after: str) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/李 雷"))
    monkeypatch.setattr(getpass, "getuser", lambda: "me")
    assert without_names(before) == after


def test_a_home_that_is_a_root_or_unknown_takes_nothing_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: (_ for _ in ()).throw(OSError()))
    monkeypatch.setattr(Path, "home", lambda: Path("/"))
    assert without_names("/usr/lib/x") == "/usr/lib/x"


def test_only_the_end_of_a_long_log(tmp_path: Path) -> None:
    log = tmp_path / "desktop.log"
    log.write_text("".join(f"line {n} {'x' * 200}\n" for n in range(2000)), "utf-8")
    tail = log_tail(log)
    assert len(tail) == LOG_LINES and tail[-1].startswith("line 1999 ")
