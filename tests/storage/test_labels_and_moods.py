"""Which label counts, and what days and charts are told."""

import random
from datetime import date, timedelta

import apsw
import pytest

from desktop.domain.labels import Label, LabelSource
from desktop.storage.database import Database
from desktop.storage.diary_store import DiaryStore

from .samples import DAY, add, label_by, model_label, moment


def test_a_label_comes_back(store: DiaryStore) -> None:
    turn = store.add_label(add(store).id, model_label(), 5)
    assert turn.label == model_label()


def test_the_person_counts_before_the_import_before_the_model(store: DiaryStore) -> None:
    turn_id = add(store).id
    for label in (
        label_by(LabelSource.PERSON, "mine", 2.0),
        label_by(LabelSource.IMPORT, "daylio", 1.0),
        model_label("late model", -1.0),
    ):
        turn = store.add_label(turn_id, label, 0)
    assert turn.label is not None and turn.label.word == "mine"


def test_newest_is_by_id_not_by_clock(store: DiaryStore) -> None:
    turn_id = add(store).id
    store.add_label(turn_id, model_label("first"), 9_000)
    turn = store.add_label(turn_id, model_label("second"), 1_000)
    assert turn.label is not None and turn.label.word == "second"


def test_the_person_may_say_that_no_label_fits(store: DiaryStore, database: Database) -> None:
    turn = store.add_label(add(store).id, model_label(), 0)
    sql = "INSERT INTO labels (entry_id, source, label, created_utc_ms) VALUES (?, ?, NULL, 0)"
    with database.transaction():
        database.execute(sql, (turn.entry.id, "person"))
    assert store.turn(turn.id).label is None
    assert store.mood_points() == []
    with pytest.raises(apsw.ConstraintError), database.transaction():
        database.execute(sql, (turn.entry.id, "model"))


@pytest.mark.parametrize("valence", [-2.1, 3.0])
def test_a_valence_beyond_the_scale_is_a_bug(store: DiaryStore, valence: float) -> None:
    turn = add(store)
    with pytest.raises(apsw.ConstraintError):
        store.add_label(turn.id, model_label(valence=valence), 0)
    assert store.turn(turn.id) == turn


def plain_effective(labels: list[Label]) -> Label | None:
    for source in (LabelSource.PERSON, LabelSource.IMPORT, LabelSource.MODEL):
        given = [label for label in labels if label.source is source]
        if given:
            return given[-1]
    return None


@pytest.mark.parametrize("seed", range(5))
def test_effective_labels_agree_with_plain_python(store: DiaryStore, seed: int) -> None:
    chance = random.Random(seed)
    days = [DAY + timedelta(days=number) for number in range(4)]
    turns = [add(store, str(number), chance.choice(days)) for number in range(15)]
    given: dict[int, list[Label]] = {turn.id: [] for turn in turns}
    for number in range(60):
        valence = chance.choice([None, -2.0, -1.0, 0.0, 0.5, 2.0])
        label = label_by(chance.choice(list(LabelSource)), f"word {number}", valence)
        turn_id = chance.choice(turns).id
        given[turn_id].append(label)
        store.add_label(turn_id, label, chance.randrange(1000))
    expected = {turn_id: plain_effective(labels) for turn_id, labels in given.items()}
    assert {turn.id: turn.label for turn in store.last_turns(99)} == expected
    with_valence = [
        (turn.entry.id, counts.word, counts.valence)
        for turn in turns
        if (counts := expected[turn.id]) and counts.valence is not None
    ]
    assert [(p.entry_id, p.word, p.valence) for p in store.mood_points()] == with_valence
    for day in store.days():
        values = [p.valence for p in store.mood_points(day.date, day.date)]
        assert day.entries == len(store.turns_on(day.date))
        assert day.mean == (pytest.approx(sum(values) / len(values)) if values else None)


def test_days(store: DiaryStore) -> None:
    older = DAY - timedelta(days=40)
    first = add(store, "\n \u3000\n  第一行  \n第二行")
    second = add(store, "later")
    add(store, "字" * 100, older)
    store.add_label(first.id, model_label("好", 2.0), 0)
    store.add_label(second.id, model_label("糟", -1.0), 0)
    store.add_label(add(store).id, model_label("说不清", None), 0)
    newest, oldest = store.days()
    assert (newest.date, newest.entries, newest.mean) == (DAY, 3, 0.5)
    assert newest.first_line == "第一行"
    assert (oldest.date, oldest.entries, oldest.mean) == (older, 1, None)
    assert oldest.first_line == "字" * 80


def test_no_days_and_blank_days(store: DiaryStore) -> None:
    assert store.days() == []
    add(store, " \n ")
    assert store.days()[0].first_line == ""


def test_mood_points(store: DiaryStore) -> None:
    days = [DAY + timedelta(days=number) for number in range(3)]
    for day, valence in zip(days, (1.0, None, -2.0), strict=True):
        store.add_label(add(store, "x", day).id, model_label("词", valence), 0)
    first, last = store.mood_points()
    assert (first.date, first.valence, first.word) == (days[0], 1.0, "词")
    assert first.created == moment()
    assert last.date == days[2]
    assert store.mood_points(since=days[1]) == [last]
    assert store.mood_points(until=days[1]) == [first]
    assert store.mood_points(days[0], days[2]) == [first, last]
    assert store.mood_points(date(1990, 1, 1), date(1990, 1, 2)) == []


@pytest.mark.parametrize(
    ("label", "version"),
    [
        (model_label(), "sentiment 1 · 3fa2b1c9"),
        (Label(LabelSource.MODEL, "词", 1.0, 0.9, "sentiment", 2, None), "sentiment 2"),
        (label_by(LabelSource.PERSON, "词", 1.0), "person"),
        (label_by(LabelSource.IMPORT, "词", 1.0), "import"),
    ],
)
def test_versions_of_mood_points(store: DiaryStore, label: Label, version: str) -> None:
    store.add_label(add(store).id, label, 0)
    assert [point.version for point in store.mood_points()] == [version]


def test_deleting_an_entry_takes_all_that_hangs_on_it(
    store: DiaryStore, database: Database
) -> None:
    turn = store.add_label(add(store).id, model_label(), 0)
    store.save_reply(turn.id, "reply")
    store.restart(turn.id, 0)
    with database.transaction():
        database.execute("DELETE FROM entries WHERE id=?", (turn.entry.id,))
    for table in ("turns", "earlier_replies", "labels"):
        assert database.row(f"SELECT count(*) FROM {table}") == (0,)
    assert add(store).id > turn.id
