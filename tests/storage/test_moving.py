"""Moving a diary's folder: all of it or nothing, whatever is broken off, fails or lies."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from desktop.domain.moving import Refusal
from desktop.errors import (
    CopyDiffers,
    DiaryInUse,
    DiaryMoved,
    DiskFull,
    MoveRefused,
    StorageFailure,
)
from desktop.paths import DataPaths, is_moved_away, read_place
from desktop.storage import places
from desktop.storage.database import open_database
from desktop.storage.leaving import leave
from desktop.storage.migrations import VERSION
from desktop.storage.moving import moving, part_of

from .backup_samples import texts
from .faulty_disk import faulty_disk
from .moving_samples import (
    AT_DAY,
    TEXTS,
    aside_of,
    diary_folder,
    expected_there,
    lived_in,
    move,
    put,
    state,
    wished,
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return lived_in(tmp_path / "家 里").folder


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "disk" / "日记"


def steps(home: Path) -> list[str]:
    return [p.step for p in moving(read_place(home), aside_of(home))]


def untouched(home: Path, target: Path, before: dict[str, object]) -> bool:
    """As if nothing had been tried."""
    left = list(target.parent.iterdir()) if target.parent.exists() else []
    return diary_folder(home) == home and state(home) == before and left in ([], [target])


def test_all_of_it_moves(home: Path, target: Path) -> None:
    before = state(home)
    wished(home, target)
    move(home)
    place = read_place(home)
    assert (place.folder, place.wish, place.leaving) == (target, None, None)
    assert place.left == (aside_of(home),)
    assert state(target) == expected_there(before, home, target)
    assert sorted(p.name for p in home.iterdir()) == [
        "diary.sqlite3",
        f"moved-{AT_DAY}",
        "place.json",
    ]
    assert state(aside_of(home)) == before
    assert texts(DataPaths(target).diary) == TEXTS


def test_an_empty_folder_becomes_the_diarys(home: Path, target: Path) -> None:
    target.mkdir(parents=True)
    wished(home, target)
    move(home)
    assert diary_folder(home) == target and texts(DataPaths(target).diary) == TEXTS
    assert [p.name for p in target.parent.iterdir()] == [target.name]


def test_what_came_there_meanwhile_stays(home: Path, target: Path) -> None:
    before = state(home)
    put(target / "letter.txt", b"mine")
    wished(home, target)
    with pytest.raises(MoveRefused) as refused:
        move(home)
    assert refused.value.reason == Refusal.OCCUPIED
    assert untouched(home, target, before)
    assert [p.name for p in target.iterdir()] == ["letter.txt"]


def test_it_moves_on_and_back(home: Path, target: Path, tmp_path: Path) -> None:
    """From the new folder to a third, and into the first one again, beside what lies there."""
    back = home / "QwenAllInOneDesktop"
    for folder in (target, tmp_path / "third", back):
        wished(home, folder)
        move(home)
        assert diary_folder(home) == folder and texts(DataPaths(folder).diary) == TEXTS
    assert read_place(home).left == (
        aside_of(home),
        target / f"moved-{AT_DAY}",
        tmp_path / "third" / f"moved-{AT_DAY}",
    )
    assert not list(back.rglob("moved-*")), "old copies are not copied again"


def test_nobody_writes_where_it_was(home: Path, target: Path) -> None:
    """No version of the program opens what has the diary's name there: it looks newer to all."""
    wished(home, target)
    move(home)
    mark = DataPaths(home).diary
    before = mark.read_bytes()
    with pytest.raises(DiaryMoved):
        open_database(mark)
    connection = apsw.Connection(str(mark))
    assert connection.execute("PRAGMA user_version").get > VERSION
    connection.close()
    assert mark.read_bytes() == before and is_moved_away(mark)


def test_links_lead_where_they_led(home: Path, target: Path, tmp_path: Path) -> None:
    put(tmp_path / "elsewhere" / "weights.bin", b"far")
    (home / "models" / "far").symlink_to(tmp_path / "elsewhere")
    (home / "models" / "near").symlink_to("qwen")
    wished(home, target)
    move(home)
    assert (target / "models" / "far" / "weights.bin").read_bytes() == b"far"
    assert (target / "models" / "near").resolve() == (target / "models" / "qwen").resolve()


