"""Taking entries in: all of a file or nothing of it, and nothing twice."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple
from uuid import uuid4

from desktop.domain.entries import tidy_tags
from desktop.domain.labels import Label, LabelSource
from desktop.domain.transfer import ImportFormat, ImportReport, MoodUse, PortableEntry, Reading
from desktop.storage import tag_rows
from desktop.storage.database import Database, Value
from desktop.storage.imported_topics import Topics, value_of
from desktop.storage.importers.mood_names import default_valence
from desktop.storage.label_store import insert_label
from desktop.storage.portable_rows import TURN_COLUMNS
from desktop.storage.taking_back import added
from desktop.storage.twins import Twins, TwinsRead, knows_less

_TEXTS = """
WITH it AS (
    SELECT id, text FROM entries WHERE uuid = ?1 OR (origin = ?2 AND foreign_id IN (?3, ?4))
)
SELECT text FROM it UNION SELECT earlier_texts.text FROM earlier_texts JOIN it ON it.id = entry_id
"""


class ImportStore:
    """Every method may raise StorageFailure or one of its kinds: then nothing was changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def preview(
        self,
        format: ImportFormat | None,
        reading: Reading,
        moods: Mapping[str, float] | None = None,
    ) -> ImportReport:
        """What `take` would do. moods: what the person says that names of moods mean."""
        return self._report(format, reading, self._split(reading.entries), self._meanings(moods))

    def take(
        self,
        format: ImportFormat | None,
        reading: Reading,
        at_utc_ms: int,
        moods: Mapping[str, float] | None = None,
    ) -> ImportReport:
        """Add what the diary hasn't, in one transaction. The given moods are remembered, and
        entries that were imported without a valence for their mood get one."""
        with self._database.transaction():
            split = self._split(reading.entries)
            self._remember(moods or {})
            meanings = self._meanings(moods)
            topics = Topics(self._database, (*split.existing, *split.twice))
            ids = [self._insert(entry, at_utc_ms, meanings, topics) for entry in split.new]
            topics.begin_another(at_utc_ms)
            report = self._report(format, reading, split, meanings)
            return replace(report, added=added(self._database, ids))

    # What is there already

    def _split(self, entries: Iterable[PortableEntry]) -> "_Split":
        query = self._database.query
        known: set[object] = {uuid for (uuid,) in query("SELECT uuid FROM entries")}
        known |= set(query("SELECT origin, foreign_id FROM entries WHERE origin IS NOT NULL"))
        twins, read, seen = Twins(self._database), TwinsRead(), dict[object, str]()
        split = _Split([], [], [], [])
        for entry in sorted(entries, key=knows_less):
            ids = _ids(entry)
            if not ids.isdisjoint(seen):
                split.twice.append(entry)
                if entry.text not in {seen.get(one) for one in ids}:
                    split.differing.append(entry)
            elif not ids.isdisjoint(known):
                split.existing.append(entry)
                if not self._has_text(entry):
                    split.differing.append(entry)
            elif twins.has(entry):
                split.existing.append(entry)
            elif read.has(entry):
                split.twice.append(entry)
            else:
                split.new.append(entry)
                read.add(entry)
            seen |= dict.fromkeys(ids, entry.text)
        return split

    def _has_text(self, entry: PortableEntry) -> bool:
        """Whether the diary's entry with its id says the same, or did before it was edited."""
        ids = (entry.uuid, entry.origin, entry.foreign_id, entry.former_id)
        texts = self._database.query(_TEXTS, ids)
        return (entry.text,) in texts

    # Moods

    def _meanings(self, given: Mapping[str, float] | None) -> dict[str, float]:
        remembered: dict[str, float] = dict(
            self._database.query("SELECT name, valence FROM mood_names")
        )
        return {**remembered, **(given or {})}

    def _remember(self, moods: Mapping[str, float]) -> None:
        for name, valence in moods.items():
            write = self._database.execute
            write("DELETE FROM mood_names WHERE name=?", (name,))
            write("INSERT INTO mood_names (name, valence) VALUES (?, ?)", (name, valence))
            write(
                "UPDATE labels SET valence=? WHERE source='import' AND label=? AND valence IS NULL",
                (valence, name),
            )
            write(
                "UPDATE entries SET valence=? WHERE valence IS NULL AND label_id IN "
                "(SELECT id FROM labels WHERE source='import' AND label=?)",
                (valence, name),
            )

    def _report(
        self,
        format: ImportFormat | None,
        reading: Reading,
        split: "_Split",
        meanings: Mapping[str, float],
    ) -> ImportReport:
        new = split.new
        days = [entry.date for entry in new]
        names = Counter(entry.mood.name for entry in new if entry.mood is not None)
        told = {e.mood.name: e.mood.valence for e in new if e.mood is not None}
        uses = (
            MoodUse(name, count, _valence(name, told[name], meanings))
            for name, count in names.most_common()
        )
        return ImportReport(
            format,
            len(new),
            len(split.existing),
            tuple(reading.skipped),
            tuple(uses),
            min(days, default=None),
            max(days, default=None),
            tuple(reading.files),
            len(split.twice),
            len(split.differing),
        )

    # Writing

    def _insert(
        self,
        entry: PortableEntry,
        at_utc_ms: int,
        meanings: Mapping[str, float],
        topics: Topics,
    ) -> int:
        """Returns its id."""
        entry_id = self._insert_entry(entry)
        for tag in tidy_tags(entry.tags):
            tag_rows.add_tag(self._database, entry_id, tag)
        if entry.mood is not None:
            valence = _valence(entry.mood.name, entry.mood.valence, meanings)
            label = Label(LabelSource.IMPORT, entry.mood.name, valence)
            insert_label(self._database, entry_id, label, at_utc_ms)
        self._insert_labels(entry_id, entry)
        for earlier in entry.earlier_texts:
            self._database.execute(
                "INSERT INTO earlier_texts (entry_id, text, replaced_utc_ms) VALUES (?, ?, ?)",
                (entry_id, earlier.text, earlier.replaced_utc_ms),
            )
        if entry.unlabelled is not None:
            sql = "INSERT INTO unlabelled (entry_id, reason) VALUES (?, ?)"
            self._database.execute(sql, (entry_id, entry.unlabelled))
        if entry.turn is not None:
            self._insert_turn(entry_id, entry.turn, topics)
        return entry_id

    def _insert_entry(self, entry: PortableEntry) -> int:
        return self._database.insert(
            "INSERT INTO entries (uuid, text, created_utc_ms, zone, offset_s, entry_date, kind, "
            "edited_utc_ms, trashed_utc_ms, origin, foreign_id) VALUES "
            "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry.uuid or str(uuid4()),
                entry.text,
                entry.created.utc_ms,
                entry.created.zone,
                entry.created.offset_s,
                entry.date.isoformat(),
                entry.kind,
                entry.edited_utc_ms,
                entry.trashed_utc_ms,
                entry.origin,
                entry.foreign_id,
            ),
        )

    def _insert_labels(self, entry_id: int, entry: PortableEntry) -> None:
        for given in entry.labels:
            label = given.label
            values: tuple[Value, ...] = (None,) * 9
            if label is not None:
                made_with = (label.task, label.task_version, label.weights, label.evidence)
                own = (label.own_word, label.own_confidence)
                values = (label.word, label.valence, label.confidence, *made_with, *own)
            self._database.execute(
                "INSERT INTO labels (entry_id, source, created_utc_ms, outdated, label, valence, "
                "confidence, task, task_version, weights, evidence, own_label, own_confidence) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (entry_id, given.source, given.created_utc_ms, given.outdated, *values),
            )

    def _insert_turn(self, entry_id: int, turn: Mapping[str, object], topics: Topics) -> None:
        columns = ", ".join(("entry_id", "topic_id", *TURN_COLUMNS))
        marks = ", ".join("?" * (2 + len(TURN_COLUMNS)))
        values = [value_of(turn[name]) for name in TURN_COLUMNS]
        turn_id = self._database.insert(
            f"INSERT INTO turns ({columns}) VALUES ({marks})",
            (entry_id, topics.ours(turn), *values),
        )
        replies = turn["earlier_replies"]
        assert isinstance(replies, list)
        for reply in replies:
            self._database.execute(
                "INSERT INTO earlier_replies (turn_id, text, weights, replaced_utc_ms) "
                "VALUES (?, ?, ?, ?)",
                (turn_id, reply["text"], reply["weights"], reply["replaced_utc_ms"]),
            )


class _Split(NamedTuple):
    """Entries that were read: those that are new, that the diary has, that were read before.

    differing: of the last two, those that say something else than what is kept.
    """

    new: list[PortableEntry]
    existing: list[PortableEntry]
    twice: list[PortableEntry]
    differing: list[PortableEntry]


def _ids(entry: PortableEntry) -> set[object]:
    """By which it is the same wherever it stands."""
    ids: set[object] = set() if entry.uuid is None else {entry.uuid}
    if entry.origin is not None:
        foreign = {entry.foreign_id, entry.former_id} - {None}
        ids |= {(entry.origin, one) for one in foreign}
    return ids


def _valence(name: str, told: float | None, meanings: Mapping[str, float]) -> float | None:
    """The person's word, otherwise the file's, otherwise the usual one."""
    if name in meanings:
        return meanings[name]
    return told if told is not None else default_valence(name)
