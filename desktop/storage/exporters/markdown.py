"""Markdown for reading elsewhere: days, times, moods, tags, texts and replies.

A comment before each entry (see `desktop.storage.own_markdown`) lets an import know it again.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any, TextIO

from desktop.domain.entries import DiaryEntry
from desktop.storage.database import Database
from desktop.storage.entry_rows import entries_between
from desktop.storage.own_markdown import as_mark, digest, one_break


def write(database: Database, file: TextIO, since: date, until: date) -> int:
    """All days in one file, oldest first; returns how many entries."""
    entries = 0
    for _, text, count in days(database, since, until):
        file.write(text if not entries else f"\n{text}")
        entries += count
    return entries


def days(database: Database, since: date, until: date) -> Iterator[tuple[date, str, int]]:
    """Each day that has entries, its text, and how many they are."""
    sql = "SELECT id, uuid FROM entries WHERE entry_date BETWEEN ? AND ?"
    uuids: dict[int, str] = dict(database.query(sql, (since.isoformat(), until.isoformat())))
    found = entries_between(database, since, until)
    for day, group in groupby(found, key=lambda entry: entry.entry.date):
        parts = [_entry(entry, uuids[entry.id]) for entry in group]
        yield day, f"# {day.isoformat()}\n\n" + "\n".join(parts), len(parts)


def _entry(entry: DiaryEntry, uuid: str) -> str:
    mood = f" · {entry.label.word}" if entry.label else ""
    tags = " ".join(f"#{tag.replace(' ', '_')}" for tag in entry.entry.tags)
    text = one_break(entry.entry.text)
    mark = as_mark({"uuid": uuid, **_fields(entry, text)})
    parts = [f"{mark}\n## {entry.entry.created.local:%H:%M}{mood}", tags, text]
    if entry.reply.strip():
        parts.append("\n".join(f"> {line}".rstrip() for line in entry.reply.splitlines()))
    return "\n\n".join(filter(None, parts)) + "\n"


def _fields(found: DiaryEntry, text: str) -> dict[str, Any]:
    """What the lines below don't say, or not exactly."""
    entry, label = found.entry, found.label
    fields: dict[str, Any] = {
        "created_utc_ms": entry.created.utc_ms,
        "zone": entry.created.zone,
        "offset_s": entry.created.offset_s,
        "date": entry.date.isoformat(),
        "kind": entry.kind,
        "lines": text.count("\n") + 1 if text else 0,
        "text": digest(text),
    }
    if entry.tags:
        fields["tags"] = list(entry.tags)
    if label is not None:
        fields["label"] = {"source": label.source, "label": label.word, "valence": label.valence}
    return fields
