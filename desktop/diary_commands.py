"""`import`, `export`, `search`, `backup`, `restore`, `check`: what may be asked for."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop import diary_actions
from desktop.arguments import day, mapping, valence, whole
from desktop.domain.transfer import ExportFormat, ImportFormat


def add_parsers(commands: Any, common: argparse.ArgumentParser) -> None:
    """All take --data-dir before or after the command, and --json for one object."""
    _add_import(commands, common)
    _add_export(commands, common)
    _add_search(commands, common)
    backup = _command(
        commands, common, "backup", "copy the diary and read the copy again", diary_actions.backup_
    )
    backup.add_argument("--list", action="store_true", help="what there is, making none")
    restore = _command(
        commands, common, "restore", "put a backup in the diary's place", diary_actions.restore_
    )
    restore.add_argument(
        "backup", nargs="?", metavar="NAME", help="of `backup --list`, or a file; else the newest"
    )
    restore.add_argument(
        "--undo", action="store_true", help="bring back what the last restore replaced"
    )
    check = _command(commands, common, "check", "is the diary's file sound?", diary_actions.check_)
    check.add_argument("--repair", action="store_true", help="make a faulty search index again")


def _command(
    commands: Any,
    common: argparse.ArgumentParser,
    name: str,
    what: str,
    action: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, parents=[common], help=what)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(action=action)
    return parser


def _add_import(commands: Any, common: argparse.ArgumentParser) -> None:
    parser = _command(commands, common, "import", "take in another diary", diary_actions.import_)
    parser.add_argument("file", metavar="FILE", type=Path, help="a file or a folder")
    parser.add_argument("--format", choices=[str(f) for f in ImportFormat], metavar="F",
                        help="%(choices)s; else found out")  # fmt: skip
    parser.add_argument("--map", action="append", default=[], type=mapping, metavar="NAME=VALENCE",
                        help="what a mood's name counts, -2 (worst) to 2; remembered")  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help="say what would be taken, only")


def _add_export(commands: Any, common: argparse.ArgumentParser) -> None:
    parser = _command(
        commands, common, "export", "write the diary to a file", diary_actions.export_
    )
    parser.add_argument("--format", choices=[str(f) for f in ExportFormat], metavar="F",
                        default="json", help="%(choices)s; else json")  # fmt: skip
    parser.add_argument("--to", type=Path, required=True, metavar="PATH",
                        help="a new file; for Markdown a folder unless it ends in .md")  # fmt: skip
    _add_days(parser)


def _add_search(commands: Any, common: argparse.ArgumentParser) -> None:
    parser = _command(
        commands, common, "search", "find entries by their words", diary_actions.search_
    )
    parser.add_argument("query", metavar="QUERY", help="words, all of which must be there")
    _add_days(parser)
    parser.add_argument("--label", metavar="WORD", help="the label that counts")
    bounds = "-2 (worst) to 2"
    parser.add_argument("--valence-from", type=valence, metavar="V", help=bounds)
    parser.add_argument("--valence-to", type=valence, metavar="V", help=bounds)
    parser.add_argument("--tag", action="append", default=[], metavar="TAG", help="may be repeated")
    parser.add_argument("--limit", type=whole, default=50, metavar="N", help="hits a page")
    parser.add_argument("--offset", type=whole, default=0, metavar="N", help="hits to pass over")


def _add_days(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", type=day, metavar="D", help="first day, YYYY-MM-DD")
    parser.add_argument("--until", type=day, metavar="D", help="last day, inclusive")
