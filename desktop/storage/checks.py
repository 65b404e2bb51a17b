"""Is a diary's file sound? Reads only."""

import hashlib
from dataclasses import dataclass

from desktop.errors import DiaryDamaged
from desktop.storage.database import Database

# Tables whose rows are counted: what a backup must hold as many of.
_COUNTED = ("topics", "entries", "turns", "earlier_replies", "labels", "earlier_texts", "tags")
_PROBLEMS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Health:
    """What a check found. problems: SQLite's words, none if all is well.

    index_sound: whether search is in step with the entries; it can be made again from them.
    """

    problems: tuple[str, ...]
    entries: int
    index_sound: bool

    @property
    def sound(self) -> bool:
        return not self.problems and self.index_sound


def check(database: Database, *, whole: bool = False) -> Health:
    """Pages, rows, references, search index. whole: indexes against their tables too (slower).

    Never raises DiaryDamaged: that is a problem to tell.
    """
    try:
        problems = _problems(database, "integrity_check" if whole else "quick_check")
        return Health(problems, rows_of(database)["entries"], _index_is_sound(database))
    except DiaryDamaged as damage:
        return Health((str(damage),), 0, False)


def _problems(database: Database, pragma: str) -> tuple[str, ...]:
    found = [str(text) for (text,) in database.query(f"PRAGMA {pragma}({_PROBLEMS_SHOWN})")]
    found = [] if found == ["ok"] else found
    # Table and row number; what stands in the row is nobody's business.
    broken = database.query("PRAGMA foreign_key_check")[:_PROBLEMS_SHOWN]
    return (*found, *(f"{table} row {rowid} refers to nothing" for table, rowid, *_ in broken))


def rows_of(database: Database) -> dict[str, int]:
    """How many rows each table has that is there already in this schema."""
    names = {name for (name,) in database.query("SELECT name FROM sqlite_schema")}
    return {
        table: database.query(f"SELECT count(*) FROM {table}")[0][0]
        for table in _COUNTED
        if table in names
    }


def contents(database: Database) -> str:
    """A hash over every row of every table: SQLite has no checksums of its own."""
    digest = hashlib.sha256()
    tables = database.query("SELECT name, sql FROM sqlite_schema WHERE type='table' ORDER BY name")
    for name, sql in tables:
        digest.update(repr((name, sql)).encode("utf-8", "surrogatepass"))
        if sql is None or not sql.upper().startswith("CREATE VIRTUAL"):  # which lies in others
            for row in database.each(f'SELECT * FROM "{name}" NOT INDEXED'):
                digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _index_is_sound(database: Database) -> bool:
    if not database.query("SELECT 1 FROM sqlite_schema WHERE name='search'"):
        return True  # an older schema had none
    shown = "SELECT count(*) FROM entries WHERE trashed_utc_ms IS NULL"
    indexed = "SELECT count(*) FROM search_docsize"
    return bool(database.query(shown) == database.query(indexed))


def rebuild_index(database: Database) -> None:
    """Make the search index again from the entries."""
    with database.transaction():
        database.execute("INSERT INTO search (search) VALUES ('delete-all')")
        database.execute(
            "INSERT INTO search (rowid, body) "
            "SELECT (replace(entry_date, '-', '') << 27) | id, search_tokens_1(text) "
            "FROM entries WHERE trashed_utc_ms IS NULL"
        )
