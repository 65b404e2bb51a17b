"""Labels kept by keyed hashes: found again, never readable, gone with their entry."""

from pathlib import Path

import pytest

from desktop.domain.ways import Unlabelled
from desktop.storage.database import Database, open_database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.entry_store import EntryStore
from desktop.storage.label_cache_store import CachedLabel, LabelCacheStore
from desktop.storage.label_store import LabelStore

from .samples import add

LABEL = CachedLabel("正面", 0.9, (("正面", 0.9), ("负面", 0.1)), (0, 4))


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return open_database(tmp_path / "diary.sqlite3")


def test_what_was_kept_is_found_for_the_same_text_and_maker_only(database: Database) -> None:
    cache = LabelCacheStore(database)
    cache.keep("今天很开心", b"a", LABEL)
    assert cache.find("今天很开心", b"a") == LABEL
    assert cache.find("今天很开心。", b"a") is None
    assert cache.find("今天很开心", b"b") is None
    cache.keep("今天很开心", b"a", CachedLabel("负面", 0.6, (("负面", 0.6), ("正面", 0.4))))
    found = cache.find("今天很开心", b"a")
    assert found is not None and found.evidence is None and cache.count() == 1
    cache.clear()
    assert cache.count() == 0
    database.close()


def test_no_text_stands_in_it(database: Database, tmp_path: Path) -> None:
    LabelCacheStore(database).keep("一句秘密的话", b"a", LABEL)
    database.close()
    content = (tmp_path / "diary.sqlite3").read_bytes()
    assert "一句秘密的话".encode() not in content


def test_two_diaries_have_two_keys(tmp_path: Path) -> None:
    hashes = set()
    for name in ("a", "b"):
        database = open_database(tmp_path / name)
        LabelCacheStore(database).keep("同一句话", b"a", LABEL)
        hashes.add(database.query("SELECT text_hash FROM label_cache")[0][0])
        database.close()
    assert len(hashes) == 2


def test_what_is_deleted_for_good_is_forgotten_with_all_it_ever_said(database: Database) -> None:
    cache, entries = LabelCacheStore(database), EntryStore(database)
    entry_id = add(DiaryStore(database), "先写的").entry.id
    entries.edit(entry_id, "后写的", 5)
    for text in ("先写的", "后写的", "别的"):
        cache.keep(text, b"a", LABEL)
    entries.trash([entry_id], 6)
    entries.delete_for_good([entry_id])
    assert cache.find("先写的", b"a") is None and cache.find("后写的", b"a") is None
    assert cache.find("别的", b"a") == LABEL
    database.close()


def test_an_entry_that_wants_no_label_is_not_among_those_to_label(database: Database) -> None:
    store, labels = DiaryStore(database), LabelStore(database)
    turn = add(store, "法国的首都是哪里")
    assert labels.count_to_label("sentiment", 1, "w") == 1
    turn = store.leave_unlabelled(turn.id, Unlabelled.INTENT)
    assert turn.unlabelled is Unlabelled.INTENT and labels.is_unlabelled(turn.entry.id)
    assert labels.count_to_label("sentiment", 1, "w") == 0
    labels.want_label(turn.entry.id)
    assert store.turn(turn.id).unlabelled is None
    assert labels.count_to_label("sentiment", 1, "w") == 1
    database.close()
