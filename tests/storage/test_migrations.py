"""Migrations: each step is done and recorded, or neither, whenever the process dies."""

import shutil
from pathlib import Path
from typing import Any

import apsw
import pytest

from desktop.domain.labels import LabelSource
from desktop.domain.turns import TurnState
from desktop.storage import migrations
from desktop.storage.database import Database, open_database
from desktop.storage.migrations import VERSION, migrate, schema_version

from .samples import add, open_store

TABLES = {"topics", "entries", "turns", "earlier_replies", "labels"}


def tables(connection: apsw.Connection) -> set[str]:
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type='table'").fetchall()
    return {str(name) for (name,) in names} - {"sqlite_sequence"}


def statements_of_a_migration() -> int:
    seen: list[str] = []

    def see(_cursor: Any, sql: str, _bindings: Any) -> bool:
        seen.append(sql)
        return True

    connection = apsw.Connection(":memory:")
    connection.set_exec_trace(see)
    migrate(connection)
    return len(seen)


def test_a_new_file_gets_the_whole_schema() -> None:
    connection = apsw.Connection(":memory:")
    migrate(connection)
    assert tables(connection) == TABLES
    assert schema_version(connection) == VERSION
    migrate(connection)
    assert connection.execute("PRAGMA integrity_check").get == "ok"


def test_tables_are_strict_and_ids_never_used_again() -> None:
    connection = apsw.Connection(":memory:")
    migrate(connection)
    sql = "SELECT name, sql FROM sqlite_schema WHERE type='table' AND name<>'sqlite_sequence'"
    for name, created in connection.execute(sql):
        assert "AUTOINCREMENT" in str(created) and str(created).endswith("STRICT"), name


def test_frozen_words_are_the_ones_of_the_domain(database: Database) -> None:
    for state in TurnState:
        assert f"'{state}'" in migrations.MIGRATIONS[0]
    for source in LabelSource:
        assert f"'{source}'" in migrations.MIGRATIONS[0]


@pytest.mark.parametrize("step", range(statements_of_a_migration()))
def test_an_error_in_any_statement_leaves_the_old_version(tmp_path: Path, step: int) -> None:
    connection = apsw.Connection(str(tmp_path / "diary.sqlite3"))
    statement = iter(range(1000))

    def abort(_cursor: Any, sql: str, _bindings: Any) -> bool:
        if next(statement) == step:
            raise ZeroDivisionError(sql)
        return True

    connection.set_exec_trace(abort)
    with pytest.raises(ZeroDivisionError):
        migrate(connection)
    connection.set_exec_trace(None)
    assert not connection.in_transaction
    assert (tables(connection), schema_version(connection)) == (set(), 0)
    migrate(connection)
    assert (tables(connection), schema_version(connection)) == (TABLES, VERSION)
    connection.close()


@pytest.mark.parametrize("spilled", [False, True])
def test_killed_inside_any_statement(tmp_path: Path, spilled: bool) -> None:
    """What lies on the disk before each statement is what a kill there leaves behind."""
    path = tmp_path / "diary.sqlite3"
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA journal_mode=WAL")
    if spilled:  # so that uncommitted pages reach the log
        connection.execute("PRAGMA cache_size=1; PRAGMA cache_spill=1")
    remains: list[Path] = []

    def keep(_cursor: Any, _sql: str, _bindings: Any) -> bool:
        folder = tmp_path / str(len(remains))
        folder.mkdir()
        for file in tmp_path.glob("diary.sqlite3*"):
            if not file.name.endswith("-shm"):
                shutil.copy(file, folder)
        remains.append(folder / path.name)
        return True

    connection.set_exec_trace(keep)
    migrate(connection)
    connection.close()
    assert len(remains) == statements_of_a_migration()
    for remain in remains:
        survivor = apsw.Connection(str(remain))
        assert (tables(survivor), schema_version(survivor)) == (set(), 0)
        survivor.close()
        store = open_store(remain)
        assert add(store).entry.text == "今天很好"


def test_a_second_process_that_was_quicker(tmp_path: Path) -> None:
    path = str(tmp_path / "diary.sqlite3")
    slow, quick = apsw.Connection(path), apsw.Connection(path)

    def overtake(_cursor: Any, sql: str, _bindings: Any) -> bool:
        if sql.startswith("BEGIN"):
            slow.set_exec_trace(None)
            migrate(quick)
        return True

    slow.set_exec_trace(overtake)
    migrate(slow)
    assert schema_version(slow) == VERSION


def test_a_database_that_is_up_to_date_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    open_database(path).close()
    before = path.read_bytes()
    open_database(path).close()
    assert path.read_bytes() == before
