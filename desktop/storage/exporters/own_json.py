"""Our own JSON: nothing is left out, and importing it again adds nothing."""

import json
from datetime import date
from typing import TextIO

from desktop.storage import own_format
from desktop.storage.database import Database
from desktop.storage.portable_rows import read_portable


def write(
    database: Database, file: TextIO, at_utc_ms: int, since: date, until: date
) -> tuple[int, int]:
    """One entry a line; returns how many entries, and how many of them are in the trash."""
    head = {"format": own_format.FORMAT, "version": own_format.VERSION}
    opening = json.dumps({**head, "exported_utc_ms": at_utc_ms})[:-1]
    file.write(f'{opening}, "entries": [')
    entries = trashed = 0
    for entry in read_portable(database, since, until):
        file.write(",\n" if entries else "\n")
        file.write(json.dumps(own_format.as_object(entry), ensure_ascii=False))
        entries += 1
        trashed += entry.trashed_utc_ms is not None
    file.write("\n]}\n")
    return entries, trashed
