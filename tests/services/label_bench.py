"""The services about labels over the bench's diary and scripted engine."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from desktop import resources
from desktop.domain.entries import DiaryEntry
from desktop.domain.labels import Label, LabelSource
from desktop.domain.time import Moment
from desktop.inference.turn_tasks import Tasks
from desktop.services.diary_service import DiaryService
from desktop.services.label_jobs import LabelJobs
from desktop.services.label_service import LabelService
from desktop.services.relabelling import Relabelling
from desktop.services.requests import EnginePhase
from desktop.settings import Settings
from desktop.storage.label_store import LabelStore

if TYPE_CHECKING:
    from .conftest import Bench

OLD = Label(LabelSource.MODEL, "正面", 1.0, 0.8, "sentiment", 1, "old weights")


@dataclass
class LabelBench:
    """Everything a test of labels needs."""

    bench: "Bench"
    diary: DiaryService
    jobs: LabelJobs
    labels: LabelService
    relabelling: Relabelling
    store: LabelStore

    def ready(self) -> None:
        self.bench.load()
        self.bench.wait_for(EnginePhase.READY)

    def written(self, text: str = "今天很累") -> DiaryEntry:
        """An entry that is in the diary without anybody having been told."""
        bench = self.bench
        turn = bench.store.add_turn(text, bench.moment[0], self.diary.today(), 1)
        return self.diary.entry(turn.entry.id)

    def label(self, entry_id: int) -> Label | None:
        return self.diary.entry(entry_id).label

    def scored(self) -> list[str]:
        """The texts that the engine was asked about."""
        return [messages[-1].text for messages in self.bench.engine.scored]


@pytest.fixture
def label_bench(bench: "Bench") -> Iterator[LabelBench]:
    def clock() -> Moment:
        return bench.moment[0]

    task = Tasks.from_folder(resources.PROMPTS).sentiment
    diary = DiaryService(bench.database, bench.store, bench.chat, Settings(None), clock)
    jobs = LabelJobs(bench.inference)
    labels = LabelService(bench.database, diary, bench.inference, jobs, task, clock)
    labels.follow(bench.chat)
    relabelling = Relabelling(bench.database, diary, bench.inference, jobs, task)
    labels.storage_failed.connect(relabelling.hold)
    bench.store.current_topic()
    yield LabelBench(bench, diary, jobs, labels, relabelling, LabelStore(bench.database))
    diary.close()
