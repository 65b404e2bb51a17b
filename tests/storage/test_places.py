"""The note on where the diary lies, and what may be chosen for it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.moving import LEAST_AIR, Refusal, is_network, verdict, with_air
from desktop.errors import PlaceMissing, PlaceUnknown
from desktop.paths import (
    PLACE_FILE,
    DataPaths,
    Place,
    data_paths,
    home_folder,
    place_text,
    read_place,
)
from desktop.storage import places
from desktop.storage.ground import survey

from .backup_samples import texts, written
from .moving_samples import (
    TEXTS,
    diary_folder,
    expected_there,
    move,
    put,
    state,
    wished,
)


def look(chosen: Path, place: Place, file_system: str = "ext4") -> tuple[Path | None, object]:
    found = verdict(survey(chosen, place, file_system))
    return found.target, found.refusal


# The note


def test_the_note_says_what_it_was_told(tmp_path: Path) -> None:
    home = tmp_path / "home"
    leaving = home, home / "moved-1"
    place = Place(home, tmp_path / "p", tmp_path / "w", True, "id", leaving, (home / "moved-0",))
    places.write_place(place)
    assert read_place(home) == place
    assert str(home) not in place_text(place), "a home that gets another name keeps its copies"
    assert read_place(tmp_path / "none") == Place(tmp_path / "none", tmp_path / "none")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"folder": 3}', '{"folder": "", "wish": 1}'])
def test_a_note_that_cannot_be_read_begins_nothing(home: Path, text: str) -> None:
    put(home / PLACE_FILE, text.encode())
    with pytest.raises(PlaceUnknown):
        read_place(home)
    places.begin_anew(home)
    assert diary_folder(home) == home
    assert (home / f"{PLACE_FILE}.damaged").read_text() == text


def test_given_folders_go_before_the_note(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_args, **_more: str(home))
    monkeypatch.setenv("QWEN_DESKTOP_DATA_DIR", "")
    wished(home, tmp_path / "new")
    assert home_folder() == data_paths().folder == home
    move(home)
    assert data_paths().folder == tmp_path / "new"
    monkeypatch.setenv("QWEN_DESKTOP_DATA_DIR", str(tmp_path / "e"))
    assert data_paths().folder == tmp_path / "e"
    assert data_paths(tmp_path / "o").folder == tmp_path / "o"


# A diary that isn't there


@pytest.fixture
def gone(home: Path, tmp_path: Path) -> Path:
    """It was moved to a disk, which was taken out: there is only the empty folder for it."""
    wished(home, tmp_path / "disk" / "diary")
    move(home)
    (tmp_path / "disk").rename(tmp_path / "drawer")
    (tmp_path / "disk" / "diary").mkdir(parents=True)
    return home


def test_a_missing_diary_begins_no_other(gone: Path, tmp_path: Path) -> None:
    with pytest.raises(PlaceMissing, match="disk"):
        diary_folder(gone)
    assert not list((tmp_path / "disk").rglob("*.sqlite3"))


def test_a_note_that_is_lost_begins_no_other(gone: Path) -> None:
    (gone / PLACE_FILE).unlink()
    with pytest.raises(PlaceUnknown):
        diary_folder(gone)
    assert places.old_copies(gone) == [], "only what the note names is surely one"
    (copy,) = places.found_copies(gone)
    assert texts(DataPaths(copy).diary) == TEXTS


def test_a_home_that_knows_of_a_move_is_not_begun_anew(home: Path, tmp_path: Path) -> None:
    """The power went when the files were aside and neither note nor mark was on the disk."""
    wished(home, tmp_path / "new")
    DataPaths(home).diary.rename(tmp_path / "aside")
    with pytest.raises(PlaceUnknown):
        diary_folder(home)
    (home / PLACE_FILE).unlink()
    assert diary_folder(home) == home, "that is how every diary begins"


def test_it_is_found_elsewhere(gone: Path, tmp_path: Path) -> None:
    with pytest.raises(PlaceMissing):
        places.lies_at(gone, tmp_path / "disk")
    places.lies_at(gone, tmp_path / "drawer" / "diary")
    assert texts(DataPaths(diary_folder(gone)).diary) == TEXTS
    assert len(places.old_copies(gone)) == 1


def test_the_old_copy_is_used(gone: Path) -> None:
    """It is the diary again, and no old copy any more that could be thrown away."""
    (copy,) = places.old_copies(gone)
    places.use_old_copy(gone, copy)
    assert diary_folder(gone) == copy and texts(DataPaths(copy).diary) == TEXTS
    assert places.old_copies(gone) == []
    settings = json.loads(DataPaths(copy).settings.read_text("utf-8"))
    assert settings["model_dir"] == str(copy / "models" / "qwen")


@pytest.mark.parametrize("lost", [False, True], ids=["", "its note was lost"])
def test_an_old_copy_that_was_used_is_named_until_it_is_deleted(
    gone: Path, tmp_path: Path, lost: bool
) -> None:
    """What was written meanwhile is only there."""
    (copy,) = places.old_copies(gone)
    if lost:
        (gone / PLACE_FILE).write_text("{", "utf-8")
    places.use_old_copy(gone, copy)
    places.lies_at(gone, tmp_path / "drawer" / "diary")
    assert places.old_copies(gone) == [copy]
    places.forget_copy(gone, copy)
    assert places.old_copies(gone) == []


def test_an_old_copy_that_is_used_is_moved_whole(gone: Path, tmp_path: Path) -> None:
    """That the note still names it hides nothing of it from a move."""
    (copy,) = places.old_copies(gone)
    places.use_old_copy(gone, copy)
    before = state(copy)
    wished(gone, tmp_path / "new")
    move(gone)
    assert diary_folder(gone) == tmp_path / "new"
    assert state(tmp_path / "new") == expected_there(before, copy, tmp_path / "new")
    assert places.old_copies(gone) == list(copy.glob("moved-*")) != []


def test_another_is_begun(gone: Path, tmp_path: Path) -> None:
    places.begin_anew(gone)
    assert diary_folder(gone) == gone and DataPaths(gone).diary.stat().st_size == 0
    written(DataPaths(gone).diary, "新的")
    # The one that was missing is opened again, and moves nothing.
    places.wish(gone, tmp_path / "drawer" / "diary", opens=True)
    places.lies_at(gone, tmp_path / "drawer" / "diary")
    assert texts(DataPaths(gone).diary) == ["新的"] and len(places.old_copies(gone)) == 1


def test_a_move_that_was_killed_is_no_reason_to_hide_what_is_wanted(
    home: Path, tmp_path: Path
) -> None:
    """The old folder is chosen before its files went aside: they stay where they are."""
    place = replace(read_place(home), folder=tmp_path / "x", leaving=(home, home / "moved-1"))
    places.write_place(place)
    places.lies_at(home, home)
    assert read_place(home) == Place(home, home) and texts(DataPaths(home).diary) == TEXTS


# What may be chosen


def test_an_empty_folder_or_a_new_one_is_it(home: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    place = read_place(home)
    assert look(tmp_path / "empty", place) == (tmp_path / "empty", None)
    assert look(tmp_path / "new", place) == (tmp_path / "new", None)
    assert look(tmp_path / "not" / "there", place) == (None, Refusal.NO_FOLDER)


def test_beside_other_things_it_gets_a_folder_of_its_own(home: Path, tmp_path: Path) -> None:
    put(tmp_path / "full" / "letter.txt", b"mine")
    inner = tmp_path / "full" / "QwenAllInOneDesktop"
    place = read_place(home)
    assert look(tmp_path / "full", place) == (inner, None)
    put(inner / "letter.txt", b"mine, too")
    assert look(tmp_path / "full", place) == (None, Refusal.OCCUPIED)
    assert look(tmp_path / "full" / "letter.txt", place) == (None, Refusal.NO_FOLDER)


def test_where_it_lies_and_inside(home: Path, tmp_path: Path) -> None:
    place = read_place(home)
    for chosen in (home, home.parent):
        assert look(chosen, place) == (None, Refusal.SAME)
    assert look(home / "backups", place) == (None, Refusal.INSIDE)
    assert look(home / "new", place) == (None, Refusal.INSIDE)
    (tmp_path / "link").symlink_to(home / "models")
    assert look(tmp_path / "link", place) == (None, Refusal.INSIDE)
    wished(home, tmp_path / "new")
    move(home)
    old = read_place(home).left[0]
    assert look(old / "deeper", read_place(home)) == (None, Refusal.INSIDE)
    assert look(home, read_place(home)) == (home, None)


def test_another_diary_is_named(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "QwenAllInOneDesktop"
    other.mkdir(parents=True)
    written(DataPaths(other).diary, "别的")
    for chosen in (other, other.parent):
        found = verdict(survey(chosen, read_place(home), "ext4"))
        assert (found.target, found.refusal, found.diary) == (None, Refusal.OCCUPIED, other)


def test_disks_that_do_not_do(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, new = read_place(home), tmp_path / "new"
    assert look(new, place, "nfs4") == (None, Refusal.NETWORK)
    assert verdict(survey(new, place, "exFAT")).open_to_all
    ground = survey(new, place, "ext4")
    assert 300_000 < ground.needed < 3_000_000, "the cache is not counted, all else is"
    just = with_air(ground.needed)
    assert verdict(replace(ground, free=just - 1)).refusal is Refusal.NO_ROOM
    assert verdict(replace(ground, free=just)).refusal is None
    assert verdict(replace(ground, writable=False)).refusal is Refusal.NOT_WRITABLE
    assert with_air(10**10) == 10**10 + 5 * 10**8 and with_air(0) == LEAST_AIR

    def refused(**_where: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", refused)
    assert look(new, place) == (None, Refusal.NOT_WRITABLE)


def test_network_disks_by_name_or_path() -> None:
    assert is_network("CIFS", "/mnt/x") and is_network("NTFS", "\\\\server\\share")
    assert not is_network("NTFS", "D:\\diary") and not is_network("btrfs", "/home/x")
