"""`python -m desktop bench-diary`: what may be asked for; the rest is imported when it is."""

import argparse
from pathlib import Path
from typing import Any

from desktop.arguments import count


def add_parser(commands: Any, common: argparse.ArgumentParser) -> None:
    parser = commands.add_parser(
        "bench-diary", parents=[common], help="how fast a diary of twenty years is"
    )
    parser.add_argument("--entries", type=count, default=100_000, metavar="N", help="in 20 years")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.set_defaults(action=_run)


def _run(options: argparse.Namespace) -> int:
    from desktop.bench.diary import run

    return run(options)
