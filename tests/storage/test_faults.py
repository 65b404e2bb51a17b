"""Full disks, failing disks and killed processes: what was acknowledged is never lost."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from desktop.domain.turns import TurnState
from desktop.errors import DiskFull, StorageFailure
from desktop.storage.database import Database, open_database
from desktop.storage.diary_store import DiaryStore

from .faulty_disk import Plan, faulty_disk
from .samples import DAY, STATS, add


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "diary.sqlite3"


@pytest.fixture
def disk() -> Iterator[Plan]:
    with faulty_disk() as plan:
        yield plan


def texts(store: DiaryStore) -> list[str]:
    return [turn.entry.text for turn in store.turns_on(DAY)]


def is_sound(database: Database) -> bool:
    return database.query("PRAGMA integrity_check") == [("ok",)]


def test_no_page_left(path: Path) -> None:
    database = open_database(path)
    store = DiaryStore(database)
    kept = add(store, "kept")
    database.query("PRAGMA max_page_count=1")  # as small as it already is
    with pytest.raises(DiskFull):
        add(store, "too long " * 20_000)
    assert texts(store) == ["kept"]
    database.query("PRAGMA max_page_count=1073741823")
    assert store.finish(kept.id, "R", TurnState.DONE, STATS, None).reply == "R"
    assert add(store, "fits again").id > kept.id
    assert is_sound(database)
    database.close()


def test_a_full_disk_while_a_reply_is_written(path: Path, disk: Plan) -> None:
    database = open_database(path)
    store = DiaryStore(database)
    turn = add(store)
    store.save_reply(turn.id, "half")
    disk.fail(0, apsw.FullError)
    for attempt in (
        lambda: store.save_reply(turn.id, "half and more"),
        lambda: store.finish(turn.id, "whole", TurnState.DONE, STATS, None),
        lambda: store.restart(turn.id, 0),
        lambda: add(store),
    ):
        with pytest.raises(DiskFull):
            attempt()
    assert store.turn(turn.id).reply == "half"
    disk.heal()
    assert store.finish(turn.id, "whole", TurnState.DONE, STATS, None).reply == "whole"
    database.close()


def test_a_rollback_on_a_broken_disk(path: Path, disk: Plan) -> None:
    """Pages of the open transaction are in the log already when nothing can be written more."""
    database = open_database(path)
    store = DiaryStore(database)
    add(store, "kept")
    database.query("PRAGMA cache_size=1")
    for error in (apsw.IOError, apsw.FullError):
        with pytest.raises(StorageFailure), database.transaction():
            for number in range(50):
                sql = (
                    "INSERT INTO labels (entry_id, source, label, created_utc_ms) VALUES (1,?,?,0)"
                )
                database.execute(sql, ("model", "x" * 3000))
                if number == 30:
                    disk.fail(0, error)
        disk.heal()
        assert texts(store) == ["kept"]
        assert database.row("SELECT count(*) FROM labels") == (0,)
        with database.transaction():
            pass
    add(store, "after")
    assert is_sound(database)
    database.close()


@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize("error", [apsw.FullError, apsw.IOError])
def test_the_nth_write_fails(
    tmp_path: Path, disk: Plan, error: type[apsw.Error], for_good: bool
) -> None:
    failures = 0
    for after in range(0, 60, 1 if for_good else 2):
        path = tmp_path / f"{after}.sqlite3"
        acknowledged, failed = write_with_fault(path, disk, after, error, for_good)
        failures += failed
        database = open_database(path)
        found = texts(DiaryStore(database))
        assert set(acknowledged) <= set(found), after
        assert is_sound(database)
        database.close()
    assert failures


def write_with_fault(
    path: Path, disk: Plan, after: int, error: type[apsw.Error], for_good: bool
) -> tuple[list[str], int]:
    """Ten entries, a fault among them, two more; returns the acknowledged and the failures."""
    database = open_database(path)
    # SQLite ignores that a checkpoint failed after a commit, but apsw raises the exception of a
    # VFS in Python out of that commit. Failing checkpoints: `test_the_system_refuses_to_write`.
    database.query("PRAGMA wal_autocheckpoint=0")
    store, acknowledged, failed = DiaryStore(database), [], 0
    store.current_topic()
    disk.fail(after, error, for_good=for_good)
    for number in range(12):
        if number == 10:
            disk.heal()
        try:
            acknowledged.append(add(store, f"{number} " * 900).entry.text)
        except StorageFailure:
            failed += 1
        assert texts(store) == acknowledged
    database.close()
    return acknowledged, failed


@pytest.mark.parametrize("error", [apsw.FullError, apsw.IOError])
def test_a_start_that_fails_can_be_tried_again(
    tmp_path: Path, disk: Plan, error: type[apsw.Error]
) -> None:
    for after in range(200):
        path = tmp_path / f"{after}.sqlite3"
        disk.fail(after, error)
        try:
            open_database(path).close()
        except StorageFailure:
            disk.heal()
            database = open_database(path)
            add(DiaryStore(database))
            database.close()
        else:
            disk.heal()
            return
    raise AssertionError("a start has fewer writes than that")


@pytest.fixture
def file_size_limit() -> Iterator[Callable[[int], None]]:
    """Sets the largest size that this process may give a file: writes beyond it fail for real."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("checkpoint_pages", [1, 1000])
