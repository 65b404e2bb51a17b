"""`python -m desktop do`: jobs in the terminal, without an entry, in text and as JSON."""

import io
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop import cli, job_command, resources
from desktop.composition import Core, build_core
from desktop.domain.time import Moment
from desktop.inference.assistant import Assistant
from desktop.inference.turn_tasks import Tasks
from desktop.services.requests import LoadRequest
from desktop.storage.database import open_database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.figures_store import FiguresStore
from tests.fakes import INFO, ScriptedEngine

LARGE = replace(INFO, parameters=464_000_000)
DAY = date(2026, 11, 20)


class Terminal:
    """Runs the command on one diary; loads: how often weights were asked for."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.engine = ScriptedEngine([["He", "llo"]], info=LARGE)
        self.folder, self._capsys, self.loads = folder, capsys, 0
        folder.mkdir()
        open_database(folder / "diary.sqlite3").close()

    def load(self, _request: LoadRequest) -> Assistant:
        self.loads += 1
        return Assistant(self.engine, Tasks.from_folder(resources.PROMPTS))

    def do(self, *arguments: str) -> tuple[int, str, str]:
        code = cli.run(["do", *arguments, "--data-dir", str(self.folder)])
        return code, *self._capsys.readouterr()

    def write(self, text: str, day: date) -> None:
        database = open_database(self.folder / "diary.sqlite3")
        store = DiaryStore(database)
        store.add_turn(text, Moment(0, "Asia/Shanghai", 28_800), day, store.current_topic())
        database.close()

    def kept(self) -> tuple[int, int]:
        """Entries of the diary, and figures."""
        database = open_database(self.folder / "diary.sqlite3")
        counts = len(DiaryStore(database).days()), len(FiguresStore(database).newest())
        database.close()
        return counts


@pytest.fixture
def terminal(
    qapp: object,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path / "diary", capsys)
    build: Callable[..., Core] = build_core

    def scripted(*args: Any, **kwargs: Any) -> Core:
        return build(*args, terminal.load, **kwargs)

    monkeypatch.setattr(job_command, "build_core", scripted)
    yield terminal


def test_a_translation_is_printed_and_is_no_entry(terminal: Terminal) -> None:
    assert terminal.do("translate", "你好") == (0, "Hello\n", "")
    assert terminal.kept() == (0, 1)


def test_a_text_needs_no_diary_and_begins_none(terminal: Terminal) -> None:
    diary = terminal.folder / "diary.sqlite3"
    diary.unlink()
    assert terminal.do("translate", "你好") == (0, "Hello\n", "")
    assert not diary.exists()


@pytest.mark.parametrize("name", ["summary", "总结", "Summary"])
def test_a_day_and_a_week_are_read(terminal: Terminal, name: str) -> None:
    for text, day in (
        ("早得多", date(2026, 11, 13)),
        ("前几天", date(2026, 11, 14)),
        ("当天", DAY),
    ):
        terminal.write(text, day)
    assert terminal.do(name, "--day", DAY.isoformat())[0] == 0
    assert terminal.do(name, "--week", DAY.isoformat())[0] == 0
    today, week = (messages[-1].text for messages in terminal.engine.seen)
    assert "当天" in today and "前几天" not in today
    assert "当天" in week and "前几天" in week and "早得多" not in week


def test_all_of_standard_input_is_one_text(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("第一行\n第二行\n"))
    code, out, _ = terminal.do("summary", "-", "--json")
    found = json.loads(out)
    assert (code, found["state"], found["text"], found["task"]) == (0, "done", "Hello", "summary")
    assert terminal.engine.seen[0][-1].text == "第一行\n第二行"


def test_a_style_may_be_named_before_the_text(terminal: Terminal) -> None:
    terminal.do("rewrite", "更正式 明天不来了")
    terminal.do("rewrite", "明天不来了")
    formal, usual = (messages[-1].text for messages in terminal.engine.seen)
    assert "更正式" in formal and formal.endswith("\n明天不来了") and "更正式" not in usual


def test_a_label(terminal: Terminal) -> None:
    terminal.engine.scores = (-9.0, -0.1, -9.0, -9.0)
    code, out, _ = terminal.do("intent", "我只想说说", "--json")
    assert code == 0 and json.loads(out)["label"] is not None
    assert "%" in terminal.do("intent", "我只想说说")[1]


def test_a_model_that_is_too_small_says_how_large_it_must_be(
    terminal: Terminal, caplog: pytest.LogCaptureFixture
) -> None:
    terminal.engine.info = replace(INFO, parameters=7_000_000, tasks=frozenset({"chat"}))
    code, out, err = terminal.do("translate", "你好")
    assert (code, out) == (1, "") and "0.5B" in err and "更大的模型" in err
    found = json.loads(terminal.do("translate", "你好", "--json")[1])
    assert (found["state"], found["error"]) == ("failed", "task_unsupported")
    caplog.clear()


def test_who_is_in_danger_is_helped_and_no_model_is_asked(terminal: Terminal) -> None:
    code, out, _ = terminal.do("summary", "我今晚就想自杀")
    assert code == 0 and "12356" in out
    assert terminal.loads == 0 and terminal.kept() == (0, 0)


def test_a_day_without_a_word_is_said_and_loads_nothing(terminal: Terminal) -> None:
    code, out, err = terminal.do("summary", "--day", "2020-01-01")
    assert (code, out) == (0, "") and "没有写下什么" in err and terminal.loads == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("dance", "你好"), "summary, keywords"),
        (("translate", "--day", "2026-11-20"), "不看日子"),
        (("translate", "  "), "没有文字"),
    ],
)
def test_what_cannot_be_done_is_a_matter_of_usage(
    terminal: Terminal, arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = terminal.do(*arguments)
    assert (code, out) == (2, "") and said in err and terminal.loads == 0


@pytest.mark.parametrize(
    "arguments",
    [("summary",), ("summary", "text", "--day", "2026-11-20"), ("summary", "--day", "x")],
)
def test_one_of_text_day_and_week(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit):
        terminal.do(*arguments)
