"""Journals of Day One, jrnl and RedNotebook."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.transfer import ImportFormat, SkipReason
from desktop.storage.database import Database
from desktop.storage.entry_store import EntryStore
from desktop.storage.import_store import ImportStore
from desktop.storage.importers.reading import read

from .import_samples import SETTING, entries_on, take, written

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
        [SkipReason.BAD_RECORD, SkipReason.UNKNOWN] if zipped else [SkipReason.BAD_RECORD]
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
    red = ImportFormat.RED_NOTEBOOK
    assert [(s.file, s.reason, s.where, s.format) for s in report.skipped] == [
        ("2020-01.txt", SkipReason.NOT_TEXT, "", red),
        ("2020-02.txt", SkipReason.BROKEN, "2", red),
        ("2020-03.txt", SkipReason.BROKEN, "", red),
        ("2024-09.txt", SkipReason.BAD_RECORD, "31", None),
    ]
    assert entries_on(database, 2024, 9, 3) == [
        ("和朋友去爬山，**很开心**！\n晚上早睡。", "2024-09-03 12:00", ("开心", "心情", "放松"))
    ]
    assert entries_on(database, 2024, 9, 1)[0][2] == ("工作",)
    assert entries_on(database, 2019, 3, 1) == [("早", "2019-03-01 12:00", ("Category", "entry"))]
    assert take(database, folder / "2019-03.txt").existing == 1


def test_an_entry_that_says_something_else_now_is_told_and_changes_nothing(
    database: Database, tmp_path: Path
) -> None:
    """Edited in the other program since; edited here, it is still the same."""
    first = {"uuid": "A", "creationDate": "2019-03-18T10:00:00Z", "text": "一"}
    second = {**first, "text": "二"}
    both = {"one": day_one(first), "two": day_one(second)}
    for name, content in both.items():
        written(tmp_path, f"both/{name}.json", content)
    found = ImportStore(database).preview(*read(tmp_path / "both", None, SETTING))
    assert (found.new, found.twice, found.differing) == (1, 1, 1)

    once = written(tmp_path, "once.json", both["one"])
    again = written(tmp_path, "again.json", both["two"])
    assert take(database, once).differing == 0
    (kept,) = EntryStore(database).entries_on(date(2019, 3, 18))
    EntryStore(database).edit(kept.entry.id, "三", 1)
    reports = [take(database, path) for path in (once, again)]
    assert [(r.new, r.existing, r.differing) for r in reports] == [(0, 1, 0), (0, 1, 1)]
    assert entries_on(database, 2019, 3, 18)[0][0] == "三"
