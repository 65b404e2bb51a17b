"""What all cards of the mood page are given: the moods that are shown, counted once."""

from dataclasses import dataclass, replace
from datetime import date, time

from desktop.domain.mood import DailyMood, daily_means
from desktop.domain.moods import Moods


@dataclass(frozen=True, slots=True)
class Shown:
    """begins: when a day begins. version: the only source of labels that the person wants to see;
    None is all of them. source: what it is called."""

    moods: Moods
    days: tuple[DailyMood, ...]
    begins: time
    version: str | None
    source: str | None = None

    @classmethod
    def of(
        cls, moods: Moods, version: str | None, begins: time, source: str | None = None
    ) -> "Shown":
        mine = moods.of_version(version)
        return cls(mine, daily_means(mine), begins, version, source)

    def last(self, days: int | None) -> "Shown":
        """Only the newest *days*; None is all of them."""
        first = self.since(days)
        if first <= self.days[0].date:
            return self
        kept = tuple(day for day in self.days if day.date >= first)
        return replace(self, moods=self.moods.since(first.toordinal()), days=kept)

    @property
    def all_sources(self) -> bool:
        return self.version is None

    def since(self, days: int | None) -> date:
        """The first of the newest *days*, the newest mood's being the last; None is all of them."""
        if days is None:
            return date.min
        return date.fromordinal(max(self.newest.toordinal() - days + 1, 1))

    @property
    def newest(self) -> date:
        """Dates of its year are named without the year."""
        return self.days[-1].date
