"""Which day a moment belongs to."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from desktop.domain.time import Moment, entry_date

FOUR = time(4)


def lived(year: int, month: int, day: int, hour: int, minute: int, zone: str) -> Moment:
    local = datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone))
    offset = local.utcoffset()
    assert offset is not None
    return Moment(int(local.timestamp() * 1000), zone, int(offset.total_seconds()))


@pytest.mark.parametrize(
    ("hour", "minute", "day"),
    [(0, 0, 20), (2, 0, 20), (3, 59, 20), (4, 0, 21), (12, 0, 21), (23, 59, 21)],
)
def test_before_the_day_begins_it_is_still_the_evening_before(
    hour: int, minute: int, day: int
) -> None:
    moment = lived(2025, 11, 21, hour, minute, "Asia/Shanghai")
    assert entry_date(moment, FOUR) == date(2025, 11, day)


def test_a_day_may_begin_at_midnight() -> None:
    moment = lived(2025, 11, 21, 0, 0, "Asia/Shanghai")
    assert entry_date(moment, time(0)) == date(2025, 11, 21)


def test_the_year_turns_with_the_day() -> None:
    assert entry_date(lived(2026, 1, 1, 1, 30, "Asia/Shanghai"), FOUR) == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Asia/Shanghai", 21), ("UTC", 20), ("America/Los_Angeles", 20), ("Pacific/Kiritimati", 21)],
)
def test_one_instant_belongs_to_the_day_of_the_place_it_was_lived_at(zone: str, day: int) -> None:
    instant = datetime(2025, 11, 21, 0, 30, tzinfo=UTC)
    offset = instant.astimezone(ZoneInfo(zone)).utcoffset()
    assert offset is not None
    moment = Moment(int(instant.timestamp() * 1000), zone, int(offset.total_seconds()))
    assert entry_date(moment, FOUR) == date(2025, 11, day)


def test_the_hour_that_summer_time_skips_does_not_move_the_day() -> None:
    # Berlin, 30 March 2025: 02:00 becomes 03:00; 03:30 and 04:00 are 30 minutes apart.
    before = lived(2025, 3, 30, 3, 30, "Europe/Berlin")
    after = lived(2025, 3, 30, 4, 0, "Europe/Berlin")
    assert after.utc_ms - before.utc_ms == 30 * 60 * 1000
    assert entry_date(before, FOUR) == date(2025, 3, 29)
    assert entry_date(after, FOUR) == date(2025, 3, 30)


def test_both_of_the_hours_that_winter_time_repeats_are_the_evening_before() -> None:
    # Berlin, 26 October 2025: 02:30 happens twice, an hour apart.
    wall = datetime(2025, 10, 26, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    for fold, offset in ((0, 7200), (1, 3600)):
        moment = Moment(int(wall.replace(fold=fold).timestamp() * 1000), "Europe/Berlin", offset)
        assert moment.local.replace(tzinfo=None) == datetime(2025, 10, 26, 2, 30)
        assert entry_date(moment, FOUR) == date(2025, 10, 25)


def test_the_stored_offset_counts_and_not_todays_rules_of_the_zone() -> None:
    moment = Moment(int(datetime(2025, 1, 1, 21, tzinfo=UTC).timestamp() * 1000), "UTC", 7 * 3600)
    assert moment.local.hour == 4
    assert entry_date(moment, FOUR) == date(2025, 1, 2)


def test_instants_before_1970_are_lived_too() -> None:
    moment = Moment(-1000, "Asia/Shanghai", 8 * 3600)
    assert entry_date(moment, FOUR) == date(1970, 1, 1)
