"""`python -m desktop doctor`: shows what the doctor measures and which precision it chose."""

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any

from desktop import resources
from desktop.composition import model_dir
from desktop.paths import data_paths
from desktop.settings import Settings

_COLUMNS = "{:<22} {:>9} {:>10} {:>9} {:>9} {:>8} {:>10}"


def run(options: argparse.Namespace) -> int:
    """Examine the weights that would be used. Raises what loading them raises."""
    from desktop.inference.assistant import Tasks
    from desktop.inference.doctor import Doctor

    paths = data_paths(getattr(options, "data_dir", None))
    folder = model_dir(getattr(options, "model", None), Settings(paths.settings))
    sentences = resources.DOCTOR_SENTENCES.read_text("utf-8").splitlines()
    tasks = Tasks.from_folder(resources.PROMPTS)
    report = Doctor(folder, tasks, sentences, paths.cache, _tell).examine()
    if options.json:
        print(json.dumps(_as_json(report), ensure_ascii=False))
    else:
        _show(report)
    return 0


def _tell(step: str) -> None:
    print(f"measuring {step} …", file=sys.stderr, flush=True)


def _as_json(report: Any) -> dict[str, Any]:
    fields = asdict(report)
    fields["examined"] = [
        {**asdict(e), "plan": str(e.plan), "good": e.good} for e in report.examined
    ]
    return {**fields, "choice": str(report.choice), "reference": str(report.reference)}


def _show(report: Any) -> None:
    print(f"weights {report.weights[:16]}…, {report.parameters / 1e6:.1f} million parameters")
    print(
        _COLUMNS.format("precision", "labels", "KL (nats)", "label ms", "step ms", "load s", "MB")
    )
    for e in report.examined:
        row = (
            f"{e.plan}{' *' if e.plan == report.choice else ''}",
            f"{e.agreement:.1%}",
            f"{e.kl:.4f}",
            f"{e.label_ms:.0f}",
            f"{e.step_ms:.1f}",
            f"{e.load_s:.1f}",
            f"{e.step_bytes / 1e6:.0f}",
        )
        print(_COLUMNS.format(*row))
    print(f"* chosen: {report.because}")
