"""Daylio's two files: tables of every age, and backups."""

import base64
import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.transfer import ImportFormat, MoodUse, SkipReason
from desktop.storage.database import Database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.entry_store import EntryStore
from desktop.storage.import_store import ImportStore
from desktop.storage.importers.reading import read

from .import_samples import SETTING, entries_on, take, written

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


HALF_DAYS = "full_date,time,mood,activities,note\n2026-01-02,{},good,,x\n2026-01-02,{},good,,y\n"


@pytest.mark.parametrize(
    "times", [("8:30 pm", "12:05 am"), ("下午8:30", "凌晨 12:05"), ("8:30 晚上", "上午12:05")]
)
def test_a_phone_whose_clock_was_set_to_24_hours_brings_nothing_twice(
    database: Database, tmp_path: Path, times: tuple[str, str]
) -> None:
    before = written(tmp_path, "before.csv", HALF_DAYS.format(*times))
    after = written(tmp_path, "after.csv", HALF_DAYS.format("20:30", "0:05"))
    assert take(database, before).new == 2
    assert [text for text, _, _ in entries_on(database, 2026, 1, 2)] == ["y", "x"]
    again = take(database, after)
    assert (again.new, again.existing, again.differing) == (0, 2, 0)


def test_what_an_earlier_version_took_is_known(database: Database, tmp_path: Path) -> None:
    """It made its ids of the time as the table tells it."""
    path = written(tmp_path, "x.csv", HALF_DAYS.format("8:30 pm", "9:05 pm"))
    format, reading = read(path, None, SETTING)
    former = [replace(one, foreign_id=one.former_id, former_id=None) for one in reading.entries]
    assert all(
        one.foreign_id != now.foreign_id for one, now in zip(former, reading.entries, strict=True)
    )
    ImportStore(database).take(format, replace(reading, entries=former), 0)
    again = take(database, path)
    assert (again.new, again.existing, again.differing) == (0, 2, 0)


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


TABLE = (
    "full_date,time,mood,activities,scales,note_title,note\n"
    "2026-09-26,21:35,rad,运动,精力: 7,周末,爬山<br>很累\n"
    "2026-09-26,21:36,awful,,,周末,\n"
    "2026-09-26,21:36,awful,,,周末,\n"
    "2026-09-27,21:35,rad,,,周末,爬山<br>很累\n"
)


def backup_of_table() -> bytes:
    """With the first entry of TABLE and one of the two that are alike."""
    minute = {"minute": 36, "datetime": 1_790_429_760_000, "note": "", "mood": 8}
    entry = {
        "minute": 35, "hour": 21, "day": 26, "month": 8, "year": 2026,
        "datetime": 1_790_429_700_000, "timeZoneOffset": 28_800_000, "mood": 7,
        "note": "爬山<br>很累", "note_title": "周末", "tags": [3],
    }  # fmt: skip
    return daylio_backup(dayEntries=[entry, {**entry, **minute}])


@pytest.mark.parametrize("table_first", [True, False])
def test_both_files_of_daylio_are_one_diary(
    database: Database, tmp_path: Path, table_first: bool
) -> None:
    table = written(tmp_path, "daylio.csv", TABLE)
    files = [table, written(tmp_path, "backup.daylio", backup_of_table())]
    first, second = files if table_first else reversed(files)
    took = [take(database, first).new, take(database, second).new]
    assert took == ([4, 0] if table_first else [2, 2])
    assert [take(database, path).new for path in files] == [0, 0]


@pytest.mark.parametrize("name", ["a.daylio", "z.daylio"])
def test_both_files_of_daylio_in_one_folder_are_one_diary(
    database: Database, tmp_path: Path, name: str
) -> None:
    """Whichever is read first, and however often each of them lies there."""
    for place in ("", "copies/"):
        written(tmp_path, f"{place}daylio.csv", TABLE)
        written(tmp_path, f"{place}{name}", backup_of_table())
    reports = [take(database, tmp_path) for _ in range(2)]
    assert [(r.new, r.existing, r.twice) for r in reports] == [(4, 0, 8), (0, 6, 6)]
    assert len(entries_on(database, 2026, 9, 26)) == 3


def test_an_older_export_beside_a_newer_one(database: Database, tmp_path: Path) -> None:
    """What both of them hold comes once, also where an older Daylio wrote fewer columns."""
    written(tmp_path, "2026-09-26.csv", DAYLIO_9)
    older = "full_date,time,mood,activities,note\n2026-09-25,23:10,自创,工作,有点焦虑 &amp; 累。\n"
    written(tmp_path, "2026-09-25.csv", older)
    report = take(database, tmp_path)
    assert (report.new, report.twice) == (3, 1)
