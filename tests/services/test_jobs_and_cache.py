"""Jobs in the queue of the turns, and labels that are not computed twice."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from threading import Semaphore

import pytest

from desktop import resources
from desktop.inference.task import ClassifyTask
from desktop.inference.task_library import read_library
from desktop.services.job_service import Job, JobService, JobState
from desktop.services.label_cache import LabelCache
from desktop.services.requests import EnginePhase
from desktop.services.router import Route, Scope, job_route
from desktop.settings import Settings

from .label_bench import LabelBench

LIBRARY = read_library(resources.PROMPTS)


@pytest.fixture
def jobs(label_bench: LabelBench) -> Iterator[JobService]:
    bench, diary = label_bench.bench, label_bench.diary
    bench.engine.info = replace(bench.engine.info, parameters=464_000_000)
    label_bench.ready()
    yield JobService(bench.inference, Settings(None), diary.entries_between, diary.today)


def route(task_id: str, text: str = "", scope: Scope = Scope.TEXT) -> Route:
    task = LIBRARY.task(task_id)
    assert task is not None
    return job_route(task, text) if scope is Scope.TEXT else Route(task, scope)


def ended(label_bench: LabelBench, jobs: JobService, route: Route) -> Job:
    jobs.start(route)

    def over() -> bool:
        return jobs.job is not None and jobs.job.state is not JobState.RUNNING

    label_bench.bench.qtbot.waitUntil(over)
    assert jobs.job is not None
    return jobs.job


def test_a_translation_is_no_entry(label_bench: LabelBench, jobs: JobService) -> None:
    label_bench.bench.engine.replies = [["He", "llo"]]
    job = ended(label_bench, jobs, route("translate", "你好"))
    assert (job.state, job.text) == (JobState.DONE, "Hello")
    assert label_bench.diary.days() == [] and not label_bench.scored()


def test_a_summary_of_the_week_reads_what_was_written(
    label_bench: LabelBench, jobs: JobService
) -> None:
    diary, today = label_bench.diary, label_bench.diary.today()
    for text, day in (("早先", date(2026, 1, 1)), ("前天的事", today), ("今天的事", today)):
        diary.write(text, day)
    ended(label_bench, jobs, route("summary", scope=Scope.WEEK))
    (asked,) = [m[-1].text for m in label_bench.bench.engine.seen]
    assert "前天的事" in asked and "今天的事" in asked and "早先" not in asked


def test_nothing_written_is_said_and_not_asked(label_bench: LabelBench, jobs: JobService) -> None:
    assert ended(label_bench, jobs, route("summary", scope=Scope.DAY)).state is JobState.NOTHING
    assert not label_bench.bench.engine.seen


def test_a_label_as_a_job(label_bench: LabelBench, jobs: JobService) -> None:
    label_bench.bench.engine.scores = (-9.0, -0.1, -9.0, -9.0)
    task = LIBRARY.task("intent")
    assert isinstance(task, ClassifyTask)
    plain = replace(task, calibrate=False)
    job = ended(label_bench, jobs, job_route(plain, "我只想说说"))
    assert job.prediction is not None and job.prediction.choice.word == "倾诉"


def test_a_job_that_the_model_cannot_do_says_so(
    label_bench: LabelBench, jobs: JobService, caplog: pytest.LogCaptureFixture
) -> None:
    label_bench.bench.engine.info = replace(label_bench.bench.engine.info, parameters=7_000_000)
    job = ended(label_bench, jobs, route("translate", "你好"))
    caplog.clear()
    assert job.state is JobState.FAILED and job.error is not None


def test_stopping_keeps_what_came(label_bench: LabelBench, jobs: JobService) -> None:
    bench = label_bench.bench
    bench.engine.permits, bench.engine.replies = Semaphore(1), [["一半", "另一半"]]
    with bench.qtbot.waitSignal(jobs.grew):
        jobs.start(route("translate", "你好"))
    jobs.stop()
    bench.qtbot.waitUntil(lambda: jobs.job is not None and jobs.job.state is JobState.STOPPED)
    assert jobs.job is not None and jobs.job.text == "一半"


def test_jobs_and_turns_stand_in_one_queue(label_bench: LabelBench, jobs: JobService) -> None:
    bench = label_bench.bench
    bench.engine.replies = [["回复"], ["译文"]]
    jobs_route = route("translate", "你好")

    def both() -> None:
        bench.chat.send("早")
        jobs.start(jobs_route)

    assert bench.answered(both).reply == "回复"
    bench.qtbot.waitUntil(lambda: jobs.job is not None and jobs.job.text == "译文")


# The cache


@pytest.fixture
def cache(label_bench: LabelBench) -> LabelCache:
    sentiment = LIBRARY.mood("sentiment")
    cache = LabelCache(label_bench.bench.database, label_bench.bench.inference, lambda: sentiment)
    label_bench.bench.chat._cached = cache
    label_bench.jobs.complete = cache.complete
    label_bench.jobs.judged.connect(cache.on_judged)
    label_bench.ready()
    return cache


def test_the_same_text_is_labelled_once(label_bench: LabelBench, cache: LabelCache) -> None:
    bench = label_bench.bench
    first = bench.answered(lambda: bench.chat.send("今天很累"))
    second = bench.answered(lambda: bench.chat.send("今天很累"))
    assert first.label is not None and second.label is not None
    assert first.label == second.label and label_bench.scored() == ["今天很累"]
    assert (cache.hits, cache.count()) == (1, 1)
    assert cache.clear() and cache.count() == 0
    bench.answered(lambda: bench.chat.send("今天很累"))
    assert label_bench.scored() == ["今天很累"] * 2


def test_what_is_sent_while_the_weights_are_loading_is_not_labelled_twice_either(
    label_bench: LabelBench, cache: LabelCache
) -> None:
    """As `ask` does, which sends before there can be weights."""
    bench = label_bench.bench
    first = bench.answered(lambda: bench.chat.send("今天很累"))

    def at_the_start() -> None:
        bench.load()
        bench.chat.send("今天很累")

    again = bench.answered(at_the_start)
    assert again.label == first.label and label_bench.scored() == ["今天很累"]
    assert cache.hits == 1


def test_the_reason_is_kept_as_a_place(label_bench: LabelBench, cache: LabelCache) -> None:
    bench, text = label_bench.bench, "今天下雨。我很难过。"
    turn = bench.answered(lambda: bench.chat.send(text))

    def explained(entry_id: int) -> bool:
        label = label_bench.label(entry_id)
        return label is not None and label.evidence is not None

    bench.qtbot.waitUntil(lambda: explained(turn.entry.id))
    scored = len(label_bench.scored())
    again = bench.answered(lambda: bench.chat.send(text))
    bench.qtbot.waitUntil(lambda: explained(again.entry.id))
    assert len(label_bench.scored()) == scored
    assert label_bench.label(again.entry.id) == label_bench.label(turn.entry.id)
    stored = str(bench.database.query("SELECT * FROM label_cache"))
    assert "下雨" not in stored and "难过" not in stored


def test_other_weights_precision_or_words_of_the_task_are_another_label(
    label_bench: LabelBench, cache: LabelCache
) -> None:
    bench, mood = label_bench.bench, LIBRARY.mood("sentiment")
    bench.answered(lambda: bench.chat.send("今天"))
    assert cache.find("今天", mood) is not None
    assert cache.find("今天", replace(mood, system="别的话")) is None
    assert cache.find("今天", replace(mood, version=9)) is None
    for other in ({"precision": "int8"}, {"weights": "0a" * 32}, {"kernels": "avx2"}):
        bench.inference._info = replace(bench.engine.info, **other)  # type: ignore[arg-type]
        assert cache.find("今天", mood) is None
    assert bench.inference.state.phase is EnginePhase.READY
