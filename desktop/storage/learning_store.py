"""What is learned from corrections, in the diary: readings, the layer, what was forgotten."""

import json
import struct
from collections.abc import Sequence

from desktop.domain.learning import (
    MOST_JUDGED,
    Basis,
    Candidate,
    Example,
    Layer,
    Learned,
    Reading,
    Trial,
    witnesses_wanted,
)
from desktop.storage.database import Database, Row
from desktop.storage.entry_rows import NOT_IN_TRASH
from desktop.storage.failures import sound_rows

# The one place that says what may be learned from at all: whatever is to stay out belongs here.
_LEARNABLE = f"{NOT_IN_TRASH} AND trim(entries.text, char(32, 9, 10, 13, 12288)) <> ''"
_KNOWN = """
EXISTS (SELECT 1 FROM label_readings AS r WHERE r.entry_id = entries.id
        AND r.task = ? AND r.task_version = ? AND r.weights = ? AND r.precision = ?)
"""
# The person's newest word on each entry, unless it is forgotten or none of the task's labels.
_JUDGED = f"""
SELECT entries.id, entries.text, said.label, {_KNOWN}
FROM labels AS said JOIN entries ON entries.id = said.entry_id
WHERE said.id IN (SELECT max(id) FROM labels WHERE source = 'person' GROUP BY entry_id)
AND said.id > (SELECT after_label_id FROM learning)
AND said.label IN (SELECT value FROM json_each(?)) AND {_LEARNABLE}
ORDER BY said.id DESC LIMIT ?
"""
# The newest before the last judged one, so that what is written later changes nothing. A label
# that was changed by what was learned, and let stand, is no witness for the one it was before.
_WITNESSES = f"""
SELECT entries.id, entries.text, NULL, {_KNOWN}
FROM entries JOIN labels AS l ON l.id = entries.label_id
WHERE entries.id < ? AND l.source = 'model' AND {_LEARNABLE}
AND coalesce(l.own_label, l.label) = l.label
ORDER BY entries.id DESC LIMIT ?
"""
_TRIAL = ("judged", "own_right", "gained", "lost", "witnesses", "changed")
_BASIS = ("task", "task_version", "weights", "precision")


class LearningStore:
    """Every method may raise StorageFailure or one of its kinds: then nothing was changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # The person's choices

    def is_on(self) -> bool:
        return bool(self._choice("switched_on"))

    def switch(self, on: bool) -> None:
        with self._database.transaction():
            self._database.execute("UPDATE learning SET switched_on=?", (on,))

    def forget(self) -> int:
        """All that was learned and read, and learn only from what is said later.

        What to give `remember`, to take it back. Gone from the file and its log on return.
        """
        before = self._choice("after_label_id")
        with self._database.transaction():
            newest = "(SELECT coalesce(max(id), 0) FROM labels)"
            self._database.execute(f"UPDATE learning SET after_label_id={newest}")
            self._database.execute("DELETE FROM learned_layer")
            self._database.execute("DELETE FROM label_readings")
        self._database.fold_log()
        return before

    def remember(self, before: int) -> None:
        """What was said since then may be learned from again."""
        with self._database.transaction():
            self._database.execute("UPDATE learning SET after_label_id=?", (before,))

    def _choice(self, column: str) -> int:
        row = self._database.row(f"SELECT {column} FROM learning")
        with sound_rows():
            assert row is not None
            return int(row[0])

    # What is learned from

    def candidates(self, basis: Basis, labels: Sequence[str]) -> list[Candidate]:
        """The newest judged entries, and the witnesses beside them; in order of id.

        labels: the task's, the only words of the person's that can be learned.
        """
        key = _key(basis)
        words = json.dumps(list(labels))
        judged = self._database.query(_JUDGED, (*key, words, MOST_JUDGED))
        if not judged:
            return []
        last = max(row[0] for row in judged)
        wanted = witnesses_wanted(len(judged))
        rows = judged + self._database.query(_WITNESSES, (*key, last, wanted))
        return [Candidate(row[0], row[1], row[2], bool(row[3])) for row in sorted(rows)]

    def keep_reading(self, entry_id: int, text: str, basis: Basis, reading: Reading) -> bool:
        """False where the entry says something else by now or is gone: then nothing is kept."""
        with self._database.transaction():
            sql = "SELECT 1 FROM entries WHERE id=? AND text=?"
            if self._database.row(sql, (entry_id, text)) is None:
                return False
            numbers = _packed(reading.state), _packed(reading.scores)
            self._database.execute(
                "INSERT INTO label_readings VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                "task=excluded.task, task_version=excluded.task_version, weights=excluded.weights, "
                "precision=excluded.precision, state=excluded.state, scores=excluded.scores",
                (entry_id, *_key(basis), *numbers),
            )
            return True

    def examples(self, candidates: Sequence[Candidate]) -> list[Example]:
        """Those whose reading is kept, with it; in the same order."""
        ids = f"[{','.join(str(candidate.entry_id) for candidate in candidates)}]"
        rows = self._database.query(
            "SELECT entry_id, state, scores FROM label_readings "
            "WHERE entry_id IN (SELECT value FROM json_each(?))",
            (ids,),
        )
        with sound_rows():
            kept = {row[0]: Reading(_unpacked(row[1]), _unpacked(row[2])) for row in rows}
        return [
            Example(candidate.entry_id, candidate.word, kept[candidate.entry_id])
            for candidate in candidates
            if candidate.entry_id in kept
        ]

    # What was learned

    def keep(self, learned: Learned) -> None:
        """In place of what was learned before."""
        layer, trial = learned.layer, learned.trial
        rows = zip(layer.weights, layer.biases, strict=True)
        numbers = _packed([number for row, bias in rows for number in (*row, bias)])
        columns = ("fingerprint", "numbers", "labels", *_TRIAL)
        values = (learned.fingerprint, numbers, len(layer.biases))
        with self._database.transaction():
            self._database.execute(
                f"INSERT OR REPLACE INTO learned_layer (id, {', '.join((*_BASIS, *columns))}) "
                f"VALUES (1{', ?' * (len(_BASIS) + len(columns))})",
                (*_key(learned.basis), *values, *(getattr(trial, name) for name in _TRIAL)),
            )

    def learned(self, basis: Basis) -> Learned | None:
        """None where there is nothing, or it was learned of another model or prompt."""
        row = self._database.row(
            f"SELECT fingerprint, numbers, labels, {', '.join(_TRIAL)} FROM learned_layer "
            "WHERE task=? AND task_version=? AND weights=? AND precision=?",
            _key(basis),
        )
        if row is None:
            return None
        with sound_rows():
            return Learned(basis, row[0], _layer(row), Trial(*row[3:]))


def _key(basis: Basis) -> tuple[str, int, str, str]:
    return basis.task, basis.task_version, basis.weights, basis.precision


def _layer(row: Row) -> Layer:
    numbers = _unpacked(row[1])
    width = len(numbers) // row[2]
    rows = [numbers[start : start + width] for start in range(0, len(numbers), width)]
    return Layer(tuple(row[:-1] for row in rows), tuple(row[-1] for row in rows))


def _packed(numbers: Sequence[float]) -> bytes:
    return struct.pack(f"<{len(numbers)}f", *numbers)


def _unpacked(numbers: bytes) -> tuple[float, ...]:
    return struct.unpack(f"<{len(numbers) // 4}f", numbers)
