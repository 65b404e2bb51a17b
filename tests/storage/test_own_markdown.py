"""Our own Markdown imported again: what the diary has is known, whichever program wrote it."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.labels import LabelSource
from desktop.domain.transfer import ExportFormat, ImportFormat, ImportReport
from desktop.domain.turns import TurnState
from desktop.storage.database import Database, open_database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.entry_store import EntryStore
from desktop.storage.exporters.writing import export
from desktop.storage.label_store import LabelStore

from .import_samples import entries_on, take
from .samples import DAY, STATS, add, model_label, moment

TEXTS = [
    "今天很好",
    "",
    "两行\n\n# 2026-03-01\n\n## 08:00 · 正面\n",
    "> 引用",
    "a --> b",
    "#x\n\n好",
]


def lived(database: Database) -> Database:
    """Texts that look like the export itself, one with a reply, a label and a tag."""
    store, entries = DiaryStore(database), EntryStore(database)
    for text in TEXTS:
        entries.write(text, moment(), DAY, ("散 步", "a-->b"))
    turn = add(store, "第二天 1")
    store.add_label(turn.id, model_label(), 5)
    store.finish(turn.id, "为你高兴。\n\n真好。", TurnState.DONE, STATS, "w")
    return database


def written(database: Database, path: Path) -> Path:
    export(database, ExportFormat.MARKDOWN, path, 1)
    return path


def without_comments(path: Path) -> None:
    """As earlier programs wrote it."""
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"(?m)^<!-- diary .*-->\n", "", text), "utf-8")


def counts(report: ImportReport) -> tuple[int, int, int]:
    return report.new, report.existing, len(report.skipped)


@pytest.mark.parametrize("name", ["diary.md", "diary"])
def test_what_was_exported_is_here_already(database: Database, tmp_path: Path, name: str) -> None:
    path = written(lived(database), tmp_path / name)
    report = take(database, path)
    assert (report.format, *counts(report)) == (ImportFormat.MARKDOWN, 0, len(TEXTS) + 1, 0)


def test_another_diary_gets_what_a_reader_sees(database: Database, tmp_path: Path) -> None:
    path, other = written(lived(database), tmp_path / "diary.md"), open_database(None)
    assert counts(take(other, path)) == (len(TEXTS) + 1, 0, 0)
    both = [entries_on(d, 2026, 3, 1) for d in (database, other)]
    assert both[0] == both[1] and [e[0] for e in both[1]][:-1] == TEXTS
    (turn,) = DiaryStore(other).last_turns(9)
    assert (turn.reply, turn.state) == ("为你高兴。\n\n真好。", TurnState.DONE)
    label = turn.label
    assert label is not None and (label.source, label.word, label.valence) == (
        LabelSource.MODEL, "正面", 1.0,
    )  # fmt: skip
    assert counts(take(other, path)) == (0, len(TEXTS) + 1, 0)
    other.close()


def test_what_was_changed_by_hand_is_another_entry(database: Database, tmp_path: Path) -> None:
    EntryStore(database).write("今天很好", moment(), DAY)
    path = written(database, tmp_path / "diary.md")
    path.write_text(path.read_text("utf-8").replace("很好", "不坏"), "utf-8")
    assert counts(take(database, path)) == (1, 0, 0)
    assert [e[0] for e in entries_on(database, 2026, 3, 1)] == ["今天很好", "今天不坏"]
    assert counts(take(database, path)) == (0, 1, 0)


def test_what_was_changed_in_the_diary_since_is_the_same(
    database: Database, tmp_path: Path
) -> None:
    entry = EntryStore(database).write("一", moment(), DAY)
    path = written(database, tmp_path / "diary.md")
    EntryStore(database).edit(entry.id, "二", 9)
    assert counts(take(database, path)) == (0, 1, 0)
    without_comments(path)
    assert counts(take(database, path)) == (0, 1, 0)


def test_an_export_of_an_earlier_program(database: Database, tmp_path: Path) -> None:
    store, entries = DiaryStore(database), EntryStore(database)
    entries.write("早", moment(), DAY, ("家",))
    entries.write("早", moment(), DAY)
    entries.write("说的是\n> 引用", moment(), DAY)
    turn = add(store, "晚")
    LabelStore(database).add(turn.entry.id, model_label("开心"), 5)
    store.finish(turn.id, "真好。", TurnState.DONE, STATS, "w")
    path = written(database, tmp_path / "diary.md")
    without_comments(path)
    assert counts(take(database, path)) == (0, 4, 0)
    other = open_database(None)
    assert counts(take(other, path)) == (4, 0, 0)
    texts = entries_on(other, 2026, 3, 1)
    assert texts[0] == ("早", "2026-03-01 08:00", ("家",)) and texts[3][0] == "晚"
    assert DiaryStore(other).last_turns(1)[0].reply == "真好。"
    assert counts(take(other, path)) == (0, 4, 0)
    other.close()


def test_the_night_belongs_to_the_evening_before(database: Database, tmp_path: Path) -> None:
    night = tmp_path / "2026-03-01.md"
    night.write_text("# 2026-03-01\n\n## 01:30\n\n还没睡\n", "utf-8")
    assert counts(take(database, night)) == (1, 0, 0)
    assert entries_on(database, 2026, 3, 1) == [("还没睡", "2026-03-02 01:30", ())]


def test_a_damaged_comment_loses_no_text(database: Database, tmp_path: Path) -> None:
    EntryStore(database).write("留着", moment(), DAY)
    path, other = written(database, tmp_path / "diary.md"), open_database(None)
    path.write_text(path.read_text("utf-8").replace('"lines":1', '"lines":7'), "utf-8")
    assert counts(take(other, path)) == (1, 0, 0)
    assert entries_on(other, 2026, 3, 1)[0][0] == "留着"
    other.close()


@pytest.mark.parametrize("name", ["a.md", "z.md"])
def test_beside_the_json_it_is_the_same_diary(
    database: Database, tmp_path: Path, name: str
) -> None:
    """The one that says more is taken, whichever is read first."""
    store, entries, folder = DiaryStore(database), EntryStore(database), tmp_path / "both"
    folder.mkdir()
    edited = entries.write("早", moment(), DAY, ("家",))
    for _ in range(2):
        entries.write("早", moment(), DAY)
    store.finish(add(store, "晚").id, "真好。", TurnState.DONE, STATS, "w")
    without_comments(written(database, folder / name))
    entries.edit(edited.id, "改过", 9)
    export(database, ExportFormat.JSON, folder / "diary.json", 1)
    other = open_database(None)
    report = take(other, folder)
    assert (report.new, report.existing, report.twice) == (4, 0, 4)
    both = [sorted(d.query("SELECT uuid, text FROM entries")) for d in (database, other)]
    assert both[0] == both[1]
    report = take(other, folder)
    assert (report.new, report.existing, report.twice) == (0, 8, 0)
    other.close()


def test_what_its_writer_wrote_twice_stays_two(database: Database, tmp_path: Path) -> None:
    for _ in range(2):
        EntryStore(database).write("早", moment(), DAY)
    path = written(database, tmp_path / "diary.md")
    without_comments(path)
    other = open_database(None)
    assert counts(take(other, path)) == (2, 0, 0)
    other.close()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    texts=st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")), max_size=4
    )
)
def test_any_texts_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    database, other = open_database(None), open_database(None)
    for text in texts:
        EntryStore(database).write(text, moment(), DAY)
    path = written(database, tmp_path_factory.mktemp("m") / "diary.md")
    if texts:
        take(other, path)
        assert [e[0] for e in entries_on(other, 2026, 3, 1)] == texts
        assert counts(take(database, path)) == (0, len(texts), 0)
    database.close()
    other.close()
