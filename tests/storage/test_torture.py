"""What can happen to a diary that is lived in. Figures are printed: tried, lost. Lost is 0.

`make torture` tries more (QWEN_TORTURE: kills).
"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw
import pytest

from desktop.domain.backups import Reason
from desktop.domain.time import Moment
from desktop.domain.transfer import ImportFormat, PortableEntry, Reading
from desktop.errors import DiaryDamaged, StorageFailure
from desktop.storage.backups import BackupFolder
from desktop.storage.checks import check
from desktop.storage.database import Database, open_database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.draft_store import DraftStore
from desktop.storage.entry_store import EntryStore
from desktop.storage.import_store import ImportStore
from desktop.storage.portable_rows import read_portable

from .faulty_disk import Plan, faulty_disk
from .power_cuts import power_disk
from .samples import DAY, add, model_label, moment

KILLS = int(os.environ.get("QWEN_TORTURE", "200"))
AT = datetime(2026, 3, 1, tzinfo=UTC)
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "diary.sqlite3"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_any_moment() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.storage.kills", str(KILLS)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60 + KILLS,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    figures = json.loads(done.stdout)
    print(f"kill -9 while streaming: {figures['streams']}; in a restore: {figures['restores']}")
    assert figures["streams"]["tried"] == KILLS and figures["streams"]["acknowledged"] > KILLS
    assert figures["streams"]["lost"] == figures["streams"]["unsound"] == 0
    assert figures["restores"]["lost"] == 0
    print(f"in a move of the folder: {figures['moves']}")
    assert figures["moves"]["lost"] == 0


# Power


def test_power_cut_at_any_write(tmp_path: Path) -> None:
    """After each acknowledged step the power goes; what was acknowledged is there."""
    chance, lost, tried = random.Random(5), 0, 0
    with power_disk() as disk:
        database = open_database(tmp_path / "diary.sqlite3")
        database.query("PRAGMA wal_autocheckpoint=20")  # checkpoints are part of what is cut
        store, entries, kept = DiaryStore(database), EntryStore(database), []
        remains: list[tuple[Path, list[str]]] = []
        for number in range(60):
            kept.append(add(store, f"第{number}则 " * 40).entry.text)
            if number % 5 == 4:
                kept[number - 2] = entries.edit(number - 1, f"改{number} " * 30, 0).entry.text
            for _ in range(3):
                folder = tmp_path / str(tried)
                folder.mkdir()
                disk.cut(folder, chance)
                remains.append((folder / "diary.sqlite3", list(kept)))
                tried += 1
        database.close()
    for path, expected in remains:
        database = open_database(path)
        found = [turn.entry.text for turn in DiaryStore(database).turns_on(DAY)]
        lost += found != expected or not check(database).sound
        database.close()
    print(f"power cuts: tried {tried}, lost {lost}")
    assert lost == 0


# Disks that fail


@pytest.fixture
def disk() -> Iterator[Plan]:
    with faulty_disk() as plan:
        yield plan


def lived_in(path: Path) -> Database:
    """Checkpoints are left to `test_the_system_refuses_to_write`; see there."""
    database = open_database(path)
    database.query("PRAGMA wal_autocheckpoint=0")
    store, entries = DiaryStore(database), EntryStore(database)
    for number in range(8):
        turn = store.add_label(add(store, f"第{number}则 " * 200).id, model_label(), 0)
        entries.set_tags(turn.entry.id, ["a", f"t{number}"])
    entries.trash([1, 2], 0)
    return database


def brought() -> Reading:
    created = moment()
    return Reading(
        [
            PortableEntry(
                f"带来的{n} " * 300, created, DAY, ("b",), origin="text", foreign_id=str(n)
            )
            for n in range(10)
        ]
    )


ACTS: dict[str, Callable[[Database], object]] = {
    "write": lambda d: EntryStore(d).write("新的 " * 900, moment(), DAY, ["x"], "composer"),
    "edit": lambda d: EntryStore(d).edit(3, "改过的 " * 900, 1),
    "move": lambda d: EntryStore(d).move(3, DAY + timedelta(days=1)),
    "trash": lambda d: EntryStore(d).trash([3, 4, 5], 1),
    "restore": lambda d: EntryStore(d).restore([1, 2]),
    "delete": lambda d: EntryStore(d).empty_trash(),
    "draft": lambda d: DraftStore(d).save("composer", "草稿 " * 900, 1),
    "import": lambda d: ImportStore(d).take(ImportFormat.TEXT, brought(), 1),
}


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("error", [apsw.IOError, apsw.FullError])
def test_any_act_on_a_failing_disk_is_done_or_not(
    tmp_path: Path, disk: Plan, name: str, error: type[apsw.Error]
) -> None:
    """The n-th write or sync fails, once and for good: all of the act, or nothing of it."""
    tried = lost = 0
    for after in range(200):
        path = tmp_path / f"{after}.sqlite3"
        database = lived_in(path)
        before = everything(database)
        disk.fail(after, error, for_good=bool(after % 2))
        try:
            ACTS[name](database)
        except StorageFailure:
            disk.heal()
            tried += 1
            # A deletion is committed before the log is folded.
            lost += name != "delete" and everything(database) != before
            lost += not check(database).sound
        else:
            disk.heal()
            database.close()
            break
        ACTS[name](database)  # the same again, on a disk that is whole
        lost += not check(database).sound
        database.close()
    print(f"{name} on a failing disk ({error.__name__}): tried {tried}, lost {lost}")
    assert tried >= 2 and lost == 0


def everything(database: Database) -> object:
    from datetime import date

    drafts = [draft.text for draft in DraftStore(database).drafts()]
    return list(read_portable(database, date.min, date.max)), drafts


@pytest.mark.parametrize("error", [apsw.IOError, apsw.FullError])
def test_a_backup_on_a_failing_disk(tmp_path: Path, disk: Plan, error: type[apsw.Error]) -> None:
    database = lived_in(tmp_path / "diary.sqlite3")
    folder, tried = BackupFolder(tmp_path / "backups"), 0
    good = folder.make(database, Reason.MANUAL, AT)
    for after in range(0, 400, 3):
        disk.fail(after, error)
        try:
            folder.make(database, Reason.MANUAL, AT + timedelta(days=1))
        except StorageFailure:
            tried += 1
        else:
            break
        finally:
            disk.heal()
        assert folder.backups() == [good]
    folder.verify(good.name)
    assert check(database).sound and len(folder.backups()) == 2
    database.close()
    print(f"backup on a failing disk ({error.__name__}): tried {tried}, false backups 0")
    assert tried >= 2


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0, reason="mounts a small disk"
)
def test_a_disk_of_two_megabytes(tmp_path: Path) -> None:
    disk = tmp_path / "small"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("may not mount here")
    try:
        fill(disk)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(disk: Path) -> None:
    database = open_database(disk / "diary.sqlite3")
    store, acknowledged, refused = DiaryStore(database), [], 0
    while refused < 20:
        try:
            acknowledged.append(add(store, "装满 " * 800).id)
        except StorageFailure:
            refused += 1
    with pytest.raises(StorageFailure):
        BackupFolder(disk / "backups").make(database, Reason.MANUAL, AT)
    assert not [p for p in (disk / "backups").glob("*") if p.suffix == ".sqlite3"]
    found = [turn.id for turn in DiaryStore(database).turns_on(DAY)]
    database.close()
    database = open_database(disk / "diary.sqlite3")
    again = [turn.id for turn in DiaryStore(database).turns_on(DAY)]
    assert found == again == acknowledged and check(database).sound
    database.close()
    print(f"a full disk: {len(acknowledged)} acknowledged, {refused} refused, lost 0")


# Bits


def test_flipped_bits_are_never_restored(path: Path, tmp_path: Path) -> None:
    """The diary's file: said to be damaged or read; the backup brings back all of it."""
    database = lived_in(path)
    folder = BackupFolder(tmp_path / "backups")
    folder.make(database, Reason.MANUAL, AT)
    before = everything(database)
    database.close()
    sound, chance = path.read_bytes(), random.Random(9)
    reported = silent = 0
    for _ in range(200):
        damaged = bytearray(sound)
        damaged[chance.randrange(len(sound))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        try:
            database = open_database(path)
            health = check(database, whole=True)
            changed = everything(database) != before
            database.close()
            reported += not health.sound
            silent += health.sound and changed
        except (DiaryDamaged, StorageFailure):
            reported += 1
        for rest in path.parent.glob("diary.sqlite3-*"):
            rest.unlink()
    path.write_bytes(sound)
    backup = folder.newest_sound()
    assert backup is not None
    copy = open_database(folder.path(backup.name))
    assert everything(copy) == before
    copy.close()
    print(
        f"bit flips in the diary: tried 200, reported {reported}, "
        f"texts changed without SQLite noticing {silent} (it has no checksums; backups have)"
    )
    assert reported


# Others, and clocks


def test_two_writers_lose_nothing(path: Path) -> None:
    """The window and the terminal at the same time."""
    code = (
        "import sys; from pathlib import Path\n"
        "from desktop.storage.database import open_database\n"
        "from desktop.storage.entry_store import EntryStore\n"
        "from tests.storage.samples import DAY, moment\n"
        "entries = EntryStore(open_database(Path(sys.argv[1])))\n"
        "for n in range(60): entries.write(f'{sys.argv[2]} {n}', moment(), DAY, ['t'])\n"
    )
    open_database(path).close()
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(path), name], cwd=ROOT) for name in "abc"
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    database = open_database(path)
    texts = sorted(entry.entry.text for entry in EntryStore(database).entries_on(DAY))
    assert texts == sorted(f"{name} {n}" for name in "abc" for n in range(60))
    assert check(database, whole=True).sound
    database.close()


def test_clocks_that_jump(database: Database) -> None:
    """Order, effective labels and earlier texts go by id, whatever the clock says."""
    chance, store, entries = random.Random(2), DiaryStore(database), EntryStore(database)
    now = 1_772_323_200_000
    for number in range(300):
        if chance.random() < 0.02:
            now += chance.choice([-1, 1]) * chance.randrange(10**12)
        created = Moment(now, "Asia/Shanghai", 28_800)
        turn = store.add_turn(str(number), created, DAY, store.current_topic())
        store.add_label(turn.id, model_label("先"), now)
        store.add_label(turn.id, model_label("后"), now - chance.randrange(10**9))
        entries.edit(turn.entry.id, f"{number} 改", now - 5)
    turns = store.turns_on(DAY)
    assert [turn.entry.text for turn in turns] == [f"{number} 改" for number in range(300)]
    assert {turn.label.word for turn in turns if turn.label} == {"后"}
