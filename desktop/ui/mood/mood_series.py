"""Moods as numbers to draw: where a dot stands, where a line may go. Knows numpy, no widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

import numpy as np
from numpy.typing import NDArray

from desktop.domain.mood import DailyMood, MoodPoint, daily_means, unbroken_runs

EPOCH = date(1970, 1, 1).toordinal()
DAY_S = 86_400
MIDDAY = 0.5
# A dot never touches the next day, however late it was written.
LAST_PLACE = 0.999

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MoodSeries:
    """Coordinates in days (`date.toordinal`) and valence.

    dates: the ordinal of every dot's day. line_*: daily means, NaN between two runs.
    single_*: the days without a neighbour, which no line can show.
    """

    x: Floats
    y: Floats
    dates: NDArray[np.int64]
    days: tuple[DailyMood, ...]
    line_x: Floats
    line_y: Floats
    single_x: Floats
    single_y: Floats


def mood_series(points: Sequence[MoodPoint], day_begins_at: time) -> MoodSeries:
    days = daily_means(points)
    runs = unbroken_runs(days)
    line_x, line_y = _line([run for run in runs if len(run) > 1])
    singles = [run[0] for run in runs if len(run) == 1]
    dates = np.fromiter((p.date.toordinal() for p in points), np.int64, len(points))
    return MoodSeries(
        x=places(points, dates, day_begins_at),
        y=np.fromiter((p.valence for p in points), np.float64, len(points)),
        dates=dates,
        days=days,
        line_x=line_x,
        line_y=line_y,
        single_x=np.array([_middle(day) for day in singles], np.float64),
        single_y=np.array([day.mean for day in singles], np.float64),
    )


def places(points: Sequence[MoodPoint], dates: NDArray[np.int64], day_begins_at: time) -> Floats:
    """Each dot over its own `date`, by the wall clock's time since that day began.

    An entry of 02:00 that belongs to the evening before stands at that day's end. A date that
    was edited, or kept from another setting, still has its dot inside of it: at its edge.
    """
    seconds = np.fromiter(
        (p.created.utc_ms / 1000 + p.created.offset_s for p in points), np.float64, len(points)
    )
    begins = (day_begins_at.hour * 60 + day_begins_at.minute) * 60 / DAY_S
    since = seconds / DAY_S + EPOCH - dates - begins
    return np.asarray(dates + np.clip(since, 0.0, LAST_PLACE), np.float64)


def _line(runs: Sequence[Sequence[DailyMood]]) -> tuple[Floats, Floats]:
    xs: list[float] = []
    ys: list[float] = []
    for run in runs:
        if xs:
            xs.append(np.nan)
            ys.append(np.nan)
        xs.extend(_middle(day) for day in run)
        ys.extend(day.mean for day in run)
    return np.array(xs, np.float64), np.array(ys, np.float64)


def _middle(day: DailyMood) -> float:
    return day.date.toordinal() + MIDDAY
