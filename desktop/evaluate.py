"""`python -m desktop evaluate`: how good the labels of a model are on a labelled file."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.arguments import count
from desktop.exits import DONE, INTERRUPTED, USAGE

if TYPE_CHECKING:
    from desktop.evaluation.classifiers import Classifier
    from desktop.inference.precision import Plan
    from desktop.inference.task import ClassifyTask

SCORE, GENERATE = "score", "generate"
_PRECISIONS = "auto, float32, bfloat16, int8"


def add_parser(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    common: argparse.ArgumentParser,
) -> None:
    """Add the command to the program's others."""
    parser = commands.add_parser(
        "evaluate", parents=[common], help="measure labels on a labelled FILE"
    )
    parser.add_argument("file", type=Path, metavar="FILE", help=".jsonl, .csv or .tsv, UTF-8")
    parser.add_argument("--task", default="sentiment", metavar="ID", help="resources/prompts/ID")
    parser.add_argument(
        "--precision",
        type=_plan,
        metavar="P",
        help="auto, float32, bfloat16, int8; auto is what the program itself would run",
    )
    parser.add_argument("--limit", type=count, metavar="N", help="N random rows, always the same")
    parser.add_argument(
        "--method",
        choices=(SCORE, GENERATE),
        default=SCORE,
        help="score compares the labels' probabilities; generate is transformers' own generate",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(action=run)


def _plan(text: str) -> "Plan | None":
    from desktop.inference.precision import Plan

    try:
        return None if text == "auto" else Plan.parse(text)
    except ValueError as error:
        from desktop.services import usage_words

        raise argparse.ArgumentTypeError(usage_words.no_precision(text, _PRECISIONS)) from error


def run(options: argparse.Namespace) -> int:
    """Measure and print; 0, 2 for what can't be measured, 130 after Ctrl-C.

    Raises what loading the weights raises.
    """
    from desktop.evaluation.labelled import LabelledFileError

    try:
        return _evaluate(options)
    except (LabelledFileError, _UsageError) as error:
        print(f"evaluate: {error}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED


class _UsageError(Exception):
    """Options that don't go together or name nothing."""


def _evaluate(options: argparse.Namespace) -> int:
    from desktop.evaluation.fitting import fit
    from desktop.evaluation.labelled import read_rows
    from desktop.evaluation.measuring import ProgressBar, measure, shuffled
    from desktop.evaluation.report import Run, as_object, as_table

    task = _task(options.task)
    fitted = fit(read_rows(options.file), task.labels)
    rows = shuffled(fitted.rows, options.limit)
    classifier = _classifier(options, task, fitted.folded)
    answers, interrupted = measure(rows, classifier.classify, ProgressBar(len(rows)))
    if answers:
        file, method = options.file.name, options.method
        done = Run(file, task, method, classifier.info, fitted, answers, interrupted)
        figures = as_object(done)
        print(json.dumps(figures, ensure_ascii=False) if options.json else as_table(figures))
    return INTERRUPTED if interrupted else DONE


def _task(name: str) -> "ClassifyTask":
    """Raises TaskFileError if the file is there and wrong."""
    from desktop import resources
    from desktop.inference.task import ClassifyTask, load_task

    # By the names that are there, so that no other file can be named.
    files = {path.stem: path for path in sorted(resources.PROMPTS.glob("*.toml"))}
    if name not in files:
        raise _UsageError(f"there is no task {name!r}; there are {', '.join(files)}")
    task = load_task(files[name])
    if not isinstance(task, ClassifyTask):
        raise _UsageError(f"task {name!r} gives no labels")
    return task


def _classifier(
    options: argparse.Namespace, task: "ClassifyTask", folded: dict[str, str]
) -> "Classifier":
    from desktop.composition import adapter_dir, model_dir
    from desktop.evaluation.classifiers import generating, scoring
    from desktop.inference.folder import check_folder
    from desktop.paths import data_paths
    from desktop.settings import Settings

    paths = data_paths(getattr(options, "data_dir", None))
    settings = Settings(paths.settings)
    folder = model_dir(getattr(options, "model", None), settings)
    check_folder(folder)  # tells most mistakes before torch's seconds
    adapter = adapter_dir(folder, settings)
    if options.method == SCORE:
        return scoring(folder, task, options.precision, paths.cache, folded, adapter)
    if options.precision is not None and str(options.precision) != "float32":
        raise _UsageError("--method generate runs in float32 only")
    if adapter is not None:
        raise _UsageError("--method generate runs without the adapter; take it off, or use score")
    return generating(folder, task, folded)
