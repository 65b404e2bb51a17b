"""CSV for spreadsheets: an entry a row, the label that counts and the model's own beside it."""

import csv
from datetime import date
from typing import TextIO

from desktop.domain.labels import Label, LabelSource
from desktop.domain.spreadsheet import harmless
from desktop.domain.transfer import PortableEntry
from desktop.storage.database import Database
from desktop.storage.portable_rows import read_portable

_COLUMNS = (
    "date", "time", "zone", "label", "valence", "confidence", "label_source", "model_label",
    "model_valence", "tags", "text", "reply",
)  # fmt: skip


def write(database: Database, file: TextIO, since: date, until: date) -> int:
    """Returns how many entries; those in the trash are left out."""
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    entries = 0
    for entry in read_portable(database, since, until):
        if entry.trashed_utc_ms is None:
            writer.writerow(_row(entry))
            entries += 1
    return entries


def _row(entry: PortableEntry) -> list[str | float | None]:
    counts, model = _counting(entry), _newest(entry, LabelSource.MODEL)
    texts = [harmless(text) for text in ("; ".join(entry.tags), entry.text, _reply(entry))]
    return [
        entry.date.isoformat(),
        entry.created.local.isoformat(timespec="seconds"),
        entry.created.zone,
        *(_label_cells(counts)),
        None if counts is None else counts.source,
        None if model is None else harmless(model.word),
        None if model is None else model.valence,
        *texts,
    ]


def _label_cells(label: Label | None) -> tuple[str | None, float | None, float | None]:
    if label is None:
        return None, None, None
    return harmless(label.word), label.valence, label.confidence


def _counting(entry: PortableEntry) -> Label | None:
    """The person's newest, otherwise the newest imported, otherwise the model's newest."""
    for source in (LabelSource.PERSON, LabelSource.IMPORT, LabelSource.MODEL):
        if any(given.source is source for given in entry.labels):
            return _newest(entry, source)
    return None


def _newest(entry: PortableEntry, source: LabelSource) -> Label | None:
    given = [given.label for given in entry.labels if given.source is source]
    return given[-1] if given else None


def _reply(entry: PortableEntry) -> str:
    return "" if entry.turn is None else str(entry.turn["reply"])
