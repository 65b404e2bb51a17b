"""The log file: bounded, the newest kept, and never a word of what the person wrote."""

import logging
import sys
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import log
from desktop.errors import ModelRefused, StorageFailure
from desktop.log import log_to
from desktop.paths import DataPaths
from desktop.services.diagnostics import diagnostics
from desktop.services.router import job_route
from desktop.ui.crash_box import CrashBox
from tests.fakes import ScriptedEngine
from tests.program.running import paths, plain_application_afterwards, running

__all__ = ["paths", "plain_application_afterwards"]  # fixtures

SECRET = "和小雨说了那件谁也不知道的事"


@pytest.fixture(autouse=True)
def handlers_put_back() -> Iterator[None]:
    logger = logging.getLogger("desktop")
    level = logger.level
    yield
    for handler in [h for h in logger.handlers if isinstance(h, RotatingFileHandler)]:
        logger.removeHandler(handler)
        handler.close()
    logger.setLevel(level)


def written(path: Path) -> str:
    """All of the log, also what was put aside."""
    return "".join(p.read_text("utf-8") for p in path.parent.glob("*"))


def test_it_is_bounded_and_the_newest_stays(tmp_path: Path) -> None:
    path = tmp_path / "logs" / "desktop.log"
    log_to(path)
    for number in range(3000):
        logging.getLogger("desktop.test").info("line %d %s", number, "x" * 1000)
    files = sorted(path.parent.iterdir())
    assert [file.name for file in files] == ["desktop.log", "desktop.log.1", "desktop.log.2"]
    assert sum(file.stat().st_size for file in files) <= 3 * log.MOST_BYTES
    assert "line 2999 " in path.read_text("utf-8") and "line 0 " not in written(path)


def test_a_folder_that_cannot_be_written_to_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file", "utf-8")
    log_to(tmp_path / "logs" / "desktop.log")


def quoting(error: type[Exception]) -> Exception:
    """As libraries' exceptions do; with a cause that does so too."""
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as cause:
            raise error(SECRET) from cause
    except error as raised:
        return raised


def test_no_word_of_a_whole_conversation_gets_in(
    qtbot: QtBot, paths: DataPaths, caplog: pytest.LogCaptureFixture
) -> None:
    """Replies that fail by bugs and by the environment, a mood that does, a job that does, a disk
    that is full, a bug in the window: all of whose messages quote the text."""
    paths.create()
    log_to(paths.log)
    bug, failure = quoting(ValueError), quoting(ModelRefused)
    engine = ScriptedEngine([["好", SECRET], ["半", bug], [failure], ["好"]])
    with running(qtbot, paths, engine) as program:
        for _ in range(3):
            program.write(SECRET)
            program.wait_for_the_end()
        engine.scores = quoting(RuntimeError)
        program.write(f"{SECRET}，再说一次")  # the mood of the other is known by now
        program.wait_for_the_end()
        jobs, task = (
            program.application._lasting.chat_jobs,
            program.core.tasks.library.task("translate"),
        )
        assert task is not None
        jobs.start(job_route(task, SECRET))
        qtbot.waitUntil(lambda: jobs.job is not None and jobs.job.error is not None)
        program.core.chat.storage_failed.emit(StorageFailure(SECRET))
        window_bug = quoting(RuntimeError)
        sys.excepthook(RuntimeError, window_bug, window_bug.__traceback__)
        (box,) = program.application.window.findChildren(CrashBox)
        box.copy.click()
        assert SECRET not in QApplication.clipboard().text()
        info, newest = program.core.inference.info, program.core.figures.newest()
        assert SECRET not in diagnostics(info, None, newest, paths.log)
    caplog.clear()
    text = written(paths.log)
    assert text.count("bug in the worker") >= 2 and "RuntimeError" in text
    assert "model_refused" in text and "ValueError" in text
    for word in (SECRET, SECRET[:4], "小雨", "那件"):
        assert word not in text
