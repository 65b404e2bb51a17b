"""The window and the terminal where a diary was moved."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop import opening
from desktop.errors import DiaryMoved
from desktop.paths import DataPaths
from desktop.storage import places
from desktop.storage.database import Database, open_database
from desktop.storage.diary_store import DiaryStore
from tests.command import ROOT
from tests.storage.moving_samples import lived_in, move, wished


def run(code: str, share: Path) -> str:
    environment = {**os.environ, "XDG_DATA_HOME": str(share), "QWEN_DESKTOP_DATA_DIR": ""}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env=environment,
        timeout=120,
    )
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
    return done.stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names Linux's folder")
def test_the_program_moves_its_diary_without_an_end(tmp_path: Path) -> None:
    """Wished for and done at once: the window closes, and opens on the new folder. And back."""
    home, target = tmp_path / "share" / "QwenAllInOneDesktop", tmp_path / "new"
    code = f"""
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop import start

class Application(start.Application):
    def start(self, model):
        super().start(model)
        seen.append(self._paths.folder)
        cards = self.window.notices._cards
        QTimer.singleShot(0, lambda: told.append([cards[k].accessibleName() for k in cards]))
        QTimer.singleShot(0, self.act)

    def act(self):
        if len(seen) == 1:
            self._core.chat.send("写在搬之前")
            place = self.settings_area.settings.place
            self.to(place, {str(target)!r})
        elif len(seen) == 2:
            self.to(self.settings_area.settings.place, {str(home.parent)!r})
        else:
            self._core.chat.send("写在搬之后")
            self._quit()

    def to(self, place, folder):
        place._on_chosen(folder)
        place.question.yes.click()
        place.now.click()

seen, told, start.Application = [], [], Application
assert start.run_window(None, "/nowhere") == 0
print(*seen, *told, sep="|")
"""
    *folders, first, second, third = run(code, home.parent).strip().split("|")
    assert folders == [str(home), str(target), str(home)]
    assert "搬" not in first
    for said, folder in ((second, target), (third, home)):
        assert "搬好了" in said and str(folder) in said
    database = open_database(DataPaths(home).diary)
    found = [turn.entry.text for turn in DiaryStore(database).last_turns(9)]
    database.close()
    assert found == ["写在搬之前", "写在搬之后"]
    assert (home / "logs" / "desktop.log").exists() and len(places.old_copies(home)) == 2


def test_whoever_waited_for_a_diary_that_moved_is_told(
    home: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal had the old file in its hand already: what it wrote would be in an old copy."""

    def waited(path: Path, **more: Any) -> Database:
        database = open_database(path, **more)
        aside = home / "moved-1"
        aside.mkdir()
        path.rename(aside / path.name)
        places.leave_mark(path)
        return database

    monkeypatch.setattr(opening, "open_database", waited)
    with pytest.raises(DiaryMoved):
        opening.open_diary(DataPaths(home))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names Linux's folder")
def test_the_terminal_says_where_it_should_be(tmp_path: Path) -> None:
    home = lived_in(tmp_path / "share" / "QwenAllInOneDesktop").folder
    wished(home, tmp_path / "disk")
    move(home)
    (tmp_path / "disk").rename(tmp_path / "drawer")
    environment = {**os.environ, "XDG_DATA_HOME": str(home.parent), "QWEN_DESKTOP_DATA_DIR": ""}

    def desktop(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "desktop", *arguments]
        return subprocess.run(
            command, capture_output=True, encoding="utf-8", cwd=ROOT, env=environment, timeout=60
        )

    for arguments in (("history",), ("backup", "--list"), ("search", "第三")):
        done = desktop(*arguments)
        assert done.returncode == 4 and done.stdout == ""
        assert str(tmp_path / "disk") in done.stderr and "--data-dir" in done.stderr
    there = desktop("search", "第三", "--data-dir", str(tmp_path / "drawer"))
    assert there.returncode == 0 and "第三则" in there.stdout
    stale = desktop("search", "第三", "--data-dir", str(home))
    assert stale.returncode == 4 and "搬走" in stale.stderr
