"""The command line as scripts use it: events, exit codes, what is kept and what isn't."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import apsw
import pytest

from tests.command import ROOT, desktop

LINES = "今天的实验终于成功了，太棒了！\n\n我考试没考好，很难过\n"


def _events(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_ask_lines_as_json_and_find_them_again(tmp_path: Path) -> None:
    done = desktop("ask", "-", "--json", given=LINES, folder=tmp_path)
    assert done.returncode == 0 and done.stderr == ""
    events = _events(done.stdout)
    assert events[0]["event"] == "ready" and events[0]["turn"] is None
    assert [e["event"] for e in events].count("ready") == 1
    turns = sorted({e["turn"] for e in events[1:]})
    assert len(turns) == 2
    for turn, word in zip(turns, ("正面", "负面"), strict=True):
        mine = [e for e in events if e["turn"] == turn]
        assert mine[0]["event"] == "labelled" and mine[0]["label"] == word
        assert {e["event"] for e in mine[1:-1]} == {"chunk"}
        assert mine[-1]["event"] == "finished"
        assert mine[-1]["reply"] == "".join(e["text"] for e in mine[1:-1]) != ""

    history = desktop("history", "--json", folder=tmp_path)
    kept = _events(history.stdout)
    assert [t["text"] for t in kept] == [line for line in LINES.splitlines() if line]
    assert [t["label"] for t in kept] == ["正面", "负面"]
    assert [t["state"] for t in kept] == ["done", "done"]
    other_day = desktop("history", "--date", "2000-01-01", folder=tmp_path)
    assert (other_day.returncode, other_day.stdout) == (0, "") and other_day.stderr


@pytest.mark.parametrize("command", [("ask", "-"), ("chat",)])
def test_lines_of_a_file_stand_before_their_answers(tmp_path: Path, command: tuple[str]) -> None:
    done = desktop(*command, given="今天很开心\n\n好累\n", folder=tmp_path)
    said = done.stdout.splitlines()
    first, second = said.index("› 今天很开心"), said.index("› 好累")
    assert "正面" in said[first + 1] and "负面" in said[second + 1] and second - first > 2


def test_a_label_that_was_named_before_is_not_computed_again(tmp_path: Path) -> None:
    labels = []
    for _ in range(2):
        events = _events(desktop("ask", "今天很开心", "--json", folder=tmp_path).stdout)
        labels += [(e["label"], e["confidence"]) for e in events if e["event"] == "labelled"]
    requests = _events(desktop("log", "--json", folder=tmp_path).stdout)
    assert len(labels) == 2 and labels[0] == labels[1]
    assert sorted(request["cached"] for request in requests) == [False, True]


def test_chat_answers_each_line_and_no_save_leaves_no_trace(tmp_path: Path) -> None:
    given = "今天很开心\n/new\n晚上好\n/quit\n还有吗\n"
    done = desktop("chat", "--no-save", given=given, folder=tmp_path / "diary")
    assert done.returncode == 0
    assert done.stdout.count("%") + done.stdout.count("不确定") == 2
    assert done.stdout.count("从这里起是新话题。") == 1
    assert not (tmp_path / "diary").exists()


def test_that_old_turns_are_left_out_is_said_once_a_topic(tmp_path: Path) -> None:
    """The bundled model is shown two earlier turns."""
    given = "早上好\n吃了面包\n去上班了\n开了会\n下班了\n/new\n回家了\n/quit\n"
    done = desktop("chat", given=given, folder=tmp_path)
    assert done.stdout.count("没有再带给模型") == 1, done.stdout


def test_without_a_display_the_window_becomes_the_terminal(tmp_path: Path) -> None:
    environment = {**os.environ, "QWEN_DESKTOP_DATA_DIR": str(tmp_path)}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-m", "desktop"],
        input="今天很开心\n",
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env=environment,
        timeout=120,
    )
    assert done.returncode == 0
    assert "no display" in done.stderr
    assert "正面" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_the_first_ctrl_c_ends_the_reply_and_keeps_it(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "desktop", "ask", "-", "--json", "--data-dir", str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write("说说你自己，越长越好\n" * 20)
        process.stdin.close()
        for line in process.stdout:
            if json.loads(line)["event"] == "labelled":
                process.send_signal(signal.SIGINT)
                break
        rest = _events(process.stdout.read())
        assert process.wait(60) == 130
    assert rest[-1]["event"] == "finished"
    kept = _events(desktop("history", "--json", folder=tmp_path).stdout)
    # A fast reply may have ended before the signal came; never were all of them answered.
    assert len(kept) < 20 and kept[0]["label"]
    assert kept[-1]["state"] in ("stopped", "done")


@pytest.mark.parametrize(
    "arguments", [("ask",), ("ask", "  "), ("history", "--date", "gestern"), ("nonsense",)]
)
def test_usage_is_2(arguments: tuple[str, ...]) -> None:
    done = desktop(*arguments)
    assert done.returncode == 2 and done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("slash", ["/", " ／ "])
def test_a_slash_alone_is_no_entry(tmp_path: Path, slash: str) -> None:
    """As in the window, where it waits for its command."""
    done = desktop("ask", slash, folder=tmp_path / "diary")
    assert (done.returncode, done.stdout) == (2, "") and "/" in done.stderr and "do" in done.stderr
    assert not (tmp_path / "diary").exists()


def test_a_slash_alone_among_lines_is_passed_over_and_said(tmp_path: Path) -> None:
    done = desktop("ask", "-", "--json", given="/\n今天很开心\n", folder=tmp_path)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1
    assert {event["turn"] for event in _events(done.stdout)} == {None, 1}
    (kept,) = _events(desktop("history", "--json", folder=tmp_path).stdout)
    assert kept["text"] == "今天很开心"


def test_a_slash_alone_in_the_chat_tells_the_commands() -> None:
    done = desktop("chat", "--no-save", given="／\n/\n")
    assert (done.returncode, done.stdout) == (0, "") and done.stderr.count("/quit") == 2


def test_a_model_that_cannot_be_loaded_is_3_and_the_line_is_kept(tmp_path: Path) -> None:
    done = desktop("ask", "还是要存", "--json", "--model", str(tmp_path / "no"), folder=tmp_path)
    assert done.returncode == 3 and "Traceback" not in done.stderr
    assert str(tmp_path / "no") in done.stderr
    (event,) = _events(done.stdout)
    assert event["event"] == "failed" and event["error"] == "model_missing" and event["message"]
    (kept,) = _events(desktop("history", "--json", folder=tmp_path).stdout)
    assert kept["text"] == "还是要存" and kept["label"] is None


def test_the_environment_names_the_model_too(tmp_path: Path) -> None:
    done = desktop("ask", "早", "--no-save", QWEN_DESKTOP_MODEL=str(tmp_path))
    assert done.returncode == 3
    assert done.stderr.rstrip().endswith(str(tmp_path))  # nothing of the program's own English


def test_storage_is_4(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert desktop("ask", "早", folder=tmp_path / "file" / "diary").returncode == 4


def test_a_diary_of_a_newer_program_is_4_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    connection = apsw.Connection(str(path))
    connection.execute("CREATE TABLE later (x); PRAGMA user_version=999")
    connection.close()
    before = path.read_bytes()
    done = desktop("history", folder=tmp_path)
    assert done.returncode == 4 and "Traceback" not in done.stderr
    assert path.read_bytes() == before


def test_a_diary_that_cannot_be_opened_is_an_event_too(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = desktop("ask", "早", "--json", folder=tmp_path / "file")
    (event,) = _events(done.stdout)
    assert (done.returncode, event["event"], event["turn"]) == (4, "failed", None)
    assert str(tmp_path / "file") in event["message"]


def test_in_danger_the_card_is_shown_and_history_says_so(tmp_path: Path) -> None:
    shown = desktop("ask", "我不想活了", folder=tmp_path).stdout
    assert "12356" in shown and "存好了" in shown
    history = desktop("history", folder=tmp_path).stdout
    assert "我不想活了" in history and "12356" in history and "F1" in history
    (kept,) = _events(desktop("history", "--json", folder=tmp_path).stdout)
    assert "12356" in kept["message"]


def test_a_card_without_saving_does_not_say_that_it_was_saved(tmp_path: Path) -> None:
    shown = desktop("ask", "我不想活了", "--no-save", folder=tmp_path).stdout
    assert "12356" in shown and "存好了" not in shown


def test_a_soft_line_stands_below_the_reply_once(tmp_path: Path) -> None:
    lines = "活够了\n朋友自杀了\n朋友自杀了\n"
    shown = desktop("ask", "-", given=lines, folder=tmp_path).stdout
    assert shown.count("12356") == 2 and shown.count("120 / 110") == 1
    again = desktop("ask", "活着好累", "--json", folder=tmp_path)
    assert "message" not in _events(again.stdout)[-1]


def test_a_slip_of_the_pen_is_no_entry(tmp_path: Path) -> None:
    done = desktop("chat", given="/qiut\n/quit\n", folder=tmp_path)
    assert done.returncode == 0 and "/qiut" in done.stderr
    assert desktop("history", folder=tmp_path).stdout == ""


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX pipe")
def test_a_reader_that_leaves_ends_it_quietly(tmp_path: Path) -> None:
    command = f"{sys.executable} -m desktop ask - --json --data-dir '{tmp_path}' | head -1"
    done = subprocess.run(
        ["bash", "-c", f"{command}; exit ${{PIPESTATUS[0]}}"],
        input="今天下雨了\n" * 5,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=60,
    )
    assert done.returncode == 0 and done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX rights")
def test_the_diary_is_for_its_owners_eyes(tmp_path: Path) -> None:
    desktop("chat", given="/quit\n", folder=tmp_path)
    assert (tmp_path / "diary.sqlite3").stat().st_mode & 0o777 == 0o600


def test_version() -> None:
    from desktop import __version__

    assert __version__ in desktop("--version").stdout
