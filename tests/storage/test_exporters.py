"""Exports: our JSON loses nothing on its way into another diary; the others can be read."""

import csv
import io
import json
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.entries import EarlierText, EntryKind
from desktop.domain.labels import GivenLabel, Label, LabelSource
from desktop.domain.time import Moment
from desktop.domain.transfer import ExportFormat, ImportFormat, PortableEntry, Reading
from desktop.domain.turns import TurnState
from desktop.domain.ways import Unlabelled
from desktop.errors import TargetExists, TargetNotWritable
from desktop.storage.database import Database, open_database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.entry_store import EntryStore
from desktop.storage.exporters.writing import export
from desktop.storage.import_store import ImportStore
from desktop.storage.importers.reading import read
from desktop.storage.importers.records import Setting
from desktop.storage.label_store import LabelStore
from desktop.storage.portable_rows import read_portable

from .samples import DAY, add, label_by, model_label, moment

SETTING = Setting("Asia/Shanghai", time(4))


def everything(database: Database) -> list[PortableEntry]:
    return list(read_portable(database, date.min, date.max))


def imported(database: Database, path: Path) -> tuple[int, int]:
    report = ImportStore(database).take(*read(path, None, SETTING), 7)
    return report.new, report.existing


# Any diary there can be

TEXT = st.text(max_size=20)  # without surrogates, which no file of ours holds
INTEGER = st.integers(-(2**63), 2**63 - 1)
NUMBER = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e300, max_value=1e300)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


TAG = TEXT.map(lambda text: " ".join(text.split())).filter(bool)
LABEL = st.one_of(
    st.builds(
        lambda label, at, outdated: GivenLabel(label.source, label, at, outdated),
        st.builds(
            Label,
            st.sampled_from(LabelSource),
            TEXT,
            maybe(st.floats(-2, 2)),
            maybe(NUMBER),
            maybe(TEXT),
            maybe(INTEGER),
            maybe(TEXT),
            maybe(TEXT),
            maybe(TEXT),
            maybe(NUMBER),
        ),
        INTEGER,
        st.booleans(),
    ),
    st.builds(lambda at: GivenLabel(LabelSource.PERSON, None, at), INTEGER),
)
REPLY = st.fixed_dictionaries(
    {"text": TEXT, "weights": maybe(TEXT), "replaced_utc_ms": maybe(INTEGER)}
)
TURN = st.fixed_dictionaries(
    {
        "topic": st.integers(1, 3),
        "state": st.sampled_from([s.value for s in TurnState if s is not TurnState.PENDING]),
        "reply": TEXT,
        **{name: maybe(TEXT) for name in ("error", "weights", "stop_reason")},
        **{name: maybe(INTEGER) for name in ("tokens", "prompt_tokens", "left_out", "shortened")},
        **{name: maybe(NUMBER) for name in ("first_token_s", "total_s")},
        "earlier_replies": st.lists(REPLY, max_size=2),
    }
).map(lambda turn: {**turn, "topic_created_utc_ms": None if turn["topic"] == 1 else turn["topic"]})
ENTRY = st.builds(
    PortableEntry,
    text=TEXT,
    created=st.builds(Moment, INTEGER, TEXT, st.integers(-86_400, 86_400)),
    date=st.dates(),
    tags=st.lists(TAG, max_size=3, unique=True).map(lambda tags: tuple(sorted(tags))),
    kind=st.sampled_from(EntryKind),
    uuid=st.uuids().map(str),
    edited_utc_ms=maybe(INTEGER),
    trashed_utc_ms=maybe(INTEGER),
    labels=st.lists(LABEL, max_size=3).map(tuple),
    earlier_texts=st.lists(st.builds(EarlierText, TEXT, INTEGER), max_size=2).map(tuple),
    turn=maybe(TURN),
    unlabelled=maybe(st.sampled_from(Unlabelled)),
)


def same_topics(entries: list[PortableEntry]) -> list[Any]:
    """Topics by which turns share them: their numbers are each diary's own."""
    numbers: dict[Any, int] = {}
    topics = [entry.turn and entry.turn["topic"] for entry in entries]
    return [topic and numbers.setdefault(topic, len(numbers)) for topic in topics]


def without_topic(entry: PortableEntry) -> dict[str, Any]:
    fields = {name: getattr(entry, name) for name in entry.__slots__}
    if entry.turn is not None:
        fields["turn"] = {**entry.turn, "topic": None}
    return fields


@settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(ENTRY, max_size=4, unique_by=lambda entry: entry.uuid))
def test_our_json_loses_nothing(tmp_path: Path, entries: list[PortableEntry]) -> None:
    first, second, path = open_database(None), open_database(None), tmp_path / "diary.json"
    path.unlink(missing_ok=True)
    ImportStore(first).take(ImportFormat.OWN, Reading(list(entries)), 0)
    written = everything(first)
    assert [without_topic(e) for e in written] == [without_topic(e) for e in entries]
    export(first, ExportFormat.JSON, path, 1)
    assert imported(second, path) == (len(entries), 0)
    assert imported(second, path) == (0, len(entries))
    assert [without_topic(e) for e in everything(second)] == [without_topic(e) for e in written]
    assert same_topics(everything(second)) == same_topics(written)
    assert second.query("SELECT valence FROM entries") == first.query("SELECT valence FROM entries")
    first.close()
    second.close()


# A diary that was lived in


@pytest.fixture
def lived(database: Database) -> Database:
    store, entries, labels = DiaryStore(database), EntryStore(database), LabelStore(database)
    turn = store.add_label(add(store, "=1+1 今天很开心").id, model_label(), 5)
    store.finish(turn.id, "早先的回答", TurnState.DONE, _stats(), "w")
    store.restart(turn.id, 6)
    store.finish(turn.id, "为你高兴。\n真好。", TurnState.DONE, _stats(), "w")
    entries.edit(turn.entry.id, "@改过的话，很开心", 7)
    entries.set_tags(turn.entry.id, ["家人", "散 步"])
    labels.correct(turn.entry.id, None, 8)
    later = entries.write("第二天", moment(), DAY + timedelta(days=1), ["-tag"])
    labels.add(later.id, label_by(LabelSource.PERSON, "负面", -1.0), 9)
    entries.trash([entries.write("丢掉的", moment(), DAY).id], 10)
    store.new_topic(11)
    add(store, "还在写")  # PENDING
    labels.leave_unlabelled(later.id, Unlabelled.ASKED)
    return database


def _stats() -> Any:
    from .samples import STATS

    return STATS


def test_json_of_a_diary_into_another_with_its_own(lived: Database, tmp_path: Path) -> None:
    path = tmp_path / "diary.json"
    exported = export(lived, ExportFormat.JSON, path, 1)
    assert (exported.entries, exported.trashed) == (4, 1)
    assert json.loads(path.read_text("utf-8"))["format"] == "qwen-all-in-one-diary"
    other = open_database(None)
    store = DiaryStore(other)
    mine = add(store, "这里原有的")
    assert imported(other, path) == (4, 0)
    assert imported(lived, path) == (0, 4)
    turns = store.last_turns(9)
    assert [turn.reply for turn in turns] == ["", "为你高兴。\n真好。", ""]
    assert turns[1].earlier_replies == ("早先的回答",)
    assert [turn.state for turn in turns[1:]] == [TurnState.DONE, TurnState.INTERRUPTED]
    assert len({turn.topic for turn in turns}) == 3
    # What is said next belongs to neither of the topics that came along.
    assert store.current_topic() not in {turn.topic for turn in turns[1:]} | {mine.topic}
    assert [e.entry.text for e in EntryStore(other).trashed()] == ["丢掉的"]
    assert store.days()[0].mean == -1.0
    other.close()


def test_a_span_of_days(lived: Database, tmp_path: Path) -> None:
    path = tmp_path / "span.json"
    day = DAY + timedelta(days=1)
    assert export(lived, ExportFormat.JSON, path, 1, day, day).entries == 1


def test_what_is_only_kept_stays_so(lived: Database, tmp_path: Path) -> None:
    path, other = tmp_path / "x.json", open_database(None)
    export(lived, ExportFormat.JSON, path, 1)
    imported(other, path)
    kept = [entry.text for entry in everything(other) if entry.unlabelled is Unlabelled.ASKED]
    assert kept == ["第二天"]
    waiting = [entry.entry.text for entry in LabelStore(other).waiting()]
    assert "第二天" not in waiting
    other.close()


def test_a_file_of_an_earlier_program_is_read(lived: Database, tmp_path: Path) -> None:
    """It knew nothing of entries that are only kept."""
    path, other = tmp_path / "x.json", open_database(None)
    export(lived, ExportFormat.JSON, path, 1)
    parsed = json.loads(path.read_text("utf-8"))
    for record in parsed["entries"]:
        del record["unlabelled"]
    path.write_text(json.dumps(parsed), "utf-8")
    assert imported(other, path) == (len(parsed["entries"]), 0)
    assert all(entry.unlabelled is None for entry in everything(other))
    other.close()


