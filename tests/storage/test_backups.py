"""Backups: verified before they count, kept by rule, restored whole, and the restore undone."""

import errno
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw
import pytest

from desktop.domain.backups import Backup, Reason, kept
from desktop.errors import DiaryDamaged, DiaryInUse, StorageFailure
from desktop.storage import migrations, search_tokens
from desktop.storage.backups import BackupFolder
from desktop.storage.checks import check, rebuild_index
from desktop.storage.database import Database, open_database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.entry_store import EntryStore
from desktop.storage.restoring import put_aside, restore, restoring, settle, undo

from .samples import DAY, add

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "diary.sqlite3"


@pytest.fixture
def folder(tmp_path: Path) -> BackupFolder:
    return BackupFolder(tmp_path / "backups")


def written(path: Path, *texts: str) -> None:
    database = open_database(path)
    for text in texts:
        add(DiaryStore(database), text)
    database.close()


def texts(path: Path) -> list[str]:
    database = open_database(path)
    found = [turn.entry.text for turn in DiaryStore(database).turns_on(DAY)]
    assert check(database, whole=True).sound
    database.close()
    return found


def backed_up(
    path: Path, folder: BackupFolder, reason: Reason = Reason.MANUAL, at: datetime = AT
) -> Backup:
    database = open_database(path)
    try:
        return folder.make(database, reason, at)
    finally:
        database.close()


# Making


def test_a_backup_holds_all_and_is_one_file(path: Path, folder: BackupFolder) -> None:
    written(path, "一", "二")
    database = open_database(path)
    add(DiaryStore(database), "三, still in the log")
    backup = folder.make(database, Reason.MANUAL, AT)
    database.close()
    assert (backup.entries, backup.made, backup.reason) == (3, AT, Reason.MANUAL)
    assert folder.backups() == [backup]
    folder.verify(backup.name)
    assert texts(folder.path(backup.name)) == ["一", "二", "三, still in the log"]
    names = sorted(file.name for file in folder.folder.iterdir())
    assert names == [backup.name, f"{backup.name}.json"]
    assert folder.path(backup.name).stat().st_size == backup.size


def test_a_key_locks_the_backup_too(path: Path, tmp_path: Path) -> None:
    key = b"\x05" * 32
    database = open_database(path, key)
    add(DiaryStore(database), "秘密")
    folder = BackupFolder(tmp_path / "backups", key)
    backup = folder.make(database, Reason.MANUAL, AT)
    database.close()
    assert "秘密".encode() not in folder.path(backup.name).read_bytes()
    folder.verify(backup.name)
    with pytest.raises(DiaryDamaged):
        BackupFolder(tmp_path / "backups").verify(backup.name)


def test_a_daily_one_is_made_only_when_something_changed(path: Path, folder: BackupFolder) -> None:
    written(path, "一")
    first = backed_up(path, folder, Reason.DAILY)
    assert backed_up(path, folder, Reason.DAILY, AT + timedelta(days=1)) == first
    written(path, "二")
    second = backed_up(path, folder, Reason.DAILY, AT + timedelta(days=2))
    assert [b.name for b in folder.backups()] == [second.name, first.name]


def test_two_of_one_second(path: Path, folder: BackupFolder) -> None:
    written(path, "一")
    names = {backed_up(path, folder).name for _ in range(3)}
    assert len(names) == 3 == len(folder.backups())


def test_what_a_killed_backup_left_is_no_backup(path: Path, folder: BackupFolder) -> None:
    written(path, "一")
    folder.folder.mkdir()
    part = folder.folder / "diary-20260101T000000Z-daily.part"
    part.write_bytes(b"half")
    assert folder.backups() == []
    backed_up(path, folder)
    assert not part.exists()


def test_a_damaged_diary_makes_no_backup_and_takes_none_away(
    path: Path, folder: BackupFolder
) -> None:
    written(path, *(f"{n} " * 500 for n in range(60)))
    good = backed_up(path, folder, at=AT - timedelta(days=900))
    content = bytearray(path.read_bytes())
    content[4096 * 20 : 4096 * 24] = bytes(4096 * 4)
    path.write_bytes(content)
    with pytest.raises(DiaryDamaged):
        backed_up(path, folder)
    assert folder.backups() == [good] and folder.newest_sound() == good


def test_a_backup_before_a_migration(path: Path, folder: BackupFolder) -> None:
    old = apsw.Connection(str(path))
    search_tokens.register(old)
    old.execute(migrations.MIGRATIONS[0])
    old.execute("INSERT INTO entries VALUES (1,'u','旧',0,'UTC',0,'2026-03-01','chat')")
    old.execute("PRAGMA user_version=1")
    old.close()

    def fail(_database: Database) -> None:
        raise StorageFailure("no room for a backup")

    before = path.read_bytes()
    with pytest.raises(StorageFailure):
        open_database(path, before_migration=fail)
    assert path.read_bytes() == before

    def back_up(database: Database) -> None:
        folder.make(database, Reason.MIGRATION, AT)

    for _ in range(2):
        open_database(path, before_migration=back_up).close()
    (backup,) = folder.backups()
    assert (backup.reason, backup.entries) == (Reason.MIGRATION, 1)
    copy = apsw.Connection(str(folder.path(backup.name)))
    assert copy.execute("PRAGMA user_version").get == 1
    copy.close()


# Verifying


