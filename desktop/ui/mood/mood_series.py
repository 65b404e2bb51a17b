"""Moods as numbers to draw: where a dot stands, where a line may go. Knows numpy, no widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

import numpy as np
from numpy.typing import NDArray

from desktop.domain.mood import DailyMood, MovingMean, moving_means, unbroken_runs
from desktop.domain.moods import Moods
from desktop.ui.mood.shown import Shown

EPOCH = date(1970, 1, 1).toordinal()
DAY_S = 86_400
MIDDAY = 0.5
# A dot never touches the next day, however late it was written.
LAST_PLACE = 0.999

Floats = NDArray[np.float64]
Mean = DailyMood | MovingMean


@dataclass(frozen=True, slots=True)
class MoodSeries:
    """Coordinates in days (`date.toordinal`) and valence.

    dates: the ordinal of every dot's day. line_*: daily means, NaN between two runs.
    moving_*: means of several days, NaN where there is none. single_*: the days without a
    neighbour, which no line can show.
    """

    x: Floats
    y: Floats
    dates: NDArray[np.int64]
    days: tuple[DailyMood, ...]
    moving: tuple[MovingMean, ...]
    line_x: Floats
    line_y: Floats
    moving_x: Floats
    moving_y: Floats
    single_x: Floats
    single_y: Floats


def mood_series(shown: Shown) -> MoodSeries:
    days, moving = shown.days, moving_means(shown.days)
    runs = unbroken_runs(days)
    line_x, line_y = _line([run for run in runs if len(run) > 1])
    moving_x, moving_y = _line(unbroken_runs(moving))
    singles = [run[0] for run in runs if len(run) == 1]
    dates = np.array(shown.moods.dates, np.int64)
    return MoodSeries(
        x=places(shown.moods, dates, shown.begins),
        y=np.array(shown.moods.valences, np.float64),
        dates=dates,
        days=days,
        moving=moving,
        line_x=line_x,
        line_y=line_y,
        moving_x=moving_x,
        moving_y=moving_y,
        single_x=np.array([_middle(day) for day in singles], np.float64),
        single_y=np.array([day.mean for day in singles], np.float64),
    )


def places(moods: Moods, dates: NDArray[np.int64], day_begins_at: time) -> Floats:
    """Each dot over its own `date`, by the wall clock's time since that day began.

    An entry of 02:00 that belongs to the evening before stands at that day's end. A date that
    was edited, or kept from another setting, still has its dot inside of it: at its edge.
    """
    begins = (day_begins_at.hour * 60 + day_begins_at.minute) * 60 / DAY_S
    since = np.array(moods.wall_s, np.float64) / DAY_S + EPOCH - dates - begins
    return np.asarray(dates + np.clip(since, 0.0, LAST_PLACE), np.float64)


def _line(runs: Sequence[Sequence[Mean]]) -> tuple[Floats, Floats]:
    xs: list[float] = []
    ys: list[float] = []
    for run in runs:
        if xs:
            xs.append(np.nan)
            ys.append(np.nan)
        xs.extend(_middle(day) for day in run)
        ys.extend(day.mean for day in run)
    return np.array(xs, np.float64), np.array(ys, np.float64)


def _middle(day: Mean) -> float:
    return day.date.toordinal() + MIDDAY
