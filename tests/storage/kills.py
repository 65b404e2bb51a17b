"""kill -9 at any moment: a writer is forked again and again, and killed at a random one.

Run as a program of its own (`python -m tests.storage.kills 200`): forking needs a process without
threads. Prints one JSON object. What was acknowledged through the pipe must be in the file.
"""

import json
import os
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from desktop.domain.backups import Reason
from desktop.domain.entries import COMPOSER
from desktop.domain.search import Query
from desktop.domain.time import Moment
from desktop.domain.turns import ReplyStats, TurnState
from desktop.paths import read_place
from desktop.storage.backups import BackupFolder
from desktop.storage.checks import check
from desktop.storage.database import Database, open_database, open_unchanged
from desktop.storage.diary_store import DiaryStore
from desktop.storage.draft_store import DraftStore
from desktop.storage.entry_store import EntryStore
from desktop.storage.moving import moving
from desktop.storage.restoring import restore, undo
from desktop.storage.search_store import SearchStore

from .moving_samples import (
    TEXTS,
    diary_folder,
    expected_there,
    lived_in,
    move,
    state,
    wished,
)
from .samples import DAY, add, model_label

Tell = Callable[[str], None]


def stream(database: Database, tell: Tell) -> None:
    """A turn with draft, label and a reply that grows, an edit, a tag: told as they are kept."""
    store, entries, drafts = DiaryStore(database), EntryStore(database), DraftStore(database)
    while True:
        drafts.save(COMPOSER, "写下的话", 0)
        moment = Moment(0, "Asia/Shanghai", 28_800)
        turn = store.add_turn("写下的话 " * 20, moment, DAY, store.current_topic())
        tell(f"{turn.id} entry")
        store.add_label(turn.id, model_label(), 0)
        for number in range(1, 4):
            store.save_reply(turn.id, "回答" * number)
            tell(f"{turn.id} reply {number}")
        store.finish(turn.id, "回答" * 4, TurnState.DONE, ReplyStats(), None)
        tell(f"{turn.id} reply 4")
        entries.edit(turn.entry.id, f"改过的 {turn.id} " * 20, 0)
        entries.set_tags(turn.entry.id, [f"t{turn.id % 7}"])
        tell(f"{turn.id} edited")