def test_no_flipped_bit_of_a_backup_passes(path: Path, folder: BackupFolder) -> None:
    written(path, *(f"第{n}天 " * 60 for n in range(20)))
    backup = backed_up(path, folder)
    file = folder.path(backup.name)
    sound, chance = file.read_bytes(), random.Random(3)
    caught = 0
    for _ in range(400):
        damaged = bytearray(sound)
        damaged[chance.randrange(len(sound))] ^= 1 << chance.randrange(8)
        file.write_bytes(damaged)
        with pytest.raises(StorageFailure):
            folder.verify(backup.name)
        caught += 1
    print(f"bit flips in a backup: tried 400, passed as sound {400 - caught}")
    file.write_bytes(sound)
    folder.verify(backup.name)


def test_the_newest_that_can_still_be_read(path: Path, folder: BackupFolder) -> None:
    written(path, "一")
    good = backed_up(path, folder, at=AT)
    written(path, "二")
    bad = backed_up(path, folder, at=AT + timedelta(days=1))
    folder.path(bad.name).write_bytes(b"rust")
    assert folder.newest_sound() == good


def test_names_that_are_none(folder: BackupFolder) -> None:
    for name in ("../diary.sqlite3", "x", "diary-20260101T000000Z-daily.sqlite3"):
        with pytest.raises(KeyError):
            folder.path(name)


# Keeping


def made(*moments: datetime, reason: Reason = Reason.DAILY) -> list[Backup]:
    return [Backup(f"{at.isoformat()} {reason}", at, reason, 1, 1) for at in moments]


def test_ten_years_of_daily_backups() -> None:
    days = [AT - timedelta(days=n, hours=n % 5) for n in range(3650)]
    names = kept(made(*days))
    ages = sorted((AT - datetime.fromisoformat(name.split()[0])).days for name in names)
    assert ages[:12] == list(range(12))
    assert 20 < len(names) <= 3 + 12 + 10 + 9
    assert max(age for age in ages if age < 75) > 55 and max(ages) > 200


def test_all_of_two_days_are_kept() -> None:
    hours = [AT - timedelta(hours=n) for n in range(100)]
    names = kept(made(*hours))
    assert {b.name for b in made(*hours[:49])} <= names


def test_no_clock_makes_all_too_old() -> None:
    real = [AT - timedelta(days=n) for n in range(12)]
    future = AT + timedelta(days=4000)
    names = kept(made(*real, future))
    assert {b.name for b in made(*real[:11])} < names
    past = kept(made(*real, datetime(1970, 1, 1, tzinfo=UTC)))
    assert {b.name for b in made(*real)} <= past


def test_what_was_put_aside_is_kept() -> None:
    aside = made(*(AT - timedelta(days=999 + n) for n in range(40)), reason=Reason.REPLACED)
    assert kept(aside) == {b.name for b in aside}
    assert kept([]) == set()


def test_old_ones_go_when_a_new_one_comes(path: Path, folder: BackupFolder) -> None:
    written(path, "一")
    for n in range(40):
        backed_up(path, folder, at=AT - timedelta(days=40 - n))
    names = {b.name for b in folder.backups()}
    assert names == kept(folder.backups()) and len(names) < 30
    files = {file.name for file in folder.folder.iterdir()}
    assert files == names | {f"{name}.json" for name in names}


def test_purging_takes_deleted_texts_out_of_the_backups(path: Path, folder: BackupFolder) -> None:
    written(path, "鱻鱻鱻", "留")
    for n in range(3):
        backed_up(path, folder, at=AT + timedelta(days=n))
    database = open_database(path)
    entries = EntryStore(database)
    entries.trash([1], 0)
    entries.empty_trash()
    folder.make(database, Reason.MANUAL, AT + timedelta(days=4))
    database.close()
    assert folder.purge() == 3
    left = b"".join(file.read_bytes() for file in path.parent.rglob("*") if file.is_file())
    assert "鱻".encode() not in left and "留".encode() in left
    assert folder.purge(keep_newest=False) == 1 and list(folder.folder.iterdir()) == []


# Restoring


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


def test_a_copy_from_elsewhere(path: Path, folder: BackupFolder, tmp_path: Path) -> None:
    written(tmp_path / "stick.sqlite3", "别处")
    adopted = folder.adopt(tmp_path / "stick.sqlite3", AT)
    assert (adopted.entries, adopted.reason) == (1, Reason.MANUAL)
    restore(path, folder, adopted.name, AT)
    assert texts(path) == ["别处"]
    (tmp_path / "rust.sqlite3").write_bytes(b"rust" * 999)
    with pytest.raises(DiaryDamaged):
        folder.adopt(tmp_path / "rust.sqlite3", AT)
    assert len([b for b in folder.backups() if b.reason is Reason.MANUAL]) == 1


# Checking


def test_a_sound_diary(path: Path) -> None:
    written(path, "一")
    database = open_database(path)
    health = check(database)
    assert (health.sound, health.entries, health.problems) == (True, 1, ())
    database.close()


def test_an_index_out_of_step_is_made_again(path: Path) -> None:
    written(path, "一", "二")
    database = open_database(path)
    EntryStore(database).trash([2], 0)
    with database.transaction():
        database.execute("INSERT INTO search (search) VALUES ('delete-all')")
    assert not check(database).index_sound
    rebuild_index(database)
    assert check(database).sound
    EntryStore(database).restore([2])
    assert check(database).sound
    database.close()


def test_nothing_is_written_to_a_damaged_file(path: Path) -> None:
    written(path, "一")
    database = open_database(path)
    database.refuse_writes()
    store = DiaryStore(database)
    with pytest.raises(DiaryDamaged):
        add(store, "二")
    assert len(store.turns_on(DAY)) == 1
    database.close()
