"""Entries as one keeps a diary: written, edited, moved, tagged, thrown away, deleted for good."""

from collections.abc import Iterable
from datetime import date
from uuid import uuid4

from desktop.domain.entries import (
    DiaryEntry,
    EarlierText,
    EntryKind,
    TagUse,
    edit_of,
    tidy_tags,
)
from desktop.domain.time import Moment
from desktop.storage import tag_rows
from desktop.storage.database import Database
from desktop.storage.entry_rows import NOT_IN_TRASH, entries_between, read_entries
from desktop.storage.label_cache_store import forget_texts


class EntryStore:
    """Entries of one diary in order of id.

    Every method may raise StorageFailure or one of its kinds: then nothing was changed. Methods
    with an entry_id raise KeyError for an unknown one.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    # Reading

    def entry(self, entry_id: int) -> DiaryEntry:
        """One entry, in the trash or not."""
        found = read_entries(self._database, "entries.id=?", (entry_id,))
        if not found:
            raise KeyError(entry_id)
        return found[0]

    def entries_on(self, day: date) -> list[DiaryEntry]:
        where = f"entries.entry_date=? AND {NOT_IN_TRASH}"
        return read_entries(self._database, where, (day.isoformat(),))

    def entries_between(self, since: date, until: date) -> list[DiaryEntry]:
        """Of a span of days, both inclusive, day by day: what is printed."""
        with self._database.snapshot():
            return list(entries_between(self._database, since, until))

    def trashed(self) -> list[DiaryEntry]:
        """The trash; what was thrown away last comes first."""
        where, order = (
            "entries.trashed_utc_ms IS NOT NULL",
            "entries.trashed_utc_ms DESC, entries.id",
        )
        return read_entries(self._database, where, (), order)

    def earlier_texts(self, entry_id: int) -> list[EarlierText]:
        """What the entry said before, oldest first."""
        self.entry(entry_id)
        sql = "SELECT text, replaced_utc_ms FROM earlier_texts WHERE entry_id=? ORDER BY id"
        return [EarlierText(*row) for row in self._database.query(sql, (entry_id,))]

    def on_this_day(self, day: date, *, bad_days: bool = False) -> list[DiaryEntry]:
        """Entries of the same day in earlier years, newest year first.

        bad_days: also of days whose mean valence was below 0. A day without any is never bad.
        """
        where = (
            f"{NOT_IN_TRASH} AND entries.entry_date IN (SELECT entry_date FROM entries WHERE "
            "trashed_utc_ms IS NULL AND substr(entry_date, 6)=? AND entry_date<? "
            "GROUP BY entry_date HAVING ? OR coalesce(avg(valence), 0) >= 0)"
        )
        args = (day.isoformat()[5:], day.isoformat(), bad_days)
        order = "entries.entry_date DESC, entries.id"
        return read_entries(self._database, where, args, order)

    # Writing

    def write(
        self,
        text: str,
        created: Moment,
        day: date,
        tags: Iterable[str] = (),
        draft: str | None = None,
    ) -> DiaryEntry:
        """Commit an entry that wants no answer. draft: the place it was written in, empty now."""
        with self._database.transaction():
            entry_id = insert_entry(self._database, text, created, day, EntryKind.DIARY)
            tag_rows.set_tags(self._database, entry_id, tidy_tags(tuple(tags)))
            self._forget_draft(draft)
            return self.entry(entry_id)

    def edit(self, entry_id: int, text: str, at_utc_ms: int) -> DiaryEntry:
        """Another text; what stood there is kept as an earlier one. The same text: no change.

        The model's labels are outdated then, but count until there are new ones. What was saved
        as a draft of these changes is dropped.
        """
        with self._database.transaction():
            if self.entry(entry_id).entry.text != text:
                self._replace_text(entry_id, text, at_utc_ms)
            self._forget_draft(edit_of(entry_id))
            return self.entry(entry_id)

    def _replace_text(self, entry_id: int, text: str, at_utc_ms: int) -> None:
        write = self._database.execute
        write(
            "INSERT INTO earlier_texts (entry_id, text, replaced_utc_ms) "
            "SELECT id, text, ? FROM entries WHERE id=?",
            (at_utc_ms, entry_id),
        )
        write("UPDATE entries SET text=?, edited_utc_ms=? WHERE id=?", (text, at_utc_ms, entry_id))
        write("UPDATE labels SET outdated=1 WHERE entry_id=? AND source='model'", (entry_id,))

    def move(self, entry_id: int, day: date) -> DiaryEntry:
        """Let it belong to another day; when it was written stays as it is."""
        with self._database.transaction():
            self.entry(entry_id)
            sql = "UPDATE entries SET entry_date=? WHERE id=?"
            self._database.execute(sql, (day.isoformat(), entry_id))
            return self.entry(entry_id)

    # Tags

    def set_tags(self, entry_id: int, tags: Iterable[str]) -> DiaryEntry:
        """These tags and no others. Trimmed; a tag that no entry carries any more is gone."""
        with self._database.transaction():
            self.entry(entry_id)
            tag_rows.set_tags(self._database, entry_id, tidy_tags(tuple(tags)))
            return self.entry(entry_id)

    def rename_tag(self, name: str, new_name: str) -> None:
        """On all its entries; where *new_name* is a tag already, the two become one."""
        with self._database.transaction():
            tag_rows.rename(self._database, name, *tidy_tags((new_name,)))

    def tags(self) -> list[TagUse]:
        """All tags with what carries them, the most used first."""
        return tag_rows.uses(self._database)

    # The trash

    def trash(self, entry_ids: Iterable[int], at_utc_ms: int) -> None:
        """Throw away; those that are in the trash already stay as they are."""
        with self._database.transaction():
            for entry_id in entry_ids:
                sql = f"UPDATE entries SET trashed_utc_ms=? WHERE id=? AND {NOT_IN_TRASH}"
                self._database.execute(sql, (at_utc_ms, entry_id))

    def restore(self, entry_ids: Iterable[int]) -> None:
        """Bring back from the trash, all as it was."""
        with self._database.transaction():
            for entry_id in entry_ids:
                sql = "UPDATE entries SET trashed_utc_ms=NULL WHERE id=?"
                self._database.execute(sql, (entry_id,))

    def delete_for_good(self, entry_ids: Iterable[int]) -> int:
        """Delete what is in the trash, with all that hangs on it; returns how many entries.

        The text is overwritten in the file and gone from the search index and the log when this
        returns (while another program reads the diary, when that one ends). Backups that were
        made before still hold it: see `BackupFolder.purge`.
        """
        with self._database.transaction():
            deleted = sum(self._delete(entry_id) for entry_id in entry_ids)
            tag_rows.drop_unused(self._database)
            self._database.execute("INSERT INTO search (search) VALUES ('optimize')")
        self._database.fold_log()
        return deleted

    def empty_trash(self) -> int:
        """`delete_for_good` for all that is in the trash."""
        return self.delete_for_good([entry.id for entry in self.trashed()])

    def _delete(self, entry_id: int) -> int:
        trashed = "SELECT 1 FROM entries WHERE id=? AND trashed_utc_ms IS NOT NULL"
        if self._database.row(trashed, (entry_id,)) is None:
            return 0
        self._forget_labels(entry_id)
        self._database.execute("DELETE FROM entries WHERE id=?", (entry_id,))
        self._forget_draft(edit_of(entry_id))
        return 1

    def _forget_labels(self, entry_id: int) -> None:
        """In the cache too, of all that it ever said."""
        texts = [text.text for text in self.earlier_texts(entry_id)]
        forget_texts(self._database, (self.entry(entry_id).entry.text, *texts))

    def _forget_draft(self, place: str | None) -> None:
        self._database.execute("DELETE FROM drafts WHERE place=?", (place,))


def insert_entry(database: Database, text: str, created: Moment, day: date, kind: EntryKind) -> int:
    """A new row in `entries`; inside a transaction."""
    return database.insert(
        "INSERT INTO entries (uuid, text, created_utc_ms, zone, offset_s, entry_date, kind) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            str(uuid4()),
            text,
            created.utc_ms,
            created.zone,
            created.offset_s,
            day.isoformat(),
            kind,
        ),
    )
