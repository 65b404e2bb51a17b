"""The figures of an evaluation: as one object for programs, as a table for people."""

import statistics
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from desktop.evaluation.fitting import Fitted
from desktop.inference import metrics
from desktop.inference.engine import EngineInfo
from desktop.inference.metrics import Answer
from desktop.inference.task import ClassifyTask

# How no answer is called in JSON, whose keys are texts.
NONE = "(none)"


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured, with what, on what. answers: at least one."""

    file: str
    task: ClassifyTask
    method: str
    info: EngineInfo
    fitted: Fitted
    answers: Sequence[Answer]
    interrupted: bool


def as_object(run: Run) -> dict[str, Any]:
    """Shares are 0 to 1, times are milliseconds, an unknown figure is None.

    accuracy and all that follows from it judge the likeliest label, sure or not; abstained is
    the share of answers that the program would show as unsure.
    """
    words = [c.word for c in run.task.labels.choices if c.word not in run.fitted.folded]
    quality = metrics.per_label(run.answers, words)
    return {
        "file": run.file,
        "task": run.task.id,
        "task_version": run.task.version,
        "method": run.method,
        "model": run.info.name,
        "weights": run.info.weights,
        "precision": run.info.precision,
        "n": len(run.answers),
        "interrupted": run.interrupted,
        "left_out": sum(run.fitted.left_out.values()),
        "left_out_labels": run.fitted.left_out,
        "mapped": run.fitted.mapped,
        "folded": run.fitted.folded,
        **_shares(run.answers),
        "macro_f1": _rounded(metrics.macro_f1(run.answers, words)),
        "ece": _rounded(metrics.calibration_error(run.answers)),
        "per_label": {word: _rounded_all(asdict(q)) for word, q in quality.items()},
        "confusion": {
            truth: {NONE if word is None else word: count for word, count in row.items()}
            for truth, row in metrics.confusion(run.answers, words).items()
        },
        "latency_ms": _latency([a.seconds * 1000 for a in run.answers]),
    }


def _shares(answers: Sequence[Answer]) -> dict[str, Any]:
    share, sure = metrics.accuracy(answers), [a for a in answers if a.sure]
    return {
        "accuracy": _rounded(share),
        "accuracy_interval": [_rounded(end) for end in metrics.interval(share, len(answers))],
        "abstained": _rounded(1 - len(sure) / len(answers)),
        "accuracy_when_sure": _rounded(metrics.accuracy(sure)) if sure else None,
    }


def _latency(times: Sequence[float]) -> dict[str, float]:
    figures = {
        "mean": statistics.fmean(times),
        "median": statistics.median(times),
        "p95": metrics.percentile(times, 0.95),
    }
    return {name: round(value, 2) for name, value in figures.items()}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _rounded_all(figures: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in figures.items()}


def as_table(figures: dict[str, Any]) -> str:
    """The same for people."""
    return "\n".join([*_head(figures), "", *_labels(figures), "", *_confusion(figures)])


def _head(f: dict[str, Any]) -> Iterator[str]:
    low, high = f["accuracy_interval"]
    latency = f["latency_ms"]
    yield f"{f['model']} ({f['precision']}), task {f['task']}, method {f['method']}"
    yield f"{f['n']} rows of {f['file']}{' before Ctrl-C' if f['interrupted'] else ''}"
    if f["mapped"]:
        yield "mapped: " + ", ".join(f"{a} = {b}" for a, b in f["mapped"].items())
    if f["folded"]:
        folded = ", ".join(f"{a} counts as {b}" for a, b in f["folded"].items())
        yield f"folded: {folded} (the file has no such rows)"
    if f["left_out"]:
        reasons = ", ".join(f"{a} {n}" for a, n in f["left_out_labels"].items())
        yield f"left out: {f['left_out']} rows whose label is no answer of the task ({reasons})"
    yield ""
    yield f"accuracy            {f['accuracy']:.3f}  (95 % interval {low:.3f} to {high:.3f})"
    yield f"macro-F1            {f['macro_f1']:.3f}"
    yield f"calibration error   {_or_unknown(f['ece'])}"
    yield f"abstained           {f['abstained']:.3f}"
    yield f"accuracy when sure  {_or_unknown(f['accuracy_when_sure'])}"
    yield "latency             " + ", ".join(f"{name} {ms:.0f} ms" for name, ms in latency.items())


def _or_unknown(share: float | None) -> str:
    return "unknown" if share is None else f"{share:.3f}"


def _labels(figures: dict[str, Any]) -> Iterator[str]:
    names = ["precision", "recall", "f1", "support"]
    yield _cells("", names)
    for word, quality in figures["per_label"].items():
        shares = [f"{quality[name]:.3f}" for name in names[:3]]
        yield _cells(word, [*shares, str(quality["support"])])


def _confusion(figures: dict[str, Any]) -> Iterator[str]:
    yield _cells("true \\ answered", list(next(iter(figures["confusion"].values()))))
    for truth, row in figures["confusion"].items():
        yield _cells(truth, [str(count) for count in row.values()])


def _cells(name: str, values: Sequence[str]) -> str:
    return _padded(name, -16) + "".join(_padded(value, 10) for value in values)


def _padded(text: str, width: int) -> str:
    """To the right, or to the left for a negative width; Chinese characters are two wide."""
    taken = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
    space = " " * (abs(width) - taken)
    return text + space if width < 0 else space + text
