"""Backups in the window: due or asked for, restored under open pages, undone, damage found."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.backups import Reason
from desktop.domain.time import Moment
from desktop.errors import BackupMissing, DiaryDamaged, DiaryInUse, StorageFailure
from desktop.services import backup_service
from desktop.services.backup_service import BackupService
from desktop.storage.backups import BackupFolder
from desktop.storage.database import Database, open_database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.entry_store import EntryStore
from tests.storage.samples import DAY, add

from .conftest import NOON


@dataclass
class Bench:
    path: Path
    database: Database
    store: DiaryStore
    folder: BackupFolder
    backups: BackupService
    qtbot: QtBot
    moment: list[Moment]

    def told(self, signal: Any, act: Callable[[], object]) -> Any:
        with self.qtbot.waitSignal(signal, timeout=5000) as seen:
            act()
        return seen.args[0]

    def texts(self) -> list[str]:
        return [turn.entry.text for turn in self.store.turns_on(DAY)]

    def later(self, **span: float) -> None:
        ms = int(timedelta(**span) / timedelta(milliseconds=1))
        self.moment[0] = Moment(self.moment[0].utc_ms + ms, "Asia/Shanghai", 28_800)


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    path, moment = tmp_path / "diary.sqlite3", [NOON]
    database, folder = open_database(path), BackupFolder(tmp_path / "backups")
    backups = BackupService(database, path, folder, lambda: moment[0])
    yield Bench(path, database, DiaryStore(database), folder, backups, qtbot, moment)
    backups.close()
    backups.close()
    database.close()


def test_a_backup_while_the_diary_is_open(bench: Bench) -> None:
    add(bench.store, "一")
    busy: list[bool] = []
    bench.backups.busy_changed.connect(busy.append)
    made = bench.told(bench.backups.backup_made, bench.backups.back_up)
    assert (made.reason, made.entries) == (Reason.MANUAL, 1)
    assert bench.backups.backups() == [made] and busy == [True, False]


def test_looking_backs_up_once_a_day_when_something_changed(bench: Bench) -> None:
    look = bench.backups.look
    add(bench.store, "一")
    first = bench.told(bench.backups.backup_made, look)
    assert first.reason is Reason.DAILY and bench.folder.checked_at() == NOON.utc
    with bench.qtbot.assertNotEmitted(bench.backups.backup_made, wait=50):
        look()
        bench.later(hours=23)
        look()
    bench.later(hours=2)
    assert bench.told(bench.backups.backup_made, look) == first  # nothing changed
    add(bench.store, "二")
    bench.later(days=1)
    second = bench.told(bench.backups.backup_made, look)
    assert second.entries == 2 and len(bench.backups.backups()) == 2


def test_it_looks_by_itself_until_it_is_closed(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_service, "FIRST_LOOK_MS", 1)
    assert bench.told(bench.backups.backup_made, bench.backups.start).reason is Reason.DAILY
    bench.backups.start()
    bench.backups.close()
    with bench.qtbot.assertNotEmitted(bench.backups.backup_made, wait=50):
        pass


@pytest.mark.parametrize("days", [-400, 400])
def test_a_clock_that_jumps_doesn_t_stop_backups(bench: Bench, days: int) -> None:
    add(bench.store, "一")
    bench.told(bench.backups.backup_made, bench.backups.look)
    add(bench.store, "二")
    bench.later(days=days)
    assert bench.told(bench.backups.backup_made, bench.backups.look).entries == 2
    assert len(bench.backups.backups()) == 2


def test_restore_and_undo_under_open_pages(bench: Bench) -> None:
    add(bench.store, "一")
    made = bench.told(bench.backups.backup_made, bench.backups.back_up)
    add(bench.store, "二")
    order: list[str] = []
    bench.backups.about_to_replace.connect(lambda: order.append("end what runs"))
    bench.backups.replaced.connect(lambda _b: order.append("read again"))
    assert bench.told(bench.backups.replaced, lambda: bench.backups.restore(made.name)) == made
    assert (bench.texts(), order) == (["一"], ["end what runs", "read again"])
    undone = bench.told(bench.backups.replaced, bench.backups.undo)
    assert bench.texts() == ["一", "二"] and undone.reason is Reason.REPLACED
    assert add(bench.store, "三").id


def test_a_window_that_closes_before_the_exchange_leaves_the_diary(bench: Bench) -> None:
    add(bench.store, "一")
    made = bench.told(bench.backups.backup_made, bench.backups.back_up)
    add(bench.store, "二")
    with bench.qtbot.assertNotEmitted(bench.backups.replaced, wait=50):
        bench.backups.restore(made.name)
        assert add(bench.store, "三").id  # the window can be used
        bench.backups.close()
    assert bench.texts() == ["一", "二", "三"]
    assert [p.name for p in bench.path.parent.glob("*.restoring")] == []


def test_what_can_t_be_restored_leaves_all_as_it_is(bench: Bench) -> None:
    add(bench.store, "一")
    made = bench.told(bench.backups.backup_made, bench.backups.back_up)
    refused = bench.backups.not_replaced

    def why(act: Callable[[], object]) -> type[Exception]:
        return type(bench.told(refused, act))

    assert why(bench.backups.undo) is BackupMissing
    assert why(lambda: bench.backups.restore("no such backup")) is BackupMissing
    other = open_database(bench.path)
    assert why(lambda: bench.backups.restore(made.name)) is DiaryInUse
    other.close()
    bench.folder.path(made.name).write_bytes(b"rust")
    with bench.qtbot.assertNotEmitted(bench.backups.damaged):  # the copy is, the diary isn't
        assert why(lambda: bench.backups.restore(made.name)) is DiaryDamaged
    assert [p.name for p in bench.path.parent.glob("*.restoring")] == []
    assert bench.texts() == ["一"] and add(bench.store, "二").id


def test_purging_leaves_one_that_holds_no_deleted_text(bench: Bench) -> None:
    turn = add(bench.store, "鱻鱻鱻")
    for _ in range(2):
        bench.told(bench.backups.backup_made, bench.backups.back_up)
        bench.later(days=1)
    entries = EntryStore(bench.database)
    entries.trash([turn.entry.id], 0)
    entries.empty_trash()
    assert bench.told(bench.backups.purged, bench.backups.purge) == 2
    (left,) = bench.backups.backups()
    assert "鱻".encode() not in bench.folder.path(left.name).read_bytes()


def damage(bench: Bench) -> None:
    for number in range(60):
        add(bench.store, f"{number} " * 500)
    bench.database.fold_log()
    with bench.path.open("r+b") as file:
        file.seek(4096 * 20)
        file.write(bytes(4096 * 4))


@pytest.mark.parametrize("act", ["back_up", "check"])
def test_damage_stops_writing_and_deletes_nothing(bench: Bench, act: str) -> None:
    add(bench.store, "一")
    good = bench.told(bench.backups.backup_made, bench.backups.back_up)
    damage(bench)
    before = bench.path.read_bytes()
    failure = bench.told(bench.backups.damaged, getattr(bench.backups, act))
    assert isinstance(failure, DiaryDamaged)
    with pytest.raises(DiaryDamaged):
        add(bench.store, "nothing more is written")
    (aside,) = [b for b in bench.backups.backups() if b.reason is Reason.DAMAGED]
    assert bench.folder.path(aside.name).read_bytes() == before == bench.path.read_bytes()
    assert bench.backups.newest_sound() == good
    bench.database.close()
    bench.told(bench.backups.replaced, lambda: bench.backups.restore(good.name))
    assert bench.texts() == ["一"] and add(bench.store, "二").id


def test_a_check_mends_the_search_index(bench: Bench) -> None:
    add(bench.store, "一")
    with bench.database.transaction():
        bench.database.execute("INSERT INTO search (search) VALUES ('delete-all')")
    health = bench.told(bench.backups.checked, bench.backups.check)
    assert health.sound and bench.folder.checked_at() == NOON.utc


def test_a_folder_that_can_t_be_written(bench: Bench) -> None:
    bench.folder.folder.write_text("a file in its place", "utf-8")
    failure = bench.told(bench.backups.failed, bench.backups.back_up)
    assert isinstance(failure, StorageFailure)
