"""Labels that were computed once, by keyed hashes of the texts: no text can be read in here."""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.storage.database import Database
from desktop.storage.failures import sound_rows


@dataclass(frozen=True, slots=True)
class CachedLabel:
    """What was computed: the shown word, its probability, all words with theirs.

    evidence: where the deciding sentence begins and ends, (0, 0) for none, None if it was not
    looked for.
    """

    word: str
    confidence: float
    probabilities: tuple[tuple[str, float], ...]
    evidence: tuple[int, int] | None = None


# The deciding sentence may have been looked for before, and is not looked for every time.
_KEEP = """
INSERT INTO label_cache VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (text_hash, made_by) DO UPDATE SET
    label = excluded.label, confidence = excluded.confidence,
    probabilities = excluded.probabilities,
    evidence_from = iif(label = excluded.label, coalesce(excluded.evidence_from, evidence_from),
        excluded.evidence_from),
    evidence_to = iif(label = excluded.label, coalesce(excluded.evidence_to, evidence_to),
        excluded.evidence_to)
"""


class LabelCacheStore:
    """Every method may raise StorageFailure or one of its kinds.

    made_by: bytes that are others for every other task, version, weights and precision.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, text: str, made_by: bytes) -> CachedLabel | None:
        sql = (
            "SELECT label, confidence, probabilities, evidence_from, evidence_to "
            "FROM label_cache WHERE text_hash=? AND made_by=?"
        )
        row = self._database.row(sql, (_hash(self._database, text), made_by))
        if row is None:
            return None
        with sound_rows():
            word, confidence, probabilities, start, end = row
            pairs = tuple((w, float(p)) for w, p in json.loads(probabilities))
            evidence = None if start is None or end is None else (start, end)
            return CachedLabel(word, confidence, pairs, evidence)

    def keep(self, text: str, made_by: bytes, label: CachedLabel) -> None:
        start, end = label.evidence or (None, None)
        probabilities = json.dumps(label.probabilities, ensure_ascii=False)
        with self._database.transaction():
            self._database.execute(
                _KEEP,
                (
                    _hash(self._database, text),
                    made_by,
                    label.word,
                    label.confidence,
                    probabilities,
                    start,
                    end,
                ),
            )

    def count(self) -> int:
        row = self._database.row("SELECT count(*) FROM label_cache")
        assert row is not None
        count: int = row[0]
        return count

    def clear(self) -> None:
        with self._database.transaction():
            self._database.execute("DELETE FROM label_cache")


def forget_texts(database: Database, texts: Iterable[str]) -> None:
    """Whatever was computed for them; inside a transaction."""
    for text in texts:
        database.execute("DELETE FROM label_cache WHERE text_hash=?", (_hash(database, text),))


def _hash(database: Database, text: str) -> bytes:
    """Without the diary's own key nobody can try out which texts were written."""
    row = database.row("SELECT key FROM label_cache_key")
    assert row is not None
    stored = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return hmac.new(row[0], stored.encode(), hashlib.sha256).digest()
