"""What is learned from corrections, as it is kept: what counts, and when it must go."""

from pathlib import Path

import pytest

from desktop.domain.labels import Label, LabelChoice, LabelSource
from desktop.domain.learning import (
    LEAST_WITNESSES,
    Basis,
    Candidate,
    Layer,
    Learned,
    Reading,
    Trial,
    fingerprint,
)
from desktop.storage.database import Database, open_database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.entry_store import EntryStore
from desktop.storage.label_store import LabelStore
from desktop.storage.learning_store import LearningStore

from .samples import add, label_by, model_label

GOOD = LabelChoice("正面", "positive", "😄", 1.0)
BAD = LabelChoice("负面", "negative", "😟", -1.0)
UNSURE = LabelChoice("不确定", "unsure", "😶", None)
WORDS = ("正面", "负面")
BASIS = Basis("sentiment", 2, "5c5c", "int8")
READING = Reading((0.5, -2.25, 3.0), (-0.25, -1.5))
LAYER = Layer(((1.0, 0.5, -0.25), (-1.0, -0.5, 0.25)), (0.125, -0.125))
LEARNED = Learned(BASIS, "f00d", LAYER, Trial(40, 20, 9, 1, 200, 4))


@pytest.fixture
def learning(database: Database) -> LearningStore:
    return LearningStore(database)


@pytest.fixture
def labels(database: Database) -> LabelStore:
    return LabelStore(database)


@pytest.fixture
def entries(database: Database) -> EntryStore:
    return EntryStore(database)


def labelled(store: DiaryStore, text: str = "今天很好") -> int:
    return store.add_label(add(store, text).id, model_label("正面"), 1).entry.id


def found(learning: LearningStore, basis: Basis = BASIS) -> list[tuple[int, str | None]]:
    return [(c.entry_id, c.word) for c in learning.candidates(basis, WORDS)]


def test_the_newest_word_of_the_person_counts(
    learning: LearningStore, labels: LabelStore, store: DiaryStore
) -> None:
    let_stand, wrong, right, unsure, none, later = (labelled(store) for _ in range(6))
    assert found(learning) == []
    labels.correct(wrong, GOOD, 2)
    labels.correct(wrong, BAD, 3)
    labels.correct(right, GOOD, 4)
    labels.correct(unsure, UNSURE, 5)
    labels.correct(none, BAD, 6)
    labels.correct(none, None, 7)
    # What is neither of the labels can't be learned, and is no sign of agreement either.
    assert found(learning) == [(let_stand, None), (wrong, "负面"), (right, "正面")]
    labels.withdraw(wrong)
    assert found(learning) == [(let_stand, None), (wrong, None), (right, "正面")]
    labels.correct(later, GOOD, 8)
    assert [entry_id for entry_id, _ in found(learning)] == [let_stand, wrong, right, later]


def test_what_is_no_witness(
    learning: LearningStore, labels: LabelStore, store: DiaryStore, entries: EntryStore
) -> None:
    trashed, empty, brought, moved = (
        labelled(store, text) for text in ("好", "\u3000", "好", "好")
    )
    unlabelled = add(store).entry.id
    labels.add(brought, label_by(LabelSource.IMPORT, "rad", 2.0), 2)
    adapted = Label(LabelSource.MODEL, "负面", -1.0, 0.7, "sentiment", 2, "5c5c", None, "正面", 0.6)
    assert labels.add(moved, adapted, 3).label == adapted
    judged = labelled(store)
    labels.correct(judged, BAD, 4)
    entries.trash([trashed], 5)
    assert found(learning) == [(judged, "负面")]
    entries.restore([trashed])
    assert found(learning) == [(trashed, None), (judged, "负面")]
    assert empty and unlabelled


def test_there_are_only_so_many_witnesses(
    learning: LearningStore, labels: LabelStore, store: DiaryStore
) -> None:
    all_of_them = [labelled(store) for _ in range(LEAST_WITNESSES + 5)]
    judged = labelled(store)
    labels.correct(judged, BAD, 2)
    assert found(learning) == [*((i, None) for i in all_of_them[5:]), (judged, "负面")]


