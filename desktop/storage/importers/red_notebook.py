"""RedNotebook: one YAML file a month, block or flow style. Its crashes leave NUL bytes behind."""

import re
from datetime import date
from typing import Any

import yaml

from desktop.domain.transfer import ImportFormat, PortableEntry, Reading, SkipReason
from desktop.storage.importers.files import Unreadable, as_text
from desktop.storage.importers.records import NOON, Identity, Setting

NAME = re.compile(r"(\d{4})-(\d{2})\.txt")
# A copy of one file may have more before its month, if it holds numbered days.
_COPY = re.compile(r".*(?<!\d)" + NAME.pattern)
_DAYS = re.compile(r"^\d{1,2}:", re.MULTILINE)
# A month of a diary; YAML is slow and nests.
_MAX_BYTES = 8 << 20
_HASHTAG = re.compile(r"(?:^|\s)#([\w-]+)")


# The one in C, where the package has it, is ten times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _parsed(text: str) -> Any:
    """Without aliases: a few lines of them grow beyond any memory, and no diary has them."""
    try:
        for event in yaml.parse(text, _LOADER):
            if isinstance(event, yaml.AliasEvent):
                raise Unreadable(SkipReason.BROKEN, event.start_mark.line + 1)
        return yaml.load(text, _LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise Unreadable(SkipReason.BROKEN, mark.line + 1 if mark else "") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Unreadable from error


def is_month(file: str, content: bytes) -> bool:
    """Whether a single file, whatever stands before the month in its name, is one of these."""
    if NAME.fullmatch(file):
        return True
    try:
        return bool(_COPY.fullmatch(file) and _DAYS.search(as_text(content)))
    except Unreadable:
        return False


def read(file: str, content: bytes, setting: Setting) -> Reading:
    """file: its name tells year and month."""
    named = _COPY.fullmatch(file)
    if named is None:
        raise Unreadable(SkipReason.NO_DATE)
    if len(content) > _MAX_BYTES:
        raise Unreadable(SkipReason.TOO_BIG)
    parsed = _parsed(as_text(content))
    if parsed is not None and not isinstance(parsed, dict):
        raise Unreadable
    reading, identity = Reading(), Identity()
    for number, content_of_day in (parsed or {}).items():
        try:
            day = date(int(named[1]), int(named[2]), int(number))
            entry = _entry(day, content_of_day, setting, identity)
        except (ValueError, TypeError, AttributeError):
            reading.skip(file, SkipReason.BAD_RECORD, str(number)[:20])
            continue
        if entry.text or entry.tags:
            reading.entries.append(entry)
    return reading


def _entry(day: date, content: Any, setting: Setting, identity: Identity) -> PortableEntry:
    """Categories and what stands in them become tags, as do hashtags in the text."""
    text = str(content.get("text") or "").strip()
    tags: list[str] = _HASHTAG.findall(text)
    for category, items in content.items():
        if category != "text":
            tags.append(str(category))
            tags += [str(item) for item in items or ()]
    return PortableEntry(
        text=text,
        created=setting.moment(day, NOON),
        date=day,
        tags=tuple(tags),
        origin=ImportFormat.RED_NOTEBOOK,
        foreign_id=identity.of(day.isoformat(), text),
    )
