"""Backups: verified before they count, and kept by rule."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw
import pytest

from desktop.domain.backups import Backup, Reason, kept
from desktop.errors import DiaryDamaged, StorageFailure
from desktop.storage import migrations, search_tokens
from desktop.storage.backups import BackupFolder
from desktop.storage.database import Database, open_database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.entry_store import EntryStore
from desktop.storage.restoring import restore

from .backup_samples import AT, backed_up, texts, written
from .samples import add


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "diary.sqlite3"


@pytest.fixture
def folder(tmp_path: Path) -> BackupFolder:
    return BackupFolder(tmp_path / "backups")


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


# From elsewhere


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
