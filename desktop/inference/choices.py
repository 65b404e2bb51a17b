"""What the doctor found about weights on this machine, kept by their hash. Imports no torch."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.domain.examination import Examined, Report
from desktop.inference.json_files import read_object, write_object
from desktop.inference.precision import Plan


class Choices:
    """folder None keeps nothing. What is damaged counts as never found."""

    def __init__(self, folder: Path | None) -> None:
        self._file = None if folder is None else folder / "choices.json"

    def plan(self, weights: str) -> Plan | None:
        """The precision that was chosen for these weights."""
        try:
            return Plan.parse(self._entry(weights)["plan"])
        except (KeyError, ValueError, AttributeError):
            return None

    def report(self, weights: str) -> Report | None:
        """All that was found about them."""
        try:
            return _report(weights, self._entry(weights))
        except (KeyError, ValueError, TypeError, AttributeError, StopIteration):
            return None

    def keep(self, report: Report) -> None:
        """Remember it for the next start."""
        if self._file is None:
            return
        entry = {
            "plan": report.choice,
            "parameters": report.parameters,
            "examined": [asdict(examined) for examined in report.examined],
        }
        write_object(self._file, {**read_object(self._file), report.weights: entry})

    def _entry(self, weights: str) -> dict[str, Any]:
        entry = read_object(self._file).get(weights) if self._file is not None else None
        return entry if isinstance(entry, dict) else {}


def _report(weights: str, entry: dict[str, Any]) -> Report:
    rows = tuple(_examined(row) for row in entry["examined"])
    report = Report(weights, int(entry["parameters"]), rows, str(Plan.parse(entry["plan"])))
    _ = report.chosen  # is among the rows, or else this raises
    return report


def _examined(row: dict[str, Any]) -> Examined:
    return Examined(
        plan=str(Plan.parse(row["plan"])),
        agreement=float(row["agreement"]),
        kl=float(row["kl"]),
        label_ms=float(row["label_ms"]),
        step_ms=float(row["step_ms"]),
        load_s=float(row["load_s"]),
        step_bytes=int(row["step_bytes"]),
    )
