"""A start that has a diary to move first."""

from pathlib import Path

import pytest
from qasync import QEventLoop

from desktop import place_at_start
from desktop.domain.moving import Refusal
from desktop.errors import MoveRefused
from desktop.paths import DataPaths, Place, read_place
from desktop.services.instance import SingleInstance
from desktop.storage import places
from desktop.storage.moving import moving, part_of
from desktop.ui.moving_window import MovingWindow
from tests.start.person import reads, shown, start
from tests.storage.backup_samples import texts, written
from tests.storage.moving_samples import TEXTS, wished


def test_a_wish_is_granted(home: Path, target: Path, loop: QEventLoop) -> None:
    target.parent.mkdir()
    wished(home, target)
    seen: list[int] = []

    def looks() -> bool:
        window = shown(MovingWindow)
        if isinstance(window, MovingWindow):
            seen.append(window.bar.value())
        return window is not None

    assert start(loop, home, looks) == target
    assert seen and shown(MovingWindow) is None
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
        window = shown(MovingWindow)
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


def test_a_refusal_has_a_sentence_of_its_own() -> None:
    said = {
        place_at_start.place_words.not_moved(MoveRefused(reason, "there"), Path("/x"))
        for reason in Refusal
    }
    assert len(said) == len(Refusal)
