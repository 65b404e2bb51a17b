"""A start that can't find the diary that was moved."""

from pathlib import Path

import pytest
from qasync import QEventLoop

from desktop.paths import DataPaths
from desktop.storage import places
from desktop.ui.missing_box import MissingBox, Way
from tests.start.person import answers, goes, reads, shown, start, takes
from tests.storage.backup_samples import texts, written
from tests.storage.moving_samples import TEXTS


def test_it_is_looked_for_again(gone: Path, target: Path, loop: QEventLoop, tmp_path: Path) -> None:
    def plugged_in() -> None:
        (tmp_path / "drawer").rename(target.parent)

    assert start(loop, gone, goes(Way.AGAIN), goes(Way.AGAIN, plugged_in)) == target


def test_it_is_said_that_it_is_still_missing(
    gone: Path, loop: QEventLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To eyes and ears, each time anew, with the keyboard where it was."""
    heard: list[str] = []
    monkeypatch.setattr(
        "desktop.ui.missing_box.announce", lambda _where, words: heard.append(words)
    )
    seen: list[str] = []

    def sees() -> bool:
        box = shown(MissingBox)
        assert isinstance(box, MissingBox) and box.again.isVisible()
        assert box.focusWidget() is box.buttons_of[Way.AGAIN]
        sentence = box.sentence  # nothing is cut off
        assert sentence.height() >= sentence.heightForWidth(sentence.width())
        seen.append(box.again.text())
        return True

    assert start(loop, gone, goes(Way.AGAIN), sees, goes(Way.AGAIN), sees, goes(Way.QUIT)) is None
    assert seen == heard and len(set(seen)) == 2 and all("没有找到" in words for words in seen)


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
