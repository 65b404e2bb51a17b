"""Importers on small files as the other programs write them, and on files that nobody should."""

import base64
import io
import json
import lzma
import os
import zipfile
from collections import Counter
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.search import Query
from desktop.domain.transfer import ImportFormat, ImportReport, MoodUse, SkipReason
from desktop.errors import ImportRefused
from desktop.storage.database import Database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.entry_store import EntryStore
from desktop.storage.import_store import ImportStore
from desktop.storage.importers import files
from desktop.storage.importers.reading import read
from desktop.storage.importers.records import Setting, clock
from desktop.storage.search_store import SearchStore

SETTING = Setting("Asia/Shanghai", time(4), 8 * 3600)

DAYLIO_9 = """\ufefffull_date,date,weekday,time,mood,activities,scales,note_title,note
2026-09-26,9月26日,星期六,21:35,开心,"家人 | 电影 | 睡得好","精力: 7 | 压力: 3","周末","她说""很好看""。<br>散步。"
2026-09-26,9月26日,星期六,8:30 am,一般,"","","",""
2026-09-25,9月25日,星期五,23:10,自创,"工作","","","有点焦虑 &amp; 累。"
"""  # noqa: E501
DAYLIO_8 = """full_date,date,weekday,time,mood,activities,note_title,note
2021-09-28,28 September,Tuesday,10:00 pm,sad ,"clean | music ","",""
"""
DAYLIO_7 = """year,date,weekday,time,mood,activities,note
2017,28 September,Thursday,12:05 am,rad,"",<p>One</p><b>two</b> &lt;3
"""


def take(
    database: Database,
    path: Path,
    moods: dict[str, float] | None = None,
    format: ImportFormat | None = None,
) -> ImportReport:
    return ImportStore(database).take(*read(path, format, SETTING), 7, moods)


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def entries_on(database: Database, *day: int) -> list[tuple[str, str, tuple[str, ...]]]:
    """Text, local time, tags."""
    return [
        (e.entry.text, f"{e.entry.created.local:%Y-%m-%d %H:%M}", e.entry.tags)
        for e in EntryStore(database).entries_on(date(*day))
    ]


# Daylio


def test_daylio_csv(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path, "daylio_export.csv", DAYLIO_9)
    read_ = read(path, None, SETTING)
    preview = ImportStore(database).preview(*read_)
    assert EntryStore(database).entries_on(date(2026, 9, 26)) == []
    assert preview == take(database, path)
    assert (preview.format, preview.new, preview.existing) == (ImportFormat.DAYLIO_CSV, 3, 0)
    assert (preview.first, preview.last) == (date(2026, 9, 25), date(2026, 9, 26))
    assert set(preview.moods) == {
        MoodUse("开心", 1, 1.0),
        MoodUse("一般", 1, 0.0),
        MoodUse("自创", 1, None),
    }
    assert entries_on(database, 2026, 9, 26) == [
        ("", "2026-09-26 08:30", ()),
        (
            '周末\n她说"很好看"。\n散步。\n精力: 7 | 压力: 3',
            "2026-09-26 21:35",
            ("家人", "电影", "睡得好"),
        ),
    ]
    assert entries_on(database, 2026, 9, 25)[0][0] == "有点焦虑 & 累。"
    again = take(database, path)
    assert (again.new, again.existing) == (0, 3)


