"""What a friend gets in the archive: install and remove the program, as this person, anywhere."""

import configparser
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest

from desktop.paths import Place
from desktop.storage.places import write_place
from tools import licences, package

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="shell scripts")

AWKWARD = "小 明's $home 100% a\\b|&"


@pytest.fixture
def unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The archive's content with a small program in it, under a path with blanks and Chinese."""
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "README.md").write_text("texts")
    monkeypatch.setattr(package, "LICENCES", texts)
    place = tmp_path / "下载 1" / "archive"
    package.fill_archive(place)
    program = place / "qwen-desktop" / "qwen-desktop"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho started\n")
    program.chmod(0o755)
    return place


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / AWKWARD
    made.mkdir()
    return made


def run(
    script: Path, home: Path | None, *arguments: str, said: str = ""
) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"]}
    if home is not None:
        environment["HOME"] = str(home)
    return subprocess.run(
        [str(script), *arguments],
        env=environment,
        cwd="/",
        input=said,
        capture_output=True,
        encoding="utf-8",
    )


def command_of(home: Path) -> str:
    """What the menu starts: the entry's Exec, unescaped as the specification says."""
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(home / ".local/share/applications/qwen-desktop.desktop", "utf-8")
    quoted = entry["Desktop Entry"]["Exec"]
    assert quoted[0] == quoted[-1] == '"'
    value = quoted[1:-1].replace("\\\\", "\\").replace("%%", "%")
    return re.sub(r"\\(.)", r"\1", value)


def test_an_installed_program_is_in_the_menu_and_on_the_path(unpacked: Path, home: Path) -> None:
    assert run(unpacked / "install.sh", home).returncode == 0
    for command in (command_of(home), str(home / ".local/bin/qwen-desktop")):
        found = subprocess.run([command], capture_output=True, encoding="utf-8")
        assert found.stdout == "started\n"
    assert (home / ".local/share/icons/hicolor/256x256/apps/qwen-desktop.png").exists()
    assert (home / ".local/opt/qwen-desktop/licences/README.md").exists()


def test_a_newer_version_takes_the_older_ones_place(unpacked: Path, home: Path) -> None:
    run(unpacked / "install.sh", home)
    (unpacked / "qwen-desktop" / "only-in-new").touch()
    (home / ".local/opt/qwen-desktop/only-in-old").touch()
    assert run(unpacked / "install.sh", home).returncode == 0
    names = {path.name for path in (home / ".local/opt/qwen-desktop").iterdir()}
    assert "only-in-new" in names and "only-in-old" not in names
    assert [path.name for path in (home / ".local/opt").iterdir()] == ["qwen-desktop"]


@pytest.mark.parametrize("answers", ["", "\n", "y\n", "n\nno\n", "n\n"])
def test_removing_the_program_keeps_the_diary(unpacked: Path, home: Path, answers: str) -> None:
    run(unpacked / "install.sh", home)
    diary = home / ".local/share/QwenAllInOneDesktop"
    diary.mkdir()
    (diary / "diary.db").write_text("everything")
    installed = home / ".local/opt/qwen-desktop/uninstall.sh"
    found = run(installed, home, *(["--ask"] if answers else []), said=answers)
    assert found.returncode == 0 and str(diary) in found.stdout
    assert (diary / "diary.db").read_text() == "everything"
    left = [p for p in home.rglob("*") if p.is_file() or p.is_symlink()]
    assert left == [diary / "diary.db"]


def test_a_diary_goes_when_the_person_says_so_twice(unpacked: Path, home: Path) -> None:
    diary = home / ".local/share/QwenAllInOneDesktop"
    diary.mkdir(parents=True)
    assert run(unpacked / "uninstall.sh", home, "--ask", said="n\ndelete\n").returncode == 0
    assert not diary.exists()


def test_a_diary_that_was_moved_is_named_and_kept(
    unpacked: Path, home: Path, tmp_path: Path
) -> None:
    """Its note is written by the program itself."""
    folder, elsewhere = home / ".local/share/QwenAllInOneDesktop", tmp_path / "别处 a"
    write_place(Place(folder, elsewhere, left=(folder / "moved-1",)))
    found = run(unpacked / "uninstall.sh", home, "--ask", said="n\ndelete\n")
    assert found.returncode == 0 and str(elsewhere) in found.stdout
    assert (folder / "place.json").exists()


@pytest.mark.parametrize("script", ["install.sh", "uninstall.sh"])
def test_without_a_home_nothing_happens(unpacked: Path, script: str) -> None:
    found = run(unpacked / script, None)
    assert found.returncode == 1 and "HOME" in found.stderr


def test_a_half_unpacked_archive_is_said(unpacked: Path, home: Path) -> None:
    shutil.rmtree(unpacked / "qwen-desktop")
    found = run(unpacked / "install.sh", home)
    assert found.returncode == 1 and "unpack" in found.stderr
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("name", ["PySide6-Essentials", "tokenizers", "torch", "numpy"])
def test_a_package_brings_its_licence_or_we_do(name: str) -> None:
    assert all(path.stat().st_size > 100 for path in licences.texts(distribution(name)))


def test_a_package_without_a_licence_ends_the_build(tmp_path: Path) -> None:
    folder = tmp_path / "bare-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Name: bare\nVersion: 1.0\n")
    with pytest.raises(licences.LicenceMissingError, match="bare"):
        licences.texts(Distribution.at(folder))
