"""jrnl: its JSON export and its plain text. No zone: the clock on the wall where one lives."""

import codecs
import re
from datetime import date
from typing import Any

from desktop.domain.transfer import ImportFormat, PortableEntry, Reading, SkipReason
from desktop.storage.importers.clock_words import clock
from desktop.storage.importers.day_one import STAR
from desktop.storage.importers.files import Unreadable, as_json, as_text
from desktop.storage.importers.records import NOON, Identity, Setting

# [2026-03-01 18:22], or as some have set it: with seconds, or with AM and PM.
_HEAD = re.compile(
    r"^\[(\d{4}-\d{2}-\d{2})[ T]+(\d{1,2}:\d{2}(?::\d{2})?(?: ?[APap]\.?[Mm]\.?)?)\][ ]?(.*)$",
    re.MULTILINE,
)
_TAG = re.compile(r"(?<![\w@])@(\w[\w-]*)")
_STARRED = re.compile(r"\s\*$")


def is_text(content: bytes) -> bool:
    """Whether it begins as a journal in plain text does."""
    first, _, _ = content.removeprefix(codecs.BOM_UTF8).lstrip().partition(b"\n")
    return _HEAD.match(first.decode("utf-8", "replace").rstrip("\r")) is not None


def read(file: str, content: bytes, setting: Setting) -> Reading:
    if is_text(content):
        records = _records(as_text(content))
    else:
        parsed = as_json(content)
        found = parsed.get("entries") if isinstance(parsed, dict) else None
        if not isinstance(found, list):
            raise Unreadable(SkipReason.UNKNOWN)
        records = found
    reading, identity = Reading(), Identity()
    for number, record in enumerate(records, 1):
        try:
            reading.entries.append(_entry(record, setting, identity))
        except (KeyError, ValueError, TypeError, AttributeError):
            reading.skip(file, SkipReason.BAD_RECORD, str(number))
    reading.entries.sort(key=lambda entry: entry.created.utc_ms)
    return reading


def _records(text: str) -> list[Any]:
    """Plain text as the records of the JSON: an entry from either is the same one."""
    heads = list(_HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return [
        {
            "date": head[1],
            "time": head[2],
            "title": _STARRED.sub("", head[3].rstrip()),
            "body": (body := text[head.end() : end].strip()),
            "tags": list(dict.fromkeys(_TAG.findall(f"{head[3]} {body}"))),
            "starred": _STARRED.search(head[3].rstrip()) is not None,
        }
        for head, end in zip(heads, ends, strict=True)
    ]


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
