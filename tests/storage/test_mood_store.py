"""What charts are made of, against the store's plain objects."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.domain.labels import LabelSource
from desktop.domain.moods import ADAPTED
from desktop.storage.database import Database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.entry_store import EntryStore
from desktop.storage.mood_store import MoodStore

from .samples import DAY, label_by, model_label, moment

ORDINAL = DAY.toordinal()


@pytest.fixture
def moods(database: Database) -> MoodStore:
    return MoodStore(database)


def write(store: DiaryStore, days: int, text: str = "今天") -> int:
    """An entry that many days after DAY; its turn's id."""
    return store.add_turn(text, moment(), DAY + timedelta(days=days), store.current_topic()).id


def test_an_empty_diary_has_nothing(moods: MoodStore) -> None:
    assert len(moods.moods()) == 0 and moods.moods().versions() == []
    assert moods.without_mood() == [] and moods.entries_by_day() == {} and moods.tag_days(9) == []
    assert moods.word_days("今天") == frozenset()


def test_columns_are_the_points(store: DiaryStore, moods: MoodStore) -> None:
    store.add_label(write(store, 0), model_label("负面", -1.0), 0)
    corrected = write(store, 3)
    store.add_label(corrected, model_label("负面", -1.0), 0)
    store.add_label(corrected, label_by(LabelSource.PERSON, "很好", 2.0), 0)
    write(store, 4)  # no label
    store.add_label(write(store, 5), model_label("不确定", None), 0)
    found, points = moods.moods(), store.mood_points()
    kinds = [found.named[kind] for kind in found.kinds]
    columns = zip(found.dates, found.wall_s, found.valences, kinds, strict=True)
    assert sorted((d, wall, v, k.word, k.version) for d, wall, v, k in columns) == sorted(
        (
            p.date.toordinal(),
            p.created.utc_ms // 1000 + p.created.offset_s,
            p.valence,
            p.word,
            p.version,
        )
        for p in points
    )


def test_bare_columns_are_the_same_ones(store: DiaryStore, moods: MoodStore) -> None:
    assert len(moods.bare_moods()) == 0
    for day, valence in ((0, -1.0), (3, 1.0), (3, 0.0)):
        store.add_label(write(store, day), model_label("正面", valence), 0)
    assert moods.bare_moods() == replace(moods.moods(), kinds=(), named=())


def test_what_corrections_moved_is_another_source(store: DiaryStore, moods: MoodStore) -> None:
    store.add_label(write(store, 0), model_label(), 0)
    moved = replace(model_label("负面", -1.0), own_word="正面", own_confidence=0.6)
    store.add_label(write(store, 1), moved, 0)
    plain = "sentiment 1 · 3fa2b1c9"
    assert sorted(moods.moods().versions()) == [(plain, 1), (plain + ADAPTED, 1)]
    assert [point.version for point in store.mood_points()] == [plain, plain + ADAPTED]


def test_what_has_no_mood_is_counted_by_its_word(store: DiaryStore, moods: MoodStore) -> None:
    for day in range(3):
        write(store, day)
    store.add_label(write(store, 1), model_label("不确定", None), 0)
    store.add_label(write(store, 1), model_label(), 0)
    assert moods.without_mood() == [(None, 3), ("不确定", 1)]
    assert moods.without_mood(date.fromordinal(ORDINAL + 2)) == [(None, 1)]
    assert moods.entries_by_day() == {ORDINAL: 1, ORDINAL + 1: 3, ORDINAL + 2: 1}


def test_days_of_tags_and_words_leave_the_trash_out(
    store: DiaryStore, moods: MoodStore, database: Database
) -> None:
    entries = EntryStore(database)
    texts = ((0, "去散步"), (0, "又散步 下雨"), (2, "散步"), (5, "下雨"))
    ids = [store.turn(write(store, day, text)).entry.id for day, text in texts]
    for entry_id in ids[:3]:
        entries.set_tags(entry_id, ["跑步"])
    entries.set_tags(ids[3], ["雨", "家"])
    assert dict(moods.tag_days(2)) == {"跑步": {ORDINAL, ORDINAL + 2}, "家": {ORDINAL + 5}}
    assert moods.word_days("散步") == {ORDINAL, ORDINAL + 2}
    assert moods.word_days("散步 下雨") == {ORDINAL}
    entries.trash([ids[2]], 9)
    assert dict(moods.tag_days(1)) == {"跑步": {ORDINAL}} and moods.word_days("散步") == {ORDINAL}
