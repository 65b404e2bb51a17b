"""What charts are made of: moods as columns, and the days of tags and words. Reads only."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from desktop.domain.moods import LabelKind, Moods
from desktop.domain.search import Query
from desktop.errors import DiaryDamaged
from desktop.storage.database import Database
from desktop.storage.failures import sound_rows
from desktop.storage.mood_rows import no_garbage_search, version_of
from desktop.storage.search_store import SearchStore

# From the index entries_shown alone: a join with the labels would take five times as long.
_MOODS = """
SELECT entry_date, created_utc_ms / 1000 + offset_s, valence, label_id
FROM entries INDEXED BY entries_shown
WHERE trashed_utc_ms IS NULL AND valence IS NOT NULL
"""

_KINDS = """
SELECT label, source, task, task_version, weights, own_label IS NOT NULL, json_group_array(id)
FROM labels WHERE label IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6
"""

_WITHOUT_MOOD = """
SELECT labels.label, count(*) AS entries
FROM entries INDEXED BY entries_shown LEFT JOIN labels ON labels.id = entries.label_id
WHERE trashed_utc_ms IS NULL AND entries.valence IS NULL AND entry_date >= ?
GROUP BY labels.label ORDER BY entries DESC, labels.label
"""

_ENTRIES = """
SELECT entry_date, count(*) FROM entries INDEXED BY entries_shown
WHERE trashed_utc_ms IS NULL GROUP BY entry_date
"""

_MOST_USED = """
SELECT tags.id, tags.name FROM tags
JOIN entry_tags ON entry_tags.tag_id = tags.id
JOIN entries ON entries.id = entry_tags.entry_id AND entries.trashed_utc_ms IS NULL
GROUP BY tags.id ORDER BY count(*) DESC, tags.name LIMIT ?
"""

_TAG_DAYS = """
SELECT DISTINCT entries.entry_date FROM entry_tags
JOIN entries ON entries.id = entry_tags.entry_id
WHERE entry_tags.tag_id = ? AND entries.trashed_utc_ms IS NULL
"""


class MoodStore:
    """Every method may raise StorageFailure or one of its kinds. Days are ordinals; what lies in
    the trash is nowhere."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._search = SearchStore(database)

    def moods(self) -> Moods:
        """Every entry with a known valence."""
        with no_garbage_search():
            with self._database.snapshot():
                bare, labels = self._columns()
                named, kind_of = self._kinds()
            if not kind_of.keys() >= set(labels):
                raise DiaryDamaged("a label that counts is missing")
            return replace(bare, kinds=tuple(map(kind_of.__getitem__, labels)), named=named)

    def bare_moods(self) -> Moods:
        """The same without `kinds`, in a third of the time: enough for a chart of all of them."""
        with no_garbage_search():
            return self._columns()[0]

    def _columns(self) -> tuple[Moods, Sequence[int]]:
        """Moods without their kinds, and the label of each."""
        rows = self._database.query(_MOODS)
        dates, walls, valences, labels = zip(*rows, strict=True) if rows else ((),) * 4
        with sound_rows():
            return Moods(tuple(map(_ordinal, dates)), walls, valences, (), ()), labels

    def _kinds(self) -> tuple[tuple[LabelKind, ...], dict[int, int]]:
        """What labels say, and which label says it."""
        named, kind_of = [], {}
        rows = self._database.query(_KINDS)
        with sound_rows():
            for place, (word, *labelled_by, ids) in enumerate(rows):
                named.append(LabelKind(word, version_of(*labelled_by)))
                kind_of.update(dict.fromkeys(json.loads(ids), place))
        return tuple(named), kind_of

    def without_mood(self, since: date = date.min) -> list[tuple[str | None, int]]:
        """Entries from that day on without a valence by the word of their label; None has none."""
        rows = self._database.query(_WITHOUT_MOOD, (since.isoformat(),))
        return [(word, entries) for word, entries in rows]

    def entries_by_day(self) -> dict[int, int]:
        """How many entries every day has, labelled or not."""
        with sound_rows():
            return {_ordinal(day): entries for day, entries in self._database.query(_ENTRIES)}

    def tag_days(self, most: int) -> list[tuple[str, frozenset[int]]]:
        """The most used tags, and the days with an entry that carries them."""
        with self._database.snapshot():
            tags = self._database.query(_MOST_USED, (most,))
            return [(name, self._days(_TAG_DAYS, tag_id)) for tag_id, name in tags]

    def _days(self, sql: str, argument: int) -> frozenset[int]:
        with sound_rows():
            return _ordinals(day for (day,) in self._database.query(sql, (argument,)))

    def word_days(self, text: str) -> frozenset[int]:
        """The days with an entry that holds all of these words."""
        return frozenset(day.toordinal() for day in self._search.days(Query.of(text)))


def _ordinals(days: Iterable[str]) -> frozenset[int]:
    return frozenset(map(_ordinal, days))


@cache
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()
