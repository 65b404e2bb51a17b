"""Checks of the whole file: what is sound, what is made again, what is not written to any more."""

from pathlib import Path

import pytest

from desktop.errors import DiaryDamaged
from desktop.storage.checks import check, rebuild_index
from desktop.storage.database import open_database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.entry_store import EntryStore

from .backup_samples import written
from .samples import DAY, add


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "diary.sqlite3"


def test_a_sound_diary(path: Path) -> None:
    written(path, "一")
    database = open_database(path)
    health = check(database)
    assert (health.sound, health.entries, health.problems) == (True, 1, ())
    database.close()


def test_an_index_out_of_step_is_made_again(path: Path) -> None:
    written(path, "一", "二")
    database = open_database(path)
    EntryStore(database).trash([2], 0)
    with database.transaction():
        database.execute("INSERT INTO search (search) VALUES ('delete-all')")
    assert not check(database).index_sound
    rebuild_index(database)
    assert check(database).sound
    EntryStore(database).restore([2])
    assert check(database).sound
    database.close()


def test_nothing_is_written_to_a_damaged_file(path: Path) -> None:
    written(path, "一")
    database = open_database(path)
    database.refuse_writes()
    store = DiaryStore(database)
    with pytest.raises(DiaryDamaged):
        add(store, "二")
    assert len(store.turns_on(DAY)) == 1
    database.close()
