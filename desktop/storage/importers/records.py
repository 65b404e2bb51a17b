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
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap])?\.?m?\.?", re.IGNORECASE)
# What phones say in Chinese instead, before the time or behind it (CLDR's day periods).
_BEFORE_NOON = ("凌晨", "清晨", "早上", "上午")
_AFTER_NOON = ("中午", "下午", "傍晚", "晚上")
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


def clock(text: str) -> time:
    """``21:35``, ``8:30 pm``, ``8:30 a.m.``, ``下午8:30``. Raises ValueError."""
    match = _CLOCK.fullmatch(_in_latin(text).strip().replace("\u202f", " "))
    if match is None:
        raise ValueError("no time")
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if match[4]:
        hour = hour % 12 + (12 if match[4].lower() == "p" else 0)
    return time(hour, minute, second)


def _in_latin(text: str) -> str:
    for half, words in (("am", _BEFORE_NOON), ("pm", _AFTER_NOON)):
        for word in words:
            if word in text:
                return f"{text.replace(word, '', 1).strip()} {half}"
    return text


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
