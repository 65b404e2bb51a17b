"""A diary that is only looked into: nothing is written to it, and none is begun."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.storage.database import Database, open_database, open_unchanged
from desktop.storage.migrations import VERSION
from desktop.storage.safe_files import reporting


@contextmanager
def looking_into(diary: Path) -> Iterator[Database]:
    """The diary to read from; an empty one in memory where there is none yet.

    Raises what `open_database` raises.
    """
    if not diary.exists():
        with closing(open_database(None)) as nothing:
            yield nothing
        return
    with closing(open_unchanged(diary)) as database:
        if database.row("PRAGMA user_version") == (VERSION,):
            yield database
        else:
            yield from _brought_up_to_date(database)


def _brought_up_to_date(older: Database) -> Iterator[Database]:
    """A copy of an older version's, in a folder that is this person's and goes at once."""
    with reporting(), TemporaryDirectory(prefix="diary-") as folder:
        copy = Path(folder) / "diary.sqlite3"
        older.copy_to(copy)
        with closing(open_database(copy)) as database:
            yield database