def test_a_mapping_counts_is_remembered_and_mends(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", DAYLIO_9)
    take(database, path)
    store = DiaryStore(database)
    assert [point.valence for point in store.mood_points()] == [0.0, 1.0]
    take(database, path, {"自创": -2.0, "开心": 2.0})
    assert [point.valence for point in store.mood_points()] == [-2.0, 0.0, 1.0]
    later = written(tmp_path, "b.csv", DAYLIO_9.replace("2026-09-", "2026-08-"))
    assert MoodUse("自创", 1, -2.0) in take(database, later).moods


@pytest.mark.parametrize(
    ("content", "day", "expected"),
    [
        (DAYLIO_8, (2021, 9, 28), ("", "2021-09-28 22:00", ("clean", "music"))),
        (DAYLIO_7, (2017, 9, 28), ("One\ntwo <3", "2017-09-28 00:05", ())),
    ],
)
def test_older_daylio_csv(
    database: Database, tmp_path: Path, content: str, day: tuple[int, int, int], expected: Any
) -> None:
    take(database, written(tmp_path, "old.csv", content))
    assert entries_on(database, *day) == [expected]
    (entry,) = EntryStore(database).entries_on(date(*day))
    assert (
        entry.label is not None and entry.label.valence == {"sad": -1, "rad": 2}[entry.label.word]
    )


def test_columns_in_any_order_and_a_bad_row(database: Database, tmp_path: Path) -> None:
    content = "note,mood,time,full_date\nfine,good,09:00,2026-01-02\nbad,good,25:99,2026-01-02\n"
    report = take(database, written(tmp_path, "x.csv", content))
    assert report.new == 1 and report.skipped[0].where == "3"
    assert report.skipped[0].reason is SkipReason.BAD_RECORD


def test_two_rows_that_are_alike_are_two(database: Database, tmp_path: Path) -> None:
    row = "2026-01-02,x,x,09:00,good,,same\n"
    path = written(
        tmp_path, "x.csv", "full_date,date,weekday,time,mood,activities,note\n" + row * 2
    )
    assert (take(database, path).new, take(database, path).new) == (2, 0)


def daylio_backup(**changes: Any) -> bytes:
    entry = {
        "minute": 35, "hour": 21, "day": 26, "month": 8, "year": 2026,
        "datetime": 1_790_429_700_000, "timeZoneOffset": 28_800_000, "mood": 7,
        "note": "爬山<br>很累", "note_title": "周末", "tags": [3, 99],
    }  # fmt: skip
    parsed = {
        "customMoods": [
            {"id": 7, "custom_name": "", "mood_group_id": 1, "predefined_name_id": 1},
            {"id": 8, "custom_name": "糟心", "mood_group_id": 5, "predefined_name_id": -1},
        ],
        "dayEntries": [{**entry, "datetime": 1_790_429_800_000, "mood": 8, "note": ""}, entry, {}],
        "tags": [{"id": 3, "name": "运动"}],
        **changes,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("backup.daylio", base64.b64encode(json.dumps(parsed).encode()))
    return packed.getvalue()


def test_daylio_backup(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path, "backup_2026.daylio", daylio_backup())
    report = take(database, path)
    assert (report.format, report.new, len(report.skipped)) == (ImportFormat.DAYLIO, 2, 1)
    assert set(report.moods) == {MoodUse("rad", 1, 2.0), MoodUse("糟心", 1, -2.0)}
    first, second = EntryStore(database).entries_on(date(2026, 9, 26))  # months count from 0
    assert (first.entry.text, first.entry.tags) == ("周末\n爬山\n很累", ("运动",))
    assert first.entry.created.utc == datetime.fromtimestamp(1_790_429_700, UTC)
    assert f"{first.entry.created.local:%H:%M}" == "21:35"
    assert second.label is not None and second.label.valence == -2.0
    assert take(database, path).new == 0


# Day One


def day_one(*entries: dict[str, Any]) -> bytes:
    return json.dumps({"metadata": {"version": "1.0"}, "entries": list(entries)}).encode()


DAY_ONE_ENTRY = {
    "uuid": "F4CF", "creationDate": "2019-03-18T22:04:56Z", "timeZone": "Europe\\/Berlin",
    "text": "# Titel\n\n1\\. erster\\-punkt \\!\n\n![](dayone-moment:\\/\\/D3456)", "starred": True,
    "tags": ["reise"],
}  # fmt: skip


@pytest.mark.parametrize("zipped", [False, True])
def test_day_one(database: Database, tmp_path: Path, zipped: bool) -> None:
    content = day_one(
        DAY_ONE_ENTRY, {"uuid": "A", "creationDate": "2019-03-18T10:00:00Z"}, {"x": 1}
    )
    if zipped:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("Journal.json", content)
            archive.writestr("photos/x.jpeg", b"\xff\xd8")
            archive.writestr("../../evil.json", b"[]")
        content = packed.getvalue()
    report = take(database, written(tmp_path, "d.zip" if zipped else "d.json", content))
    assert (report.format, report.new) == (ImportFormat.DAY_ONE, 2)
    assert [s.reason for s in report.skipped] == (
        [SkipReason.BAD_RECORD, SkipReason.UNREADABLE] if zipped else [SkipReason.BAD_RECORD]
    )
    # 23:04 in Berlin is still the 18th.
    texts = entries_on(database, 2019, 3, 18)
    assert texts[0] == ("", "2019-03-18 18:00", ())  # no zone told: the person's
    assert texts[1] == ("# Titel\n\n1. erster-punkt !", "2019-03-18 23:04", ("reise", "★"))
    assert not (tmp_path.parent.parent / "evil.json").exists()


def test_a_night_belongs_to_the_evening_before(database: Database, tmp_path: Path) -> None:
    entry = {**DAY_ONE_ENTRY, "creationDate": "2019-03-19T01:30:00Z"}  # 02:30 in Berlin
    take(database, written(tmp_path, "d.json", day_one(entry)))
    assert len(entries_on(database, 2019, 3, 18)) == 1


# jrnl, RedNotebook


JRNL_TEXT = """\
[2026-03-01 18:22] 晴 *
散步。@公园 还有 mail@example.com

第二段 [2026-03-01 没写完]

[2026-03-02 08:05 PM] 只有标题
"""


def test_a_month_of_rednotebook_under_another_name(database: Database, tmp_path: Path) -> None:
    report = take(database, written(tmp_path, "copy of 2019-03.txt", "3: {text: 好}\n"))
    assert (report.format, report.new) == (ImportFormat.RED_NOTEBOOK, 1)
    report = take(database, written(tmp_path, "notes 2019-03-04.txt", "3: {text: 好}\n"))
    assert (report.format, report.new) == (ImportFormat.TEXT, 1)
    report = take(database, written(tmp_path, "notes 2019-03.txt", "没有日子"))
    assert (report.format, report.new) == (ImportFormat.TEXT, 0)


def test_jrnl_plain_text(database: Database, tmp_path: Path) -> None:
    report = take(database, written(tmp_path, "journal.txt", JRNL_TEXT))
    assert (report.format, report.new, report.skipped) == (ImportFormat.JRNL, 2, ())
    text = "晴\n散步。@公园 还有 mail@example.com\n\n第二段 [2026-03-01 没写完]"
    assert entries_on(database, 2026, 3, 1) == [(text, "2026-03-01 18:22", ("★", "公园"))]
    assert entries_on(database, 2026, 3, 2) == [("只有标题", "2026-03-02 20:05", ())]
    assert take(database, written(tmp_path, "again.txt", JRNL_TEXT)).new == 0


def test_a_journal_as_text_and_as_json_is_one(database: Database, tmp_path: Path) -> None:
    text = "[2026-03-01 18:22] 晴\n散步。\n"
    record = {"title": "晴", "body": "散步。", "date": "2026-03-01", "time": "18:22"}
    take(database, written(tmp_path, "a.txt", text))
    as_json = json.dumps({"tags": {}, "entries": [record]})
    assert take(database, written(tmp_path, "a.json", as_json)).new == 0


@pytest.mark.parametrize("table_first", [True, False])
def test_both_files_of_daylio_are_one_diary(
    database: Database, tmp_path: Path, table_first: bool
) -> None:
    table = written(
        tmp_path,
        "daylio.csv",
        "full_date,time,mood,activities,scales,note_title,note\n"
        "2026-09-26,21:35,rad,运动,精力: 7,周末,爬山<br>很累\n"
        "2026-09-26,21:36,awful,,,周末,\n"
        "2026-09-26,21:36,awful,,,周末,\n"
        "2026-09-27,21:35,rad,,,周末,爬山<br>很累\n",
    )
    minute = {"minute": 36, "datetime": 1_790_429_760_000, "note": "", "mood": 8}
    entry = {
        "minute": 35, "hour": 21, "day": 26, "month": 8, "year": 2026,
        "datetime": 1_790_429_700_000, "timeZoneOffset": 28_800_000, "mood": 7,
        "note": "爬山<br>很累", "note_title": "周末", "tags": [3],
    }  # fmt: skip
    backup = daylio_backup(dayEntries=[entry, {**entry, **minute}])
    files = [table, written(tmp_path, "backup.daylio", backup)]
    first, second = files if table_first else reversed(files)
    took = [take(database, first).new, take(database, second).new]
    assert took == ([4, 0] if table_first else [2, 2])
    assert [take(database, path).new for path in files] == [0, 0]


def test_jrnl(database: Database, tmp_path: Path) -> None:
    content = {
        "tags": {"@tag": 1},
        "entries": [
            {"title": "Later", "body": "", "date": "2020-07-01", "time": "20:00", "tags": ["@tag"],
             "starred": True},
            {"title": "First", "body": "The body.", "date": "2020-06-28", "time": "18:22",
             "tags": [], "starred": False},
            {"title": "no date"},
        ],
    }  # fmt: skip
    path = written(tmp_path, "j.json", json.dumps(content))
    report = take(database, path)
    assert (report.format, report.new, len(report.skipped)) == (ImportFormat.JRNL, 2, 1)
    assert entries_on(database, 2020, 6, 28) == [("First\nThe body.", "2020-06-28 18:22", ())]
    assert entries_on(database, 2020, 7, 1)[0][2] == ("tag", "★")
    assert take(database, path).new == 0


BLOCK = """1:
  text: '今天加班到很晚，有点累。 #工作'
3:
  text: '和朋友去爬山，**很开心**！

    晚上早睡。'
  心情:
    开心: null
    放松: null
28:
  text: 'Meeting notes: "quoted", colon: here'
31: {text: no such day}
"""
FLOW = "1: {text: '早', Category: {entry: null}}\n"


def test_red_notebook(database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "notebook"
    written(folder, "2024-09.txt", BLOCK)
    written(folder, "2019-03.txt", FLOW)
    written(folder, "2020-01.txt", b"1:\n  text: Normal entry\n\0\0\0\0\0")
    written(folder, "2020-02.txt", "a: &a [x]\nb: *a\n")
    written(folder, "2020-03.txt", "[1, 2]")
    report = take(database, folder)
    assert (report.format, report.new) == (ImportFormat.RED_NOTEBOOK, 4)
    unread = [s.file for s in report.skipped if s.reason is SkipReason.UNREADABLE]
    assert unread == ["2020-01.txt", "2020-02.txt", "2020-03.txt"]
    assert [(s.file, s.where) for s in report.skipped if s.where] == [("2024-09.txt", "31")]
    assert entries_on(database, 2024, 9, 3) == [
        ("和朋友去爬山，**很开心**！\n晚上早睡。", "2024-09-03 12:00", ("开心", "心情", "放松"))
    ]
    assert entries_on(database, 2024, 9, 1)[0][2] == ("工作",)
    assert entries_on(database, 2019, 3, 1) == [("早", "2019-03-01 12:00", ("Category", "entry"))]
    assert take(database, folder / "2019-03.txt").existing == 1


# Plain text and Markdown


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("2026-03-01.md", "2026-03-01 12:00"),
        ("20260301.txt", "2026-03-01 12:00"),
        ("2026年3月1日.txt", "2026-03-01 12:00"),
        ("日记 2026.3.1 早.md", "2026-03-01 12:00"),
        ("2026-03-01 0815.md", "2026-03-01 08:15"),
        ("2026-03-01_23-59-30.txt", "2026-03-01 23:59"),
        ("2026/03/01.md", "2026-03-01 12:00"),
        ("2026/03/2026-03-01 note.markdown", "2026-03-01 12:00"),
    ],
)
def test_dates_in_names(database: Database, tmp_path: Path, name: str, local: str) -> None:
    written(tmp_path / "notes", name, "# 2026-03-01\n\n写了点东西\n")
    report = take(database, tmp_path / "notes")
    assert (report.format, report.new, report.skipped) == (ImportFormat.TEXT, 1, ())
    (entry,) = entries_on(database, 2026, 3, 1)
    assert entry[1] == local and entry[0].endswith("写了点东西")


def test_text_files(database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    written(folder, "2026-03-01.txt", "中文".encode("gb18030"))
    written(folder, "2026-03-02.txt", "宽".encode("utf-16"))
    written(folder, "2026-03-03.txt", "\ufeff行\r\n行")
    written(folder, "2026-03-04.txt", " \n")
    written(folder, "2026-13-45.txt", "no such day")
    written(folder, "readme.md", "no date")
    written(folder, "2026-03-05.txt", b"\x00\x01\x02")
    written(folder, "2026-03-06.jpg", b"\xff")
    if hasattr(os, "symlink"):
        (folder / "2026-03-07.txt").symlink_to("/etc/hostname")
    report = take(database, folder)
    assert report.new == 3
    assert {(s.file, s.reason) for s in report.skipped} == {
        ("2026-13-45.txt", SkipReason.NO_DATE),
        ("readme.md", SkipReason.NO_DATE),
        ("2026-03-05.txt", SkipReason.UNREADABLE),
    }
    texts = [entries_on(database, 2026, 3, day)[0][0] for day in (1, 2, 3)]
    assert texts == ["中文", "宽", "行\n行"]
    (folder / "2026-03-01.txt").rename(folder / "2026-03-01 renamed.txt")
    assert take(database, folder).new == 0


# What nobody should write


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.csv", "a,b\n1,2\n"),
        ("x.csv", b"\x00\xff\x00"),
        ("x.csv", ""),
        ("x.json", "{"),
        ("x.json", "[1]"),
        ("x.json", '{"a": 1}'),
        ("x.json", "[" * 100_000),
        ("x.json", '{"format": "qwen-all-in-one-diary", "version": 99, "entries": []}'),
        ("x.zip", b"PK\x03\x04 broken"),
        ("x.daylio", b"PK\x03\x04 broken"),
        ("x.daylio", b"no archive"),
        ("2020-01.txt", b"1: {\0"),
        ("x.pdf", b"%PDF"),
    ],
)
def test_what_is_no_diary_is_refused(
    database: Database, tmp_path: Path, name: str, content: str | bytes
) -> None:
    with pytest.raises(ImportRefused):
        take(database, written(tmp_path, name, content))
    assert DiaryStore(database).days() == []


