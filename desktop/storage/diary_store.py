"""The diary as domain objects: one public write is one transaction. Knows SQL and no clock."""

from datetime import date

from desktop.domain.entries import EntryKind
from desktop.domain.labels import Label
from desktop.domain.mood import Day, MoodPoint
from desktop.domain.time import Moment
from desktop.domain.turns import ReplyStats, Turn, TurnState
from desktop.domain.ways import Unlabelled
from desktop.storage import replies
from desktop.storage.database import Database
from desktop.storage.entry_rows import NOT_IN_TRASH
from desktop.storage.entry_store import insert_entry
from desktop.storage.label_store import LabelStore, insert_label
from desktop.storage.mood_rows import read_days, read_mood_points
from desktop.storage.turn_rows import read_turns


class DiaryStore:
    """Turns, days and moods of one diary, always in order of id; without what is in the trash.

    Every method may raise StorageFailure or one of its kinds: then nothing was changed. Methods
    with a turn_id raise KeyError for an unknown one, except `save_reply`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    # Topics

    def current_topic(self) -> int:
        """The newest topic; made if there is none yet."""
        newest = self._newest_topic()
        if newest is not None:
            return newest
        with self._database.transaction():
            return self._insert_topic(None)

    def new_topic(self, at_utc_ms: int) -> int:
        """Begin a topic; the newest one again if nothing was said in it yet."""
        with self._database.transaction():
            newest = self._newest_topic()
            if newest is not None and not self._has_turns(newest):
                return newest
            return self._insert_topic(at_utc_ms)

    def _newest_topic(self) -> int | None:
        row = self._database.row("SELECT max(id) FROM topics")
        assert row is not None
        newest: int | None = row[0]
        return newest

    def _has_turns(self, topic: int) -> bool:
        sql = "SELECT 1 FROM turns WHERE topic_id=? LIMIT 1"
        return self._database.row(sql, (topic,)) is not None

    def _insert_topic(self, at_utc_ms: int | None) -> int:
        sql = "INSERT INTO topics (created_utc_ms) VALUES (?)"
        return self._database.insert(sql, (at_utc_ms,))

    # Reading turns

    def turn(self, turn_id: int) -> Turn:
        """One turn, its entry in the trash or not."""
        turns = read_turns(self._database, "turns.id=?", (turn_id,))
        if not turns:
            raise KeyError(turn_id)
        return turns[0]

    def turns_on(self, day: date) -> list[Turn]:
        where = f"entries.entry_date=? AND {NOT_IN_TRASH}"
        return read_turns(self._database, where, (day.isoformat(),))

    def turns_before(self, turn_id: int) -> list[Turn]:
        """Earlier turns of the same topic and the same day: all that the model remembers."""
        turn = self.turn(turn_id)
        return read_turns(
            self._database,
            # The plus: found by the day's index. A topic may be years long.
            f"entries.entry_date=? AND +turns.topic_id=? AND +turns.id<? AND {NOT_IN_TRASH}",
            (turn.entry.date.isoformat(), turn.topic, turn_id),
        )

    def last_turns(self, limit: int) -> list[Turn]:
        """The newest *limit* turns, oldest of them first."""
        newest = (
            "SELECT turns.id FROM turns JOIN entries ON entries.id = turns.entry_id "
            f"WHERE {NOT_IN_TRASH} ORDER BY turns.id DESC LIMIT ?"
        )
        where = f"turns.id IN ({newest})"
        return read_turns(self._database, where, (max(limit, 0),))

    # Writing turns

    def add_turn(
        self,
        text: str,
        created: Moment,
        day: date,
        topic: int,
        draft: str | None = None,
        unlabelled: Unlabelled | None = None,
    ) -> Turn:
        """Commit an entry and its turn, PENDING. Half a surrogate pair becomes U+FFFD.

        draft: the place it was written in, empty now. unlabelled: it is to get no label.
        """
        with self._database.transaction():
            entry_id = insert_entry(self._database, text, created, day, EntryKind.CHAT)
            turn_id = self._database.insert(
                "INSERT INTO turns (entry_id, topic_id, state) VALUES (?, ?, ?)",
                (entry_id, topic, TurnState.PENDING),
            )
            if unlabelled is not None:
                sql = "INSERT INTO unlabelled (entry_id, reason) VALUES (?, ?)"
                self._database.execute(sql, (entry_id, unlabelled))
            self._database.execute("DELETE FROM drafts WHERE place=?", (draft,))
            return self.turn(turn_id)

    def leave_unlabelled(self, turn_id: int, reason: Unlabelled) -> Turn:
        """Its entry gets no label by itself any more."""
        LabelStore(self._database).leave_unlabelled(self.turn(turn_id).entry.id, reason)
        return self.turn(turn_id)

    def add_label(self, turn_id: int, label: Label, at_utc_ms: int) -> Turn:
        """Add a label to the turn's entry; which one counts then is for their sources to say."""
        with self._database.transaction():
            insert_label(self._database, self.turn(turn_id).entry.id, label, at_utc_ms)
            return self.turn(turn_id)

    # A reply's life (see `replies` for what happens to earlier ones)

    def save_reply(self, turn_id: int, text: str) -> None:
        """Keep the whole reply as far as it has come. Ignored unless the turn is PENDING: a late
        checkpoint never shortens what was finished."""
        with self._database.transaction():
            self._database.execute(
                "UPDATE turns SET reply=? WHERE id=? AND state='pending'", (text, turn_id)
            )

    def finish(
        self, turn_id: int, reply: str, state: TurnState, stats: ReplyStats, weights: str | None
    ) -> Turn:
        """Keep the whole reply. It wins over any state, INTERRUPTED by a repair included."""
        assert state not in (TurnState.PENDING, TurnState.FAILED), state
        return self._end(turn_id, replies.Ending(reply, state, None, stats, weights))

    def fail(self, turn_id: int, reply: str, kind: str) -> Turn:
        """Keep what came of the reply, and why there is no more. kind: of the failure."""
        return self._end(turn_id, replies.Ending(reply, TurnState.FAILED, kind))

    def _end(self, turn_id: int, ending: replies.Ending) -> Turn:
        with self._database.transaction():
            replies.end(self._database, turn_id, ending)
            return self.turn(turn_id)

    def restart(self, turn_id: int, at_utc_ms: int) -> Turn:
        """To be answered again: PENDING, empty, the reply is an earlier one now."""
        with self._database.transaction():
            replies.begin_again(self._database, turn_id, at_utc_ms)
            return self.turn(turn_id)

    def resume(self, turn_id: int) -> Turn:
        """To be gone on with: PENDING, the reply stays."""
        with self._database.transaction():
            sql = "UPDATE turns SET state='pending', error=NULL WHERE id=?"
            self._database.execute(sql, (turn_id,))
            return self.turn(turn_id)

    def repair_interrupted(self) -> int:
        """At a start, before anything works: end what a crash left PENDING; returns how many."""
        with self._database.transaction():
            return replies.repair(self._database)

    # The diary as a whole

    def days(self) -> list[Day]:
        """Every day that has an entry, newest first."""
        return read_days(self._database)

    def mood_points(self, since: date | None = None, until: date | None = None) -> list[MoodPoint]:
        """Entries with a known valence; *since* and *until* are days, both inclusive."""
        return read_mood_points(self._database, since or date.min, until or date.max)
