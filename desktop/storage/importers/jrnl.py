"""jrnl: its JSON export. No zone: the clock on the wall where the person lives."""

from datetime import date
from typing import Any

from desktop.domain.transfer import ImportFormat, PortableEntry, Reading, SkipReason
from desktop.storage.importers.day_one import STAR
from desktop.storage.importers.files import Unreadable, as_json
from desktop.storage.importers.records import NOON, Identity, Setting, clock


def read(file: str, content: bytes, setting: Setting) -> Reading:
    parsed = as_json(content)
    records = parsed.get("entries") if isinstance(parsed, dict) else None
    if not isinstance(records, list):
        raise Unreadable
    reading, identity = Reading(), Identity()
    for number, record in enumerate(records, 1):
        try:
            reading.entries.append(_entry(record, setting, identity))
        except (KeyError, ValueError, TypeError, AttributeError):
            reading.skip(file, SkipReason.BAD_RECORD, str(number))
    reading.entries.sort(key=lambda entry: entry.created.utc_ms)
    return reading


def _entry(record: dict[str, Any], setting: Setting, identity: Identity) -> PortableEntry:
    day = date.fromisoformat(record["date"])
    title, body = str(record.get("title") or ""), str(record.get("body") or "")
    time = str(record.get("time") or "")
    tags = [str(tag).lstrip("@#") for tag in record.get("tags") or ()]
    return PortableEntry(
        text="\n".join(filter(None, (title.strip(), body.strip()))),
        created=setting.moment(day, clock(time) if time else NOON),
        date=day,
        tags=tuple([*tags, STAR] if record.get("starred") else tags),
        origin=ImportFormat.JRNL,
        foreign_id=identity.of(day.isoformat(), time, title, body),
    )
