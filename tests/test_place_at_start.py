"""A start that has a diary to move first, or can't find the one that was moved."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from qasync import QEventLoop

from desktop import opening, place_at_start
from desktop.domain.moving import Refusal
from desktop.errors import DiaryMoved, MoveRefused
from desktop.paths import DataPaths, Place, read_place
from desktop.services.instance import SingleInstance
from desktop.start import prepare
from desktop.storage import places
from desktop.storage.database import Database, open_database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.moving import moving, part_of
from desktop.ui.missing_box import AskBox, MissingBox, Way
from desktop.ui.moving_window import MovingWindow
from tests.storage.backup_samples import texts, written
from tests.storage.moving_samples import TEXTS, lived_in, move, wished

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return lived_in(tmp_path / "home").folder


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "disk" / "diary"


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[QEventLoop]:
    loop = QEventLoop(qapp)
    with loop:
        yield loop
    asyncio.set_event_loop(None)
    qapp.setStyleSheet("")


Act = Callable[[], bool]


class Person:
    """Does one thing after the other, each as soon as what it is for is on screen."""

    def __init__(self, *acts: Act) -> None:
        self.left = list(acts)
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(5)

    def _look(self) -> None:
        if self.left and self.left[0]():
            self.left.pop(0)


def _shown(kind: type) -> object:
    widgets = QApplication.topLevelWidgets()
    return next((w for w in widgets if type(w) is kind and w.isVisible()), None)


def goes(way: Way, before: Callable[[], object] = lambda: None) -> Act:
    def act() -> bool:
        box = _shown(MissingBox)
        if isinstance(box, MissingBox):
            before()
            box.buttons_of[way].click()
        return box is not None

    return act


def answers(yes: bool) -> Act:
    def act() -> bool:
        box = _shown(AskBox)
        if isinstance(box, AskBox):
            assert box.defaultButton() is box.no
            (box.yes if yes else box.no).click()
        return box is not None

    return act


def reads(*words: str) -> Act:
    """A plain sentence, in which these stand."""

    def act() -> bool:
        box = _shown(QMessageBox)
        if isinstance(box, QMessageBox):
            assert all(word in box.text() for word in words), box.text()
            box.accept()
        return box is not None

    return act


def takes(folder: Path) -> Act:
    def act() -> bool:
        dialog = _shown(QFileDialog)
        if isinstance(dialog, QFileDialog):
            dialog.setDirectory(str(folder))
            dialog.accept()
        return dialog is not None

    return act


def start(loop: QEventLoop, home: Path, *acts: Act) -> Path | None:
    """The folder that the window would open."""
    person = Person(*acts)
    found = loop.run_until_complete(place_at_start.found(home, prepare))
    assert not person.left
    return None if found is None else found.folder


# Moving


def test_a_wish_is_granted(home: Path, target: Path, loop: QEventLoop) -> None:
    target.parent.mkdir()
    wished(home, target)
    seen: list[int] = []

    def looks() -> bool:
        window = _shown(MovingWindow)
        if isinstance(window, MovingWindow):
            seen.append(window.bar.value())
        return window is not None

    assert start(loop, home, looks) == target
    assert seen and _shown(MovingWindow) is None
    assert texts(DataPaths(target).diary) == TEXTS
    assert start(loop, home) == target


def test_it_can_be_stopped(
    home: Path, target: Path, loop: QEventLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    target.parent.mkdir()
    wished(home, target)
    before = place_at_start.Mover.start

    def begun(mover: place_at_start.Mover) -> None:
        """As if by hand: nobody is as quick as these few bytes."""
        window = _shown(MovingWindow)
        assert isinstance(window, MovingWindow)
        window.close()
        assert window.isVisible() and not window.stop.isEnabled()
        before(mover)

    monkeypatch.setattr(place_at_start.Mover, "start", begun)
    assert start(loop, home) == home
    assert read_place(home).wish is None and list(target.parent.iterdir()) == []
    assert texts(DataPaths(home).diary) == TEXTS


def test_why_it_was_not_moved_is_said(home: Path, target: Path, loop: QEventLoop) -> None:
    """The disk is gone: the diary stays, and is not asked for at every start."""
    wished(home, target)
    assert start(loop, home, reads("没有搬", "找不到", str(target))) == home
    assert read_place(home).wish is None


def test_a_bug_in_a_move_does_not_stop_every_start(
    home: Path, target: Path, loop: QEventLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bug(*_what: object) -> None:
        raise ZeroDivisionError

    target.parent.mkdir()
    wished(home, target)
    with monkeypatch.context() as patch:
        patch.setattr("desktop.services.mover.moving", bug)
        with pytest.raises(ZeroDivisionError):
            start(loop, home)
    assert start(loop, home) == home


def test_a_window_that_is_open_keeps_it(home: Path, target: Path, loop: QEventLoop) -> None:
    wished(home, target)
    window = SingleInstance(DataPaths(home).lock)
    assert window.acquire()
    assert start(loop, home) == home
    window.release()
    assert read_place(home).wish == target and not target.parent.exists()


def test_another_diary_is_opened(
    home: Path, target: Path, loop: QEventLoop, tmp_path: Path
) -> None:
    target.mkdir(parents=True)
    written(DataPaths(target).diary, "别的")
    places.wish(home, target, opens=True)
    assert start(loop, home) == target
    assert (texts(DataPaths(target).diary), texts(DataPaths(home).diary)) == (["别的"], TEXTS)
    places.wish(home, tmp_path / "none", opens=True)
    assert start(loop, home, reads("原来的一本")) == target


def test_what_a_killed_move_left_is_ended(home: Path, target: Path, loop: QEventLoop) -> None:
    target.parent.mkdir()
    wished(home, target)
    aside = home / "moved-1"
    running = moving(read_place(home), aside)
    next(step for step in running if step.step == "noted")
    running.close()
    assert start(loop, home) == target
    assert places.old_copies(home) == [aside]


def test_what_a_killed_move_copied_takes_no_room(
    home: Path, target: Path, loop: QEventLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There would be no room beside it. What was killed is taken away before one looks."""
    target.parent.mkdir()
    place = wished(home, target)
    part_of(place).mkdir()
    (part_of(place) / "moving.txt").write_text(place.wish_id)
    (part_of(place) / "half").write_bytes(b"x")
    seen: list[bool] = []
    look_at = place_at_start.look_at

    def looked(wish: Path, place: Place) -> place_at_start.Verdict:
        seen.append(part_of(place).exists())
        return look_at(wish, place)

    monkeypatch.setattr(place_at_start, "look_at", looked)
    assert start(loop, home) == target and seen == [False]