def test_the_system_refuses_to_write(
    path: Path, file_size_limit: Callable[[int], None], checkpoint_pages: int
) -> None:
    database = open_database(path)
    store, acknowledged = DiaryStore(database), []
    database.query(f"PRAGMA wal_autocheckpoint={checkpoint_pages}")
    for limit in (150_000, 300_000):
        file_size_limit(limit)
        with pytest.raises(StorageFailure):
            for _ in range(1000):
                acknowledged.append(add(store, "x" * 5000).id)
        with pytest.raises(StorageFailure):
            add(store, "y" * 5000)
        assert [turn.id for turn in store.turns_on(DAY)] == acknowledged
    file_size_limit(100_000_000)
    acknowledged.append(add(store).id)
    assert is_sound(database)
    database.close()
    database = open_database(path)
    assert [turn.id for turn in DiaryStore(database).turns_on(DAY)] == acknowledged
    database.close()


WRITER = """
import sys
from datetime import date
from pathlib import Path
from desktop.domain.time import Moment
from desktop.domain.turns import ReplyStats, TurnState
from desktop.storage.database import open_database
from desktop.storage.diary_store import DiaryStore

store = DiaryStore(open_database(Path(sys.argv[1])))
while True:
    moment = Moment(0, "Asia/Shanghai", 28800)
    turn = store.add_turn("写下的话 " * 50, moment, date(2026, 3, 1), store.current_topic())
    print(turn.id, "entry", flush=True)
    store.save_reply(turn.id, "half")
    print(turn.id, "half", flush=True)
    store.finish(turn.id, "half and whole", TurnState.DONE, ReplyStats(), None)
    print(turn.id, "done", flush=True)
"""


def kill_while_writing(path: Path, acknowledgements: int) -> dict[int, str]:
    """The last thing acknowledged of each turn before the writer was killed."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    lines = [writer.stdout.readline() for _ in range(acknowledgements)]
    writer.kill()
    lines += writer.stdout.readlines()
    writer.stdout.close()
    writer.wait()
    told = [line.split() for line in lines if line.endswith("\n")]
    return {int(turn_id): what for turn_id, what in told}


def test_killed_while_writing(path: Path) -> None:
    rank = {"entry": 0, "half": 1, "done": 2}
    acknowledged: dict[int, str] = {}
    for round_ in range(12):
        acknowledged |= kill_while_writing(path, 5 + 3 * round_)
        database = open_database(path)
        found = {turn.id: turn.reply for turn in DiaryStore(database).last_turns(100_000)}
        for turn_id, what in acknowledged.items():
            reply = found[turn_id]
            assert {"": 0, "half": 1, "half and whole": 2}[reply] >= rank[what]
        assert is_sound(database)
        assert DiaryStore(database).repair_interrupted() <= 1
        database.close()
        assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert len(acknowledged) > 12
