"""Daylio: the CSV of three generations, and the backup, which is a zip with base64 of JSON."""

import base64
import binascii
import csv
import io
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from desktop.domain.time import Moment
from desktop.domain.transfer import ImportFormat, Mood, PortableEntry, Reading, SkipReason
from desktop.storage.importers.clock_words import clock
from desktop.storage.importers.files import (
    MAX_CHARACTERS,
    Unreadable,
    as_json,
    as_text,
    is_archive,
    members,
)
from desktop.storage.importers.records import Identity, Setting, plain

_COLUMNS = ("mood", "time")
_DATE_COLUMNS = ("full_date", "date")
# Mood groups go from 1, the best, to 5.
_MIDDLE_GROUP = 3


def read_csv(file: str, content: bytes, setting: Setting) -> Reading:
    """Columns by name, never by position. Newest first in the file, oldest first here."""
    rows = _rows(as_text(content))
    reading, identity, former = Reading(), Identity(), Identity()
    for number, row in reversed(list(enumerate(rows, 2))):
        try:
            reading.entries.append(_from_row(row, setting, identity, former))
        except (ValueError, KeyError, AttributeError):
            reading.skip(file, SkipReason.BAD_RECORD, str(number))
    return reading


def _rows(text: str) -> list[dict[str, Any]]:
    csv.field_size_limit(2 * MAX_CHARACTERS)
    table = csv.DictReader(io.StringIO(text, newline=""))
    try:
        missing = set(_COLUMNS) - set(table.fieldnames or ())
        if missing:
            raise Unreadable(SkipReason.COLUMNS, ", ".join(sorted(missing)))
        return list(table)
    except csv.Error as error:
        raise Unreadable(SkipReason.BROKEN, table.line_num + 1) from error


def _from_row(
    row: dict[str, Any], setting: Setting, identity: Identity, former: Identity
) -> PortableEntry:
    day = _day(row)
    mood = row["mood"].strip()
    # No title in the oldest files, no scales in those before this year's.
    title, scales = (plain(row.get(name) or "") for name in ("note_title", "scales"))
    at = clock(row["time"])
    known = (mood, row.get("activities") or "", title, row.get("note") or "")
    return PortableEntry(
        text=_text(title, plain(row.get("note") or ""), scales),
        created=setting.moment(day, at),
        date=day,
        tags=tuple(filter(None, (tag.strip() for tag in (row.get("activities") or "").split("|")))),
        mood=Mood(mood) if mood else None,
        origin=ImportFormat.DAYLIO_CSV,
        # The phone's clock may show twelve hours this year and twenty-four the next.
        foreign_id=identity.of(day.isoformat(), f"{at:%H:%M}", *known),
        former_id=former.of(day.isoformat(), row["time"], *known),
    )


def _day(row: dict[str, Any]) -> date:
    """Only full_date is the same in every language; the oldest files have year and date."""
    for column in _DATE_COLUMNS:
        try:
            return date.fromisoformat((row.get(column) or "").strip())
        except ValueError:
            continue
    return datetime.strptime(f"{row['date'].strip()} {row['year'].strip()}", "%d %B %Y").date()


def _text(*parts: str) -> str:
    return "\n".join(filter(None, parts))


def read_backup(file: str, content: bytes, setting: Setting) -> Reading:
    """The `.daylio` file."""
    if not is_archive(content):
        raise Unreadable
    packed = next((data for name, data in members(content, "backup.daylio")), None)
    if packed is None:
        raise Unreadable(SkipReason.NO_MEMBER)
    try:
        parsed: Any = as_json(base64.b64decode(packed))
        moods = {mood["id"]: _mood(mood) for mood in parsed["customMoods"]}
        tags = {tag["id"]: str(tag["name"]) for tag in parsed["tags"]}
        records = list(parsed["dayEntries"])
    except (Unreadable, binascii.Error, KeyError, TypeError) as error:
        raise Unreadable from error  # lines of what is packed in it mean nothing to anybody
    reading, identity = Reading(), Identity()
    for number, record in enumerate(sorted(records, key=_when), 1):
        try:
            reading.entries.append(_from_record(record, moods, tags, setting, identity))
        except (KeyError, ValueError, TypeError, AttributeError, OverflowError):
            reading.skip(file, SkipReason.BAD_RECORD, str(number))
    return reading


def _when(record: Any) -> int:
    value = record.get("datetime") if isinstance(record, dict) else None
    return value if isinstance(value, int) else 0


def _mood(mood: dict[str, Any]) -> Mood:
    """A mood that was never renamed has only the number of its predefined name."""
    group = int(mood["mood_group_id"])
    names = ("rad", "good", "meh", "bad", "awful")
    name = str(mood.get("custom_name") or "").strip() or names[min(max(group, 1), 5) - 1]
    return Mood(name, max(-2.0, min(2.0, float(_MIDDLE_GROUP - group))))


def _from_record(
    record: dict[str, Any],
    moods: dict[Any, Mood],
    tags: dict[Any, str],
    setting: Setting,
    identity: Identity,
) -> PortableEntry:
    # Months count from 0 there.
    day = date(record["year"], record["month"] + 1, record["day"])
    note, title = plain(record.get("note") or ""), plain(record.get("note_title") or "")
    return PortableEntry(
        text=_text(title, note),
        created=_created(record, day, setting),
        date=day,
        tags=tuple(tags[tag] for tag in record.get("tags") or () if tag in tags),
        mood=moods.get(record["mood"]),
        origin=ImportFormat.DAYLIO,
        foreign_id=identity.of(str(record.get("datetime")), day.isoformat(), title, note),
    )


def _created(record: dict[str, Any], day: date, setting: Setting) -> Moment:
    """The instant and the offset of that day, where the file has both."""
    at = time(record["hour"], record["minute"])
    local = setting.moment(day, at)
    offset_ms, utc_ms = record.get("timeZoneOffset"), record.get("datetime")
    if not isinstance(offset_ms, int) or not isinstance(utc_ms, int):
        return local
    offset_s = offset_ms // 1000
    told = datetime.fromtimestamp(utc_ms / 1000, UTC) + timedelta(seconds=offset_s)
    if abs(offset_s) < 86_400 and told.date() == day:
        return Moment(utc_ms, local.zone, offset_s)
    return local
