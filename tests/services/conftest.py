"""The services over a diary in memory and a scripted engine."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import resources
from desktop.domain.examination import Report
from desktop.domain.time import Moment
from desktop.domain.turns import Turn
from desktop.inference.assistant import Assistant
from desktop.inference.turn_tasks import Tasks
from desktop.services.chat_service import ChatService
from desktop.services.doctor_service import DoctorService
from desktop.services.inference_service import InferenceService
from desktop.services.requests import EnginePhase, LoadRequest
from desktop.settings import Settings
from desktop.storage.database import Database, open_database
from desktop.storage.diary_store import DiaryStore
from tests.fakes import ScriptedDoctor, ScriptedEngine

from .label_bench import label_bench as label_bench  # a fixture, for all who ask for it

# 2026-11-22 12:00 in Shanghai.
NOON = Moment(1_795_320_000_000, "Asia/Shanghai", 8 * 3600)


@dataclass
class Bench:
    """Everything a test of the services needs. moment: what the clock says.

    examiner: what the doctor's service has examine. stored: reports by weights. loads: so far.
    """

    engine: ScriptedEngine
    database: Database
    store: DiaryStore
    inference: InferenceService
    chat: ChatService
    qtbot: QtBot
    moment: list[Moment]
    examiner: ScriptedDoctor
    doctor: DoctorService
    stored: dict[str, Report]
    loads: list[LoadRequest]

    def load(self, folder: str = "scripted") -> None:
        self.inference.load(LoadRequest(Path(folder)))

    def wait_for(self, phase: EnginePhase) -> None:
        self.qtbot.waitUntil(lambda: self.inference.state.phase is phase)

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
    examiner, stored = ScriptedDoctor(), dict[str, Report]()
    loads: list[LoadRequest] = []

    def load(request: LoadRequest) -> Assistant:
        loads.append(request)
        return Assistant(engine, tasks)

    inference = InferenceService(load, examiner.examine)
    doctor = DoctorService(inference, stored.get)
    moment = [NOON]
    chat = ChatService(store, inference, Settings(None), lambda: moment[0])
    yield Bench(
        engine, database, store, inference, chat, qtbot, moment, examiner, doctor, stored, loads
    )
    chat.close()
    assert inference.shutdown()
    database.close()
