"""Figures: kept as numbers, the newest only, gone with their entry."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.figures import Figures, Kind, Stage, medians
from desktop.storage import figures_store
from desktop.storage.database import Database, open_database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.entry_store import EntryStore
from desktop.storage.figures_store import FiguresStore

from .samples import add

TURN = Figures(
    Kind.TURN, (0.5, 0.01, 0.2, 0.004, 0.3, 1.5, 0.006), "length", 120, 90, 46, "正面", 0.91, False,
    460_000_000, 520_000_000, "int8", 1_795_320_000_000,
)  # fmt: skip
JOB = Figures(Kind.JOB, (0.0, 0.1, 0.0, 0.0, 0.3, 0.0, 0.0), tokens=1)


def test_what_was_kept_is_read_back_newest_first(store: DiaryStore, database: Database) -> None:
    figures = FiguresStore(database)
    turn = figures.add(TURN, add(store).entry.id)
    job = figures.add(JOB)
    assert figures.newest() == [job, turn] and figures.newest(1) == [job]
    assert turn.id and TURN.seconds == turn.seconds and turn.cached is False and job.cached is None


def test_only_the_newest_are_kept(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures_store, "MOST", 3)
    figures = FiguresStore(database)
    ids = [figures.add(JOB).id for _ in range(7)]
    assert [f.id for f in figures.newest()] == ids[:3:-1]


def test_moods_by_the_hundred_leave_the_replies_alone(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures_store, "MOST_LABELS", 2)
    figures = FiguresStore(database)
    figures.add(TURN)
    for _ in range(5):
        figures.add(replace(JOB, kind=Kind.LABEL))
    assert [f.kind for f in figures.newest()] == [Kind.LABEL, Kind.LABEL, Kind.TURN]


def test_they_go_with_their_entry_and_do_not_come_late(
    store: DiaryStore, database: Database
) -> None:
    figures, entries, entry = FiguresStore(database), EntryStore(database), add(store).entry
    figures.add(TURN, entry.id)
    entries.trash([entry.id], 0)
    assert figures.newest()
    entries.delete_for_good([entry.id])
    assert figures.newest() == [] and figures.add(TURN, entry.id).id == 0
    assert figures.newest() == []


def test_no_text_of_an_entry_stands_in_them(tmp_path: Path) -> None:
    database = open_database(tmp_path / "diary.sqlite3")
    entry = add(DiaryStore(database), "一句秘密的话").entry
    FiguresStore(database).add(TURN, entry.id)
    assert "秘密" not in str(database.query("SELECT * FROM request_figures"))
    database.close()


def test_sums_speeds_and_medians() -> None:
    assert TURN.total_s == pytest.approx(2.52) and TURN.stage(Stage.DECODE) == 1.5
    assert TURN.tokens_per_second == pytest.approx(30) and JOB.tokens_per_second == 0
    found = medians([TURN, JOB, JOB])
    assert found is not None and found.count == 3
    assert (found.seconds[0], found.seconds[1]) == (0.0, 0.1)
    assert found.total_s == pytest.approx(0.4) and found.tokens_per_second == pytest.approx(30)
    assert medians([]) is None
