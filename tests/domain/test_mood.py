"""Means of days, and where a line may be drawn."""

from datetime import date, timedelta

from desktop.domain.mood import DailyMood, daily_means, moving_means, unbroken_runs
from desktop.domain.moods import LabelKind, Moods

START = date(2025, 11, 1)


def moods(*entries: tuple[int, float]) -> Moods:
    """Days after START, and valences."""
    days = [START.toordinal() + day for day, _ in entries]
    values = [value for _, value in entries]
    kinds = [0] * len(entries)
    return Moods(days, [0] * len(entries), values, kinds, (LabelKind("正面", "sentiment 1"),))


def daily(day: int) -> DailyMood:
    return DailyMood(START + timedelta(days=day), 0.5, 1)


def test_nothing_has_no_means() -> None:
    assert daily_means(moods()) == ()
    assert unbroken_runs([]) == ()


def test_means_are_per_date_and_in_order_of_date() -> None:
    assert daily_means(moods((3, 1.0), (0, -1.0), (3, -2.0), (0, 2.0))) == (
        DailyMood(START, 0.5, 2),
        DailyMood(START + timedelta(days=3), -0.5, 2),
    )


def test_a_day_without_a_labelled_entry_is_absent_and_never_zero() -> None:
    days = daily_means(moods((0, 1.0), (2, 1.0)))
    assert [day.date for day in days] == [START, START + timedelta(days=2)]
    assert all(day.mean == 1.0 for day in days)


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


# The mean of seven days


def means(*days: tuple[int, float]) -> list[tuple[int, float]]:
    known = [DailyMood(START + timedelta(days=day), mean, 1) for day, mean in days]
    return [((m.date - START).days, round(m.mean, 6)) for m in moving_means(known)]


def test_three_days_of_seven_make_a_mean() -> None:
    assert means() == means((0, 1.0), (6, 1.0)) == []
    assert means((0, 1.0), (3, 0.0), (6, 2.0)) == [(6, 1.0)]
    assert means((0, 1.0), (3, 0.0), (7, 2.0)) == []  # the first day has left the window


def test_every_day_counts_once_however_much_was_written() -> None:
    days = [DailyMood(START + timedelta(days=n), float(n), 1 + 9 * n) for n in range(3)]
    assert [mean.mean for mean in moving_means(days)] == [1.0]


def test_an_empty_day_adds_nothing_and_a_gap_stays_one() -> None:
    days = [(n, 1.0) for n in range(7)] + [(n, -1.0) for n in range(20, 24)]
    found = dict(means(*days))
    assert set(found.values()) == {1.0, -1.0}
    # Four empty days still have three with a mood before them; then there are too few.
    assert sorted(found) == [2, 3, 4, 5, 6, 7, 8, 9, 10, 22, 23]


def test_there_is_no_mean_after_the_newest_day() -> None:
    assert max(means(*((n, 0.0) for n in range(9)))) == (8, 0.0)


def test_the_window_is_the_plain_mean_of_its_days() -> None:
    values = [(n * 7) % 5 - 2.0 for n in range(60)]
    days = [(n, value) for n, value in enumerate(values) if n % 4 != 1]
    for day, mean in means(*days):
        window = [value for n, value in days if day - 7 < n <= day]
        assert len(window) >= 3 and abs(mean - sum(window) / len(window)) < 1e-6


def test_dates_at_the_ends_of_time_are_no_trouble() -> None:
    days = [DailyMood(day, 1.0, 1) for day in (date.min, date(9999, 12, 30), date.max)]
    assert moving_means(days) == ()
