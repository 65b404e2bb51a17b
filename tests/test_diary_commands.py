"""The diary's commands as scripts use them: one object each, exit codes, beside an open window."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import apsw
import pytest
from pytestqt.qtbot import QtBot

from desktop import cli
from desktop.paths import DataPaths
from desktop.services.instance import SingleInstance
from desktop.storage.database import open_database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.entry_store import EntryStore
from desktop.storage.label_store import LabelStore
from desktop.storage.migrations import MIGRATIONS
from tests.storage.samples import add, label_by, model_label

DAYLIO = (
    "full_date,date,weekday,time,mood,activities,note_title,note\n"
    "2026-09-26,x,x,21:35,开心,家人 | 电影,,看了电影 Movie\n"
    "2026-09-25,x,x,09:10,自创,工作,,电影票没买到\n"
    "broken,x,x,x,x,x,x,x\n"
)


class Terminal:
    """Runs commands on one data folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def run(self, *arguments: str | Path) -> tuple[int, str, str]:
        code = cli.run([*map(str, arguments), "--data-dir", str(self.folder)])
        out, err = self._capsys.readouterr()
        return code, out, err

    def json(self, *arguments: str | Path) -> dict[str, Any]:
        code, out, err = self.run(*arguments, "--json")
        assert (code, err) == (0, ""), err
        (line,) = out.splitlines()
        parsed: dict[str, Any] = json.loads(line)
        return parsed


