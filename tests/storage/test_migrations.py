"""Migrations: each step is done and recorded, or neither, whenever the process dies."""

import shutil
from pathlib import Path
from typing import Any

import apsw
import pytest

from desktop.domain.entries import EntryKind
from desktop.domain.figures import Kind
from desktop.domain.labels import LabelSource
from desktop.domain.search import Query
from desktop.domain.turns import TurnState
from desktop.storage import migrations, search_tokens
from desktop.storage.database import Database, open_database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.migrations import VERSION, migrate, schema_version
from desktop.storage.search_store import SearchStore

from .samples import add, open_store

_1 = {"topics", "entries", "turns", "earlier_replies", "labels"}
_2 = {"earlier_texts", "tags", "entry_tags", "drafts", "mood_names", "search"}
_3 = {"learning", "label_readings", "learned_layer"}
_4 = {"safety_plan"}
_5 = {"unlabelled", "label_cache_key", "label_cache"}
_6 = {"request_figures"}
# The tables after so many migrations.
TABLES: tuple[set[str], ...] = (
    set(),
    _1,
    _1 | _2,
    _1 | _2 | _3,
    _1 | _2 | _3 | _4,
    _1 | _2 | _3 | _4 | _5,
    _1 | _2 | _3 | _4 | _5 | _6,
)


def tables(connection: apsw.Connection) -> set[str]:
    names = connection.execute(
        "SELECT name FROM pragma_table_list WHERE type IN ('table', 'virtual')"
    ).fetchall()
    return {str(name) for (name,) in names if not str(name).startswith("sqlite_")}


def versions_before_statements() -> list[int]:
    """The version that is on the disk before each statement from an empty file to VERSION."""
    seen: list[int] = []
    version = 0

    def see(_cursor: Any, sql: str, _bindings: Any) -> bool:
        nonlocal version
        seen.append(version)
        version += sql.startswith("COMMIT")
        return True

    connection = apsw.Connection(":memory:")
    connection.set_exec_trace(see)
    migrate(connection)
    return seen


def up_to(version: int, path: Path) -> apsw.Connection:
    """A file as the program with so many migrations left it, empty."""
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA foreign_keys=ON; PRAGMA journal_mode=WAL")
    search_tokens.register(connection)
    for number in range(version):
        connection.execute(migrations.MIGRATIONS[number])
    connection.execute(f"PRAGMA user_version={version}")
    return connection


FILLED_1 = """
INSERT INTO topics VALUES (1, NULL);
INSERT INTO entries VALUES (1, 'u1', '今天很开心', 10, 'Asia/Shanghai', 28800, '2026-03-01', 'chat');
INSERT INTO entries VALUES (2, 'u2', '有点累 OK', 20, 'Asia/Shanghai', 28800, '2026-03-02', 'chat');
INSERT INTO entries VALUES (3, 'u3', '没有心情', 30, 'Asia/Shanghai', 28800, '2026-03-02', 'chat');
INSERT INTO turns (entry_id, topic_id, state, reply) VALUES (1, 1, 'done', '好'), (2, 1, 'pending', '半');
INSERT INTO labels (entry_id, source, label, valence, created_utc_ms) VALUES
    (1, 'person', '负面', -1, 1), (1, 'model', '正面', 1, 2), (2, 'model', '正面', 1, 3),
    (2, 'import', 'meh', 0, 4), (2, 'import', 'bad', -1, 5), (2, 'model', '正面', 2, 6);
"""  # noqa: E501


def test_a_new_file_gets_the_whole_schema() -> None:
    connection = apsw.Connection(":memory:")
    migrate(connection)
    assert tables(connection) == TABLES[VERSION]
    assert schema_version(connection) == VERSION
    migrate(connection)
    assert connection.execute("PRAGMA integrity_check").get == "ok"


def test_tables_are_strict_and_ids_never_used_again() -> None:
    connection = apsw.Connection(":memory:")
    migrate(connection)
    sql = "SELECT name, wr, strict FROM pragma_table_list WHERE schema='main' AND type='table'"
    for name, without_rowid, strict in connection.execute(sql):
        if not str(name).startswith("sqlite_"):
            created = "SELECT sql FROM sqlite_schema WHERE name=?"
            text = str(connection.execute(created, (name,)).get)
            assert strict and (without_rowid or "AUTOINCREMENT" in text), name


def test_frozen_words_are_the_ones_of_the_domain(database: Database) -> None:
    for word in (*TurnState, *LabelSource, *EntryKind):
        assert f"'{word}'" in migrations.MIGRATIONS[0]
    for kind in Kind:
        assert f"'{kind}'" in migrations.MIGRATIONS[5]


@pytest.mark.parametrize(("step", "version"), list(enumerate(versions_before_statements())))
def test_an_error_in_any_statement_leaves_the_old_version(
    tmp_path: Path, step: int, version: int
) -> None:
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
    assert (tables(connection), schema_version(connection)) == (TABLES[version], version)
    migrate(connection)
    assert (tables(connection), schema_version(connection)) == (TABLES[VERSION], VERSION)
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
    for remain, version in zip(remains, versions_before_statements(), strict=True):
        survivor = apsw.Connection(str(remain))
        assert (tables(survivor), schema_version(survivor)) == (TABLES[version], version)
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


# From an older schema to this one


@pytest.mark.parametrize("version", range(VERSION))
def test_from_every_older_schema_empty(tmp_path: Path, version: int) -> None:
    path = tmp_path / "diary.sqlite3"
    up_to(version, path).close()
    store = open_store(path)
    assert store.days() == [] and add(store).entry.text == "今天很好"


def test_from_a_filled_first_schema(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    old = up_to(1, path)
    old.execute(FILLED_1)
    old.close()
    database = open_database(path)
    store = DiaryStore(database)
    assert [(turn.entry.text, turn.reply) for turn in store.last_turns(9)] == [
        ("今天很开心", "好"),
        ("有点累 OK", "半"),
    ]
    assert [turn.label.word if turn.label else None for turn in store.last_turns(9)] == [
        "负面",
        "bad",
    ]
    assert [(day.entries, day.mean) for day in store.days()] == [(2, -1.0), (1, -1.0)]
    found = SearchStore(database).search(Query.of("累 ok"))
    assert [hit.entry.id for hit in found.hits] == [2]
    assert database.query("PRAGMA integrity_check") == [("ok",)]
    database.close()


@pytest.mark.parametrize("version", range(1, VERSION))
def test_killed_inside_any_statement_of_a_filled_diary(tmp_path: Path, version: int) -> None:
    path = tmp_path / "diary.sqlite3"
    old = up_to(1, path)
    old.execute(FILLED_1)
    for number in range(1, version):
        old.execute(migrations.MIGRATIONS[number])
        old.execute(f"PRAGMA user_version={number + 1}")
    remains: list[Path] = []

    def keep(_cursor: Any, _sql: str, _bindings: Any) -> bool:
        folder = tmp_path / str(len(remains))
        folder.mkdir()
        for file in tmp_path.glob("diary.sqlite3*"):
            if not file.name.endswith("-shm"):
                shutil.copy(file, folder)
        remains.append(folder / path.name)
        return True

    old.execute("PRAGMA cache_size=1; PRAGMA cache_spill=1")
    old.set_exec_trace(keep)
    migrate(old)
    old.close()
    for remain in remains:
        store = open_store(remain)
        assert [turn.entry.text for turn in store.last_turns(9)] == ["今天很开心", "有点累 OK"]
    print(f"killed inside the migrations after {version}: tried {len(remains)}, lost 0")
