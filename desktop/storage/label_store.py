"""Labels after the first: the person's corrections, evidence, what is to be labelled anew."""

from datetime import date

from desktop.domain.entries import DiaryEntry
from desktop.domain.labels import Agreement, GivenLabel, Label, LabelChoice, LabelSource
from desktop.domain.ways import Unlabelled
from desktop.storage.database import Database, Row
from desktop.storage.entry_rows import LABEL_COLUMNS, NOT_IN_TRASH, as_label, read_entries
from desktop.storage.failures import sound_rows

# The newest label that the model gave to an entry.
_OF_MODEL = (
    "(SELECT id FROM labels WHERE entry_id = entries.id AND source = 'model' "
    "ORDER BY id DESC LIMIT 1)"
)
_OF_PERSON = _OF_MODEL.replace("model", "person")

# There is nothing to label in an entry that is only a mood.
_HAS_TEXT = "trim(entries.text, char(32, 9, 10, 13, 12288)) <> ''"
_WANTS_LABEL = "entries.id NOT IN (SELECT entry_id FROM unlabelled)"

_TO_LABEL = f"""
{NOT_IN_TRASH} AND entries.id > ? AND {_HAS_TEXT} AND {_WANTS_LABEL}
AND NOT EXISTS (
    SELECT 1 FROM labels AS newest WHERE newest.id = {_OF_MODEL} AND newest.outdated = 0
    AND newest.task = ? AND newest.task_version = ? AND newest.weights = ?
)
"""

_AGREEMENT = f"""
SELECT count(*), count(person.id), coalesce(sum(person.label = model.label), 0)
FROM entries JOIN labels AS model ON model.id = {_OF_MODEL}
LEFT JOIN labels AS person ON person.id = {_OF_PERSON}
WHERE {NOT_IN_TRASH} AND entries.entry_date BETWEEN ? AND ?
"""

# What the trigger of an added label does (see the migrations), for those that are left.
_LABEL_THAT_COUNTS = """
UPDATE entries SET (label_id, valence) = (
    SELECT id, valence FROM labels WHERE entry_id = entries.id
    ORDER BY CASE source WHEN 'person' THEN 0 WHEN 'import' THEN 1 ELSE 2 END, id DESC LIMIT 1
) WHERE id = ?
"""


WAITING_AMONG = 1000

_WAITING = (
    f"{NOT_IN_TRASH} AND {_HAS_TEXT} AND {_WANTS_LABEL} AND entries.id IN "
    "(SELECT id FROM entries WHERE kind <> 'import' ORDER BY id DESC LIMIT ?) "
    "AND NOT EXISTS (SELECT 1 FROM labels WHERE labels.entry_id = entries.id "
    "AND labels.source = 'model' AND NOT labels.outdated)"
)


