"""Turns of a file come with its topics: which of ours each of them is."""

from collections.abc import Iterable, Mapping

from desktop.domain.transfer import PortableEntry
from desktop.storage.database import Database, Value


class Topics:
    """Topics of a file as topics of ours: what was one topic there is one here."""

    def __init__(self, database: Database, existing: Iterable[PortableEntry]) -> None:
        self._database, self._made = database, False
        self._had_turns = bool(database.query("SELECT 1 FROM turns LIMIT 1"))
        self._ours: dict[object, int] = {}
        rows = database.query(
            "SELECT uuid, topic_id FROM turns JOIN entries ON entries.id = turns.entry_id"
        )
        known: dict[str, int] = dict(rows)
        for entry in existing:
            if entry.turn is not None and entry.uuid in known:
                self._ours[entry.turn["topic"]] = known[entry.uuid]

    def ours(self, turn: Mapping[str, object]) -> int:
        if turn["topic"] not in self._ours:
            self._made = True
            sql = "INSERT INTO topics (created_utc_ms) VALUES (?)"
            created = (value_of(turn["topic_created_utc_ms"]),)
            self._ours[turn["topic"]] = self._database.insert(sql, created)
        return self._ours[turn["topic"]]

    def begin_another(self, at_utc_ms: int) -> None:
        """The newest topic is the one that is gone on with: not an imported one in its place."""
        if self._made and self._had_turns:
            self._database.execute("INSERT INTO topics (created_utc_ms) VALUES (?)", (at_utc_ms,))


def value_of(value: object) -> Value:
    assert value is None or isinstance(value, str | int | float)
    return value