def test_a_path_to_nothing_and_an_empty_folder(database: Database, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "missing", tmp_path / "empty"):
        with pytest.raises(ImportRefused):
            take(database, path)


def test_a_zip_bomb(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 1 << 20)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Journal.json", b" " * (20 << 20))
    path = written(tmp_path, "bomb.zip", packed.getvalue())
    assert path.stat().st_size < 1 << 20
    with pytest.raises(ImportRefused):
        take(database, path)


def test_an_archive_with_very_many_members(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_MEMBERS", 10)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(11):
            archive.writestr(f"{number}.json", "{}")
    with pytest.raises(ImportRefused):
        take(database, written(tmp_path, "many.zip", packed.getvalue()))


def test_files_and_texts_beyond_reason(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop.storage.importers import reading

    monkeypatch.setattr(reading, "MAX_CHARACTERS", 100)
    monkeypatch.setattr(files, "MAX_BYTES", 1000)
    written(tmp_path / "n", "2026-03-01.txt", "长" * 101)
    written(tmp_path / "n", "2026-03-02.txt", "长" * 999)
    written(tmp_path / "n", "2026-03-03.txt", "短")
    report = take(database, tmp_path / "n")
    assert report.new == 1
    assert {s.reason for s in report.skipped} == {SkipReason.TOO_BIG, SkipReason.UNREADABLE}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("21:35", "21:35"), ("8:30 pm", "20:30"), ("12:05 am", "00:05"), ("12:00 PM", "12:00"),
     ("8:30\u202fa.m.", "08:30"), ("7:05:09", "07:05")],
)  # fmt: skip
def test_times(text: str, expected: str) -> None:
    assert f"{clock(text):%H:%M}" == expected