def test_a_diary_that_others_have_open_stays(
    home: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.storage.database.BUSY_TIMEOUT_MS", 50)
    before = state(home)
    wished(home, target)
    other = open_database(DataPaths(home).diary)
    with pytest.raises(DiaryInUse):
        move(home)
    other.close()
    assert untouched(home, target, before)


def test_nobody_opens_it_meanwhile(
    home: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a terminal would write now would be missing in the new folder."""
    monkeypatch.setattr("desktop.storage.database.BUSY_TIMEOUT_MS", 10)
    wished(home, target)
    for step in moving(read_place(home), aside_of(home)):
        if not step.counts and step.step != "named":
            with pytest.raises(DiaryInUse):
                open_database(DataPaths(home).diary)
    assert texts(DataPaths(target).diary) == TEXTS


def test_stopped_after_any_step(home: Path, target: Path) -> None:
    """Before the note is written all is as it was; afterwards the new folder counts."""
    before, tried = state(home), 0
    while read_place(home).folder == home:
        place = wished(home, target)
        running = moving(place, aside_of(home))
        done = [step for _, step in zip(range(tried + 1), running, strict=False)]
        running.close()
        tried += 1
        if done[-1].counts:
            break
        assert untouched(home, target, before), done[-1]
    assert diary_folder(home) == target and texts(DataPaths(target).diary) == TEXTS
    leave(read_place(home))
    assert state(aside_of(home)) == before
    print(f"moves stopped: {tried}, lost 0")
    assert tried > 12


# What lies


@pytest.mark.parametrize(
    ("step", "name"),
    [
        ("diary written", "diary.sqlite3"),
        ("diary checked", "diary.sqlite3"),
        ("read again", "models/qwen/model.safetensors"),
        ("read again", "settings.json"),
    ],
)
def test_wrong_bytes_are_found(home: Path, target: Path, step: str, name: str) -> None:
    """A disk that says it wrote. In the diary a text, which SQLite would read without a word."""
    before, place = state(home), wished(home, target)
    with pytest.raises(CopyDiffers):
        running = moving(place, aside_of(home))
        next(progress for progress in running if progress.step == step)
        copy = part_of(place) / name
        copy.write_bytes(altered(copy.read_bytes()))
        for _ in running:
            pass
    assert untouched(home, target, before)


def altered(content: bytes) -> bytes:
    text = "今天很好".encode()
    if text in content:
        return content.replace(text, "今天不好".encode())
    return content[:-2] + bytes([content[-2] ^ 1]) + content[-1:]


# What fails


Fail = Callable[[int], OSError]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_any_sync_that_fails(
    home: Path, target: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """Files, folders, the note: it lies here or there, whole, and the next start ends it."""
    sync, tried, before = os.fsync, 0, state(home)
    while True:
        left = tried

        def failing(handle: int) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise OSError(code, os.strerror(code), "disk")
            sync(handle)

        if read_place(home).folder == home:
            wished(home, target)
        with monkeypatch.context() as patch:
            patch.setattr("os.fsync", failing)
            failure: StorageFailure | None = None
            try:
                move(home)
            except StorageFailure as error:
                failure = error
        tried += 1
        if read_place(home).folder != home:
            break
        assert failure is not None and (code == errno.EIO or isinstance(failure, DiskFull))
        assert untouched(home, target, before), tried
    move(home)
    assert diary_folder(home) == target and texts(DataPaths(target).diary) == TEXTS
    print(f"syncs that failed: {tried}, lost 0")
    assert tried > 10


@pytest.mark.parametrize("error", [apsw.IOError, apsw.FullError])
def test_a_disk_on_which_sqlite_fails(home: Path, target: Path, error: type[apsw.Error]) -> None:
    before, tried = state(home), 0
    with faulty_disk() as disk:
        for after in range(0, 400, 7):
            wished(home, target)
            disk.fail(after, error)
            try:
                move(home)
            except StorageFailure:
                tried += 1
                disk.heal()
                assert untouched(home, target, before)
            else:
                break
            finally:
                disk.heal()
        move(home)
        assert diary_folder(home) == target and texts(DataPaths(target).diary) == TEXTS
    assert tried >= 2


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0, reason="mounts a small disk"
)
def test_a_disk_that_is_too_small(home: Path, tmp_path: Path) -> None:
    put(home / "models" / "large", os.urandom(3_000_000))
    before, disk = state(home), tmp_path / "small"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("may not mount here")
    try:
        wished(home, disk / "diary")
        with pytest.raises(DiskFull):
            move(home)
        assert untouched(home, disk / "diary", before)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


# What a kill leaves


def test_a_copy_of_another_wish_is_left_alone(home: Path, target: Path) -> None:
    """Only what was copied for this very wish is taken away: anything else may be a diary."""
    first = wished(home, target)
    running = moving(first, aside_of(home))
    next(step for step in running if step.step == "named")
    put(target / "moving.txt", b"another wish")
    running.close()
    assert texts(DataPaths(target).diary) == TEXTS
    wished(home, target)
    with pytest.raises(MoveRefused):
        move(home)
    assert texts(DataPaths(target).diary) == TEXTS == texts(DataPaths(home).diary)


def test_the_note_is_written_at_once(home: Path, target: Path) -> None:
    wished(home, target)
    running = moving(read_place(home), aside_of(home))
    next(step for step in running if step.step == "noted")
    place = read_place(home)
    assert (place.folder, place.leaving) == (target, (home, aside_of(home)))
    running.close()
    assert is_moved_away(DataPaths(home).diary) is False
    move(home)
    assert is_moved_away(DataPaths(home).diary)
    assert read_place(home).left == (aside_of(home),)


def test_names_of_old_copies_are_free(home: Path) -> None:
    aside_of(home).mkdir()
    assert places.aside_folder(home, AT_DAY).name == f"moved-{AT_DAY}-2"
