"""What requests cost: measured by a scripted clock and by a real stopwatch, kept without text."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop import resources
from desktop.domain.figures import Figures, Kind, Stage
from desktop.domain.turns import Turn, TurnState
from desktop.errors import StorageFailure
from desktop.inference.assistant import Assistant
from desktop.inference.engine import Work
from desktop.inference.task_library import read_library
from desktop.inference.turn_tasks import Tasks
from desktop.services.chat_service import ChatService
from desktop.services.figures_service import FiguresService
from desktop.services.inference_service import InferenceService
from desktop.services.job_service import JobService
from desktop.services.label_jobs import LabelJobs
from desktop.services.requests import EnginePhase, JudgeRequest, LoadRequest
from desktop.services.router import job_route
from desktop.settings import Settings
from desktop.storage.database import open_database
from desktop.storage.diary_store import DiaryStore
from tests.fakes import ScriptedDoctor, ScriptedEngine

from .conftest import NOON
from .label_bench import LabelBench


@pytest.fixture
def figures(label_bench: LabelBench) -> Iterator[FiguresService]:
    bench = label_bench.bench
    label_bench.ready()
    service = FiguresService(
        bench.database, bench.inference, bench.chat, label_bench.jobs, lambda: bench.moment[0]
    )
    yield service
    service.close()


def added(service: FiguresService, qtbot: QtBot, act: Callable[[], object]) -> Figures:
    with qtbot.waitSignal(service.added) as signal:
        act()
    found: Figures = signal.args[0]
    return found


def test_a_turn(label_bench: LabelBench, figures: FiguresService) -> None:
    bench = label_bench.bench
    bench.engine.replies = [["好", "的", "。"]]
    found = added(figures, bench.qtbot, lambda: bench.chat.send("今天真好"))
    assert (found.kind, found.ending, found.tokens) == (Kind.TURN, "end", 3)
    assert (found.label, found.cached) == ("正面", False)
    assert found.confidence is not None and 0.5 < found.confidence < 1
    assert found.at_utc_ms == bench.moment[0].utc_ms and found.precision == "none"
    assert 0 < found.memory_bytes <= found.peak_bytes
    assert figures.newest() == [found] and found.id == 1


def test_a_stopwatch_around_the_whole_of_it_sees_the_sum(
    label_bench: LabelBench, figures: FiguresService
) -> None:
    bench = label_bench.bench
    bench.engine.permits = threading.Semaphore(0)
    over: list[float] = []

    def look(turn: Turn) -> None:
        if turn.state is not TurnState.PENDING:
            over.append(time.perf_counter())

    bench.chat.turn_changed.connect(look)
    began = time.perf_counter()
    bench.chat.send("第一句")
    bench.chat.send("第二句")
    sent = time.perf_counter()
    bench.qtbot.waitUntil(lambda: bool(bench.engine.seen))
    released = time.perf_counter()
    bench.engine.permits.release(99)
    bench.qtbot.waitUntil(lambda: len(figures.newest()) == 2)
    second, first = figures.newest()
    for figures_of_it, ended in zip((first, second), over, strict=True):
        assert released - sent < figures_of_it.total_s <= ended - began
    assert second.stage(Stage.QUEUE) > released - sent


class Clock:
    """Goes on only when it is told to, on whichever thread."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class TimedEngine(ScriptedEngine):
    """Every part of its work takes its time by the clock."""

    clock: Clock

    def score(self, *args: Any, **kwargs: Any) -> Any:
        self.clock.now += 0.5 + 0.25
        self.work = Work(self.work.encode_s + 0.25, self.work.prompt_tokens + 30, 0)
        return super().score(*args, **kwargs)

    def generate(self, *args: Any, **kwargs: Any) -> Any:
        self.clock.now += 0.125
        before = self.work
        self.work = Work(before.encode_s + 0.125, before.prompt_tokens + 70, 60)
        pieces = super().generate(*args, **kwargs)
        while True:
            self.clock.now += 1
            try:
                piece = next(pieces)
            except StopIteration as end:
                return end.value
            yield piece


