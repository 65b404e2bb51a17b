"""Day One: JSON, alone or one or more of them in a zip beside the photos."""

import re
from datetime import UTC, datetime
from typing import Any

from desktop.domain.time import entry_date
from desktop.domain.transfer import ImportFormat, PortableEntry, Reading, SkipReason
from desktop.storage.importers.files import Unreadable, as_json, is_archive, members
from desktop.storage.importers.records import Setting

STAR = "★"
_MOMENT = re.compile(r"!\[[^\]]*\]\(dayone-moment:[^)]*\)\n?")
# Its Markdown escapes every sign that could mean something.
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def read(file: str, content: bytes, setting: Setting) -> Reading:
    """Entries of all journals in the file, oldest first."""
    reading = Reading()
    journals = members(content, ".json") if is_archive(content) else [(file, content)]
    found = False
    for name, journal in journals:
        parsed = as_json(journal)
        records = parsed.get("entries") if isinstance(parsed, dict) else None
        if not isinstance(records, list):
            reading.skip(f"{file}: {name}", SkipReason.UNKNOWN)
            continue
        found = True
        _read_journal(file if name == file else f"{file}: {name}", records, setting, reading)
    if not found:
        raise Unreadable(SkipReason.NO_MEMBER if is_archive(content) else SkipReason.UNKNOWN)
    reading.entries.sort(key=lambda entry: entry.created.utc_ms)
    return reading


def _read_journal(file: str, records: list[Any], setting: Setting, reading: Reading) -> None:
    for number, record in enumerate(records, 1):
        try:
            reading.entries.append(_entry(record, setting))
        except (KeyError, ValueError, TypeError, AttributeError, OverflowError):
            reading.skip(file, SkipReason.BAD_RECORD, str(number))


def _entry(record: dict[str, Any], setting: Setting) -> PortableEntry:
    written = datetime.fromisoformat(record["creationDate"])
    if written.tzinfo is None:
        written = written.replace(tzinfo=UTC)
    created = setting.moment_of(written, str(record.get("timeZone") or "").replace("\\/", "/"))
    tags = [str(tag) for tag in record.get("tags") or ()]
    return PortableEntry(
        text=_text(record.get("text") or ""),
        created=created,
        date=entry_date(created, setting.day_begins_at),
        tags=tuple([*tags, STAR] if record.get("starred") else tags),
        origin=ImportFormat.DAY_ONE,
        foreign_id=str(record["uuid"]),
    )


def _text(text: str) -> str:
    return _ESCAPED.sub(r"\1", _MOMENT.sub("", text)).strip()
