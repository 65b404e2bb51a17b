"""An import taken back: its entries go as if they had never come, for the file has them still.

Whatever the person changed since goes into the trash instead: no file has that.
"""

import hashlib
from collections.abc import Iterable, Sequence

from desktop.domain.entries import edit_of
from desktop.domain.transfer import Added, TakenBack
from desktop.storage import tag_rows
from desktop.storage.database import Database
from desktop.storage.entry_rows import NOT_IN_TRASH
from desktop.storage.label_cache_store import forget_texts

# All that a person can change of an entry.
_STATES = """
SELECT id, uuid, text, entry_date, trashed_utc_ms,
  (SELECT json_group_array(tag_id) FROM
    (SELECT tag_id FROM entry_tags WHERE entry_id = entries.id ORDER BY tag_id)),
  (SELECT count(*) || ' ' || coalesce(max(id), 0) FROM labels
    WHERE entry_id = entries.id AND source = 'person')
FROM entries WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id
"""
_TRASH = f"UPDATE entries SET trashed_utc_ms=? WHERE id=? AND {NOT_IN_TRASH}"


def added(database: Database, ids: Sequence[int]) -> tuple[Added, ...]:
    """The entries as they stand now."""
    rows = database.query(_STATES, (f"[{','.join(map(str, ids))}]",))
    return tuple(
        Added(row[0], row[1], hashlib.sha256(repr(row).encode()).hexdigest()) for row in rows
    )


def take_back(database: Database, imported: Iterable[Added], at_utc_ms: int) -> TakenBack:
    """In one transaction. May raise StorageFailure: then nothing was changed."""
    before = {(entry.id, entry.uuid): entry.state for entry in imported}
    with database.transaction():
        drafts = {place for (place,) in database.query("SELECT place FROM drafts")}
        # In a diary that was restored meanwhile the same numbers may be other entries.
        there = added(database, [entry_id for entry_id, _ in before])
        now = [entry for entry in there if (entry.id, entry.uuid) in before]
        changed = [
            entry.id
            for entry in now
            if entry.state != before[entry.id, entry.uuid] or edit_of(entry.id) in drafts
        ]
        kept = set(changed)
        for entry_id in changed:
            database.execute(_TRASH, (at_utc_ms, entry_id))
        for entry in now:
            if entry.id not in kept:
                _delete(database, entry.id)
        tag_rows.drop_unused(database)
    return TakenBack(len(now) - len(kept), len(kept))


def _delete(database: Database, entry_id: int) -> None:
    row = database.row("SELECT text FROM entries WHERE id=?", (entry_id,))
    assert row is not None
    forget_texts(database, row)
    database.execute("DELETE FROM entries WHERE id=?", (entry_id,))
