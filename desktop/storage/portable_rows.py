"""The diary's rows as portable entries: all that an export can want, a thousand at a time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from desktop.domain.entries import EarlierText, EntryKind
from desktop.domain.labels import GivenLabel, LabelSource
from desktop.domain.time import Moment
from desktop.domain.transfer import PortableEntry
from desktop.domain.ways import Unlabelled
from desktop.storage.database import Database, Row
from desktop.storage.entry_rows import LABEL_COLUMNS, Tags, as_label, read_tags
from desktop.storage.failures import sound_rows

BATCH = 1000

_ENTRIES = """
SELECT id, uuid, text, created_utc_ms, zone, offset_s, entry_date, kind, edited_utc_ms,
       trashed_utc_ms, origin, foreign_id, reason
FROM entries LEFT JOIN unlabelled ON unlabelled.entry_id = entries.id
WHERE id > ? AND entry_date BETWEEN ? AND ? ORDER BY id LIMIT ?
"""
_LABELS = f"""
SELECT l.entry_id, l.created_utc_ms, l.outdated, {LABEL_COLUMNS}
FROM labels AS l WHERE l.entry_id IN (SELECT value FROM json_each(?)) ORDER BY l.id
"""
_EARLIER_TEXTS = """
SELECT entry_id, text, replaced_utc_ms FROM earlier_texts
WHERE entry_id IN (SELECT value FROM json_each(?)) ORDER BY id
"""
TURN_COLUMNS = (
    "state",
    "reply",
    "error",
    "weights",
    "tokens",
    "prompt_tokens",
    "first_token_s",
    "total_s",
    "left_out",
    "shortened",
    "stop_reason",
)
_TURNS = f"""
SELECT turns.entry_id, turns.id, turns.topic_id, topics.created_utc_ms,
       {", ".join(f"turns.{name}" for name in TURN_COLUMNS)}
FROM turns JOIN topics ON topics.id = turns.topic_id
WHERE turns.entry_id IN (SELECT value FROM json_each(?))
"""
_EARLIER_REPLIES = """
SELECT turn_id, text, weights, replaced_utc_ms FROM earlier_replies
WHERE turn_id IN (SELECT value FROM json_each(?)) ORDER BY id
"""

Turns = dict[int, dict[str, object]]


def read_portable(database: Database, since: date, until: date) -> Iterator[PortableEntry]:
    """The entries of *since* to *until*, both inclusive, in order of id; the trash too.

    To be used up inside one transaction, or what is written meanwhile is half in it.
    """
    after = 0
    while True:
        args = (after, since.isoformat(), until.isoformat(), BATCH)
        rows = database.query(_ENTRIES, args)
        if not rows:
            return
        with sound_rows():
            yield from _batch(database, rows)
        after = rows[-1][0]


def _batch(database: Database, rows: list[Row]) -> list[PortableEntry]:
    ids = [row[0] for row in rows]
    tags, turns = read_tags(database, ids), _turns(database, ids)
    labels: defaultdict[int, list[GivenLabel]] = defaultdict(list)
    for entry_id, created, outdated, *label in database.query(_LABELS, (_listed(ids),)):
        given = GivenLabel(LabelSource(label[0]), as_label(tuple(label)), created, bool(outdated))
        labels[entry_id].append(given)
    earlier: defaultdict[int, list[EarlierText]] = defaultdict(list)
    for entry_id, text, replaced in database.query(_EARLIER_TEXTS, (_listed(ids),)):
        earlier[entry_id].append(EarlierText(text, replaced))
    return [_portable(row, tags, labels[row[0]], earlier[row[0]], turns) for row in rows]


def _portable(
    row: Row,
    tags: Tags,
    labels: list[GivenLabel],
    earlier: list[EarlierText],
    turns: Turns,
) -> PortableEntry:
    entry_id, uuid, text, utc_ms, zone, offset_s, day, kind, edited, trashed, *rest = row
    origin, foreign, unlabelled = rest
    return PortableEntry(
        text=text,
        created=Moment(utc_ms, zone, offset_s),
        date=date.fromisoformat(day),
        tags=tags.get(entry_id, ()),
        kind=EntryKind(kind),
        uuid=uuid,
        origin=origin,
        foreign_id=foreign,
        edited_utc_ms=edited,
        trashed_utc_ms=trashed,
        labels=tuple(labels),
        earlier_texts=tuple(earlier),
        turn=turns.get(entry_id),
        unlabelled=None if unlabelled is None else Unlabelled(unlabelled),
    )


def _turns(database: Database, entry_ids: list[int]) -> Turns:
    turns: Turns = {}
    replies: dict[int, list[dict[str, object]]] = {}
    for entry_id, turn_id, topic, created, *columns in database.query(
        _TURNS, (_listed(entry_ids),)
    ):
        replies[turn_id] = []
        turns[entry_id] = {
            "topic": topic,
            "topic_created_utc_ms": created,
            **dict(zip(TURN_COLUMNS, columns, strict=True)),
            "earlier_replies": replies[turn_id],
        }
    for turn_id, text, weights, replaced in database.query(
        _EARLIER_REPLIES, (_listed(list(replies)),)
    ):
        replies[turn_id].append({"text": text, "weights": weights, "replaced_utc_ms": replaced})
    return turns


def _listed(ids: Sequence[int]) -> str:
    return f"[{','.join(map(str, ids))}]"
