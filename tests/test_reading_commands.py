"""Commands that only read begin no diary: where there is none they say so, with the way out."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from desktop import cli
from desktop.language import install_language
from desktop.paths import DataPaths
from desktop.settings import Settings
from desktop.storage.backups import BackupFolder
from desktop.storage.database import open_database

READING = [
    "history",
    "history --date 2026-01-01",
    "search 字",
    "check",
    "check --repair",
    "log",
    "export --to {out}",
    "backup",
    "backup --list",
    "do summary --day 2026-01-01",
    "do summary --week 2026-01-01",
]


@pytest.fixture
def nowhere(qapp: QCoreApplication, tmp_path: Path) -> Iterator[Path]:
    """A folder that isn't there yet."""
    yield tmp_path / "nowhere"
    install_language(qapp, "zh")


def run(command: str, folder: Path) -> int:
    arguments = [part.format(out=folder.parent / "out.json") for part in command.split()]
    return cli.run([*arguments, "--data-dir", str(folder)])


@pytest.mark.parametrize("command", READING)
def test_nothing_is_made_where_there_is_no_diary(
    nowhere: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert run(command, nowhere) == 4
    out, err = capsys.readouterr()
    assert out == "" and "没有日记" in err and "--data-dir" in err
    assert err.splitlines()[-1] == str(DataPaths(nowhere).diary)
    assert list(nowhere.parent.iterdir()) == []


@pytest.mark.parametrize("command", READING)
def test_the_folder_stays_as_it_is(
    nowhere: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """One with settings, which say the language; programs read the same as an object."""
    nowhere.mkdir()
    Settings(DataPaths(nowhere).settings).set("language", "en")
    before = list(nowhere.iterdir())
    assert run(f"{command} --json", nowhere) == 4
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert (told["event"], told["error"], told["message"]) == ("failed", "diary_missing", err[:-1])
    assert err.startswith("There is no diary in this folder")
    assert list(nowhere.iterdir()) == before


def test_without_a_diary_or_a_backup_nothing_is_restored(
    nowhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("restore", "restore x.sqlite3", "restore --undo"):
        assert run(command, nowhere) == 1
        assert "没有这个备份" in capsys.readouterr().err
        assert not nowhere.exists()


def test_backups_of_a_diary_that_is_gone_are_listed_and_restored(
    nowhere: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.sqlite3"
    open_database(other).close()
    paths = DataPaths(nowhere)
    paths.create()
    kept = paths.backups / "diary-20260101T000000Z-manual.sqlite3"
    paths.backups.mkdir()
    kept.write_bytes(other.read_bytes())
    assert [b.name for b in BackupFolder(paths.backups).backups()] == [kept.name]
    assert run("backup --list", nowhere) == 0 and kept.name in capsys.readouterr().out
    assert not paths.diary.exists()
    assert run("restore", nowhere) == 0
    assert run("check", nowhere) == 0
