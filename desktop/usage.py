"""Arguments read, and what is said of those that can't be understood."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NoReturn

from desktop.errors import EnvironmentFailure

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

USAGE = 2


class _NotUnderstoodError(Exception):
    """command: the one whose help tells how it is written."""

    def __init__(self, command: str, why: str) -> None:
        super().__init__(why)
        self.command = command


class Parser(argparse.ArgumentParser):
    """One that raises instead of printing argparse's own English; so do its commands."""

    def error(self, message: str) -> NoReturn:
        raise _NotUnderstoodError(self.prog, message)


def parse(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> argparse.Namespace:
    """Ends the program with a sentence where they can't be understood."""
    try:
        return parser.parse_args(arguments)
    except _NotUnderstoodError:
        pass
    # Once more, now that somebody is to read it: the language costs Qt and a look at the settings.
    from desktop.services import usage_words

    application = speak(_chosen_language(arguments))
    try:
        with _argparse_says(usage_words.argparse_sentences()):
            return parser.parse_args(arguments)
    except _NotUnderstoodError as refused:
        print(usage_words.not_understood(refused.command, str(refused)), file=sys.stderr)
    del application  # it was needed up to here
    sys.exit(USAGE)


def speak(language: str) -> "QCoreApplication":
    """In this language, as long as what is returned lives."""
    from PySide6.QtCore import QCoreApplication

    from desktop.language import install_language

    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    install_language(application, language)
    return application


def place_options() -> argparse.ArgumentParser:
    """Options that may stand before or after every command."""
    common = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--model", metavar="DIR", help="folder with weights (safetensors)")
    common.add_argument("--data-dir", metavar="DIR", help="folder of the diary")
    return common


def _chosen_language(arguments: Sequence[str]) -> str:
    """The settings', as far as it can be known where they are; else the system's."""
    from desktop.paths import data_paths
    from desktop.settings import Settings

    with suppress(_NotUnderstoodError, EnvironmentFailure):
        known, _others = place_options().parse_known_args(arguments)
        return Settings(data_paths(getattr(known, "data_dir", None)).settings).text("language")
    return "auto"


@contextmanager
def _argparse_says(sentences: Mapping[str, str]) -> Iterator[None]:
    """argparse asks gettext for its sentences, under these two names in every version so far; what
    isn't among them (a test reads its source for that) stays English."""

    def one(message: str) -> str:
        return sentences.get(message, message)

    def of_number(single: str, several: str, n: int) -> str:
        return one(single if n == 1 else several)

    names: dict[str, object] = vars(argparse)
    before = {name: names[name] for name in ("_", "ngettext")}
    names.update({"_": one, "ngettext": of_number})
    try:
        yield
    finally:
        names.update(before)
