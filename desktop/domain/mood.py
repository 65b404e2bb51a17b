"""Moods over time as pure functions: which entries count, what a day's mean is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise
from typing import TypeVar

from desktop.domain.moods import Moods
from desktop.domain.time import Moment

WINDOW_DAYS, FEWEST_IN_WINDOW = 7, 3


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


@dataclass(frozen=True, slots=True)
class MovingMean:
    """The mean of the days with a mood among the `WINDOW_DAYS` that end with `date`."""

    date: date
    mean: float


Dated = TypeVar("Dated", DailyMood, MovingMean)


def daily_means(moods: Moods) -> tuple[DailyMood, ...]:
    """Mean per date, in order of date; a day without a labelled entry is simply absent."""
    counts, sums = Counter(moods.dates), dict.fromkeys(moods.dates, 0.0)
    for day, valence in zip(moods.dates, moods.valences, strict=True):
        sums[day] += valence
    return tuple(
        DailyMood(date.fromordinal(day), sums[day] / counts[day], counts[day])
        for day in sorted(counts)
    )


def moving_means(days: Sequence[DailyMood]) -> tuple[MovingMean, ...]:
    """Of every day that has `FEWEST_IN_WINDOW` days with a mood in its window, each counting once.

    Days without one add nothing, and where too few are left there is no mean: a gap. None lies
    after the newest day: nothing was felt there yet.
    """
    ordinals = [day.date.toordinal() for day in days]
    sums = [0.0, *accumulate(day.mean for day in days)]
    means, first = [], 0
    for last, ordinal in _days_and_after(ordinals):
        while ordinals[first] <= ordinal - WINDOW_DAYS:
            first += 1
        there = last + 1 - first
        if there >= FEWEST_IN_WINDOW:
            mean = (sums[last + 1] - sums[first]) / there
            means.append(MovingMean(date.fromordinal(ordinal), mean))
    return tuple(means)


def _days_and_after(ordinals: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The place of every day with its ordinal, and with those of the window's empty days after."""
    for place, (day, following) in enumerate(pairwise(ordinals)):
        for ordinal in range(day, min(following, day + WINDOW_DAYS)):
            yield place, ordinal
    if ordinals:
        yield len(ordinals) - 1, ordinals[-1]


def unbroken_runs(days: Iterable[Dated]) -> tuple[tuple[Dated, ...], ...]:
    """Stretches of consecutive days: a line may be drawn inside one, never across a gap."""
    runs: list[list[Dated]] = []
    for day in days:
        if runs and (day.date - runs[-1][-1].date).days == 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return tuple(map(tuple, runs))
