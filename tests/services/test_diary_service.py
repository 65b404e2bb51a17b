"""The diary's service: what it writes is told once, and what others write is noticed."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.entries import COMPOSER, edit_of
from desktop.domain.labels import LabelChoice
from desktop.domain.search import Query
from desktop.domain.turns import TurnState
from desktop.services import diary_service
from desktop.services.chat_service import ChatService
from desktop.services.diary_service import DiaryService
from desktop.services.inference_service import InferenceService
from desktop.settings import Settings
from desktop.storage.database import open_database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.entry_store import EntryStore
from tests.fakes import ScriptedDoctor

from .conftest import NOON, Bench

BAD = LabelChoice("负面", "negative", "😟", -1.0)


@pytest.fixture
def diary(bench: Bench) -> Iterator[DiaryService]:
    service = DiaryService(
        bench.database, bench.store, bench.chat, Settings(None), lambda: bench.moment[0]
    )
    yield service
    service.close()


def test_every_change_is_told(diary: DiaryService, qtbot: QtBot) -> None:
    told: list[str] = []
    diary.changed.connect(lambda: told.append("changed"))
    diary.entry_added.connect(lambda e: told.append(f"added {e.entry.text}"))
    diary.entry_changed.connect(lambda e: told.append(f"another {e.entry.text}"))
    diary.entries_removed.connect(lambda ids: told.append(f"removed {ids}"))
    diary.entries_restored.connect(lambda ids: told.append(f"restored {ids}"))
    entry = diary.write("一", tags=["家"], draft=COMPOSER)
    assert (entry.entry.created, entry.entry.date) == (NOON, diary.today())
    diary.edit(entry.id, "二")
    diary.move(entry.id, diary.today() - timedelta(days=1))
    diary.set_tags(entry.id, ["家", "猫"])
    diary.correct(entry.id, BAD)
    diary.rename_tag("猫", "狗")
    diary.trash([entry.id])
    diary.restore([entry.id])
    diary.trash([entry.id])
    diary.deleted((entry.id,))
    ids = f"({entry.id},)"
    assert [line for line in told if line != "changed"] == [
        "added 一",
        *["another 二"] * 4,
        f"removed {ids}",
        f"restored {ids}",
        *[f"removed {ids}"] * 2,
    ]
    assert told.count("changed") == 10


def test_a_failed_write_tells_nothing(diary: DiaryService, bench: Bench, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(diary.changed), pytest.raises(KeyError):
        diary.edit(99, "x")


def test_reading(diary: DiaryService, bench: Bench) -> None:
    entry = diary.write("今天很糟", diary.today())
    diary.correct(entry.id, BAD)
    diary.save_draft(edit_of(entry.id), "改")
    assert diary.entry(entry.id) == diary.entries_on(diary.today())[0]
    assert diary.search(Query.of("糟")).total == 1 and diary.entry_ids(Query.of("糟")) == [entry.id]
    assert diary.days()[0].mean == -1.0 and diary.mood_points()[0].valence == -1.0
    assert diary.draft(edit_of(entry.id)) == diary.drafts()[0]
    diary.drop_draft(edit_of(entry.id))
    assert diary.drafts() == [] and diary.agreement().labelled == 0
    assert [given.label and given.label.word for given in diary.labels(entry.id)] == ["负面"]


def test_an_entry_deleted_while_it_is_answered(diary: DiaryService, bench: Bench) -> None:
    """Its reply has nowhere to go; the next turn is answered as ever."""
    import threading

    bench.engine.permits = threading.Semaphore(0)
    bench.load()
    turn = bench.chat.send("一")
    diary.trash([turn.entry.id])
    EntryStore(bench.database).empty_trash()
    bench.engine.permits.release(100)
    bench.qtbot.waitUntil(lambda: not bench.chat.is_open(turn.id), timeout=5000)
    assert bench.answered(lambda: bench.chat.send("二")).state is TurnState.DONE
    assert [t.entry.text for t in bench.store.last_turns(9)] == ["二"]


def test_what_the_terminal_writes_is_noticed(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diary_service, "LOOK_MS", 10)
    path = tmp_path / "diary.sqlite3"
    database, other = open_database(path), open_database(path)
    store = DiaryStore(database)
    inference = InferenceService(lambda _r: pytest.fail("no model"), ScriptedDoctor().examine)
    settings = Settings(None)
    chat = ChatService(store, inference, settings, lambda: NOON)
    diary = DiaryService(database, store, chat, settings, lambda: NOON)
    diary.watch()
    with qtbot.waitSignal(diary.changed, timeout=5000):
        DiaryStore(other).add_turn(
            "别处写的", NOON, diary.today(), DiaryStore(other).current_topic()
        )
    assert diary.entries_on(diary.today())[0].entry.text == "别处写的"
    for end in (diary.close, chat.close, inference.shutdown, other.close, database.close):
        end()