class LabelStore:
    """Labels are rows, newest by id. Every method may raise StorageFailure or one of its kinds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, entry_id: int, label: Label, at_utc_ms: int) -> DiaryEntry:
        """One more label of the entry; which one counts is for their sources to say."""
        with self._database.transaction():
            insert_label(self._database, entry_id, label, at_utc_ms)
            return read_entries(self._database, "entries.id=?", (entry_id,))[0]

    def correct(self, entry_id: int, choice: LabelChoice | None, at_utc_ms: int) -> DiaryEntry:
        """What the person says: a choice of the task's, its `unsure`, or None for "no label".

        The model's label is kept beside it. Choosing the model's own word confirms it.
        """
        if choice is not None:
            label = Label(LabelSource.PERSON, choice.word, choice.valence)
            return self.add(entry_id, label, at_utc_ms)
        with self._database.transaction():
            sql = "INSERT INTO labels (entry_id, source, created_utc_ms) VALUES (?, 'person', ?)"
            self._database.execute(sql, (entry_id, at_utc_ms))
            return read_entries(self._database, "entries.id=?", (entry_id,))[0]

    def withdraw(self, entry_id: int) -> DiaryEntry:
        """Forget all that the person said of it: what was brought or the model's counts again."""
        with self._database.transaction():
            sql = "DELETE FROM labels WHERE entry_id=? AND source='person'"
            self._database.execute(sql, (entry_id,))
            self._database.execute(_LABEL_THAT_COUNTS, (entry_id,))
            return read_entries(self._database, "entries.id=?", (entry_id,))[0]

    def labels(self, entry_id: int) -> list[GivenLabel]:
        """All that was ever said of the entry, in order."""
        sql = (
            f"SELECT {LABEL_COLUMNS}, l.created_utc_ms, l.outdated FROM labels AS l "
            "WHERE l.entry_id=? ORDER BY l.id"
        )
        rows = self._database.query(sql, (entry_id,))
        with sound_rows():
            return [_given(row) for row in rows]

    def leave_unlabelled(self, entry_id: int, reason: Unlabelled) -> None:
        """It gets no label by itself any more; `want_label` takes that back."""
        with self._database.transaction():
            sql = "INSERT OR REPLACE INTO unlabelled (entry_id, reason) VALUES (?, ?)"
            self._database.execute(sql, (entry_id, reason))

    def want_label(self, entry_id: int) -> None:
        with self._database.transaction():
            self._database.execute("DELETE FROM unlabelled WHERE entry_id=?", (entry_id,))

    def is_unlabelled(self, entry_id: int) -> bool:
        sql = "SELECT 1 FROM unlabelled WHERE entry_id=?"
        return self._database.row(sql, (entry_id,)) is not None

    def set_evidence(self, entry_id: int, sentence: str) -> None:
        """The sentence that decided the model's newest label of the entry."""
        with self._database.transaction():
            sql = (
                "UPDATE labels SET evidence=? WHERE id = (SELECT max(id) FROM labels "
                "WHERE entry_id=? AND source='model')"
            )
            self._database.execute(sql, (sentence, entry_id))

    def agreement(self, since: date, until: date) -> Agreement:
        """Person and model on the entries of *since* to *until*, both days inclusive.

        Compared are the newest label of each. The last 30 days: *since* is 29 days before today.
        """
        row = self._database.row(_AGREEMENT, (since.isoformat(), until.isoformat()))
        assert row is not None
        return Agreement(*row)

    def to_label(
        self, task: str, task_version: int, weights: str, *, after_id: int = 0, limit: int = 50
    ) -> list[DiaryEntry]:
        """Entries whose newest label by the model is of another task, version or weights, of an
        earlier text, or missing; in order of id.

        What was labelled drops out, so a job that was broken off goes on by asking again.
        after_id: to get past entries that can't be labelled.
        """
        newest = (after_id, task, task_version, weights)
        return read_entries(self._database, _TO_LABEL, (*newest, limit), order="entries.id LIMIT ?")

    def waiting(self) -> list[DiaryEntry]:
        """What was written here and never labelled by any model as it stands now, newest last.

        Looked for among the newest WAITING_AMONG: older ones are `to_label`'s, when that is
        asked for, as what was brought along is.
        """
        return read_entries(self._database, _WAITING, (WAITING_AMONG,))

    def count_to_label(self, task: str, task_version: int, weights: str) -> int:
        """How many `to_label` would give in all."""
        sql = f"SELECT count(*) FROM entries WHERE {_TO_LABEL}"
        row = self._database.row(sql, (0, task, task_version, weights))
        assert row is not None
        count: int = row[0]
        return count


def insert_label(database: Database, entry_id: int, label: Label, at_utc_ms: int) -> None:
    """A new row in `labels`; inside a transaction. KeyError for an unknown entry."""
    if database.row("SELECT 1 FROM entries WHERE id=?", (entry_id,)) is None:
        raise KeyError(entry_id)
    database.execute(
        "INSERT INTO labels (entry_id, source, label, valence, confidence, task, task_version, "
        "weights, evidence, own_label, own_confidence, created_utc_ms) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry_id,
            label.source,
            label.word,
            label.valence,
            label.confidence,
            label.task,
            label.task_version,
            label.weights,
            label.evidence,
            label.own_word,
            label.own_confidence,
            at_utc_ms,
        ),
    )


def _given(row: Row) -> GivenLabel:
    *label, created_utc_ms, outdated = row
    return GivenLabel(LabelSource(row[0]), as_label(tuple(label)), created_utc_ms, bool(outdated))
