"""Arguments read, what is said of those that can't be understood, and how they are written."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NoReturn

from desktop.errors import EnvironmentFailure
from desktop.exits import USAGE

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication


class _NotUnderstoodError(Exception):
    """command: the one whose help tells how it is written."""

    def __init__(self, command: str, why: str) -> None:
        super().__init__(why)
        self.command = command


class _HelpWanted(Exception):  # noqa: N818 - the person's wish
    """parser: whose."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        super().__init__(parser.prog)
        self.parser = parser


class Parser(argparse.ArgumentParser):
    """One that raises instead of printing argparse's own English; so do its commands."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"formatter_class": _Help, **kwargs})

    def error(self, message: str) -> NoReturn:
        raise _NotUnderstoodError(self.prog, message)

    def print_help(self, file: object = None) -> NoReturn:
        raise _HelpWanted(self)


class _Help(argparse.HelpFormatter):
    """Our parsers' words go the way of argparse's own: it asks for each before it is shown."""

    def _format_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None,
    ) -> str:
        """Its lines stand below one another by the room that the first word takes."""
        from desktop.services.columns import width

        if prefix is not None:  # argparse asks for a command's name without the word
            return super()._format_usage(usage, actions, groups, prefix)
        word = _said("usage: ") or ""
        room = " " * width(word)
        return super()._format_usage(usage, actions, groups, room).replace(room, word, 1)

    def start_section(self, heading: str | None) -> None:
        super().start_section(_said(heading))

    def add_text(self, text: str | None) -> None:
        super().add_text(_said(text))

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return _said(action.help)

    def _split_lines(self, text: str, width: int) -> list[str]:
        from desktop.services.columns import wrapped

        return wrapped(text, width)


def _said(text: str | None) -> str | None:
    say: Callable[[str], str] = vars(argparse)["_"]
    return say(text) if text else text


def parse(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> argparse.Namespace:
    """Ends the program with a sentence where they can't be understood."""
    try:
        return parser.parse_args(arguments)
    except _HelpWanted as wanted:
        _help(wanted.parser, arguments)
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


def _help(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> NoReturn:
    """Print how the command is written; in English where there is no Qt to speak another one."""
    sentences: Mapping[str, str] = {}
    with suppress(ImportError):
        from desktop.services.help_words import help_sentences

        application = speak(_chosen_language(arguments))
        sentences = help_sentences()
        del application
    with _argparse_says(sentences):
        print(parser.format_help(), end="")
    sys.exit(0)


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
