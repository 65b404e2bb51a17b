"""An import taken back: what it brought is gone, what the person made of it is kept."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.entries import edit_of
from desktop.domain.labels import LabelChoice
from desktop.domain.transfer import ImportReport, TakenBack
from desktop.storage.database import Database
from desktop.storage.draft_store import DraftStore
from desktop.storage.entry_store import EntryStore
from desktop.storage.label_store import LabelStore
from desktop.storage.taking_back import take_back

from .import_samples import take, written
from .samples import DAY, model_label, moment

RECORD = {"title": "晴", "body": "散步。", "date": "2026-03-01", "time": "18:22", "tags": ["@a"]}


def imported(database: Database, folder: Path) -> ImportReport:
    records = [RECORD, {**RECORD, "title": "雨"}]
    return take(database, written(folder, "j.json", json.dumps({"entries": records})))


def test_it_is_as_if_it_had_never_come(database: Database, tmp_path: Path) -> None:
    own = EntryStore(database).write("自己写的", moment(), DAY, ("b",))
    report = imported(database, tmp_path)
    LabelStore(database).add(report.added[0].id, model_label(), 5)  # the model's word is no change
    assert take_back(database, report.added, 9) == TakenBack(2, 0)
    assert [e.id for e in EntryStore(database).entries_on(DAY)] == [own.id]
    assert [tag.name for tag in EntryStore(database).tags()] == ["b"]
    assert take_back(database, report.added, 9) == TakenBack(0, 0)
    assert imported(database, tmp_path).new == 2


def _person(database: Database, entry_id: int) -> None:
    LabelStore(database).correct(entry_id, LabelChoice("负面", "Negative", "", -1.0), 6)


@pytest.mark.parametrize(
    "change",
    [
        lambda d, i: EntryStore(d).edit(i, "改了", 6),
        lambda d, i: EntryStore(d).set_tags(i, ("c",)),
        lambda d, i: EntryStore(d).move(i, DAY.replace(day=2)),
        lambda d, i: EntryStore(d).trash([i], 6),
        lambda d, i: DraftStore(d).save(edit_of(i), "改了一半", 6),
        _person,
    ],
)
def test_what_the_person_changed_is_in_the_trash(
    database: Database, tmp_path: Path, change: Callable[[Database, int], object]
) -> None:
    report = imported(database, tmp_path)
    change(database, report.added[0].id)
    assert take_back(database, report.added, 9) == TakenBack(1, 1)
    assert [e.id for e in EntryStore(database).trashed()] == [report.added[0].id]


def test_the_entries_of_another_diary_are_left_alone(database: Database, tmp_path: Path) -> None:
    report = imported(database, tmp_path)
    take_back(database, report.added, 9)
    again = imported(database, tmp_path)  # perhaps by the same numbers
    assert take_back(database, report.added, 9) == TakenBack(0, 0)
    assert len(EntryStore(database).entries_on(DAY)) == again.new == 2
