"""Importers of texts, and on files that nobody should write."""

import io
import json
import lzma
import os
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from desktop.domain.search import Query
from desktop.domain.transfer import ImportFormat, SkipReason
from desktop.errors import ImportRefused
from desktop.storage.database import Database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.importers import files
from desktop.storage.importers.clock_words import clock
from desktop.storage.search_store import SearchStore

from .import_samples import entries_on, take, written

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
        ("2026-03-04.txt", SkipReason.EMPTY),
        ("2026-03-05.txt", SkipReason.NOT_TEXT),
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
    # One for its characters, one for its bytes.
    assert [s.reason for s in report.skipped] == [SkipReason.TOO_BIG] * 2


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
