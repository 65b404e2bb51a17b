"""The command line: what can be asked for, and which exit code means what."""

import argparse
import gc
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from desktop import __version__
from desktop.arguments import count, day, entry
from desktop.bench.command import add_parser as add_bench
from desktop.bench.diary_command import add_parser as add_bench_diary
from desktop.diary_commands import add_parsers as add_diary
from desktop.errors import (
    EnvironmentFailure,
    PlaceMissing,
)
from desktop.evaluate import add_parser as add_evaluate
from desktop.exits import DONE, exit_code
from desktop.usage import Parser, parse, place_options, speak

_PACKAGES = {"PySide6", "torch", "transformers", "apsw", "platformdirs", "qasync"}


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say; the exit code."""
    options = parse(build_parser(), arguments)
    # Without any handler Python would print our warnings among the answers.
    logging.getLogger("desktop").addHandler(logging.NullHandler())
    action: Callable[[argparse.Namespace], int] = options.action
    try:
        return action(options)
    except EnvironmentFailure as failure:
        return _failed(options, failure)
    except ImportError as error:
        return _missing(error)
    except BrokenPipeError:
        return _reader_left()


def _failed(options: argparse.Namespace, failure: EnvironmentFailure) -> int:
    """Say what went wrong before there was a turn to say it of."""
    from desktop.services.wording import explain_start

    message = explain_start(failure, _place(options, failure))
    if getattr(options, "json", False):
        event = {"event": "failed", "turn": None, "error": failure.kind, "message": message}
        print(json.dumps(event, ensure_ascii=False))
    print(message, file=sys.stderr)
    return exit_code(failure)


def _place(options: argparse.Namespace, failure: EnvironmentFailure) -> str:
    """The diary's path, as far as it is known."""
    from desktop.paths import data_paths

    if isinstance(failure, PlaceMissing):
        # No command came as far as to do it; and the settings are where the diary is.
        options.qt = speak("auto")
        return str(failure)
    return str(data_paths(getattr(options, "data_dir", None)).diary)


def _missing(error: ImportError) -> int:
    """A package that was not installed, or a system library of Qt's."""
    from desktop.display import install_hint

    if error.name in _PACKAGES:
        print(f"{error.name} is not installed. `make run` installs it.", file=sys.stderr)
    elif "cannot open shared object" in str(error):
        print(install_hint(str(error).split(":")[0]), file=sys.stderr)
    else:
        raise error
    return 1


