"""What readers have in common: identity, moments where no zone is told, plain text from HTML."""

import hashlib
import html
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop.domain.time import Moment

# Where a file tells the day but no time.
NOON = time(12)
_BREAKS = re.compile(r"<br\s*/?>|</p>|</div>|</li>", re.IGNORECASE)
_TAGS = re.compile(r"</?[a-zA-Z][^<>]*>")
# The first year of Python's dates leaves no room for the offset of a zone.
_YEARS = range(2, 9999)


@dataclass(frozen=True)
class Setting:
    """Where and how the person lives, for files that don't say.

    zone: IANA name. day_begins_at: before it, it is still the evening before.
    """

    zone: str
    day_begins_at: time
    offset_s: int = 0
    _zones: dict[str, tzinfo] = field(default_factory=dict)

    def moment(self, day: date, at: time, zone: str | None = None) -> Moment:
        """When the clock on the wall said so. Raises ValueError for years beyond reason."""
        if day.year not in _YEARS:
            raise ValueError(day.year)
        name, zone_info = self._zone(zone)
        return as_moment(datetime.combine(day, at, zone_info), name)

    def moment_of(self, utc: datetime, zone: str | None) -> Moment:
        if utc.year not in _YEARS:
            raise ValueError(utc.year)
        name, zone_info = self._zone(zone)
        return as_moment(utc.astimezone(zone_info), name)

    def _zone(self, name: str | None) -> tuple[str, tzinfo]:
        """The zone asked for if there is such a one, otherwise the person's."""
        for candidate in (name, self.zone):
            if candidate:
                try:
                    return candidate, self._zones.setdefault(candidate, ZoneInfo(candidate))
                except (ZoneInfoNotFoundError, ValueError, OSError):
                    continue
        from datetime import timezone

        return self.zone, timezone(timedelta(seconds=self.offset_s))


def as_moment(local: datetime, zone: str) -> Moment:
    """local: with its zone."""
    offset = local.utcoffset()
    assert offset is not None
    since_epoch = local.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    utc_ms = since_epoch // timedelta(milliseconds=1)
    return Moment(utc_ms, zone, round(offset.total_seconds()))


def plain(text: str) -> str:
    """HTML as note fields hold it: breaks become lines, tags go, entities are what they mean."""
    return html.unescape(_TAGS.sub("", _BREAKS.sub("\n", text))).strip()


class Identity:
    """Names for records that have none: the same record of the same file gets the same again.

    Two records that are alike are told apart by their number.
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, *parts: str) -> str:
        digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        self._seen[digest] += 1
        count = self._seen[digest]
        return digest if count == 1 else f"{digest}-{count}"
