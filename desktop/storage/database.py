"""The one door to the diary's file: how it is opened, read and written. Knows no table."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import apsw

from desktop.errors import DiaryDamaged, DiaryInUse, DiaryMoved, DiaryTooNew, StorageFailure
from desktop.paths import MOVED_AWAY
from desktop.storage.failures import translated
from desktop.storage.migrations import VERSION, migrate, schema_version

Value = str | int | float | bytes | None
Row = tuple[Any, ...]

BUSY_TIMEOUT_MS = 5000

# FULL: NORMAL lost acknowledged rows in power cuts. secure_delete: what is deleted is gone.
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA trusted_schema=OFF",
    # macOS: without it a checkpoint only reaches the drive's own cache.
    *(("PRAGMA checkpoint_fullfsync=1",) if sys.platform == "darwin" else ()),
)


class Database:
    """An open diary file. Every method may raise StorageFailure or one of its kinds."""

    def __init__(self, connect: Callable[[], apsw.Connection]) -> None:
        self._connect = connect
        self._connection = connect()
        self._damaged = False

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block's writes or none; durable when the block has been left.

        Whatever is raised, the connection is outside a transaction afterwards and usable.
        """
        assert not self._connection.in_transaction, "transactions don't nest"
        if self._damaged:
            raise DiaryDamaged("nothing more is written to a damaged file")
        with translated():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All reads of the block see the same moment, whoever writes meanwhile."""
        assert not self._connection.in_transaction, "transactions don't nest"
        with translated():
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._roll_back()

    def _roll_back(self) -> None:
        if not self._connection.in_transaction:
            return  # SQLite has already done it, as for a full disk
        # A ROLLBACK that reports an error has ended the transaction too; the first error,
        # the one that led here, is the one worth telling.
        with suppress(apsw.Error):
            self._connection.execute("ROLLBACK")

    def query(self, sql: str, args: Sequence[Value] = ()) -> list[Row]:
        with translated():
            return self._connection.execute(sql, _storable(args)).fetchall()

    def row(self, sql: str, args: Sequence[Value] = ()) -> Row | None:
        """The first row, or None."""
        rows = self.query(sql, args)
        return rows[0] if rows else None

    def each(self, sql: str) -> Iterator[Row]:
        """The same one by one, however many."""
        with translated():
            yield from self._connection.execute(sql)

    def execute(self, sql: str, args: Sequence[Value] = ()) -> None:
        """Write; only inside a transaction."""
        assert self._connection.in_transaction, "a write belongs into a transaction"
        self.query(sql, args)

    def insert(self, sql: str, args: Sequence[Value] = ()) -> int:
        """Write one row and return its id; only inside a transaction."""
        self.execute(sql, args)
        return self._connection.last_insert_rowid()

    def fold_log(self) -> bool:
        """Move the log into the file and empty it; False while another connection reads it.

        What was overwritten before may stand in the log until then.
        """
        busy: int = self.query("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
        return not busy

    def fold_ahead(self) -> None:
        """Move what can be moved without making anybody wait: less is left for `fold_log`."""
        self.query("PRAGMA wal_checkpoint(PASSIVE)")

    def hold(self) -> None:
        """Until it is closed nobody else can read or write the file, which is one file then.

        Raises DiaryInUse if others have it open.
        """
        self.query("PRAGMA locking_mode=EXCLUSIVE")
        with self.transaction():  # the lock is taken with the first write, and stays
            pass
        if not self.fold_log():
            raise DiaryInUse("others have it open")

    def refuse_writes(self) -> None:
        """From now on only read: the file was found to be damaged."""
        self._damaged = True

    def copy_to(self, path: Path) -> None:
        """A whole copy of what is committed, with the same key, without a log; not synced yet.

        By VACUUM INTO: SQLite's backup API corrupts files in this version.
        """
        self.query("VACUUM INTO ?", (str(path),))

    def changes_by_others(self) -> int:
        """Another number than before when another connection has written to the file since."""
        number: int = self.query("PRAGMA data_version")[0][0]
        return number

    def while_closed(self, exchange: Callable[[], None]) -> None:
        """Close the file, let *exchange* put another in its place, open what lies there then."""
        self.close()
        try:
            exchange()
        finally:
            with translated():
                self._connection = self._connect()
            self._damaged = False

    def close(self) -> None:
        """Idempotent. Without other connections it leaves one file: the log is folded in."""
        with translated():
            self._connection.close()


def open_database(
    path: Path | None,
    key: bytes | None = None,
    before_migration: Callable[[Database], None] | None = None,
) -> Database:
    """Open or create the diary at *path*; None keeps it in memory.

    key: 32 raw bytes that the file is encrypted with (in memory there is nothing to encrypt).
    before_migration: called with a diary of an older version before that is brought up to date;
        what it raises is raised here, and nothing is changed then.
    Raises DiaryTooNew, DiaryDamaged (a wrong key looks the same), DiaryInUse, DiskFull or
    StorageFailure; a diary that was there before is then exactly as it was.
    """

    def connect() -> apsw.Connection:
        return _connect(path, key, before_migration)

    with translated():
        return Database(connect)


def open_unchanged(path: Path, key: bytes | None = None) -> Database:
    """Open what is there, of whatever older version, for reading and copying only.

    Raises what `open_database` raises, and leaves the file as it is.
    """

    def connect() -> apsw.Connection:
        connection = _connection(path, key, apsw.SQLITE_OPEN_READWRITE)
        try:
            _check(connection)
            connection.execute("PRAGMA temp_store=MEMORY")
        except BaseException:
            with suppress(apsw.Error):
                connection.close()
            raise
        return connection

    with translated():
        return Database(connect)


def _connect(
    path: Path | None, key: bytes | None, before_migration: Callable[[Database], None] | None
) -> apsw.Connection:
    connection = _connection(path, key, apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE)
    try:
        _leave_log_alone(connection, path)
        _check(connection)
        if before_migration is not None and 0 < schema_version(connection) < VERSION:
            before_migration(Database(lambda: connection))
        _set_up(connection)
    except BaseException:
        with suppress(apsw.Error):
            connection.close()
        raise
    return connection


def _connection(path: Path | None, key: bytes | None, flags: int) -> apsw.Connection:
    connection = apsw.Connection(":memory:" if path is None else str(path), flags)
    if key is not None and path is not None:
        _unlock(connection, key)
    connection.set_busy_timeout(BUSY_TIMEOUT_MS)
    return connection


def _unlock(connection: apsw.Connection, key: bytes) -> None:
    assert len(key) == 32
    connection.execute(f"PRAGMA key='raw:{key.hex()}'")


def _leave_log_alone(connection: apsw.Connection, path: Path | None) -> None:
    """Closing folds a log that a crash left into the file: not while we may yet refuse it."""
    if path is not None and Path(connection.filename_wal).exists():
        connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)


def _check(connection: apsw.Connection) -> None:
    """The first reads. Nothing is written: a file that we refuse isn't ours to change."""
    if connection.readonly("main"):  # before any read, which would leave an empty log beside it
        raise StorageFailure("the file is read-only")
    version = schema_version(connection)
    if version == MOVED_AWAY:
        raise DiaryMoved
    if version > VERSION:
        raise DiaryTooNew(f"its schema is {version}, this program's {VERSION}")
    # After the version: a later version's tables may not even be readable for us.
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").get
    if version < 0 or (version == 0 and tables):
        raise DiaryDamaged("a database, but not a diary")


def _set_up(connection: apsw.Connection) -> None:
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    migrate(connection)


def _storable(args: Sequence[Value]) -> tuple[Value, ...]:
    """Half an emoji (a lone surrogate) has no UTF-8: U+FFFD rather than a text not saved."""
    return tuple(_well_formed(arg) if isinstance(arg, str) else arg for arg in args)


def _well_formed(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