def test_bad_records_of_our_own_are_named(database: Database, tmp_path: Path) -> None:
    good = {
        "uuid": "u", "date": "2026-03-01", "created_utc_ms": 1, "zone": "UTC", "offset_s": 0,
        "kind": "diary", "text": "t", "labels": [],
    }  # fmt: skip
    label = {"source": "person", "label": "x", "created_utc_ms": 1, "outdated": False}
    bad: list[Any] = [
        {**good, "uuid": "1", "date": "2026-13-01"}, {**good, "uuid": None}, {**good, "text": 5},
        {**good, "uuid": "2", "created_utc_ms": 2**64}, {**good, "uuid": "3", "kind": "other"},
        {**good, "uuid": "4", "labels": [{**label, "valence": 3}]}, "text", None,
        {**good, "uuid": "5", "labels": [{**label, "source": "model", "label": None}]},
        {**good, "uuid": "6", "turn": {"topic": 1, "state": "no"}},
        {**good, "uuid": "7", "unlabelled": "no such reason"},
    ]  # fmt: skip
    path = tmp_path / "x.json"
    parsed = {"format": "qwen-all-in-one-diary", "version": 1, "entries": [*bad, good]}
    path.write_text(json.dumps(parsed), "utf-8")
    report = ImportStore(database).take(*read(path, None, SETTING), 7)
    assert (report.new, [s.where for s in report.skipped]) == (1, [str(n) for n in range(1, 12)])


def test_markdown(lived: Database, tmp_path: Path) -> None:
    path = tmp_path / "diary.md"
    assert export(lived, ExportFormat.MARKDOWN, path, 1).entries == 3
    lines = path.read_text("utf-8").splitlines(keepends=True)
    marks = [line for line in lines if line.startswith("<!-- ")]
    assert "".join(line for line in lines if line not in marks) == (
        "# 2026-03-01\n\n## 08:00\n\n#家人 #散_步\n\n@改过的话，很开心\n\n"
        "> 为你高兴。\n> 真好。\n\n"
        "## 08:00\n\n还在写\n\n# 2026-03-02\n\n## 08:00 · 负面\n\n#-tag\n\n第二天\n"
    )


def test_markdown_a_file_a_day(lived: Database, tmp_path: Path) -> None:
    folder = tmp_path / "diary"
    exported = export(lived, ExportFormat.MARKDOWN, folder, 1)
    assert (exported.entries, exported.files) == (3, 2)
    assert sorted(p.name for p in folder.iterdir()) == ["2026-03-01.md", "2026-03-02.md"]
    other = open_database(None)
    assert imported(other, folder)[0] == 3
    assert imported(lived, folder)[0] == 0
    other.close()


def test_csv(lived: Database, tmp_path: Path) -> None:
    path = tmp_path / "diary.csv"
    assert export(lived, ExportFormat.CSV, path, 1).entries == 3
    assert path.read_bytes().startswith(b"\xef\xbb\xbfdate,time")
    first, second, third = csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
    assert (first["label"], first["model_label"], first["model_valence"]) == ("", "正面", "1.0")
    assert (first["text"], first["tags"]) == ("'@改过的话，很开心", "家人; 散 步")
    assert (second["label"], second["valence"], second["label_source"]) == (
        "负面",
        "-1.0",
        "person",
    )
    assert second["tags"] == "'-tag" and third["text"] == "还在写"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_a_formula(database: Database, tmp_path: Path, start: str) -> None:
    add(DiaryStore(database), f"{start}cmd|' /C calc'!A0")
    path = tmp_path / "diary.csv"
    export(database, ExportFormat.CSV, path, 1)
    text = path.read_bytes().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["text"] == f"'{start}cmd|' /C calc'!A0"


# Targets


def test_nothing_is_overwritten(lived: Database, tmp_path: Path) -> None:
    path = tmp_path / "there.json"
    path.write_text("mine", "utf-8")
    for format in ExportFormat:
        with pytest.raises(TargetExists):
            export(lived, format, path, 1)
    with pytest.raises(TargetExists):
        export(lived, ExportFormat.MARKDOWN, tmp_path, 1)
    assert path.read_text("utf-8") == "mine"


@pytest.mark.parametrize("format", list(ExportFormat))
def test_what_can_t_be_written_leaves_nothing(
    lived: Database, tmp_path: Path, format: ExportFormat
) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(TargetNotWritable):
        export(lived, format, tmp_path / "file" / "diary", 1)
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
    assert add(DiaryStore(lived), "still usable").id


def test_an_empty_diary(database: Database, tmp_path: Path) -> None:
    for format, name in (("json", "a.json"), ("markdown", "a.md"), ("csv", "a.csv")):
        assert export(database, ExportFormat(format), tmp_path / name, 1).entries == 0
    assert imported(database, tmp_path / "a.json") == (0, 0)
