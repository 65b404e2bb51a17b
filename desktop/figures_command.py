"""`python -m desktop log`: what the last requests cost, stage by stage. Needs no model."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop.domain.figures import Figures, Kind, Stage, medians
from desktop.language import install_language
from desktop.opening import open_to_read
from desktop.paths import data_paths
from desktop.services import figures_words as words
from desktop.services.columns import table
from desktop.settings import Settings
from desktop.storage.figures_store import FiguresStore


def run(options: argparse.Namespace) -> int:
    """Raises the storage's failures."""
    paths = data_paths(getattr(options, "data_dir", None))
    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    install_language(application, Settings(paths.settings).text("language"))
    database = open_to_read(paths)
    try:
        newest = FiguresStore(database).newest(options.limit)
    finally:
        database.close()
    if options.json:
        for figures in reversed(newest):
            print(json.dumps(as_json(figures), ensure_ascii=False))
    else:
        print("\n".join(lines(newest)) if newest else words.empty())
    return 0


def lines(newest: Sequence[Figures]) -> list[str]:
    """A table, the oldest first, and the medians of the replies in it."""
    rows = [words.columns(), *(words.row(figures, _word) for figures in reversed(newest))]
    if found := medians([f for f in newest if f.kind is Kind.TURN]):
        rows.append(words.medians_row(found))
    return [*table(rows, names=3), "", words.units()]


def _word(word: str) -> str:
    """A label as it was given, whatever the task is called now."""
    return word


def as_json(figures: Figures) -> dict[str, Any]:
    stages = zip(Stage, figures.seconds, strict=True)
    return {
        "at": datetime.fromtimestamp(figures.at_utc_ms / 1000, UTC).isoformat(),
        "kind": figures.kind,
        "ending": figures.ending,
        "total_ms": round(figures.total_s * 1000, 3),
        "stages_ms": {stage: round(seconds * 1000, 3) for stage, seconds in stages},
        "prompt_tokens": figures.prompt_tokens,
        "reused_tokens": figures.reused_tokens,
        "tokens": figures.tokens,
        "tokens_per_second": round(figures.tokens_per_second, 2),
        "label": figures.label,
        "confidence": None if figures.confidence is None else round(figures.confidence, 4),
        "cached": figures.cached,
        "memory_bytes": figures.memory_bytes,
        "peak_bytes": figures.peak_bytes,
        "precision": figures.precision,
    }
