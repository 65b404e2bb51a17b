"""Moods over time as pure functions: which entries count, what a day's mean is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from statistics import fmean

from desktop.domain.time import Moment


@dataclass(frozen=True, slots=True)
class MoodPoint:
    """One entry with a known valence (-2 to +2). `version` names what labelled it."""

    entry_id: int
    date: date
    created: Moment
    valence: float
    word: str
    version: str


@dataclass(frozen=True, slots=True)
class DailyMood:
    """The mean valence of a day's labelled entries."""

    date: date
    mean: float
    count: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day in the diary: entries in all, mean valence of those with one, its first line."""

    date: date
    entries: int
    mean: float | None
    first_line: str


def daily_means(points: Iterable[MoodPoint]) -> tuple[DailyMood, ...]:
    """Mean per `date`, in order of date; a day without a labelled entry is simply absent."""
    ordered = sorted(points, key=lambda p: p.date)
    return tuple(
        DailyMood(day, fmean(values), len(values))
        for day, group in groupby(ordered, key=lambda p: p.date)
        if (values := [p.valence for p in group])
    )


def unbroken_runs(days: Iterable[DailyMood]) -> tuple[tuple[DailyMood, ...], ...]:
    """Stretches of consecutive days: a line may be drawn inside one, never across a gap."""
    runs: list[list[DailyMood]] = []
    for day in days:
        if runs and (day.date - runs[-1][-1].date).days == 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return tuple(map(tuple, runs))