@pytest.fixture
def terminal(
    qapp: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Iterator[Terminal]:
    yield Terminal(tmp_path / "diary", capsys)


@pytest.fixture
def daylio(tmp_path: Path) -> Path:
    path = tmp_path / "daylio.csv"
    path.write_text(DAYLIO, "utf-8")
    return path


def test_import(terminal: Terminal, daylio: Path) -> None:
    expected = {
        "format": "daylio-csv",
        "new": 2,
        "existing": 0,
        "twice": 0,
        "differing": 0,
        "first": "2026-09-25",
        "last": "2026-09-26",
        "files": [{"file": "daylio.csv", "format": "daylio-csv", "entries": 2}],
        "skipped": [{"file": "daylio.csv", "where": "4", "reason": "bad_record"}],
        "moods": [
            {"name": "自创", "entries": 1, "valence": None},
            {"name": "开心", "entries": 1, "valence": 2.0},
        ],
    }
    mapped = ("--map", "开心=2")
    assert terminal.json("import", daylio, "--dry-run", *mapped) == {**expected, "dry_run": True}
    assert terminal.json("import", daylio, *mapped) == {**expected, "dry_run": False}
    again = terminal.json("import", daylio, "--format", "daylio-csv")
    assert (again["new"], again["existing"]) == (0, 2)
    _code, out, _err = terminal.run("import", daylio, "--dry-run")
    assert "已有 2 则" in out and "daylio.csv · 4" in out


def test_a_dry_run_writes_nothing(terminal: Terminal, daylio: Path) -> None:
    """No folder and no file where there is no diary, and not a byte of one that there is."""
    assert terminal.json("import", daylio, "--dry-run")["new"] == 2
    assert not terminal.folder.exists()
    terminal.json("import", daylio)
    before = contents(terminal.folder)
    assert terminal.json("import", daylio, "--dry-run", "--map", "自创=1")["existing"] == 2
    assert contents(terminal.folder) == before


def test_a_dry_run_leaves_an_older_diary_as_it_is(terminal: Terminal, daylio: Path) -> None:
    terminal.folder.mkdir()
    older = apsw.Connection(str(DataPaths(terminal.folder).diary))
    older.execute(MIGRATIONS[0])
    older.execute("PRAGMA user_version=1")
    older.close()
    before = contents(terminal.folder)
    assert terminal.json("import", daylio, "--dry-run")["new"] == 2
    assert contents(terminal.folder) == before


def contents(folder: Path) -> dict[str, bytes]:
    """Of all files, but for the log's index, which every reader writes to."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.name: path.read_bytes() for path in files if not path.name.endswith("-shm")}


def test_what_stands_twice_in_a_folder_is_told_from_what_the_diary_has(
    terminal: Terminal, daylio: Path, tmp_path: Path
) -> None:
    terminal.json("import", daylio)
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("2026-01-01.txt", "2026-01-01 copy.txt"):
        (folder / name).write_text("一句", "utf-8")
    for name in ("one.csv", "two.csv"):
        (folder / name).write_text(DAYLIO, "utf-8")
    _code, out, _err = terminal.run("import", folder, "--dry-run")
    assert "会导入 1 则；已有 2 则" in out and "里面重复的有 3 则" in out
    for dry, new, existing in (("--dry-run", 1, 2), ("--json", 1, 2), ("--json", 0, 3)):
        told = terminal.json("import", folder, dry)
        assert (told["new"], told["existing"], told["twice"]) == (new, existing, 3)


def test_before_an_import_there_is_a_backup(
    terminal: Terminal, daylio: Path, tmp_path: Path
) -> None:
    """Of a diary that has something to lose, and if something new comes."""
    for _ in range(2):
        terminal.json("import", daylio)
        assert terminal.json("backup", "--list")["backups"] == []
    text = tmp_path / "2026-01-01.txt"
    text.write_text("一句", "utf-8")
    terminal.json("import", text, "--dry-run")
    assert terminal.json("backup", "--list")["backups"] == []
    terminal.json("import", text)
    (backup,) = terminal.json("backup", "--list")["backups"]
    assert (backup["reason"], backup["entries"]) == ("import", 2)


def test_days_the_wrong_way_round(terminal: Terminal, tmp_path: Path) -> None:
    days = ("--since", "2026-02-01", "--until", "2026-01-01")
    for command in (("search", "一"), ("export", "--to", str(tmp_path / "a.json"))):
        code, _out, err = terminal.run(*command, *days)
        assert code == 2 and "2026-02-01" in err
    assert not (tmp_path / "a.json").exists()


def test_search(terminal: Terminal, daylio: Path) -> None:
    terminal.json("import", daylio)
    found = terminal.json("search", "电影")
    assert found["total"] == 2
    assert found["hits"][0] == {
        "id": 2,
        "date": "2026-09-26",
        "text": "看了电影 Movie",
        "spans": [[2, 4]],
        "label": "开心",
        "valence": 1.0,
        "tags": ["家人", "电影"],
    }
    for filters, total in (
        (("--since", "2026-09-26"), 1),
        (("--until", "2026-09-24"), 0),
        (("--label", "自创"), 1),
        (("--valence-from", "0.5"), 1),
        (("--valence-to", "0"), 0),
        (("--tag", "家人", "--tag", "电影"), 1),
        (("--tag", "没有"), 0),
    ):
        assert terminal.json("search", "电影", *filters)["total"] == total, filters
    page = terminal.json("search", "影", "--limit", "1", "--offset", "1")
    assert page["total"] == 2 and [hit["id"] for hit in page["hits"]] == [1]
    assert terminal.json("search", "影 MOVIE")["total"] == 1
    _code, out, _err = terminal.run("search", "影", "--limit", "1")
    assert "找到 2 则" in out and "其中 1 则" in out
    _code, out, _err = terminal.run("search", "票")
    assert "2026-09-25 09:10  自创\n电影票没买到" in out


def test_history_shows_entries_without_a_turn(terminal: Terminal, daylio: Path) -> None:
    terminal.json("import", daylio)
    shown = terminal.json("history", "--date", "2026-09-26")
    assert (shown["turn"], shown["text"], shown["label"]) == (None, "看了电影 Movie", "开心")
    _code, out, _err = terminal.run("history", "--date", "2026-09-25")
    assert "09:10  自创\n电影票没买到" in out


def test_export_and_back(terminal: Terminal, daylio: Path, tmp_path: Path) -> None:
    terminal.json("import", daylio)
    target = tmp_path / "out.json"
    told = terminal.json("export", "--format", "json", "--to", target)
    assert told == {"path": str(target), "entries": 2, "trashed": 0, "files": 1}
    terminal.folder = tmp_path / "other"
    report = terminal.json("import", target)
    assert (report["format"], report["new"]) == ("json", 2)
    assert terminal.json("search", "电影")["total"] == 2
    one = terminal.json("export", "--format", "markdown", "--to", tmp_path / "one.md")
    assert one["files"] == 1
    days = ("--since", "2026-09-26", "--until", "2026-09-26")
    span = terminal.json("export", "--format", "markdown", "--to", tmp_path / "days", *days)
    assert (span["files"], [p.name for p in (tmp_path / "days").iterdir()]) == (
        1,
        ["2026-09-26.md"],
    )
    code, _out, err = terminal.run("export", "--to", target)
    assert code == 1 and str(target) in err and "Traceback" not in err


def test_backup_restore_undo_check(terminal: Terminal, daylio: Path, tmp_path: Path) -> None:
    terminal.folder.mkdir()
    open_database(DataPaths(terminal.folder).diary).close()
    assert terminal.json("check")["newest_backup"] is None
    made = terminal.json("backup")
    (backup,) = made["backups"]
    assert backup["entries"] == 0 and Path(made["folder"], backup["name"]).is_file()
    terminal.json("import", daylio)
    assert terminal.json("restore", backup["name"])["restored"] == backup
    assert terminal.json("search", "电影")["total"] == 0
    assert terminal.json("restore", "--undo")["restored"]["reason"] == "replaced"
    assert terminal.json("search", "电影")["total"] == 2
    copy = tmp_path / "stick.sqlite3"
    copy.write_bytes(Path(made["folder"], backup["name"]).read_bytes())
    assert terminal.json("restore", copy)["restored"]["entries"] == 0
    listed = terminal.json("backup", "--list")["backups"]
    assert [b["reason"] for b in listed].count("replaced") == 3
    health = terminal.json("check")
    assert (health["sound"], health["entries"], health["problems"]) == (True, 0, [])
    assert terminal.run("restore", "no-such-backup")[0] == 1


def test_a_damaged_diary(terminal: Terminal, daylio: Path) -> None:
    terminal.json("import", daylio)
    terminal.json("backup")
    diary = DataPaths(terminal.folder).diary
    diary.write_bytes(b"not a database " * 1000)
    before = diary.read_bytes()
    for command in (("check",), ("search", "x"), ("backup",)):
        code, _out, err = terminal.run(*command)
        assert code == 4 and "损坏" in err and diary.read_bytes() == before
    assert terminal.json("restore")["restored"]["entries"] == 2
    assert terminal.json("check")["sound"]
    kept = [p for p in (terminal.folder / "backups").iterdir() if "replaced" in p.name]
    assert before in [p.read_bytes() for p in kept]


def test_a_search_index_is_repaired(terminal: Terminal, daylio: Path) -> None:
    terminal.json("import", daylio)
    database = open_database(DataPaths(terminal.folder).diary)
    with database.transaction():
        database.execute("INSERT INTO search (search) VALUES ('delete-all')")
    database.close()
    code, out, _err = terminal.run("check")
    assert code == 4 and "--repair" in out
    assert terminal.json("check", "--repair")["repaired"]
    assert terminal.json("search", "电影")["total"] == 2


def test_beside_an_open_window(terminal: Terminal, daylio: Path) -> None:
    """Reading, importing and backing up are fine; a restore would pull the file away."""
    terminal.json("import", daylio)
    terminal.json("backup")
    window = SingleInstance(DataPaths(terminal.folder).lock)
    database = open_database(DataPaths(terminal.folder).diary)
    assert window.acquire()
    try:
        assert terminal.json("search", "电影")["total"] == 2
        assert terminal.json("backup")["backups"] and terminal.json("check")["sound"]
        code, _out, err = terminal.run("restore")
        assert code == 4 and "另一个程序" in err
    finally:
        database.close()
        window.release()
    assert terminal.json("restore")["restored"]["entries"] == 2


def test_csv_shows_both_labels(terminal: Terminal, tmp_path: Path) -> None:
    paths = DataPaths(terminal.folder)
    paths.create()
    database = open_database(paths.diary)
    turn = DiaryStore(database).add_label(add(DiaryStore(database), "x").id, model_label(), 0)
    from desktop.domain.labels import LabelSource

    LabelStore(database).add(turn.entry.id, label_by(LabelSource.PERSON, "负面", -1.0), 1)
    EntryStore(database).move(turn.entry.id, date(2026, 3, 4))
    database.close()
    terminal.json("export", "--format", "csv", "--to", tmp_path / "d.csv")
    row = (tmp_path / "d.csv").read_text("utf-8-sig").splitlines()[1]
    assert row.startswith(
        "2026-03-04,2026-03-01T08:00:00+08:00,Asia/Shanghai,负面,-1.0,,person,正面"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("import",),
        ("import", "x", "--map", "开心"),
        ("import", "x", "--map", "开心=3"),
        ("import", "x", "--format", "nonsense"),
        ("export", "--format", "json"),
        ("export", "--to", "x", "--since", "yesterday"),
        ("search",),
        ("search", "x", "--valence-from", "5"),
    ],
)
def test_usage_is_2(terminal: Terminal, arguments: tuple[str, ...], qtbot: QtBot) -> None:
    with pytest.raises(SystemExit) as left:
        terminal.run(*arguments)
    assert left.value.code == 2


def test_a_file_that_is_no_diary(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("[]", "utf-8")
    for path in (tmp_path / "x.json", tmp_path / "missing"):
        code, out, err = terminal.run("import", path, "--json")
        assert code == 1 and json.loads(out)["error"] == "import_refused" and str(path) in err
