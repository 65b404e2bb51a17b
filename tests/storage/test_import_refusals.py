"""Why a file was not taken: each cause by its name, with the line where there is one."""

import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from desktop.domain.transfer import ImportFormat, SkipReason
from desktop.errors import ImportRefused
from desktop.storage.database import Database
from desktop.storage.importers import folders
from desktop.storage.own_format import FORMAT, VERSION

from .import_samples import take, written


def refusal(database: Database, path: Path) -> tuple[str, str, str]:
    with pytest.raises(ImportRefused) as refused:
        take(database, path)
    assert path.name in str(refused.value)
    return refused.value.reason, refused.value.where, refused.value.format


def packed(**members: bytes) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name, content in members.items():
            file.writestr(name.replace("_", "."), content)
    return archive.getvalue()


def locked() -> bytes:
    """An archive whose member says that it is encrypted."""
    content = bytearray(packed(Journal_json=b"{}"))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + flags] |= 1
    return bytes(content)


NEWER = json.dumps({"format": FORMAT, "version": VERSION + 1, "entries": []}).encode()
OUR_HALF = json.dumps({"format": FORMAT, "version": VERSION, "entries": 1}).encode()
TABLE = b"full_date,mood,time\n"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("x.csv", b"", ("empty", "", "")),
        ("x.md", b" \n", ("empty", "", "")),
        ("2026-03-01.txt", b"\x00\x01", ("not_text", "", "text")),
        ("x.json", b"\xff\xfe{}", ("not_text", "", "")),
        ("x.zip", locked(), ("encrypted", "", "")),
        ("x.zip", packed(photo_jpg=b"x"), ("no_member", "", "")),
        ("x.zip", b"PK\x03\x04 broken", ("broken", "", "dayone")),
        ("x.daylio", b"no archive", ("broken", "", "daylio")),
        ("x.daylio", packed(backup_daylio=b"?"), ("broken", "", "daylio")),
        ("x.json", b'{\n"entries": [\n}', ("broken", "3", "")),
        ("x.json", OUR_HALF, ("broken", "", "json")),
        ("2020-01.txt", b"1: {text: a}\n2: {text: [b}\n", ("broken", "2", "rednotebook")),
        ("x.json", NEWER, ("newer", "", "json")),
        ("x.csv", b"a,b\n1,2\n", ("columns", "mood, time", "daylio-csv")),
        ("x.csv", TABLE + b"2026-03-01," + b"x" * 2_100_000, ("broken", "2", "daylio-csv")),
        ("x.json", b"[1]", ("unknown", "", "")),
        ("x.json", b'{"a": 1}', ("unknown", "", "")),
        ("x.pdf", b"%PDF", ("unknown", "", "")),
    ],
)
def test_each_cause_has_its_name(
    database: Database, tmp_path: Path, name: str, content: bytes, expected: tuple[str, str, str]
) -> None:
    assert refusal(database, written(tmp_path, name, content)) == expected


def test_nothing_there_and_nothing_in_it(database: Database, tmp_path: Path) -> None:
    assert refusal(database, tmp_path / "missing.json")[0] == "missing"
    (tmp_path / "empty").mkdir()
    assert refusal(database, tmp_path / "empty")[0] == "nothing"


def test_no_right_to_read_it(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = written(tmp_path, "x.json", "{}")
    monkeypatch.setattr(Path, "read_bytes", refused)  # root may read all
    assert refusal(database, path)[0] == "denied"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX")
def test_what_is_no_file_is_not_waited_for(database: Database, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    assert refusal(database, tmp_path / "pipe.json")[0] == "unreadable"


# Folders of several formats

DAY_ONE = {"metadata": {}, "entries": [{"uuid": "A", "creationDate": "2019-03-18T10:00:00Z"}]}
DAYLIO = "full_date,time,mood,activities,note\n2026-03-01,21:35,good,,好\n2026-03-02,9:00,bad,,坏\n"


def several(folder: Path) -> Path:
    written(folder, "a/mood.csv", DAYLIO)
    written(folder, "a/journal.json", json.dumps(DAY_ONE))
    written(folder, "jrnl.txt", "[2026-03-01 18:22] 晴\n")
    written(folder, "2024-09.txt", "1: {text: 早}\n")
    written(folder, "2026-03-05.md", "五号")
    written(folder, "letter.pdf", b"%PDF")
    written(folder, "half.json", "{\n")
    written(folder, "photo.jpg", b"\xff\xd8")
    written(folder, ".hidden/2026-03-06.md", "六号")
    return folder


def test_a_folder_of_several_formats_is_one_import(database: Database, tmp_path: Path) -> None:
    folder = several(tmp_path / "all")
    report = take(database, folder)
    assert (report.format, report.new, len(report.added)) == (None, 6, 6)
    assert [(f.file, f.format, f.entries) for f in report.files] == [
        ("2024-09.txt", ImportFormat.RED_NOTEBOOK, 1),
        ("2026-03-05.md", ImportFormat.TEXT, 1),
        ("a/journal.json", ImportFormat.DAY_ONE, 1),
        ("a/mood.csv", ImportFormat.DAYLIO_CSV, 2),
        ("jrnl.txt", ImportFormat.JRNL, 1),
    ]
    assert [(s.file, s.reason) for s in report.skipped] == [
        ("half.json", SkipReason.BROKEN),
        ("letter.pdf", SkipReason.UNKNOWN),
    ]
    again = take(database, folder)
    assert (again.new, again.existing) == (0, 6)


def test_a_folder_is_looked_through_within_bounds(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "MAX_DEPTH", 2)
    written(tmp_path / "n", "a/b/2026-03-01.txt", "好")
    written(tmp_path / "n", "a/b/c/2026-03-02.txt", "太深")
    report = take(database, tmp_path / "n")
    assert report.new == 1
    assert [(s.file, s.reason) for s in report.skipped] == [("a/b/c/", SkipReason.TOO_DEEP)]
    monkeypatch.setattr(folders, "MAX_FILES", 0)
    assert refusal(database, tmp_path / "n") == ("too_many", "0", "")
