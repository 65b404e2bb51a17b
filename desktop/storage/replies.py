"""What becomes of a reply: begun again, saved, ended, brought back. Runs inside transactions.

One rule for all of it: no reply that could be read is ever replaced by nothing.
"""

from dataclasses import dataclass

from desktop.domain.turns import ReplyStats, TurnState
from desktop.storage.database import Database

_NO_STATS = (
    "weights=NULL, tokens=NULL, prompt_tokens=NULL, first_token_s=NULL, total_s=NULL, "
    "left_out=NULL, shortened=NULL, stop_reason=NULL"
)


@dataclass(frozen=True, slots=True)
class Ending:
    """How an attempt to answer ended. error: the failure's kind if, and only if, it FAILED."""

    reply: str
    state: TurnState
    error: str | None = None
    stats: ReplyStats | None = None
    weights: str | None = None


def begin_again(database: Database, turn_id: int, at_utc_ms: int) -> None:
    """PENDING with an empty reply; what was answered becomes an earlier reply."""
    _put_aside(database, turn_id, at_utc_ms)
    database.execute(
        f"UPDATE turns SET state='pending', reply='', error=NULL, {_NO_STATS} WHERE id=?",
        (turn_id,),
    )


def end(database: Database, turn_id: int, ending: Ending) -> None:
    """Record how it ended. An ending without text leaves what was saved while streaming, and
    where there is none brings back the newest earlier reply."""
    state, saved = _current(database, turn_id)
    reply = ending.reply if _readable(ending.reply) else saved
    if not _readable(reply) and _bring_back(database, turn_id, ending.error):
        return
    if state is not TurnState.PENDING and not reply.startswith(saved):
        # It came after a repair had given the row up: it wins, but what stood there was read.
        _put_aside(database, turn_id, None)
    _write(database, turn_id, reply, ending)


def repair(database: Database) -> int:
    """PENDING becomes INTERRUPTED, or DONE where the earlier reply came back; returns how many.

    DONE, because that reply was whole enough to be replaced: there is nothing to go on with.
    """
    pending = database.query("SELECT id, reply FROM turns WHERE state='pending' ORDER BY id")
    for turn_id, reply in pending:
        if _readable(reply) or not _bring_back(database, turn_id, None):
            database.execute("UPDATE turns SET state='interrupted' WHERE id=?", (turn_id,))
    return len(pending)


def _current(database: Database, turn_id: int) -> tuple[TurnState, str]:
    row = database.row("SELECT state, reply FROM turns WHERE id=?", (turn_id,))
    if row is None:
        raise KeyError(turn_id)
    return TurnState(row[0]), row[1]


def _put_aside(database: Database, turn_id: int, at_utc_ms: int | None) -> None:
    _, reply = _current(database, turn_id)
    if _readable(reply):
        database.execute(
            "INSERT INTO earlier_replies (turn_id, text, weights, replaced_utc_ms) "
            "SELECT id, reply, weights, ? FROM turns WHERE id=?",
            (at_utc_ms, turn_id),
        )


def _bring_back(database: Database, turn_id: int, error: str | None) -> bool:
    """Make the newest earlier reply the reply again; False if there is none."""
    row = database.row(
        "SELECT id, text, weights FROM earlier_replies WHERE turn_id=? ORDER BY id DESC LIMIT 1",
        (turn_id,),
    )
    if row is None:
        return False
    earlier_id, text, weights = row
    database.execute("DELETE FROM earlier_replies WHERE id=?", (earlier_id,))
    state = TurnState.DONE if error is None else TurnState.FAILED
    database.execute(
        f"UPDATE turns SET {_NO_STATS}, state=?, reply=?, error=? WHERE id=?",
        (state, text, error, turn_id),
    )
    database.execute("UPDATE turns SET weights=? WHERE id=?", (weights, turn_id))
    return True


def _write(database: Database, turn_id: int, reply: str, ending: Ending) -> None:
    database.execute(
        "UPDATE turns SET reply=?, state=?, error=?, weights=coalesce(?, weights) WHERE id=?",
        (reply, ending.state, ending.error, ending.weights, turn_id),
    )
    if (stats := ending.stats) is not None:
        database.execute(
            "UPDATE turns SET tokens=?, prompt_tokens=?, first_token_s=?, total_s=?, left_out=?, "
            "shortened=?, stop_reason=? WHERE id=?",
            (
                stats.tokens,
                stats.prompt_tokens,
                stats.first_token_s,
                stats.total_s,
                stats.left_out,
                stats.shortened,
                stats.reason,
                turn_id,
            ),
        )


def _readable(reply: str) -> bool:
    return bool(reply.strip())
