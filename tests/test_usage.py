"""What is said of a command that can't be understood: in the interface's language, with a way
out."""

import argparse
import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from desktop import cli
from desktop.language import install_language
from desktop.paths import DataPaths
from desktop.services.help_words import help_sentences
from desktop.services.usage_words import argparse_sentences
from desktop.settings import Settings

CHINESE = re.compile("[\u3400-\u9fff]")
# What argparse says to a programmer who made a parser that can't be.
NOT_OF_ARGUMENTS = {
    "subcommands",
    "%(prog)s: error: %(message)s\n",
    "%(prog)s: warning: %(message)s\n",
    ".__call__() not defined",
    "'required' is an invalid argument for positionals",
    "mutually exclusive arguments must be optional",
    "%r is not callable",
    "cannot merge actions - two groups are named %r",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "dest= is required for options like %r",
    "invalid conflict_resolution value: %r",
    "cannot have multiple subparser arguments",
    "conflicting option string: %s",
    "conflicting option strings: %s",
    "conflicting subparser: %s",
    "conflicting subparser alias: %s",
    'argument "-" with mode %r',
    # For what a programmer marked as deprecated, which we don't.
    "option '%(option)s' is deprecated",
    "command '%(parser_name)s' is deprecated",
    "argument '%(argument_name)s' is deprecated",
}

# Arguments, the command whose help is the way out, and what is named.
MISTAKES = [
    ("ask", "ask", "TEXT"),
    ("ask /", "ask", "do"),
    ("nonsense", "", "nonsense"),
    ("--nonsense", "", "--nonsense"),
    ("history --date gestern", "history", "gestern"),
    ("history --date", "history", "--date"),
    ("log --limit 0", "log", "0"),
    ("do summary", "do", "--week"),
    ("do summary --day 2026-01-01 --week 2026-01-01", "do", "--day"),
    ("import a --dry-run=yes", "import", "yes"),
    ("import a --format word", "import", "daylio-csv"),
    ("import a --map glad", "import", "glad"),
    ("search a --limit many", "search", "many"),
    ("search a --valence-from 3", "search", "3"),
    ("evaluate a --precision rough", "evaluate", "int8"),
    ("evaluate a --me score --lim", "evaluate", "--limit"),
    ("export --t a --s 2026", "export", "2026"),
    ("restore --u=1 a", "restore", "--undo"),
    ("search a --valence 1", "search", "--valence-to"),
    ("bench --precision", "bench", "--precision"),
]


@pytest.fixture(params=["zh", "en"])
def language(
    request: pytest.FixtureRequest, qapp: QCoreApplication, tmp_path: Path
) -> Iterator[str]:
    yield request.param
    install_language(qapp, "zh")


@pytest.mark.parametrize(("arguments", "command", "named"), MISTAKES)
def test_a_mistake_is_told_in_the_language_of_the_settings(
    language: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: str,
    command: str,
    named: str,
) -> None:
    Settings(DataPaths(tmp_path).settings).set("language", language)
    with pytest.raises(SystemExit) as ended:
        cli.run(["--data-dir", str(tmp_path), *arguments.split()])
    out, err = capsys.readouterr()
    why, way_out = err.splitlines()
    assert (ended.value.code, out) == (2, "") and named in why
    assert way_out.endswith(f"python -m desktop {command} --help".replace("  ", " "))
    spoken = [bool(CHINESE.search(line)) for line in (why, way_out)]
    assert spoken == [language == "zh"] * 2


def test_every_sentence_of_argparse_is_known() -> None:
    """Of the Python that runs this: a newer one may have more."""
    said = {
        word.value
        for call in ast.walk(ast.parse(inspect.getsource(argparse)))
        if isinstance(call, ast.Call) and ast.unparse(call.func) in ("_", "ngettext")
        for word in call.args
        if isinstance(word, ast.Constant)
    }
    assert "expected one argument" in said
    known = {*argparse_sentences(), *help_sentences()}
    assert said - known == said & NOT_OF_ARGUMENTS


@pytest.mark.parametrize("word", ["zh", "en"])
def test_every_sentence_fills_the_same_places(qapp: QCoreApplication, word: str) -> None:
    """What stands in one of argparse's is given to ours."""
    install_language(qapp, word)
    places = re.compile(r"%(?:\(\w+\))?[sr]")
    for theirs, ours in argparse_sentences().items():
        assert set(places.findall(ours)) <= set(places.findall(theirs)), ours
        if "%(" not in theirs:  # without a name, each must be there
            assert places.findall(ours) == places.findall(theirs), ours
    install_language(qapp, "zh")


def test_argparse_is_as_it_was_afterwards(tmp_path: Path) -> None:
    before = vars(argparse)["_"], vars(argparse)["ngettext"]
    with pytest.raises(SystemExit):
        cli.run(["nonsense"])
    assert (vars(argparse)["_"], vars(argparse)["ngettext"]) == before
