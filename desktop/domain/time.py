"""Moments and the day they belong to. Reads no clock: the services bring the moment."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant, and where on earth it was lived.

    utc_ms: milliseconds since 1970-01-01T00:00Z.
    zone: IANA name of the zone, e.g. ``Asia/Shanghai``.
    offset_s: seconds east of UTC that were in force there and then. Kept beside the zone
        because zone rules change, and what the clock on the wall said does not.
    """

    utc_ms: int
    zone: str
    offset_s: int

    @property
    def utc(self) -> datetime:
        return datetime.fromtimestamp(self.utc_ms / 1000, UTC)

    @property
    def local(self) -> datetime:
        """The wall clock's reading, with its offset."""
        return self.utc.astimezone(timezone(timedelta(seconds=self.offset_s)))


def entry_date(moment: Moment, day_begins_at: time) -> date:
    """The day an entry belongs to: before *day_begins_at* it is still the evening before."""
    local = moment.local
    if local.time() < day_begins_at:
        return local.date() - timedelta(days=1)
    return local.date()
