"""How entries are read: their columns, their labels and their tags, for every store alike."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from desktop.domain.entries import DiaryEntry, Entry, EntryKind
from desktop.domain.labels import Label, LabelSource
from desktop.domain.time import Moment
from desktop.storage.database import Database, Row, Value
from desktop.storage.failures import sound_rows

ENTRY_COLUMNS = (
    "entries.id, entries.text, entries.created_utc_ms, entries.zone, entries.offset_s, "
    "entries.entry_date, entries.kind, entries.edited_utc_ms, entries.trashed_utc_ms"
)
ENTRY_WIDTH = 9
LABEL_COLUMNS = (
    "l.source, l.label, l.valence, l.confidence, l.task, l.task_version, l.weights, l.evidence, "
    "l.own_label, l.own_confidence"
)
# The label that counts, beside `entries`.
LABEL_JOIN = "LEFT JOIN labels AS l ON l.id = entries.label_id"
# What is shown: whatever is read for a list, a chart or an average.
NOT_IN_TRASH = "entries.trashed_utc_ms IS NULL"

_ENTRIES = f"""
SELECT turns.id, turns.reply, {ENTRY_COLUMNS}, {LABEL_COLUMNS}
FROM entries {LABEL_JOIN} LEFT JOIN turns ON turns.entry_id = entries.id
WHERE {{where}} ORDER BY {{order}}
"""

_TAGS = """
SELECT entry_tags.entry_id, tags.name FROM entry_tags JOIN tags ON tags.id = entry_tags.tag_id
WHERE entry_tags.entry_id IN (SELECT value FROM json_each(?)) ORDER BY tags.name
"""

Tags = dict[int, tuple[str, ...]]


def read_entries(
    database: Database, where: str, args: Sequence[Value], order: str = "entries.id"
) -> list[DiaryEntry]:
    """The entries for which *where* holds.

    where, order: SQL on `entries`, constants of the code; what varies is in *args*.
    """
    rows = database.query(_ENTRIES.format(where=where, order=order), args)
    tags = read_tags(database, [row[2] for row in rows])
    with sound_rows():
        return [_diary_entry(row, tags) for row in rows]


def entries_between(database: Database, since: date, until: date) -> Iterator[DiaryEntry]:
    """What is not in the trash of *since* to *until*, both inclusive, day by day.

    To be used up inside one transaction. It is read year by year: whoever shares Python's lock
    with the thread, as the window does, waits for one query at most.
    """
    where = f"entries.entry_date BETWEEN ? AND ? AND {NOT_IN_TRASH}"
    days = (since.isoformat(), until.isoformat())
    years = "SELECT DISTINCT substr(entry_date, 1, 4) FROM entries WHERE entry_date BETWEEN ? AND ?"
    for year in sorted(year for (year,) in database.query(years, days)):
        part = (max(f"{year}-01-01", days[0]), min(f"{year}-12-31", days[1]))
        yield from read_entries(database, where, part, "entries.entry_date, entries.id")


def read_tags(database: Database, entry_ids: Iterable[int]) -> Tags:
    """The tags of those of the entries that have some."""
    ids = ",".join(map(str, entry_ids))
    found: defaultdict[int, list[str]] = defaultdict(list)
    for entry_id, name in database.query(_TAGS, (f"[{ids}]",)):
        found[entry_id].append(name)
    return {entry_id: tuple(names) for entry_id, names in found.items()}


def _diary_entry(row: Row, tags: Tags) -> DiaryEntry:
    turn_id, reply, rest = row[0], row[1], row[2:]
    entry = as_entry(rest[:ENTRY_WIDTH], tags)
    return DiaryEntry(entry, as_label(rest[ENTRY_WIDTH:]), turn_id, reply or "")


def as_entry(row: Row, tags: Tags) -> Entry:
    """An entry of ENTRY_COLUMNS; inside `sound_rows`."""
    entry_id, text, utc_ms, zone, offset_s, day, kind, edited, trashed = row
    return Entry(
        entry_id,
        text,
        Moment(utc_ms, zone, offset_s),
        date.fromisoformat(day),
        EntryKind(kind),
        tags.get(entry_id, ()),
        edited,
        trashed,
    )


def as_label(row: Row) -> Label | None:
    """A label of LABEL_COLUMNS; None without one, or where the person said that none fits."""
    source, word, *rest = row
    return None if word is None else Label(LabelSource(source), word, *rest)
