"""`--help`: in the interface's language, for every command; both languages say the same things."""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from desktop import cli
from desktop.language import install_language
from desktop.paths import DataPaths
from desktop.services.columns import width, wrapped
from desktop.services.help_words import help_sentences
from desktop.settings import Settings
from tests.command import ROOT

CHINESE = re.compile("[\u3400-\u9fff]")
# argparse's, which nobody's parser holds.
OF_EVERY_USAGE = {"usage: "}


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """It and those of its commands."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from parsers(command)


def said(parser: argparse.ArgumentParser) -> set[str]:
    """All words of a parser's own help."""
    groups = [word for group in parser._action_groups for word in (group.title, group.description)]
    actions = [action.help for action in parser._actions]
    commands = [
        choice.help
        for action in parser._actions
        if isinstance(action, argparse._SubParsersAction)
        for choice in action._choices_actions
    ]
    return {text for text in (parser.description, *groups, *actions, *commands) if text}


PARSERS = list(parsers(cli.build_parser()))


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest, qapp: QCoreApplication) -> Iterator[str]:
    install_language(qapp, request.param)
    yield request.param
    install_language(qapp, "zh")


def test_every_word_of_help_is_known_and_no_other() -> None:
    """The translation's test sees to it that what is known has its English."""
    words = {text for parser in PARSERS for text in said(parser)}
    assert words | OF_EVERY_USAGE == set(help_sentences())


def test_both_languages_say_what_the_parsers_say(language: str) -> None:
    """English twice, in the parsers and in the translation, is the same English."""
    for english, ours in help_sentences().items():
        assert bool(CHINESE.search(ours)) is (language == "zh"), english
        assert ours == english or language == "zh"
        places = re.compile(r"%\(\w+\)s")
        assert places.findall(ours) == places.findall(english)


@pytest.mark.parametrize("prog", [parser.prog for parser in PARSERS])
def test_help_is_in_the_language_of_the_settings(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], prog: str
) -> None:
    command = prog.removeprefix("python -m desktop").split()
    Settings(DataPaths(tmp_path).settings).set("language", language)
    with pytest.raises(SystemExit) as ended:
        cli.run([*command, "--data-dir", str(tmp_path), "--help"])
    out, err = capsys.readouterr()
    assert (ended.value.code, err) == (0, "") and prog in out
    assert out.startswith("用法：" if language == "zh" else "usage: ")
    assert bool(CHINESE.search(out)) is (language == "zh")
    assert ("show this" in out) is (language == "en")


def test_chinese_help_fits_a_terminal(
    qapp: QCoreApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("COLUMNS", "80")
    install_language(qapp, "zh")
    for parser in PARSERS:
        command = parser.prog.removeprefix("python -m desktop").split()
        with pytest.raises(SystemExit):
            cli.run([*command, "-h", "--data-dir", str(tmp_path)])
        lines = capsys.readouterr().out.splitlines()
        assert max(width(line) for line in lines if CHINESE.search(line)) <= 80


@pytest.mark.parametrize("room", [4, 7, 12, 30])
def test_lines_are_as_wide_as_they_may_be(room: int) -> None:
    text = "按文字（和 tag）找；也能用 -2 到 2，或者 may be repeated。"
    lines = wrapped(text, room)
    joined = "".join(lines).replace(" ", "")
    assert joined == text.replace(" ", "")
    assert not [line for line in lines if line[0] in "）；，。" or line.endswith("（")]
    assert all(width(line) <= max(room, width("repeated。")) for line in lines)


def test_without_qt_help_is_english() -> None:
    """Who hasn't installed everything yet may still read what there is."""
    code = "import sys; sys.modules['PySide6'] = None; from desktop import cli; cli.run(['-h'])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=ROOT, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("usage: ") and "find entries by their words" in done.stdout
