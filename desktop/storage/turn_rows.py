"""How turns are read: one query for the turns, one for their earlier replies, however many."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from desktop.domain.labels import Label, LabelSource
from desktop.domain.time import Moment
from desktop.domain.turns import Entry, Turn, TurnState
from desktop.storage.database import Database, Row, Value
from desktop.storage.failures import sound_rows

_TURNS = """
SELECT turns.id, turns.topic_id, turns.state, turns.reply, turns.error, turns.left_out,
       turns.shortened,
       entries.id, entries.text, entries.created_utc_ms, entries.zone, entries.offset_s,
       entries.entry_date,
       l.source, l.label, l.valence, l.confidence, l.task, l.task_version, l.weights
FROM turns JOIN entries ON entries.id = turns.entry_id
LEFT JOIN effective_labels AS l ON l.entry_id = entries.id
WHERE {where} ORDER BY turns.id
"""

_EARLIER = """
SELECT turns.id, earlier_replies.text
FROM earlier_replies JOIN turns ON turns.id = earlier_replies.turn_id
JOIN entries ON entries.id = turns.entry_id
WHERE {where} ORDER BY earlier_replies.id
"""


def read_turns(database: Database, where: str, args: Sequence[Value]) -> list[Turn]:
    """The turns for which *where* holds, in order of id.

    where: SQL on `turns` and `entries`, a constant of the code; what varies is in *args*.
    """
    earlier: defaultdict[int, list[str]] = defaultdict(list)
    for turn_id, text in database.query(_EARLIER.format(where=where), args):
        earlier[turn_id].append(text)
    rows = database.query(_TURNS.format(where=where), args)
    with sound_rows():
        return [_turn(row, tuple(earlier[row[0]])) for row in rows]


def _turn(row: Row, earlier: tuple[str, ...]) -> Turn:
    turn_id, topic, state, reply, error, left_out, shortened = row[:7]
    return Turn(
        id=turn_id,
        topic=topic,
        entry=_entry(row[7:13]),
        state=TurnState(state),
        reply=reply,
        label=_label(row[13:]),
        earlier_replies=earlier,
        error=error,
        left_out=left_out or 0,
        shortened=bool(shortened),
    )


def _entry(row: Row) -> Entry:
    entry_id, text, utc_ms, zone, offset_s, day = row
    return Entry(entry_id, text, Moment(utc_ms, zone, offset_s), date.fromisoformat(day))


def _label(row: Row) -> Label | None:
    source, word, *rest = row
    return None if word is None else Label(LabelSource(source), word, *rest)