def _reader_left() -> int:
    """`| head` is no error; Python would otherwise complain once more while it exits."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    return DONE


def build_parser() -> argparse.ArgumentParser:
    common, saving, as_json = place_options(), _no_save_option(), _json_option()
    parser: argparse.ArgumentParser = Parser(
        prog="qwen-desktop" if hasattr(sys, "frozen") else "python -m desktop",
        description="Qwen All-in-One Desktop. Without a command it opens the window.",
        parents=[common],
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument("--selftest", action="store_true", help="try everything once and exit")
    parser.set_defaults(action=_window)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    ask = commands.add_parser(
        "ask", parents=[common, saving, as_json], help="name the mood of TEXT and answer it"
    )
    what = "what to say; - reads lines from standard input"
    ask.add_argument("text", type=entry, metavar="TEXT", help=what)
    ask.set_defaults(action=_ask)

    chat = commands.add_parser("chat", parents=[common, saving], help="talk in the terminal")
    chat.set_defaults(action=_chat)

    history = commands.add_parser(
        "history", parents=[common, as_json], help="what was written on a day"
    )
    history.add_argument("--date", type=day, metavar="D", help="YYYY-MM-DD, else today")
    history.set_defaults(action=_history)

    doctor = commands.add_parser(
        "doctor", parents=[common, as_json], help="choose the precision that suits the weights"
    )
    doctor.set_defaults(action=_doctor)
    _add_do(commands, common, as_json)
    log = commands.add_parser(
        "log", parents=[common, as_json], help="what the last requests cost, stage by stage"
    )
    log.add_argument("--limit", type=count, default=20, metavar="N", help="how many, else 20")
    log.set_defaults(action=_log)
    add_diary(commands, common)
    add_evaluate(commands, common)
    add_bench(commands, common)
    add_bench_diary(commands, common)
    return parser


def _add_do(
    commands: Any, common: argparse.ArgumentParser, as_json: argparse.ArgumentParser
) -> None:
    """About a text, or about a day or a week of the diary."""
    do = commands.add_parser(
        "do", parents=[common, as_json], help="a task on a text or on days: summary, translate, …"
    )
    do.add_argument("task", metavar="TASK", help="its id, command or title, as in the settings")
    about = do.add_mutually_exclusive_group(required=True)
    about.add_argument("text", nargs="?", metavar="TEXT", help="- reads all of standard input")
    about.add_argument("--day", type=day, metavar="DATE", help="what was written on that day")
    about.add_argument("--week", type=day, metavar="DATE", help="on the seven days up to it")
    do.set_defaults(action=_do)


def _no_save_option() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--no-save", action="store_true", help="leave no trace in the diary")
    return parser


def _json_option() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    return parser


def _model(options: argparse.Namespace) -> str | None:
    return getattr(options, "model", None)


def _window(options: argparse.Namespace) -> int:
    """The window; without a display the terminal chat on the same engine and diary."""
    from desktop.display import why_no_window
    from desktop.paths import DataPaths, given_folder

    if options.selftest:
        from desktop.selftest import selftest

        return selftest(_model(options))
    # What is imported is no garbage, and looking for some meanwhile takes 30 ms of the start. Both
    # ways from here look for it by themselves (services/garbage.py).
    gc.disable()
    if reason := why_no_window():
        print(reason, file=sys.stderr)
        options.no_save = False
        return _chat(options)
    from desktop.start import run_window

    given = given_folder(getattr(options, "data_dir", None))
    return run_window(None if given is None else DataPaths(given), _model(options))


def _ask(options: argparse.Namespace) -> int:
    from desktop.printers import JsonPrinter, Printer
    from desktop.terminal import open_session

    from_file = options.text == "-"
    printer, repeats = (JsonPrinter, False) if options.json else (Printer, from_file)
    with open_session(options, printer, repeats=repeats) as session:
        return _outcome(session.answer_all(sys.stdin if from_file else [options.text]))


def _chat(options: argparse.Namespace) -> int:
    from desktop.printers import Printer
    from desktop.terminal import open_session, prompted_lines

    typed = sys.stdin.isatty()
    with open_session(options, Printer, commands=True, repeats=not typed) as session:
        return _outcome(session.answer_all(prompted_lines() if typed else sys.stdin))


def _doctor(options: argparse.Namespace) -> int:
    from desktop.doctor import run

    return run(options)


def _do(options: argparse.Namespace) -> int:
    from desktop.job_command import run

    return run(options)


def _log(options: argparse.Namespace) -> int:
    from desktop.figures_command import run

    return run(options)


def _outcome(result: EnvironmentFailure | int) -> int:
    return result if isinstance(result, int) else exit_code(result)


def _history(options: argparse.Namespace) -> int:
    from PySide6.QtCore import QCoreApplication

    from desktop import resources
    from desktop.domain.time import entry_date
    from desktop.inference.turn_tasks import Tasks
    from desktop.language import install_language
    from desktop.opening import open_to_read
    from desktop.paths import data_paths
    from desktop.printers import JsonPrinter, Printer
    from desktop.services.clock import now
    from desktop.settings import Settings
    from desktop.storage.diary_store import DiaryStore
    from desktop.storage.entry_store import EntryStore

    paths = data_paths(getattr(options, "data_dir", None))
    settings = Settings(paths.settings)
    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    install_language(application, settings.text("language"))
    labels = Tasks.from_folder(resources.PROMPTS).sentiment.labels
    printer = (JsonPrinter if options.json else Printer)(labels)
    database = open_to_read(paths)
    try:
        today = entry_date(now(), settings.day_begins_at)
        store = DiaryStore(database)
        entries = EntryStore(database).entries_on(options.date or today)
        if not entries and not options.json:
            sentence = QCoreApplication.translate("terminal", "那天没有写下什么。")
            print(sentence, file=sys.stderr)
        for entry in entries:
            if entry.turn_id is None:
                printer.entry(entry)
            else:
                printer.turn(store.turn(entry.turn_id))
    finally:
        database.close()
    return DONE
