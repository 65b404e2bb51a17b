"""Restoring: a whole backup in the diary's place, whatever is broken off; and back again."""

import errno
from datetime import timedelta
from pathlib import Path

import apsw
import pytest

from desktop.domain.backups import Reason
from desktop.errors import DiaryDamaged, DiaryInUse
from desktop.storage.backups import BackupFolder
from desktop.storage.database import open_database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.restoring import put_aside, restore, restoring, settle, undo

from .backup_samples import AT, backed_up, texts, written
from .samples import DAY, add


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "diary.sqlite3"


@pytest.fixture
def folder(tmp_path: Path) -> BackupFolder:
    return BackupFolder(tmp_path / "backups")


def test_restore_and_undo(path: Path, folder: BackupFolder) -> None:
    written(path, "一")
    backup = backed_up(path, folder)
    written(path, "二")
    restore(path, folder, backup.name, AT)
    assert texts(path) == ["一"]
    written(path, "三")
    for number in range(6):  # all within one second
        brought_back = undo(path, folder, AT)
        assert brought_back.reason is Reason.REPLACED
        assert texts(path) == [["一", "二"], ["一", "三"]][number % 2]


def test_there_may_be_nothing_to_undo(path: Path, folder: BackupFolder) -> None:
    written(path, "一")
    with pytest.raises(KeyError):
        undo(path, folder, AT)


def test_a_damaged_backup_is_not_restored(path: Path, folder: BackupFolder) -> None:
    written(path, "一")
    backup = backed_up(path, folder)
    folder.path(backup.name).write_bytes(b"rust")
    before = path.read_bytes()
    with pytest.raises(DiaryDamaged):
        restore(path, folder, backup.name, AT)
    assert path.read_bytes() == before


def test_a_diary_that_is_open_is_not_replaced(path: Path, folder: BackupFolder) -> None:
    written(path, "一")
    backup = backed_up(path, folder)
    database = open_database(path)
    with pytest.raises(DiaryInUse):
        restore(path, folder, backup.name, AT)
    assert add(DiaryStore(database), "二").entry.text == "二"
    database.close()
    assert texts(path) == ["一", "二"]


def test_a_damaged_diary_is_replaced_and_kept_with_its_log(
    path: Path, folder: BackupFolder
) -> None:
    written(path, "一")
    backup = backed_up(path, folder)
    path.write_bytes(b"no database at all " * 999)
    log = path.with_name(f"{path.name}-wal")
    log.write_bytes(b"what was its log")
    aside = put_aside(path, folder, AT)
    assert aside.read_bytes() == path.read_bytes()
    restore(path, folder, backup.name, AT + timedelta(seconds=1))
    assert texts(path) == ["一"]
    reasons = [b.reason for b in folder.backups()]
    assert sorted(reasons) == [Reason.DAMAGED, Reason.MANUAL, Reason.REPLACED]
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"what was its log"


def test_a_missing_diary_is_restored(path: Path, folder: BackupFolder) -> None:
    written(path, "一")
    backup = backed_up(path, folder)
    path.unlink()
    restore(path, folder, backup.name, AT)
    assert texts(path) == ["一"]


def test_broken_off_after_any_step(tmp_path: Path) -> None:
    """After each step the diary is the old one or the new one, whole; nothing is lost."""
    tried = lost = 0
    while True:
        place = tmp_path / str(tried)
        place.mkdir()
        path, folder = place / "diary.sqlite3", BackupFolder(place / "backups")
        written(path, "一")
        backup = backed_up(path, folder)
        written(path, "二")
        steps = restoring(path, folder, backup.name, AT + timedelta(hours=1))
        done = [step for step, _ in zip(steps, range(tried), strict=False)]
        found = texts(path)
        if found == ["一"]:
            undo(path, folder, AT + timedelta(hours=2))
            found = texts(path)
        lost += found != ["一", "二"]
        if len(done) < tried:
            break
        tried += 1
    print(f"restore broken off: tried {tried}, lost {lost}")
    assert tried >= 6 and lost == 0


def test_what_is_replaced_is_not_copied(path: Path, folder: BackupFolder) -> None:
    """However large it is, the window only waits for names."""
    written(path, "一")
    backup = backed_up(path, folder)
    written(path, "二")
    before = path.stat().st_ino
    restore(path, folder, backup.name, AT)
    (replaced,) = (b for b in folder.backups() if b.reason is Reason.REPLACED)
    assert folder.path(replaced.name).stat().st_ino == before != path.stat().st_ino


def test_a_disk_on_which_a_file_has_one_name(
    path: Path, folder: BackupFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_names: object) -> None:
        raise OSError(errno.EPERM, "no second names here")

    monkeypatch.setattr("os.link", refused)
    written(path, "一")
    backup = backed_up(path, folder)
    written(path, "二")
    restore(path, folder, backup.name, AT)
    assert texts(path) == ["一"]
    undo(path, folder, AT)
    assert texts(path) == ["一", "二"]


@pytest.mark.parametrize(
    ("last", "kept_aside"), [("kept by a second name", 0), ("log removed", 0), ("replaced", 1)]
)
def test_what_a_killed_restore_left_is_settled(
    path: Path, folder: BackupFolder, last: str, kept_aside: int
) -> None:
    """The diary itself under a second name is no backup; what was replaced is one."""
    written(path, "一")
    backup = backed_up(path, folder)
    written(path, "二")
    for step in restoring(path, folder, backup.name, AT):
        if step == last:
            break
    assert [b.reason for b in folder.backups()] == [Reason.MANUAL]
    settle(path, folder)
    reasons = [b.reason for b in folder.backups() if b.reason is not Reason.MANUAL]
    assert reasons == [Reason.REPLACED] * kept_aside
    assert not list(folder.folder.glob("*.aside"))


def test_what_was_restored_is_ready_to_be_opened(path: Path, folder: BackupFolder) -> None:
    """Nothing is left to do for whoever opens it: that would be done while the window waits."""
    written(path, "一")
    backup = backed_up(path, folder)
    old = apsw.Connection(str(folder.path(backup.name)))
    assert old.execute("PRAGMA journal_mode").get == "delete"
    old.close()
    restore(path, folder, backup.name, AT)
    replaced = path.read_bytes()
    open_database(path).close()
    assert path.read_bytes() == replaced


def test_restored_under_open_stores(path: Path, folder: BackupFolder) -> None:
    """What the window does: its stores read the other file afterwards."""
    written(path, "一")
    backup = backed_up(path, folder)
    database = open_database(path)
    store = DiaryStore(database)
    add(store, "二")
    database.while_closed(lambda: restore(path, folder, backup.name, AT))
    assert [turn.entry.text for turn in store.turns_on(DAY)] == ["一"]
    assert add(store, "三").entry.text == "三"
    database.close()
