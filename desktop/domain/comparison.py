"""Days that have something in common against all others: means, intervals, and what is chance.

Student's test with one spread for both groups: a few days that happen to be alike would otherwise
have an interval of no width. Many comparisons find something by chance alone; so what is called
clear is held down by Benjamini and Hochberg's procedure.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from statistics import fmean

from desktop.domain.moods import HIGHEST, LOWEST
from desktop.domain.student import critical, two_sided

FEWEST_DAYS = 5
FALSE_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Finding:
    """What the days with something have to do with the mood.

    days: with a mood, of these. latest: the ordinal of the newest one, None without any.
    mean, low, high: their mean and its 95 % interval; None where there is too little to compare.
    difference: to the mean of all other days.
    p: probability of such a difference by chance.
    clear: still standing after all comparisons were counted.
    """

    name: str
    days: int
    latest: int | None
    mean: float | None = None
    low: float = 0.0
    high: float = 0.0
    difference: float = 0.0
    p: float = 1.0
    clear: bool = False


def compare(
    daily: Mapping[int, float], groups: Iterable[tuple[str, Collection[int]]]
) -> tuple[Finding, ...]:
    """daily: means by ordinal. groups: names, and the days that have it."""
    return _corrected([_finding(name, daily, days) for name, days in groups])


def _finding(name: str, daily: Mapping[int, float], days: Collection[int]) -> Finding:
    mine = {day for day in days if day in daily}
    with_it = [daily[day] for day in mine]
    without = [mean for day, mean in daily.items() if day not in mine]
    finding = Finding(name, len(mine), max(mine, default=None))
    if min(len(with_it), len(without)) < FEWEST_DAYS:
        return finding
    return _measured(finding, with_it, without)


def _measured(finding: Finding, with_it: Sequence[float], without: Sequence[float]) -> Finding:
    mean, other = fmean(with_it), fmean(without)
    freedom = len(with_it) + len(without) - 2
    spread = sqrt((_squares(with_it, mean) + _squares(without, other)) / freedom)
    if spread < 1e-9:  # all days alike: nothing says how much they could differ
        return finding
    half = critical(freedom) * spread / sqrt(len(with_it))
    error = spread * sqrt(1 / len(with_it) + 1 / len(without))
    return replace(
        finding,
        mean=mean,
        low=max(mean - half, float(LOWEST)),
        high=min(mean + half, float(HIGHEST)),
        difference=mean - other,
        p=two_sided((mean - other) / error, freedom),
    )


def _squares(values: Sequence[float], mean: float) -> float:
    return sum((value - mean) ** 2 for value in values)


def _corrected(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Of what is called clear, at most FALSE_SHARE is expected to be chance."""
    tested = sorted(finding.p for finding in findings if finding.mean is not None)
    bounds = [p for rank, p in enumerate(tested, 1) if p <= rank / len(tested) * FALSE_SHARE]
    bound = max(bounds, default=-1.0)
    return tuple(
        replace(finding, clear=finding.mean is not None and finding.p <= bound)
        for finding in findings
    )
