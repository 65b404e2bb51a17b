"""The person's labels beside the model's: which counts, how they agree, what is labelled anew."""

from datetime import timedelta

import pytest

from desktop.domain.labels import Agreement, Label, LabelChoice, LabelSource
from desktop.storage.database import Database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.entry_store import EntryStore
from desktop.storage.label_store import LabelStore

from .samples import DAY, add, label_by, model_label, moment

GOOD = LabelChoice("正面", "positive", "😄", 1.0)
BAD = LabelChoice("负面", "negative", "😟", -1.0)
UNSURE = LabelChoice("不确定", "unsure", "😶", None)
MODEL = ("sentiment", 1, "3fa2b1c9d0e1")


@pytest.fixture
def labels(database: Database) -> LabelStore:
    return LabelStore(database)


def test_a_correction_counts_and_the_model_s_label_stays(
    labels: LabelStore, store: DiaryStore
) -> None:
    entry = store.add_label(add(store).id, model_label("正面"), 1).entry
    corrected = labels.correct(entry.id, BAD, 2)
    assert corrected.label == Label(LabelSource.PERSON, "负面", -1.0)
    assert [point.valence for point in store.mood_points()] == [-1.0]
    given = labels.labels(entry.id)
    assert [(g.source, g.created_utc_ms) for g in given] == [("model", 1), ("person", 2)]
    unsure = labels.correct(entry.id, UNSURE, 3)
    assert unsure.label is not None and unsure.label.word == "不确定"
    assert labels.correct(entry.id, None, 4).label is None
    assert store.mood_points() == [] and labels.labels(entry.id)[-1].label is None
    assert labels.correct(entry.id, GOOD, 5).label == Label(LabelSource.PERSON, "正面", 1.0)
    assert len(labels.labels(entry.id)) == 5


def test_unknown_entries(labels: LabelStore) -> None:
    with pytest.raises(KeyError):
        labels.correct(9, GOOD, 0)
    assert labels.labels(9) == []


def test_evidence_is_of_the_model_s_newest(labels: LabelStore, store: DiaryStore) -> None:
    entry = store.add_label(add(store, "早。今天很好。").id, model_label(), 1).entry
    labels.add(entry.id, model_label(), 2)
    labels.correct(entry.id, BAD, 3)
    labels.set_evidence(entry.id, "今天很好。")
    evidence = [given.label.evidence for given in labels.labels(entry.id) if given.label]
    assert evidence == [None, "今天很好。", None]


def test_agreement(labels: LabelStore, store: DiaryStore, database: Database) -> None:
    def written(model: str | None, person: LabelChoice | str | None, days_ago: int = 0) -> int:
        entry_id = add(store, day=DAY - timedelta(days=days_ago)).entry.id
        if model is not None:
            labels.add(entry_id, model_label(model), 0)
        if not isinstance(person, str):
            labels.correct(entry_id, person, 1)
        return entry_id

    month = (DAY - timedelta(days=29), DAY)
    assert labels.agreement(*month) == Agreement(0, 0, 0)
    assert labels.agreement(*month).share is None
    written("正面", "not judged")
    written("正面", GOOD)  # confirmed
    written("正面", BAD)
    written("正面", None)  # no label fits
    written(None, GOOD)  # nothing to agree with
    written("正面", BAD, days_ago=30)
    changed = written("负面", BAD, days_ago=29)
    labels.correct(changed, GOOD, 2)
    labels.correct(changed, BAD, 3)
    thrown = written("正面", BAD)
    EntryStore(database).trash([thrown], 0)
    assert labels.agreement(*month) == Agreement(labelled=5, judged=4, agreed=2)
    assert labels.agreement(*month).share == 0.5


def test_what_is_to_be_labelled(labels: LabelStore, store: DiaryStore, database: Database) -> None:
    entries = EntryStore(database)

    def waiting(after_id: int = 0, limit: int = 99) -> list[int]:
        found = labels.to_label(*MODEL, after_id=after_id, limit=limit)
        if not after_id and limit == 99:
            assert labels.count_to_label(*MODEL) == len(found)
        return [entry.id for entry in found]

    never = add(store, "没有标签").entry.id
    done = store.add_label(add(store).id, model_label(), 0).entry.id
    old = add(store, "旧版本").entry.id
    labels.add(old, Label(LabelSource.MODEL, "正面", 1.0, 0.9, "sentiment", 1, "other"), 0)
    brought = entries.write("导入的", moment(), DAY).id
    labels.add(brought, label_by(LabelSource.IMPORT, "rad", 2.0), 0)
    add(store, " \n\t\u3000")
    entries.trash([add(store, "丢了").entry.id], 0)
    assert waiting() == [never, old, brought]
    assert waiting(limit=2) == [never, old] and waiting(after_id=never) == [old, brought]
    labels.add(old, model_label(), 1)
    assert waiting() == [never, brought]
    # Another model in between: the newest counts, so the entry waits for this one again.
    labels.add(done, Label(LabelSource.MODEL, "正面", 1.0, 0.9, "sentiment", 2, "x"), 2)
    assert waiting() == [never, done, brought]
    labels.add(done, model_label(), 3)
    entries.edit(done, "改过的话", 4)
    assert labels.labels(done)[-1].outdated
    assert waiting() == [never, done, brought]
    labels.add(done, model_label(), 5)
    assert waiting() == [never, brought]
    labels.correct(never, GOOD, 6)  # the person's word doesn't stand for the model's
    assert waiting() == [never, brought]
