"""Means of days, and where a line may be drawn."""

from datetime import date, timedelta

from desktop.domain.mood import DailyMood, MoodPoint, daily_means, unbroken_runs
from desktop.domain.time import Moment

START = date(2025, 11, 1)


def point(day: int, valence: float) -> MoodPoint:
    moment = Moment(0, "UTC", 0)
    return MoodPoint(1, START + timedelta(days=day), moment, valence, "正面", "sentiment 1")


def daily(day: int) -> DailyMood:
    return DailyMood(START + timedelta(days=day), 0.5, 1)


def test_nothing_has_no_means() -> None:
    assert daily_means([]) == ()
    assert unbroken_runs([]) == ()


def test_means_are_per_date_and_in_order_of_date() -> None:
    points = [point(3, 1.0), point(0, -1.0), point(3, -2.0), point(0, 2.0)]
    assert daily_means(points) == (
        DailyMood(START, 0.5, 2),
        DailyMood(START + timedelta(days=3), -0.5, 2),
    )


def test_a_day_without_a_labelled_entry_is_absent_and_never_zero() -> None:
    days = daily_means([point(0, 1.0), point(2, 1.0)])
    assert [day.date for day in days] == [START, START + timedelta(days=2)]
    assert all(day.mean == 1.0 for day in days)


def test_the_date_counts_and_not_the_moment() -> None:
    late = MoodPoint(2, START, Moment(10**12, "UTC", 0), -1.0, "负面", "sentiment 1")
    assert daily_means([point(0, 1.0), late]) == (DailyMood(START, 0.0, 2),)


def test_a_run_ends_where_a_day_is_missing() -> None:
    days = [daily(n) for n in (0, 1, 2, 4, 6, 7)]
    lengths = [len(run) for run in unbroken_runs(days)]
    assert lengths == [3, 1, 2]


def test_a_run_goes_on_over_the_end_of_a_month_and_a_leap_day() -> None:
    dates = [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)]
    assert len(unbroken_runs([DailyMood(day, 0.0, 1) for day in dates])) == 1


def test_runs_keep_every_day() -> None:
    days = tuple(daily(n) for n in (0, 2, 3, 9))
    assert tuple(day for run in unbroken_runs(days) for day in run) == days