def test_a_reading_is_of_one_text_and_one_model(
    learning: LearningStore, labels: LabelStore, store: DiaryStore, entries: EntryStore
) -> None:
    entry_id = labelled(store)
    labels.correct(entry_id, BAD, 2)
    assert not learning.keep_reading(entry_id, "别的", BASIS, READING)
    assert not learning.keep_reading(99, "今天很好", BASIS, READING)
    assert learning.keep_reading(entry_id, "今天很好", BASIS, READING)
    (candidate,) = learning.candidates(BASIS, WORDS)
    assert candidate == Candidate(entry_id, "今天很好", "负面", known=True)
    assert [e.reading for e in learning.examples([candidate])] == [READING]
    other = Basis("sentiment", 2, "5c5c", "float32")
    assert not learning.candidates(other, WORDS)[0].known
    learning.keep_reading(entry_id, "今天很好", other, READING)
    assert not learning.candidates(BASIS, WORDS)[0].known
    entries.edit(entry_id, "今天不好", 3)
    assert not learning.candidates(other, WORDS)[0].known


def test_what_was_learned_is_of_one_model_too(learning: LearningStore) -> None:
    assert learning.learned(BASIS) is None
    learning.keep(LEARNED)
    assert learning.learned(BASIS) == LEARNED
    for other in (
        Basis("sentiment", 3, "5c5c", "int8"),
        Basis("sentiment", 2, "77", "int8"),
        Basis("sentiment", 2, "5c5c", "bfloat16"),
    ):
        assert learning.learned(other) is None


def test_it_goes_with_an_entry_that_is_deleted_for_good(
    tmp_path: Path,
) -> None:
    path = tmp_path / "diary.sqlite3"
    database = open_database(path)
    store, learning = DiaryStore(database), LearningStore(database)
    entry_id = labelled(store)
    LabelStore(database).correct(entry_id, BAD, 2)
    learning.keep_reading(entry_id, "今天很好", BASIS, READING)
    learning.keep(LEARNED)
    entries = EntryStore(database)
    entries.trash([entry_id], 3)
    assert learning.learned(BASIS) == LEARNED  # it may come back
    entries.delete_for_good([entry_id])
    assert learning.learned(BASIS) is None
    assert database.query("SELECT count(*) FROM label_readings") == [(0,)]
    database.close()


def test_forgetting_leaves_no_number_in_the_file_and_can_be_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    database = open_database(path)
    store, learning, labels = DiaryStore(database), LearningStore(database), LabelStore(database)
    before, after = labelled(store), labelled(store)
    labels.correct(before, BAD, 2)
    state = tuple(float(number) for number in range(1000, 1064))
    learning.keep_reading(before, "今天很好", BASIS, Reading(state, (-1.0, -2.0)))
    learning.keep(LEARNED)
    token = learning.forget()
    assert found(learning) == [] and learning.learned(BASIS) is None
    packed = b"\x00\x00\x7a\x44\x00\x40\x7a\x44"  # 1000.0 and 1001.0
    files = [
        file.read_bytes() for file in tmp_path.glob("diary.sqlite3*") if "shm" not in file.name
    ]
    assert not any(packed in content for content in files)
    labels.correct(after, GOOD, 3)
    # The person's labels themselves are all there, and count.
    assert found(learning) == [(after, "正面")]
    assert [given.source for given in labels.labels(before)] == ["model", "person"]
    learning.remember(token)
    assert found(learning) == [(before, "负面"), (after, "正面")]
    database.close()


def test_the_switch(learning: LearningStore) -> None:
    assert learning.is_on()
    learning.switch(False)
    assert not learning.is_on()
    learning.switch(True)
    assert learning.is_on()


def test_the_fingerprint_is_of_who_was_called_what() -> None:
    one, other = Candidate(1, "a", "正面", True), Candidate(2, "b", None, False)
    same = Candidate(2, "b", None, True)
    assert fingerprint([one, other]) == fingerprint([one, same])
    assert fingerprint([one, other]) != fingerprint([one])
    assert fingerprint([one]) != fingerprint([Candidate(1, "a", "负面", True)])
