"""Moods on request, and a service without a diary."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtCore import QObject, Signal

from desktop.domain.mood import MoodPoint
from desktop.domain.moods import LabelKind, Moods
from desktop.domain.time import Moment
from desktop.errors import StorageFailure
from desktop.ui.mood.mood_series import MoodSeries, mood_series
from desktop.ui.mood.shown import Shown

START = date(2025, 11, 1)
FOUR = time(4)
EAST = 8 * 3600


def point(
    day: int, valence: float = 1.0, hour: float = 12.0, version: str = "sentiment 1 · 3fa2b1c9"
) -> MoodPoint:
    """hour: on the wall, counted from the day's own midnight; 26 is two in the night after."""
    own = START + timedelta(days=day)
    wall = datetime(own.year, own.month, own.day, tzinfo=UTC) + timedelta(hours=hour)
    moment = Moment(int(wall.timestamp() * 1000) - EAST * 1000, "Asia/Shanghai", EAST)
    return MoodPoint(day, own, moment, valence, "正面", version)


GAPPED = [point(0, 1), point(1, -1), point(1, 2), point(2, 0), point(5, 2), point(8, 1), point(9)]


def moods_of(points: list[MoodPoint]) -> Moods:
    named = tuple(dict.fromkeys(LabelKind(p.word, p.version) for p in points))
    return Moods(
        [p.date.toordinal() for p in points],
        [p.created.utc_ms // 1000 + p.created.offset_s for p in points],
        [p.valence for p in points],
        [named.index(LabelKind(p.word, p.version)) for p in points],
        named,
    )


def series_of(points: list[MoodPoint]) -> MoodSeries:
    return mood_series(Shown.of(moods_of(points), None, FOUR))


class FakeMoods(QObject):
    """MoodService without a diary. unlabelled: days with an entry that has no mood."""

    changed = Signal()

    def __init__(self, points: list[MoodPoint]) -> None:
        super().__init__()
        self.points, self.broken = points, False
        self.unlabelled: list[date] = []
        self.tags: list[tuple[str, frozenset[int]]] = []
        self.words: dict[str, frozenset[int]] = {}

    def moods(self) -> Moods:
        if self.broken:
            raise StorageFailure("diary.db")
        return moods_of(self.points)

    def bare_moods(self) -> Moods:
        return replace(self.moods(), kinds=(), named=())

    def without_mood(self, since: date = date.min) -> list[tuple[str | None, int]]:
        return [("不确定", 2), (None, sum(day >= since for day in self.unlabelled))]

    def entries_by_day(self) -> dict[int, int]:
        days = [*(p.date for p in self.points), *self.unlabelled]
        return {day.toordinal(): days.count(day) for day in set(days)}

    def tag_days(self) -> list[tuple[str, frozenset[int]]]:
        return self.tags

    def word_days(self, text: str) -> frozenset[int]:
        return self.words.get(text, frozenset())
