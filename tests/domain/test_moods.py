"""What is counted in moods: labels, steps of the scale, weekdays and hours, sources."""

from datetime import date

from desktop.domain.moods import LabelKind, Moods, Share, by_step, by_weekday_and_hour, by_word

MONDAY = date(2025, 11, 3).toordinal()
HOUR = 3600
KINDS = (LabelKind("正面", "model"), LabelKind("正面", "person"), LabelKind("负面", "model"))


def moods(*entries: tuple[int, int, float, int]) -> Moods:
    """Days after a Monday, hours of that day's own clock, valences, places in KINDS."""
    days = [MONDAY + day for day, *_ in entries]
    walls = [(MONDAY + day - date(1970, 1, 1).toordinal()) * 86_400 for day, *_ in entries]
    walls = [wall + hour * HOUR for wall, (_, hour, *_) in zip(walls, entries, strict=True)]
    return Moods(days, walls, [e[2] for e in entries], [e[3] for e in entries], KINDS)


SOME = moods((0, 9, 1.0, 0), (1, 9, -1.0, 2), (1, 26, 2.0, 1), (7, 9, 0.0, 0))


def test_a_word_of_two_sources_is_one() -> None:
    assert by_word(SOME) == [
        ("正面", Share(3, 1.0, MONDAY + 7)),
        ("负面", Share(1, -1.0, MONDAY + 1)),
    ]


def test_an_hour_of_the_night_belongs_to_the_day_before() -> None:
    assert by_weekday_and_hour(SOME) == {
        (0, 9): Share(2, 0.5, MONDAY + 7),
        (1, 9): Share(1, -1.0, MONDAY + 1),
        (1, 2): Share(1, 2.0, MONDAY + 1),
    }


def test_hours_before_1970_count_from_their_own_midnight() -> None:
    old = Moods([date(1912, 5, 5).toordinal()], [-1_820_000_000], [1.0], [0], KINDS)
    [(_, hour)] = by_weekday_and_hour(old)
    assert hour == (-1_820_000_000 % 86_400) // HOUR


def test_what_lies_between_two_steps_goes_outwards() -> None:
    values = (-1.5, -0.5, -0.4, 0.0, 0.4, 0.5, 1.5)
    steps = by_step(moods(*((0, 9, value, 0) for value in values)))
    assert {step: share.entries for step, share in steps.items()} == {
        -2: 1,
        -1: 1,
        0: 3,
        1: 1,
        2: 1,
    }


def test_sources_are_counted_and_can_be_told_apart() -> None:
    assert SOME.versions() == [("model", 3), ("person", 1)]
    assert SOME.of_version(None) is SOME
    mine = SOME.of_version("person")
    assert (len(mine), mine.valences, mine.versions()) == (1, (2.0,), [("person", 1)])
    assert by_word(mine) == [("正面", Share(1, 2.0, MONDAY + 1))]


def test_nothing_has_no_shares() -> None:
    assert by_word(moods()) == [] and by_step(moods()) == {} == by_weekday_and_hour(moods())
