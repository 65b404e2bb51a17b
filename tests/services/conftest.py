"""The services over a diary in memory and a scripted engine."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import resources
from desktop.domain.time import Moment
from desktop.domain.turns import Turn
from desktop.inference.assistant import Assistant, Tasks
from desktop.services.chat_service import ChatService
from desktop.services.inference_service import InferenceService
from desktop.services.requests import LoadRequest
from desktop.settings import Settings
from desktop.storage.database import Database, open_database
from desktop.storage.diary_store import DiaryStore
from tests.fakes import ScriptedEngine

# 2026-11-22 12:00 in Shanghai.
NOON = Moment(1_795_320_000_000, "Asia/Shanghai", 8 * 3600)


@dataclass
class Bench:
    """Everything a test of the services needs. moment: what the clock says."""

    engine: ScriptedEngine
    database: Database
    store: DiaryStore
    inference: InferenceService
    chat: ChatService
    qtbot: QtBot
    moment: list[Moment]

    def load(self) -> None:
        self.inference.load(LoadRequest(Path("scripted")))

    def answered(self, act: Callable[[], object]) -> Turn:
        """Do it and wait for the turn's end."""
        with self.qtbot.waitSignal(self.chat.turn_finished, timeout=5000) as finished:
            act()
        return self.store.turn(finished.args[0])


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    engine = ScriptedEngine()
    tasks = Tasks.from_folder(resources.PROMPTS)
    database = open_database(None)
    store = DiaryStore(database)
    inference = InferenceService(lambda _request: Assistant(engine, tasks))
    moment = [NOON]
    chat = ChatService(store, inference, Settings(None), lambda: moment[0])
    yield Bench(engine, database, store, inference, chat, qtbot, moment)
    chat.close()
    assert inference.shutdown()
    database.close()
