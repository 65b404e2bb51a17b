"""An open database: what a transaction promises, and that texts come back as they were."""

import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from desktop.errors import DiaryInUse
from desktop.storage.database import Database, open_database
from desktop.storage.diary_store import DiaryStore

from .samples import DAY, add, moment


def count(database: Database) -> int:
    number: int = database.query("SELECT count(*) FROM topics")[0][0]
    return number


INSERT = "INSERT INTO topics (created_utc_ms) VALUES (?)"


def test_a_transaction_is_all_or_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction():
        database.execute(INSERT, (1,))
        raise ZeroDivisionError
    assert count(database) == 0
    with database.transaction():
        assert database.insert(INSERT, (1,)) < database.insert(INSERT, (2,))
    assert count(database) == 2


def test_a_nested_transaction_and_a_write_outside_are_bugs(database: Database) -> None:
    with pytest.raises(AssertionError), database.transaction(), database.transaction():
        pass
    with pytest.raises(AssertionError):
        database.execute(INSERT, (1,))
    with database.transaction():
        database.execute(INSERT, (1,))
    assert count(database) == 1


def test_a_bug_in_sql_passes_through(database: Database) -> None:
    with pytest.raises(apsw.SQLError):
        database.query("SELECT nothing FROM nowhere")
    with pytest.raises(apsw.ConstraintError), database.transaction():
        database.execute("INSERT INTO turns (entry_id, topic_id, state) VALUES (1, 1, 'lost')")
    with pytest.raises(apsw.ConstraintError):
        DiaryStore(database).add_turn("x", moment(), DAY, topic=99)
    assert database.row("SELECT count(*) FROM entries") == (0,)


def test_two_connections(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    first, second = open_database(path), open_database(path)
    second.query("PRAGMA busy_timeout=1")
    with first.transaction():
        first.execute(INSERT, (1,))
        assert count(second) == 0
        with pytest.raises(DiaryInUse), second.transaction():
            raise AssertionError("never reached")
    assert count(second) == 1
    with second.transaction():
        second.execute(INSERT, (2,))
    assert count(first) == 2
    first.close()
    second.close()


# Texts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "😀👨‍👩‍👧‍👦🇨🇳",
        "a\0b",
        "\ufeffBOM",
        "\u202e反",
        "é e\u0301",
        "'; DROP TABLE turns; --",
        "𠮷" * 5000,
    ],
)
def test_texts_come_back_as_they_were(store: DiaryStore, text: str) -> None:
    turn = add(store, text)
    store.save_reply(turn.id, text)
    assert store.turn(turn.id).entry.text == text
    assert store.turn(turn.id).reply == text


def test_half_an_emoji_is_replaced_and_two_halves_are_one(store: DiaryStore) -> None:
    assert add(store, "好\ud83d。").entry.text == "好\ufffd。"
    assert add(store, "\udc00\ud83d").entry.text == "\ufffd\ufffd"
    assert add(store, "\ud83d\ude00").entry.text == "😀"


def test_neither_qt_nor_torch_nor_another_sqlite_is_loaded() -> None:
    code = (
        "import sys, desktop.storage.diary_store\n"
        "assert not {'PySide6', 'torch', 'sqlite3', 'transformers'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
