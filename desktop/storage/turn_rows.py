"""How turns are read: one query for the turns, one for their earlier replies, one for the tags."""

from collections import defaultdict
from collections.abc import Sequence

from desktop.domain.turns import Turn, TurnState
from desktop.domain.ways import Unlabelled
from desktop.storage.database import Database, Row, Value
from desktop.storage.entry_rows import (
    ENTRY_COLUMNS,
    ENTRY_WIDTH,
    LABEL_COLUMNS,
    LABEL_JOIN,
    Tags,
    as_entry,
    as_label,
    read_tags,
)
from desktop.storage.failures import sound_rows

_TURNS = f"""
SELECT turns.id, turns.topic_id, turns.state, turns.reply, turns.error, turns.left_out,
       turns.shortened, turns.stop_reason, unlabelled.reason, {ENTRY_COLUMNS}, {LABEL_COLUMNS}
FROM turns JOIN entries ON entries.id = turns.entry_id
LEFT JOIN unlabelled ON unlabelled.entry_id = entries.id {LABEL_JOIN}
WHERE {{where}} ORDER BY turns.id
"""
_TURN_WIDTH = 9

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
    tags = read_tags(database, [row[_TURN_WIDTH] for row in rows])
    with sound_rows():
        return [_turn(row, tags, tuple(earlier[row[0]])) for row in rows]


def _turn(row: Row, tags: Tags, earlier: tuple[str, ...]) -> Turn:
    turn_id, topic, state, reply, error, left_out, shortened, ending, unlabelled = row[:_TURN_WIDTH]
    written = row[_TURN_WIDTH:]
    return Turn(
        id=turn_id,
        topic=topic,
        entry=as_entry(written[:ENTRY_WIDTH], tags),
        state=TurnState(state),
        reply=reply,
        label=as_label(written[ENTRY_WIDTH:]),
        earlier_replies=earlier,
        error=error,
        left_out=left_out or 0,
        shortened=bool(shortened),
        ending=ending or "",
        unlabelled=Unlabelled(unlabelled) if unlabelled else None,
    )
