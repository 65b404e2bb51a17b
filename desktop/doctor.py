"""`python -m desktop doctor`: shows what the doctor measures and which precision it chose."""

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop.composition import adapter_dir, make_doctor, model_dir
from desktop.domain.examination import Progress, Report
from desktop.inference.folder import check_folder
from desktop.language import install_language
from desktop.paths import data_paths
from desktop.services.columns import table
from desktop.services.doctor_words import (
    because,
    columns,
    figures,
    figures_explained,
    precision_name,
    progress_sentence,
)
from desktop.settings import Settings


def run(options: argparse.Namespace) -> int:
    """Examine the weights that would be used. Raises what loading them raises."""
    paths = data_paths(getattr(options, "data_dir", None))
    settings = Settings(paths.settings)
    install_language(QCoreApplication(sys.argv[:1]), settings.text("language"))
    folder = model_dir(getattr(options, "model", None), settings)
    check_folder(folder)  # tells most mistakes before torch's seconds
    adapter = adapter_dir(folder, settings)
    report = make_doctor(folder, paths.cache, _tell, adapter=adapter).examine()
    if options.json:
        print(json.dumps(_as_json(report), ensure_ascii=False))
    else:
        print("\n".join(_lines(report)))
    return 0


def _tell(progress: Progress) -> None:
    if progress.sentence == 0:
        print(f"{progress_sentence(progress)} …", file=sys.stderr, flush=True)


def _as_json(report: Report) -> dict[str, Any]:
    examined = [{**asdict(e), "good": e.good} for e in report.examined]
    chosen = {"choice": report.choice, "reference": report.exact.plan, "because": because(report)}
    why = {
        "times_as_fast": report.times_as_fast,
        "share_of_memory": report.share_of_memory,
        "too_different": report.too_different,
    }
    return {**asdict(report), "examined": examined, **chosen, **why}


def _lines(report: Report) -> list[str]:
    name = QCoreApplication.translate("doctor", "精度")
    rows = [(_marked(e.plan, e.plan == report.choice), *figures(e)) for e in report.examined]
    return [*table([(name, *columns()), *rows]), "", because(report), figures_explained()]


def _marked(plan: str, chosen: bool) -> str:
    return f"{precision_name(plan)} *" if chosen else precision_name(plan)
