"""Opening a diary: what is made, what is refused, and that a refused file stays as it was."""

import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from desktop.errors import DiaryDamaged, DiaryTooNew, StorageFailure
from desktop.storage.database import open_database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.migrations import VERSION

from .samples import add, open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "diary.sqlite3"


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def filled(path: Path, turns: int = 30) -> None:
    database = open_database(path)
    store = DiaryStore(database)
    for number in range(turns):
        add(store, f"第{number}天 " * 40)
    database.close()


# Opening


def test_pragmas(path: Path) -> None:
    database = open_database(path)
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 5000,
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "user_version": VERSION,
    }
    assert {name: database.query(f"PRAGMA {name}")[0][0] for name in expected} == expected
    database.close()


def test_closing_leaves_one_file_and_is_idempotent(path: Path) -> None:
    filled(path)
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    database = open_database(path)
    database.close()
    database.close()


def test_in_memory_writes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    database = open_database(None, key=b"k" * 32)
    store = DiaryStore(database)
    assert store.turn(add(store).id).entry.text == "今天很好"
    assert content(tmp_path) == {}
    database.close()


def test_an_empty_file_is_a_new_diary(path: Path) -> None:
    path.touch()
    assert open_store(path).days() == []


@pytest.mark.parametrize("crashed", [False, True])
def test_a_newer_diary_is_refused_byte_for_byte(path: Path, crashed: bool) -> None:
    filled(path)
    writer = apsw.Connection(str(path))
    writer.execute(f"PRAGMA user_version={VERSION + 1}")
    if crashed:  # the version stands in a log that nobody has folded in
        writer.execute("PRAGMA wal_autocheckpoint=0")
        writer.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
        writer.execute("INSERT INTO topics DEFAULT VALUES")
    writer.close()
    before = content(path.parent)
    assert bool(before.get(f"{path.name}-wal")) is crashed
    with pytest.raises(DiaryTooNew):
        open_database(path)
    after = content(path.parent)
    before.pop(f"{path.name}-shm", None)  # the log's index: made anew by every first reader
    after.pop(f"{path.name}-shm", None)
    assert after == before


def test_a_newer_diary_without_a_log_gets_none(path: Path) -> None:
    writer = apsw.Connection(str(path))
    writer.execute(f"CREATE TABLE other (x); PRAGMA user_version={VERSION + 1}")
    writer.close()
    before = content(path.parent)
    with pytest.raises(DiaryTooNew):
        open_database(path)
    assert content(path.parent) == before


def test_a_foreign_database_is_refused_unchanged(path: Path) -> None:
    writer = apsw.Connection(str(path))
    writer.execute("CREATE TABLE photos (x)")
    writer.close()
    before = content(path.parent)
    with pytest.raises(DiaryDamaged):
        open_database(path)
    assert content(path.parent) == before


def test_key(path: Path) -> None:
    key, other = b"\x01" * 32, b"\x02" * 32
    database = open_database(path, key)
    add(DiaryStore(database), "秘密的话")
    database.close()
    assert not path.read_bytes().startswith(b"SQLite format 3")
    assert "秘密".encode() not in path.read_bytes()
    before = content(path.parent)
    for wrong in (other, None):
        with pytest.raises(DiaryDamaged):
            open_database(path, wrong)
    assert content(path.parent) == before
    database = open_database(path, key)
    assert DiaryStore(database).last_turns(1)[0].entry.text == "秘密的话"
    database.close()


# Damage


def test_a_text_file_is_damage(path: Path) -> None:
    path.write_text("this was never a database\n" * 200, "utf-8")
    before = content(path.parent)
    with pytest.raises(DiaryDamaged):
        open_database(path)
    assert content(path.parent) == before


@pytest.mark.parametrize("kept", [3000, 4096, 20000])
def test_a_truncated_file_is_damage(path: Path, kept: int) -> None:
    filled(path)
    path.write_bytes(path.read_bytes()[:kept])
    before = content(path.parent)
    with pytest.raises(DiaryDamaged):
        open_database(path)
    assert {**content(path.parent), **before} == content(path.parent)


@pytest.mark.parametrize("position", [0, 7, 15, 100])
def test_a_flipped_header_is_damage(path: Path, position: int) -> None:
    filled(path)
    damaged = bytearray(path.read_bytes())
    damaged[position] ^= 0xFF
    path.write_bytes(damaged)
    with pytest.raises(DiaryDamaged):
        open_database(path)
    assert path.read_bytes() == damaged


def test_flipped_bits_never_look_like_a_bug(path: Path) -> None:
    filled(path, 8)
    sound = path.read_bytes()
    chance = random.Random(7)
    for _ in range(120):
        damaged = bytearray(sound)
        damaged[chance.randrange(len(sound))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        read_everything(path)
        for rest in path.parent.glob("*-*"):
            rest.unlink()


def read_everything(path: Path) -> None:
    """Passes if all is well or said to be the environment's fault."""
    try:
        database = open_database(path)
    except StorageFailure:
        return
    store = DiaryStore(database)
    for read in (store.days, store.mood_points, lambda: store.last_turns(99)):
        try:
            read()
        except StorageFailure as failure:
            assert "天" not in str(failure)
    database.close()


# Places that can't be written


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(StorageFailure):
        open_database(tmp_path / "missing" / "diary.sqlite3")
    assert content(tmp_path) == {}


def test_a_path_below_a_file_or_a_folder_itself(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    for path in (tmp_path / "file" / "diary.sqlite3", tmp_path):
        with pytest.raises(StorageFailure):
            open_database(path)


@pytest.fixture
def folder_of_another_user() -> Iterator[Path]:
    """A folder that this process may read but not write, even if root runs the tests."""
    if not hasattr(os, "geteuid"):
        pytest.skip("no users to change to")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        filled(folder / "diary.sqlite3", 1)
        (folder / "diary.sqlite3").chmod(0o444)
        folder.chmod(0o555)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        yield folder
        if root:
            os.seteuid(0)
        folder.chmod(0o755)


@pytest.mark.parametrize("name", ["diary.sqlite3", "new.sqlite3"])
def test_a_read_only_folder(folder_of_another_user: Path, name: str) -> None:
    before = content(folder_of_another_user)
    with pytest.raises(StorageFailure):
        open_database(folder_of_another_user / name)
    assert content(folder_of_another_user) == before


def test_a_read_only_file_in_a_folder_that_is_not(folder_of_another_user: Path) -> None:
    euid = os.geteuid()
    os.seteuid(os.getuid())
    folder_of_another_user.chmod(0o777)
    os.seteuid(euid)
    before = content(folder_of_another_user)
    with pytest.raises(StorageFailure, match="read-only"):
        open_database(folder_of_another_user / "diary.sqlite3")
    assert content(folder_of_another_user) == before
