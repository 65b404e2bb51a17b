"""Samples to medians, medians to ratios. Pure arithmetic, all times in seconds."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

Samples = dict[str, list[float]]
Medians = Mapping[str, float]

# Each ratio: what of the other one's and of ours is compared. Higher is better for us.
_VS_REFERENCE = {"label_vs_reference": "label_30", "decode_vs_reference": "token",
                 "reply_vs_reference": "reply"}  # fmt: skip
_VS_LLAMA_CPP = {"label_vs_llama_cpp": "label_30", "decode_vs_llama_cpp": "token",
                 "prefill256_vs_llama_cpp": "prefill_256"}  # fmt: skip


@dataclass(slots=True)
class EngineFigures:
    """One engine's.

    facts: what it said of itself when it was loaded. samples: seconds by row. memory: bytes
    of resident memory, `loaded` and `peak`. absent: why there are no samples.
    """

    name: str
    kind: str
    facts: dict[str, Any] = field(default_factory=dict)
    samples: Samples = field(default_factory=dict)
    memory: dict[str, int] = field(default_factory=dict)
    absent: str | None = None

    def add(self, samples: Samples) -> None:
        for row, values in samples.items():
            self.samples.setdefault(row, []).extend(values)

    def medians(self) -> dict[str, float]:
        return {row: median(values) for row, values in self.samples.items()}

    def rows(self) -> dict[str, dict[str, float]]:
        return {row: summary(values) for row, values in self.samples.items()}


def summary(values: Sequence[float]) -> dict[str, float]:
    """n, median, 95th percentile and least of at least one sample."""
    return {
        "n": len(values),
        "median": median(values),
        "p95": percentile(values, 0.95),
        "min": min(values),
    }


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest value that at least *share* of the values don't exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def limit_step_s(step_bytes: int, bytes_per_s: float) -> float:
    """Seconds in which the machine can read what one decode step reads."""
    return step_bytes / bytes_per_s


def ratios(
    ours: Medians,
    reference: Medians | None,
    llama_cpp: Medians | None,
    limit_s: float | None,
) -> dict[str, float | None]:
    """The other one's time ÷ ours; the limit's time ÷ ours. None where one of both is absent."""
    found = {
        **{name: _ratio(reference, ours, row) for name, row in _VS_REFERENCE.items()},
        **{name: _ratio(llama_cpp, ours, row) for name, row in _VS_LLAMA_CPP.items()},
    }
    found["decode_vs_limit"] = limit_s / ours["token"] if limit_s and "token" in ours else None
    return found


def _ratio(theirs: Medians | None, ours: Medians, row: str) -> float | None:
    if theirs is None or row not in theirs or row not in ours:
        return None
    return theirs[row] / ours[row]
