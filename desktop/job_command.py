"""`python -m desktop do`: a job on a text or on days of the diary, printed as it is written."""

import argparse
import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, Slot

from desktop.composition import Core, build_core
from desktop.domain.labels import Prediction
from desktop.errors import DiaryMissing, EnvironmentFailure, TaskUnsupported
from desktop.exits import DONE, INTERRUPTED, USAGE, exit_code
from desktop.language import install_language
from desktop.opening import open_to_read
from desktop.paths import DataPaths, data_paths
from desktop.services import care_words, wording
from desktop.services.garbage import garbage_collected_here
from desktop.services.job_service import Job, JobService, JobState
from desktop.services.router import Route, Scope, Task, find_task, route_of
from desktop.services.task_words import ending_note, needs_larger, task_title
from desktop.settings import Settings
from desktop.storage.database import Database, open_database

translate = QCoreApplication.translate


def run(options: argparse.Namespace) -> int:
    """The exit code. Raises the storage's failures."""
    with _core(options) as core:
        tasks = core.tasks.library.jobs
        task = find_task(options.task, tasks)
        if task is None:
            return _refuse(_unknown(options.task, tasks))
        route = _route(task, options)
        if isinstance(route, str):
            return _refuse(route)
        runner = _Runner(core, streams=not options.json)
        job = runner.run(route, getattr(options, "model", None))
        _print(job, as_json=options.json)
        if runner.interrupted:
            return INTERRUPTED
        return exit_code(job.error) if job.state is JobState.FAILED else DONE


@contextmanager
def _core(options: argparse.Namespace) -> Iterator[Core]:
    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    paths = data_paths(getattr(options, "data_dir", None))
    settings = Settings(paths.settings)
    install_language(application, settings.text("language"))
    database = _diary(options, paths)
    core = build_core(database, settings, cache=paths.cache, prompts=paths.prompts)
    try:
        with garbage_collected_here():
            yield core
    finally:
        core.close()


def _diary(options: argparse.Namespace, paths: DataPaths) -> Database:
    """What a text needs none of: then figures and labels are kept where there is one already."""
    try:
        return open_to_read(paths)
    except DiaryMissing:
        if options.text is None:
            raise
        return open_database(None)


# What is asked for


def _route(task: Task, options: argparse.Namespace) -> Route | str:
    """Or why there is none."""
    day = options.day or options.week
    if day is None:
        text = sys.stdin.read() if options.text == "-" else options.text
        if text.strip():
            return route_of(task, text.strip(), {})
        return translate("terminal", "没有文字可做。")
    scope = Scope.DAY if options.day else Scope.WEEK
    if scope not in task.about.reads:
        sentence = translate("terminal", "“{task}”只看文字，不看日子。")
        return sentence.format(task=task_title(task))
    return Route(task, scope, until=day)


def _unknown(name: str, tasks: tuple[Task, ...]) -> str:
    sentence = translate("terminal", "没有任务 {name}。有：{tasks}")
    return sentence.format(name=name, tasks=", ".join(task.id for task in tasks))


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return USAGE


class _Runner(QObject):
    """Begins the job, loads the weights only if it needs them, and waits for its end."""

    def __init__(self, core: Core, *, streams: bool) -> None:
        """streams: whether its text is printed as it grows."""
        super().__init__()
        self._core, self._loop, self.interrupted = core, QEventLoop(), False
        between, today = core.diary.entries_between, core.chat.today
        self._jobs = JobService(core.inference, core.settings, between, today, self)
        self._jobs.changed.connect(self._on_job)
        if streams:
            self._jobs.grew.connect(self._on_grew)
        # Python looks at signals only while it runs bytecode, which Qt's loop may not.
        self._tick = QTimer(self)
        self._tick.setInterval(100)
        self._tick.timeout.connect(self._look_at_signals)

    def run(self, route: Route, model: str | None) -> Job:
        self._jobs.start(route)
        if self._running():
            self._core.load(model)
            before = signal.signal(signal.SIGINT, self._on_interrupt)
            self._tick.start()
            self._loop.exec()
            self._tick.stop()
            signal.signal(signal.SIGINT, before)
        assert self._jobs.job is not None
        return self._jobs.job

    def _running(self) -> bool:
        return self._jobs.job is not None and self._jobs.job.state is JobState.RUNNING

    @Slot()
    def _look_at_signals(self) -> None:
        """Nothing: that this slot ran was the point."""

    def _on_interrupt(self, _number: int, _frame: object) -> None:
        self.interrupted = True
        self._jobs.stop()

    @Slot(object)
    def _on_job(self, _job: Job | None) -> None:
        if not self._running():
            self._loop.quit()

    @Slot(str)
    def _on_grew(self, text: str) -> None:
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:  # nobody reads any more
            self._jobs.stop()


# What came of it


def _print(job: Job, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(_as_json(job), ensure_ascii=False))
    elif job.state is JobState.CARE:
        print(care_words.help_text())
    elif job.prediction is not None:
        print(_label(job.prediction))
    elif job.text:
        print()
    if note := _note(job):
        print(note, file=sys.stderr)


def _label(prediction: Prediction) -> str:
    choice, share = prediction.choice, f"{prediction.confidence:.0%}"
    return f"{choice.emoji} {wording.choice_word(choice)} · {share}".strip()


def _note(job: Job) -> str:
    """What is to be said beside the text: how it ended, why there is none."""
    if job.state is JobState.NOTHING:
        return translate("terminal", "那几天还没有写下什么，没有可做的。")
    if job.state is JobState.FAILED:
        return _why(job)
    notes = [ending_note(job.ending)]
    if job.shortened:
        notes.append(translate("terminal", "文字太长，模型只读了开头和结尾。"))
    return " · ".join(filter(None, notes))


def _why(job: Job) -> str:
    """Where the model is too small, how large it would have to be, and how to name another."""
    if isinstance(job.error, TaskUnsupported):
        sentence = translate("terminal", "{task}：{needs}。用 --model DIR 或在设置里换一个。")
        task = job.route.task
        return sentence.format(task=task_title(task), needs=needs_larger(task))
    return wording.explain(job.error) if job.error else wording.explain_kind("bug")


def _as_json(job: Job) -> dict[str, object]:
    mood, error = job.prediction, job.error
    kind = error.kind if isinstance(error, EnvironmentFailure) else "bug"
    care = job.state is JobState.CARE
    return {
        "task": job.route.task.id,
        "scope": job.route.scope,
        "until": job.route.until and job.route.until.isoformat(),
        "state": job.state,
        "text": job.text,
        "label": mood and mood.choice.word,
        "confidence": None if mood is None else round(mood.confidence, 4),
        "reason": job.ending,
        "error": kind if error is not None else None,
        "message": care_words.help_text() if care else _note(job) or None,
    }
