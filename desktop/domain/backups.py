"""Backups as plain values, and which of them are kept."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Reason(StrEnum):
    """Why a copy was made. The last two are no backups but what was put aside."""

    DAILY = "daily"
    MANUAL = "manual"
    MIGRATION = "migration"
    IMPORT = "import"
    REPLACED = "replaced"
    DAMAGED = "damaged"

    @property
    def is_backup(self) -> bool:
        return self not in (Reason.REPLACED, Reason.DAMAGED)


@dataclass(frozen=True, slots=True)
class Backup:
    """One whole copy of the diary.

    name: of its file in the folder of backups.
    made: by the clock of that moment, in UTC.
    size: bytes. entries: how many it holds, the trash included; None where that isn't known (a
        damaged file, or one that was put here by hand).
    """

    name: str
    made: datetime
    reason: Reason
    size: int
    entries: int | None


ALL_OF = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 12, 10, 9


def kept(backups: Iterable[Backup]) -> set[str]:
    """The names of those to keep: all of the newest two days, the newest of each of 12 days, of
    10 weeks, of 9 months. Counted are days, weeks and months that have a backup, back from the
    newest one: no clock, however wrong, makes all of them too old. What was put aside is kept.
    """
    backups = list(backups)
    ordered = [b for b in backups if b.reason.is_backup]
    ordered.sort(key=lambda b: b.made, reverse=True)
    names = {b.name for b in backups if not b.reason.is_backup}
    names |= {b.name for b in ordered if ordered[0].made - b.made <= ALL_OF}
    names |= _newest_of_each(ordered, lambda made: made.date(), DAILY)
    names |= _newest_of_each(ordered, lambda made: tuple(made.isocalendar())[:2], WEEKLY)
    names |= _newest_of_each(ordered, lambda made: (made.year, made.month), MONTHLY)
    return names


def _newest_of_each(
    newest_first: list[Backup], span: Callable[[datetime], Hashable], count: int
) -> set[str]:
    newest: dict[Hashable, str] = {}
    for backup in newest_first:
        newest.setdefault(span(backup.made), backup.name)
    return set(list(newest.values())[:count])
