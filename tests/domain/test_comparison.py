"""Days with something against the others: the figures of the books, and what is guarded against."""

import random

import pytest

from desktop.domain.comparison import FEWEST_DAYS, compare
from desktop.domain.student import critical, two_sided


@pytest.mark.parametrize(
    ("freedom", "value"),
    [(1, 12.7062), (4, 2.77645), (10, 2.22814), (60, 2.0003), (5000, 1.96044)],
)
def test_the_table_of_t(freedom: int, value: float) -> None:
    assert critical(freedom) == pytest.approx(value, abs=1e-4)
    assert two_sided(value, freedom) == pytest.approx(0.05, abs=1e-5)


def test_p_at_the_ends() -> None:
    assert two_sided(0.0, 7) == pytest.approx(1.0)
    assert two_sided(1.0, 1) == pytest.approx(0.5)
    assert two_sided(-2.0, 10) == two_sided(2.0, 10) == pytest.approx(0.0733880, abs=1e-6)
    assert 0 <= two_sided(1e9, 3000) < 1e-12


def test_a_group_by_hand() -> None:
    daily = dict(enumerate([0.0, 1.0, 0.0, 1.0, 0.5, -1.0, 0.0, -1.0, 0.0, -0.5]))
    [found] = compare(daily, [("跑步", range(5))])
    # Spread of both: sqrt((1 + 1) / 8) = 0.5; t(8) = 2.306; half = 2.306 * 0.5 / sqrt(5).
    assert (found.days, found.latest, found.mean) == (5, 4, 0.5)
    assert (found.low, found.high) == pytest.approx((0.5 - 0.5156, 0.5 + 0.5156), abs=1e-3)
    assert found.difference == pytest.approx(1.0) and found.clear
    assert found.p == pytest.approx(two_sided(1.0 / (0.5 * (2 / 5) ** 0.5), 8))


@pytest.mark.parametrize("days", [range(FEWEST_DAYS - 1), range(10 - FEWEST_DAYS + 1)])
def test_too_few_days_on_either_side_say_nothing(days: range) -> None:
    [found] = compare({day: float(day % 3) for day in range(10)}, [("雨", days)])
    assert found.mean is None and not found.clear and found.days == len(days)


def test_days_that_are_all_alike_have_no_interval() -> None:
    assert compare(dict.fromkeys(range(20), 1.0), [("雨", range(9))])[0].mean is None


def test_a_few_days_that_happen_to_be_alike_get_the_spread_of_all() -> None:
    daily = {day: 1.0 if day < 5 else float(day % 5 - 2) for day in range(60)}
    [found] = compare(daily, [("雨", range(5))])
    assert found.high - found.low > 0.5


def test_days_without_a_mood_are_not_there() -> None:
    daily = {day: float(day % 2) for day in range(20)}
    [found] = compare(daily, [("雨", [*range(6), 100, 200])])
    assert found.days == 6 and found.latest == 5


def test_the_interval_stays_on_the_scale() -> None:
    daily = {day: 2.0 if day < 6 else -2.0 + day % 4 for day in range(16)}
    [found] = compare(daily, [("雨", range(6))])
    assert -2.0 <= found.low <= found.high <= 2.0


def test_among_many_comparisons_chance_is_hardly_ever_called_clear() -> None:
    """Without the correction one in twenty would be: fifty of a thousand."""
    rng = random.Random(3)
    clear = 0
    for _ in range(50):
        daily = {day: rng.gauss(0, 1) for day in range(120)}
        groups = [(str(n), rng.sample(range(120), 20)) for n in range(20)]
        clear += sum(found.clear for found in compare(daily, groups))
    assert clear <= 10


def test_what_is_there_is_found_among_many() -> None:
    rng = random.Random(3)
    daily = {day: rng.gauss(1.2 if day < 25 else 0, 0.8) for day in range(120)}
    groups = [("跑步", range(25)), *((str(n), rng.sample(range(120), 20)) for n in range(19))]
    found = compare(daily, groups)
    assert [finding.name for finding in found if finding.clear] == ["跑步"]


def test_one_small_p_lifts_others_only_as_far_as_the_method_says() -> None:
    """Benjamini and Hochberg: the largest p that is at most rank / m * 5 % draws the line."""
    rng = random.Random(11)
    daily = {day: rng.gauss(0, 1) + (day % 7) * 0.15 for day in range(200)}
    found = compare(daily, [(str(n), range(n, 200, 7)) for n in range(7)])
    ranked = sorted(finding.p for finding in found)
    below = [p for rank, p in enumerate(ranked, 1) if p <= rank / 7 * 0.05]
    assert below and {f.p for f in found if f.clear} == {p for p in ranked if p <= max(below)}
