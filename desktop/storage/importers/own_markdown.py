"""Our own Markdown, of this program and, without the comments, of earlier ones.

An entry whose text was changed by hand since is another entry: nothing of either is lost.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from desktop.domain.transfer import ImportFormat, Mood, PortableEntry, Reading, SkipReason
from desktop.storage import own_format
from desktop.storage.importers.clock_words import clock
from desktop.storage.importers.files import as_text
from desktop.storage.importers.records import Identity, Setting
from desktop.storage.own_markdown import digest, from_mark

SUFFIXES = (".md", ".markdown")
_BEGINNING = 1 << 16
_DAY = re.compile(r"# (\d{4}-\d{2}-\d{2})")
_ENTRY = re.compile(r"## (\d{2}:\d{2})(?: · (\S.*))?")
_TAGS = re.compile(r"#\S+(?: #\S+)*")


@dataclass
class _Part:
    """An entry as it stands in the file. line: of its heading, from 1."""

    line: int
    day: str
    time: str
    mood: str | None
    mark: dict[str, Any] | None
    lines: list[str] = field(default_factory=list)


def is_ours(content: bytes) -> bool:
    """Whether it begins with a day and an entry, as only our export does."""
    first = (
        content[:_BEGINNING].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").splitlines()
    )
    lines = [line for line in first if line.strip() and from_mark(line) is None][:2]
    return len(lines) == 2 and bool(_DAY.fullmatch(lines[0]) and _ENTRY.fullmatch(lines[1]))


def read(file: str, content: bytes, setting: Setting) -> Reading:
    """Entries without a comment have the day, the minute, the text and what the mood is called."""
    reading, identity = Reading(), Identity()
    for part in _parts(as_text(content).split("\n")):
        try:
            reading.entries.append(_marked(part) or _plain(part, setting, identity))
        except (ValueError, KeyError, TypeError, OverflowError):
            where = str(part.line)
            reading.skip(file, SkipReason.BAD_RECORD, where, ImportFormat.MARKDOWN)
    return reading


def _parts(lines: list[str]) -> Iterator[_Part]:
    """Cut where an entry begins. What a comment counts is text, whatever it looks like."""
    day, mark, part, counted = "", None, None, 0
    for number, line in enumerate(lines, 1):
        if counted and part is not None:
            counted -= 1
            part.lines.append(line)
        elif (heading := _DAY.fullmatch(line)) is not None and _leads_on(lines, number):
            day = heading[1]
        elif (found := from_mark(line)) is not None and _leads_on(lines, number):
            mark = found
        elif day and (heading := _ENTRY.fullmatch(line)) is not None and _begins(part, mark):
            if part is not None:
                yield part
            part = _Part(number, day, heading[1], heading[2], mark)
            mark, counted = None, _counted(part.mark)
        elif part is not None:
            part.lines.append(line)
    if part is not None:
        yield part


def _leads_on(lines: list[str], number: int) -> bool:
    """Whether an entry follows the line of that number: otherwise it is somebody's text."""
    following = next((line for line in lines[number:] if line.strip()), "")
    return bool(_ENTRY.fullmatch(following)) or from_mark(following) is not None


def _begins(part: _Part | None, mark: dict[str, Any] | None) -> bool:
    """In a file of this program every entry has its comment; another heading may be text."""
    return mark is not None or part is None or part.mark is None


def _counted(mark: dict[str, Any] | None) -> int:
    """How many lines after the heading are the entry's, blank ones and tags included."""
    if mark is None or not isinstance(mark.get("lines"), int):
        return 0
    return int(mark["lines"]) + (1 if mark["lines"] else 0) + (2 if mark.get("tags") else 0)


def _marked(part: _Part) -> PortableEntry | None:
    """The very entry that was exported; None where there is no comment, or the text is another."""
    mark = part.mark
    if mark is None:
        return None
    count = mark["lines"]
    from_line = (1 if count else 0) + (2 if mark.get("tags") else 0)
    text = "\n".join(part.lines[from_line : from_line + count])
    rest = [line for line in part.lines[from_line + count :] if line.strip()]
    if digest(text) != mark["text"] or not all(line.startswith(">") for line in rest):
        return None
    created = mark["created_utc_ms"]
    label = mark.get("label")
    return own_format.as_entry(
        {
            **mark,
            "text": text,
            "labels": [{**label, "created_utc_ms": created, "outdated": False}] if label else [],
            "turn": _reply(date.fromisoformat(mark["date"]), rest),
        }
    )


def _reply(day: date, quoted: list[str]) -> dict[str, Any] | None:
    """As a turn. A day is one topic: more is not told."""
    if not quoted:
        return None
    reply = "\n".join(line.removeprefix(">").removeprefix(" ") for line in quoted)
    return {"topic": day.toordinal(), "state": "done", "reply": reply}


def _plain(part: _Part, setting: Setting, identity: Identity) -> PortableEntry:
    """As it stands; a quotation at its end is what was replied."""
    day, at = date.fromisoformat(part.day), clock(part.time)
    lines = "\n".join(part.lines).strip().split("\n")
    tags: tuple[str, ...] = ()
    if _TAGS.fullmatch(lines[0]) and (len(lines) == 1 or not lines[1].strip()):
        tags = tuple(tag.removeprefix("#") for tag in lines.pop(0).split())
    end = len(lines)
    while end and lines[end - 1].startswith(">"):
        end -= 1
    text = "\n".join(lines[:end]).strip()
    # Before a day begins it is the night after it.
    night = timedelta(days=1 if at < setting.day_begins_at else 0)
    created = setting.moment((datetime.combine(day, at) + night).date(), at)
    reply = _reply(day, lines[end:])
    return PortableEntry(
        text,
        created,
        day,
        tags,
        mood=Mood(part.mood) if part.mood else None,
        origin=ImportFormat.MARKDOWN,
        foreign_id=identity.of(day.isoformat(), part.time, text),
        turn=own_format.as_turn(reply) if reply else None,
    )
