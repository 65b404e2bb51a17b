"""Moving a diary back into a folder that it was moved out of, beside the copy it left there."""

import errno
import os
from pathlib import Path

import pytest

from desktop.domain.moving import Refusal, verdict
from desktop.errors import MoveRefused, StorageFailure
from desktop.paths import DataPaths, is_moved_away, read_place
from desktop.storage import places
from desktop.storage.ground import survey
from desktop.storage.leaving import leave
from desktop.storage.moving import moving

from .backup_samples import texts
from .moving_samples import (
    AT_DAY,
    TEXTS,
    aside_of,
    diary_folder,
    expected_there,
    move,
    put,
    state,
    wished,
)


@pytest.fixture
def away(home: Path, tmp_path: Path) -> Path:
    """Where it was moved to."""
    wished(home, tmp_path / "disk" / "日记")
    move(home)
    return tmp_path / "disk" / "日记"


def look(chosen: Path, home: Path) -> tuple[Path | None, object]:
    found = verdict(survey(chosen, read_place(home), "ext4"))
    return found.target, found.refusal


def as_it_was_left(home: Path, away: Path, before: dict[str, object]) -> bool:
    """The diary is away, the mark at home, nothing more came there."""
    names = sorted(path.name for path in home.iterdir() if path.suffix != ".part")
    return (
        diary_folder(home) == away
        and state(away) == before
        and is_moved_away(DataPaths(home).diary)
        and names == ["diary.sqlite3", f"moved-{AT_DAY}", "place.json"]
    )


def test_the_folder_it_was_in_may_be_chosen_or_the_one_above(home: Path, away: Path) -> None:
    for chosen in (home, home.parent):
        found = verdict(survey(chosen, read_place(home), "ext4"))
        assert (found.target, found.refusal, found.back) == (home, None, True)
    assert not verdict(survey(home.parent.parent, read_place(home), "ext4")).back


def test_back_beside_the_old_copy(home: Path, away: Path) -> None:
    old, before = state(aside_of(home)), state(away)
    wished(home, home)
    move(home)
    place = read_place(home)
    assert (place.folder, place.wish, place.leaving) == (home, None, None)
    assert state(home) == expected_there(before, away, home)
    assert state(aside_of(home)) == old and state(aside_of(away)) == before
    assert places.old_copies(home) == [aside_of(home), aside_of(away)]
    assert sorted(path.name for path in away.iterdir()) == ["diary.sqlite3", f"moved-{AT_DAY}"]


def test_to_and_fro_again(home: Path, away: Path) -> None:
    for folder in (home, away, home):
        assert look(folder, home) == (folder, None)
        wished(home, folder)
        move(home)
        assert diary_folder(home) == folder and texts(DataPaths(folder).diary) == TEXTS
    assert len(places.old_copies(home)) == 4
    assert not list(aside_of(home).rglob("moved-*")), "old copies are not copied again"


def test_from_a_folder_within_it(home: Path, away: Path) -> None:
    """Earlier versions put a diary there that was to come back. Its copy stays one."""
    inner = home / "QwenAllInOneDesktop"
    wished(home, inner)
    move(home)
    assert diary_folder(home) == inner and look(home, home) == (home, None)
    wished(home, home)
    move(home)
    assert diary_folder(home) == home and texts(DataPaths(home).diary) == TEXTS
    assert aside_of(inner) in places.old_copies(home)
    wished(home, away)
    move(home)
    assert diary_folder(home) == away and aside_of(inner) in places.old_copies(home)


def test_what_came_there_meanwhile_is_not_mixed_with_it(home: Path, away: Path) -> None:
    before = state(away)
    wished(home, home)
    put(home / "letter.txt", b"mine")
    assert look(home.parent, home) == (None, Refusal.OCCUPIED)
    with pytest.raises(MoveRefused):
        move(home)
    assert (home / "letter.txt").read_bytes() == b"mine"
    (home / "letter.txt").unlink()
    assert as_it_was_left(home, away, before)


def test_a_refusal_says_which_folder(home: Path, away: Path) -> None:
    put(home / "letter.txt", b"mine")
    found = verdict(survey(home.parent, read_place(home), "ext4"))
    assert (found.refusal, found.about) == (Refusal.OCCUPIED, home)
    assert verdict(survey(away / "new", read_place(home), "ext4")).about == away / "new"


def test_stopped_after_any_step(home: Path, away: Path) -> None:
    before, tried = state(away), 0
    while diary_folder(home) == away:
        running = moving(wished(home, home), aside_of(away))
        done = [step for _, step in zip(range(tried + 1), running, strict=False)]
        running.close()
        tried += 1
        if done[-1].counts:
            break
        assert as_it_was_left(home, away, before), done[-1]
    leave(read_place(home))
    assert diary_folder(home) == home and texts(DataPaths(home).diary) == TEXTS
    assert state(aside_of(away)) == before
    assert tried > 12


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_anything_that_fails(
    home: Path, away: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """As a full or dying disk has it. The next start finds it whole, and can move it."""
    real, tried, before = getattr(os, call), 0, state(away)
    while diary_folder(home) == away:
        left = tried

        def failing(*what: object, **more: object) -> object:
            nonlocal left
            left -= 1
            if left == -1:
                raise OSError(errno.EIO, os.strerror(errno.EIO), "disk")
            return real(*what, **more)

        wished(home, home)
        with monkeypatch.context() as patch:
            patch.setattr(f"os.{call}", failing)
            try:
                move(home)
            except StorageFailure:
                # What fails when the note has its name already changes nothing any more.
                assert diary_folder(home) == home or as_it_was_left(home, away, before), tried
        tried += 1
    move(home)
    assert diary_folder(home) == home and texts(DataPaths(home).diary) == TEXTS
    assert tried > 1