SAMPLES = os.environ.get("QWEN_DIARY_SAMPLES_DIR")


@pytest.mark.skipif(SAMPLES is None, reason="QWEN_DIARY_SAMPLES_DIR is not set")
def test_samples_of_the_other_programs(database: Database, tmp_path: Path) -> None:
    assert SAMPLES is not None
    expected = {
        "SYNTHETIC_daylio_zh_2026.csv": 3,
        "daylio_sample.csv": 3,
        "dayone_demo.json": 3,
        "jrnl_export_docs_sample.json": 3,
    }
    for name, new in expected.items():
        report = take(database, Path(SAMPLES) / name)
        assert (report.new, report.skipped) == (new, ()), name
        assert take(database, Path(SAMPLES) / name).new == 0
    assert take(database, Path(SAMPLES) / "jrnl_export_docs_sample.txt").existing == 3  # the JSON's
    for name in ("SYNTHETIC_rednotebook_2024-10.txt", "SYNTHETIC_rednotebook_flow_2019-03.txt"):
        month = written(tmp_path, name[-11:], (Path(SAMPLES) / name).read_bytes())
        assert take(database, month).new == 3, name


@pytest.mark.skipif(SAMPLES is None, reason="QWEN_DIARY_SAMPLES_DIR is not set")
def test_a_diary_of_twenty_four_years(database: Database, tmp_path: Path) -> None:
    """Lu Xun's, as a folder of text files; what a scan finds in it, search finds."""
    assert SAMPLES is not None
    packed = Path(SAMPLES).parent / "luxun_1912_1936.json.xz"
    if not packed.exists():
        pytest.skip("not there")
    items = json.loads(lzma.decompress(packed.read_bytes()))["items"]
    folder, names = tmp_path / "notes", Counter[str]()
    folder.mkdir()
    for item in items:
        names[item["iso_date"]] += 1
        name = f"{item['iso_date']} no{names[item['iso_date']]}.txt"
        (folder / name).write_text(item["content"], "utf-8")
    report = take(database, folder)
    # He dated one of them the 31st of November.
    assert [(s.file[:10], s.reason) for s in report.skipped] == [("1917-11-31", SkipReason.NO_DATE)]
    texts = {(i["iso_date"], i["content"].strip()) for i in items if i["iso_date"] != "1917-11-31"}
    assert report.new == len(texts) and report.new + report.existing == len(items) - 1
    assert len(DiaryStore(database).days()) == len(names) - 1
    search = SearchStore(database)
    for word in ("雨", "夜", "周作人", "往琉璃厂", "信并", "Kino", "九元", "蜰"):
        expected = sum(word.lower() in text.lower() for _, text in texts)
        assert search.search(Query.of(word)).total == expected, word
    assert take(database, folder).new == 0