# It can't be found


@pytest.fixture
def gone(home: Path, target: Path, tmp_path: Path) -> Path:
    wished(home, target)
    move(home)
    target.parent.rename(tmp_path / "drawer")
    return home


def test_it_is_looked_for_again(gone: Path, target: Path, loop: QEventLoop, tmp_path: Path) -> None:
    def plugged_in() -> None:
        (tmp_path / "drawer").rename(target.parent)

    assert start(loop, gone, goes(Way.AGAIN), goes(Way.AGAIN, plugged_in)) == target


def test_it_lies_elsewhere_now(gone: Path, loop: QEventLoop, tmp_path: Path) -> None:
    """Only a folder with a diary will do."""
    now = tmp_path / "drawer" / "diary"
    acts = goes(Way.CHOOSE), takes(tmp_path), reads("没有日记"), goes(Way.CHOOSE), takes(now)
    assert start(loop, gone, *acts) == now
    assert start(loop, gone) == now


def test_the_old_copy_when_it_is_agreed_to(gone: Path, loop: QEventLoop) -> None:
    acts = goes(Way.OLD_COPY), answers(False), goes(Way.OLD_COPY), answers(True)
    folder = start(loop, gone, *acts)
    assert folder is not None and folder.parent == gone
    assert texts(DataPaths(folder).diary) == TEXTS


def test_a_new_one_only_when_it_is_agreed_to(gone: Path, loop: QEventLoop) -> None:
    acts = goes(Way.ANEW), answers(False), goes(Way.ANEW), answers(True)
    assert start(loop, gone, *acts) == gone
    assert DataPaths(gone).diary.stat().st_size == 0 and len(places.old_copies(gone)) == 1


def test_the_other_one_at_home(home: Path, target: Path, loop: QEventLoop) -> None:
    """A diary lies there: it is no new one that begins."""
    target.mkdir(parents=True)
    written(DataPaths(target).diary, "别的")
    places.lies_at(home, target)
    DataPaths(target).diary.unlink()
    assert start(loop, home, goes(Way.HOME), answers(True)) == home
    assert texts(DataPaths(home).diary) == TEXTS


def test_quitting_leaves_everything(gone: Path, loop: QEventLoop) -> None:
    before = sorted(gone.rglob("*"))
    assert start(loop, gone, goes(Way.QUIT)) is None
    assert sorted(gone.rglob("*")) == before


# The program


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
    """Wished for and done at once: the window closes, and opens on the new folder."""
    home, target = tmp_path / "share" / "QwenAllInOneDesktop", tmp_path / "new"
    code = f"""
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop import start

class Application(start.Application):
    def start(self, model):
        super().start(model)
        seen.append(self._paths.folder)
        QTimer.singleShot(0, lambda: told.append(list(self.window.notices._cards)))
        QTimer.singleShot(0, self.act)

    def act(self):
        if len(seen) == 1:
            self._core.chat.send("写在搬之前")
            place = self.settings_area.settings.place
            place._on_chosen({str(target)!r})
            place.question.yes.click()
            place.now.click()
        else:
            self._core.chat.send("写在搬之后")
            self._quit()

seen, told, start.Application = [], [], Application
assert start.run_window(None, "/nowhere") == 0
print(*seen, *told, sep="|")
"""
    *folders, first, second = run(code, home.parent).strip().split("|")
    assert folders == [str(home), str(target)]
    assert "place" not in first and "place" in second  # it says where the diary lies now
    database = open_database(DataPaths(target).diary)
    found = [turn.entry.text for turn in DiaryStore(database).last_turns(9)]
    database.close()
    assert found == ["写在搬之前", "写在搬之后"]
    assert (target / "logs" / "desktop.log").exists() and len(places.old_copies(home)) == 1


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


def test_a_refusal_has_a_sentence_of_its_own() -> None:
    said = {
        place_at_start.place_words.not_moved(MoveRefused(reason, "there"), Path("/x"))
        for reason in Refusal
    }
    assert len(said) == len(Refusal)
