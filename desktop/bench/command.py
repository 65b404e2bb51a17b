"""`python -m desktop bench`: what may be asked for, and the order in which it is done."""

import argparse
import importlib.util
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop.arguments import count
from desktop.errors import ModelUnavailable

MODELS = ("qwen1.5-0.5b", "qwen2.5-0.5b", "tiny")
ROUNDS = 20
# With --quick the slow ones take part in every fourth round only.
_QUICK_EVERY = 4
_STARTS, _QUICK_STARTS = 3, 1


def add_parser(commands: Any, common: argparse.ArgumentParser) -> None:
    parser = commands.add_parser(
        "bench", parents=[common], help="how fast it is, beside the published method and llama.cpp"
    )
    parser.add_argument("--random-weights", choices=MODELS, help="a model of this size, made up")
    parser.add_argument(
        "--precision", nargs="+", default=["auto"], metavar="P",
        help="auto, float32, bfloat16, int8; several are measured side by side",
    )  # fmt: skip
    parser.add_argument("--gguf", type=Path, metavar="FILE", help="the same weights for llama.cpp")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there too")
    parser.add_argument("--n", type=count, default=ROUNDS, metavar="N", help="rounds")
    parser.add_argument("--quick", action="store_true", help="fewer rounds of the slow others")
    parser.set_defaults(action=run)


def run(options: argparse.Namespace) -> int:
    """Measure, print, write. Raises what loading the weights raises."""
    from desktop.bench.workers import Failed

    with _work_folder(options) as folder:
        try:
            outcome = _measure(options, folder)
        except Failed as failure:
            raise ModelUnavailable(str(failure)) from failure
    print("\n".join(outcome.lines()))
    if options.json:
        text = json.dumps(outcome.as_json(), ensure_ascii=False, indent=1)
        options.json.write_text(text + "\n", "utf-8")
    return 0


@contextmanager
def _work_folder(options: argparse.Namespace) -> Iterator[Path]:
    """Room for gigabytes, beside the diary's cache: the system's own may lie in memory."""
    from desktop.paths import data_paths

    paths = data_paths(getattr(options, "data_dir", None))
    paths.create()
    paths.cache.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(
        prefix="bench-", dir=paths.cache, ignore_cleanup_errors=True
    ) as name:
        folder = Path(name)
        # What the doctor chose for these weights is what the program runs.
        (folder / "diary" / "cache").mkdir(parents=True)
        if (choices := paths.cache / "choices.json").exists():
            shutil.copy(choices, folder / "diary" / "cache")
        yield folder


def _measure(options: argparse.Namespace, folder: Path) -> Any:
    from desktop.bench.contest import Contest
    from desktop.bench.machine import machine, versions

    about = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "versions": versions(),
        "rounds": options.n,
    }
    model = _model(options, folder)
    gguf, why_not = _gguf(options, model, folder)
    contest = Contest(model, folder / "diary", tell)
    contest.measure_starts(_QUICK_STARTS if options.quick else _STARTS)
    contest.enter_ours(_precisions(options.precision))
    every = _QUICK_EVERY if options.quick else 1
    contest.enter_others(gguf, why_not, every)
    contest.play(options.n)
    return contest.outcome(about, options.random_weights or model.name)


def _precisions(given: list[str]) -> list[str]:
    return [part for text in given for part in text.split(",") if part]


def _model(options: argparse.Namespace, folder: Path) -> Path:
    from desktop.bench.children import make_model
    from desktop.bench.workers import apart
    from desktop.composition import model_dir
    from desktop.inference.folder import check_folder
    from desktop.paths import data_paths
    from desktop.settings import Settings

    if options.random_weights:
        tell(f"making {options.random_weights} with random weights")
        apart(make_model, options.random_weights, folder / "model")
        return folder / "model"
    settings = Settings(data_paths(getattr(options, "data_dir", None)).settings)
    return check_folder(model_dir(getattr(options, "model", None), settings)).path


def _gguf(options: argparse.Namespace, model: Path, folder: Path) -> tuple[Path | None, str]:
    """llama.cpp's file, or why there is none."""
    from desktop.bench.children import make_gguf
    from desktop.bench.workers import Failed, apart

    if importlib.util.find_spec("llama_cpp") is None:
        return None, "the package llama-cpp-python is not installed"
    if options.gguf:
        return options.gguf, ""
    if not options.random_weights:
        return None, "no --gguf FILE was given"
    if importlib.util.find_spec("gguf") is None:
        return None, "no --gguf FILE was given, and the package gguf is not installed"
    tell("writing the same weights for llama.cpp")
    try:
        return apart(make_gguf, model, folder), ""
    except Failed as failure:
        return None, str(failure)


def tell(what: str) -> None:
    """What is being done, for whoever waits; not among the results."""
    print(f"{what} …", file=sys.stderr, flush=True)
