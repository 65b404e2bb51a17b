"""Markdown for reading elsewhere: days, times, moods, tags, texts and replies."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import TextIO

from desktop.domain.entries import DiaryEntry
from desktop.storage.database import Database
from desktop.storage.entry_rows import entries_between


def write(database: Database, file: TextIO, since: date, until: date) -> int:
    """All days in one file, oldest first; returns how many entries."""
    entries = 0
    for _, text, count in days(database, since, until):
        file.write(text if not entries else f"\n{text}")
        entries += count
    return entries


def days(database: Database, since: date, until: date) -> Iterator[tuple[date, str, int]]:
    """Each day that has entries, its text, and how many they are."""
    found = entries_between(database, since, until)
    for day, group in groupby(found, key=lambda entry: entry.entry.date):
        entries = list(group)
        yield day, f"# {day.isoformat()}\n\n" + "\n".join(map(_entry, entries)), len(entries)


def _entry(entry: DiaryEntry) -> str:
    mood = f" · {entry.label.word}" if entry.label else ""
    tags = " ".join(f"#{tag.replace(' ', '_')}" for tag in entry.entry.tags)
    parts = [f"## {entry.entry.created.local:%H:%M}{mood}", tags, entry.entry.text]
    if entry.reply.strip():
        parts.append("\n".join(f"> {line}".rstrip() for line in entry.reply.splitlines()))
    return "\n\n".join(filter(None, parts)) + "\n"