def test_each_stage_by_a_clock_that_only_work_moves(qtbot: QtBot) -> None:
    clock, engine = Clock(), TimedEngine()
    engine.clock, engine.replies = clock, [["一", "二", "三"]]
    database = open_database(None)
    store = DiaryStore(database)
    tasks = Tasks.from_folder(resources.PROMPTS)
    sentiment = replace(tasks.sentiment, calibrate=False)
    inference = InferenceService(
        lambda _request: Assistant(engine, replace(tasks, sentiment=sentiment)),
        ScriptedDoctor().examine,
        ticks=clock,
    )
    chat = ChatService(store, inference, Settings(None), lambda: NOON)
    service = FiguresService(database, inference, chat, LabelJobs(inference), lambda: NOON)
    kept = store.add_turn, store.finish

    def slow_insert(*args: object, **kwargs: object) -> Turn:
        clock.now += 0.0625
        return kept[0](*args, **kwargs)  # type: ignore[arg-type]

    def slow_finish(*args: object, **kwargs: object) -> Turn:
        clock.now += 0.03125
        return kept[1](*args, **kwargs)  # type: ignore[arg-type]

    store.add_turn, store.finish = slow_insert, slow_finish  # type: ignore[method-assign]
    chat.turn_added.connect(lambda _turn: setattr(clock, "now", clock.now + 2))  # a busy window
    inference.load(LoadRequest(resources.PROMPTS))
    qtbot.waitUntil(lambda: inference.state.phase is EnginePhase.READY)
    began = clock.now
    found = added(service, qtbot, lambda: chat.send("今天"))
    assert dict(zip(Stage, found.seconds, strict=True)) == {
        Stage.QUEUE: 2,
        Stage.PREPROCESSING: 0.25,
        Stage.LABEL: 0.5,
        Stage.HISTORY: 0.125,
        Stage.FIRST_TOKEN: 1,
        Stage.DECODE: 3,
        Stage.SAVE: 0.0625 + 0.03125,
    }
    assert found.total_s == clock.now - began
    assert (found.prompt_tokens, found.reused_tokens) == (100, 60)
    assert found.tokens_per_second == pytest.approx(2 / 3)
    service.close()
    chat.close()
    assert inference.shutdown()
    database.close()


def test_what_fails_or_is_stopped_is_measured_too(
    label_bench: LabelBench, figures: FiguresService, caplog: pytest.LogCaptureFixture
) -> None:
    bench = label_bench.bench
    bench.engine.replies = [["半", ValueError("secret")]]
    found = added(figures, bench.qtbot, lambda: bench.chat.send("一"))
    assert (found.ending, found.label) == ("failed", "正面") and found.total_s > 0
    caplog.clear()
    bench.engine.permits, bench.engine.replies = threading.Semaphore(1), [["半", "句"]]
    with bench.qtbot.waitSignal(bench.chat.reply_grew):
        bench.chat.send("二")
    assert added(figures, bench.qtbot, bench.chat.stop).ending == "stopped"


def test_a_job_and_the_mood_of_an_entry(label_bench: LabelBench, figures: FiguresService) -> None:
    bench = label_bench.bench
    bench.engine.info = replace(bench.engine.info, parameters=464_000_000)
    jobs = JobService(bench.inference, Settings(None), lambda _a, _b: [], label_bench.diary.today)
    task = read_library(resources.PROMPTS).task("translate")
    assert task is not None
    job = added(figures, bench.qtbot, lambda: jobs.start(job_route(task, "你好")))
    assert (job.kind, job.tokens, job.cached) == (Kind.JOB, 2, None)
    entry = label_bench.written()
    label = added(figures, bench.qtbot, lambda: label_bench.labels.ask_model(entry.id))
    assert (label.kind, label.label, label.cached) == (Kind.LABEL, "正面", False)
    assert [f.kind for f in figures.newest()] == [Kind.LABEL, Kind.JOB]


def test_hundreds_of_moods_leave_none(label_bench: LabelBench, figures: FiguresService) -> None:
    entry, jobs = label_bench.written(), label_bench.jobs
    with label_bench.bench.qtbot.waitSignal(jobs.judged):
        jobs.add(JudgeRequest(entry.id, entry.entry.text, one_of_many=True))
    figures.close()
    assert figures.newest() == []


def test_figures_that_cannot_be_kept_are_shown_all_the_same(
    label_bench: LabelBench, figures: FiguresService, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StorageFailure("full")

    monkeypatch.setattr(figures._store, "add", fail)
    bench = label_bench.bench
    found = added(figures, bench.qtbot, lambda: bench.chat.send("今天"))
    assert found.id == 0 and figures.newest() == [found]


def test_no_text_is_kept_with_them(label_bench: LabelBench, figures: FiguresService) -> None:
    bench = label_bench.bench
    bench.engine.replies = [["保密的回答"]]
    added(figures, bench.qtbot, lambda: bench.chat.send("保密的话"))
    assert "保密" not in str(bench.database.query("SELECT * FROM request_figures"))