def killed(work: Callable[[Tell], None], after: int, delay_us: int) -> list[str]:
    """What the child told before it was killed: *after* lines, and a moment more."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            work(lambda line: _tell(write, line))
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        lines = [pipe.readline() for _ in range(after)]
        signal.setitimer(signal.ITIMER_REAL, max(delay_us, 1) / 1e6)
        signal.sigwait({signal.SIGALRM})
        os.kill(child, signal.SIGKILL)
        lines += pipe.readlines()
    os.waitpid(child, 0)
    return [line.decode().strip() for line in lines if line.endswith(b"\n")]


def _tell(pipe: int, line: str) -> None:
    os.write(pipe, f"{line}\n".encode())


def lost_of_stream(database: Database, told: list[str]) -> int:
    """Acknowledged things that are not in the diary."""
    found = {turn.id: turn for turn in DiaryStore(database).last_turns(1_000_000)}
    lost = 0
    for line in told:
        turn_id, what, *number = line.split()
        turn = found.get(int(turn_id))
        if turn is None:
            lost += 1
        elif what == "reply":
            lost += len(turn.reply) < 2 * int(number[0])
        elif what == "edited":
            lost += not turn.entry.text.startswith("改过的") or not turn.entry.tags
    return lost


def kill_streams(folder: Path, rounds: int, chance: random.Random) -> dict[str, int]:
    path, lost, unsound, told_in_all = folder / "diary.sqlite3", 0, 0, 0
    open_database(path).close()
    for _ in range(rounds):
        told = killed(
            lambda tell: stream(open_database(path), tell),
            chance.randrange(0, 12),
            chance.randrange(1, 9000),
        )
        database = open_database(path)
        lost += lost_of_stream(database, told)
        unsound += not check(database).sound
        told_in_all += len(told)
        DiaryStore(database).repair_interrupted()
        database.close()
    database = open_database(path)
    health = check(database, whole=True)
    turns = DiaryStore(database).last_turns(1_000_000)
    found = SearchStore(database).search(Query.of("的")).total
    unsound += not health.sound or found != len(turns)
    database.close()
    return {"tried": rounds, "acknowledged": told_in_all, "lost": lost, "unsound": unsound}


def kill_restores(folder: Path, rounds: int, chance: random.Random) -> dict[str, int]:
    """Killed inside a restore: the diary is one of the two, and the other can be had."""
    path, backups, lost = folder / "diary.sqlite3", BackupFolder(folder / "backups"), 0
    database = open_database(path)
    add(DiaryStore(database), "旧 " * 2000)
    from datetime import UTC, datetime, timedelta

    at = datetime(2026, 3, 1, tzinfo=UTC)
    backup = backups.make(database, Reason.MANUAL, at)
    add(DiaryStore(database), "新")
    database.close()
    for number in range(rounds):
        moment = at + timedelta(minutes=number)

        def work(tell: Tell, moment: datetime = moment) -> None:
            tell("begun")
            restore(path, backups, backup.name, moment)

        killed(work, 1, chance.randrange(1, 25_000))
        count = _turns(path)
        if count == 1:
            undo(path, backups, moment)
        lost += count not in (1, 2) or _turns(path) != 2
    return {"tried": rounds, "lost": lost}


def kill_moves(folder: Path, rounds: int, chance: random.Random) -> dict[str, int]:
    """Killed after every step of a move, and a moment more, and again on the way back: the diary is
    whole where the note says, the next start ends the move, and nothing of the folder is missing
    then."""
    lost = ended_by_next = 0
    for number in range(rounds):
        home, target = folder / f"{number} home", folder / f"{number} disk" / "diary"
        state_of = [_lived_in(home)]
        for way_from, to in ((home, target), (target, home)):
            ended_by_next += _killed_on_the_way(home, to, number, chance)
            lost += _texts(diary_folder(home)) != TEXTS
            move(home)
            state_of.append(expected_there(state_of[-1], way_from, to))
            lost += diary_folder(home) != to or state(to) != state_of[-1]
            lost += [state(copy) for copy in read_place(home).left] != state_of[:-1]
        lost += any(
            path.name.startswith(".") for path in (*target.parent.iterdir(), *home.iterdir())
        )
        shutil.rmtree(home)
        shutil.rmtree(target.parent)
    return {"tried": rounds, "ended by the next start": ended_by_next, "lost": lost}


def _killed_on_the_way(home: Path, to: Path, number: int, chance: random.Random) -> bool:
    """Whether anything is left to do."""
    wished(home, to)

    def work(tell: Tell) -> None:
        tell("begun")
        place = read_place(home)
        for step in moving(place, place.folder / "moved-1"):
            tell(step.step)

    killed(work, 1 + number % 36, chance.randrange(1, 4000))
    place = read_place(home)
    return place.wish is not None or place.leaving is not None


def _lived_in(home: Path) -> dict[str, object]:
    lived_in(home)
    return state(home)


def _texts(folder: Path) -> list[str]:
    database = open_unchanged(folder / "diary.sqlite3")
    try:
        return [turn.entry.text for turn in DiaryStore(database).turns_on(DAY)]
    finally:
        database.close()


def _turns(path: Path) -> int:
    database = open_database(path)
    try:
        return len(DiaryStore(database).last_turns(9)) if check(database, whole=True).sound else -1
    finally:
        database.close()


def main() -> None:
    rounds, chance = int(sys.argv[1]), random.Random(11)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "streams").mkdir()
        (Path(name) / "restores").mkdir()
        streams = kill_streams(Path(name) / "streams", rounds, chance)
        restores = kill_restores(Path(name) / "restores", max(rounds // 5, 10), chance)
        (Path(name) / "moves").mkdir()
        moves = kill_moves(Path(name) / "moves", max(rounds // 3, 24), chance)
    print(json.dumps({"streams": streams, "restores": restores, "moves": moves}))


if __name__ == "__main__":
    main()
