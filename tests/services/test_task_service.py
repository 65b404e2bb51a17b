"""Prompt files while the program runs: read again, reported, kept, written, put back."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import resources
from desktop.errors import StorageFailure, TaskFileError
from desktop.services.requests import EnginePhase
from desktop.services.task_files import TaskFiles
from desktop.services.task_service import TaskService
from desktop.settings import Settings

from .conftest import Bench

MINE = 'id = "poem"\nversion = 1\nkind = "generate"\nsystem = "写诗。"\ntemplate = "{text}"\n'


@pytest.fixture
def tasks(bench: Bench, tmp_path: Path) -> Iterator[TaskService]:
    files = TaskFiles(resources.PROMPTS, tmp_path / "prompts")
    service = TaskService(files, Settings(None), bench.inference)
    service.watch()
    yield service
    service.close()


def folder_of(tasks: TaskService) -> Path:
    assert tasks.folder is not None
    return tasks.folder


def test_a_file_that_is_added_counts_within_a_second(bench: Bench, tasks: TaskService) -> None:
    began = time.monotonic()
    with bench.qtbot.waitSignal(tasks.changed, timeout=5000):
        (folder_of(tasks) / "poem.toml").write_text(MINE, "utf-8")
    assert time.monotonic() - began < 1
    assert tasks.library.task("poem") is not None


def test_changed_replaced_broken_mended_and_deleted(bench: Bench, tasks: TaskService) -> None:
    path = folder_of(tasks) / "poem.toml"

    def wait_for_system(text: str | None) -> None:
        def there() -> bool:
            task = tasks.library.task("poem")
            return (task.system if task is not None else None) == text

        bench.qtbot.waitUntil(there, timeout=3000)

    path.write_text(MINE, "utf-8")
    wait_for_system("写诗。")
    path.write_text(MINE.replace("写诗", "唱歌"), "utf-8")  # in place
    wait_for_system("唱歌。")
    part = path.with_name("other")
    part.write_text(MINE.replace("写诗", "画画"), "utf-8")
    part.replace(path)  # as editors do
    wait_for_system("画画。")
    path.write_text("id = ", "utf-8")
    bench.qtbot.waitUntil(lambda: bool(tasks.library.problems), timeout=3000)
    wait_for_system("画画。")
    path.write_text(MINE, "utf-8")
    bench.qtbot.waitUntil(lambda: not tasks.library.problems, timeout=3000)
    path.unlink()
    wait_for_system(None)


def test_where_the_system_tells_of_nothing_it_is_looked_at(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtCore import QFileSystemWatcher

    monkeypatch.setattr(QFileSystemWatcher, "addPaths", lambda _self, paths: paths)
    files = TaskFiles(resources.PROMPTS, tmp_path / "prompts")
    service = TaskService(files, Settings(None), bench.inference)
    service.watch()
    with bench.qtbot.waitSignal(service.changed, timeout=3000):
        (tmp_path / "prompts" / "poem.toml").write_text(MINE, "utf-8")
    service.close()


def test_the_next_reply_is_asked_for_with_the_new_words(bench: Bench, tasks: TaskService) -> None:
    bench.load()
    bench.answered(lambda: bench.chat.send("早"))
    text = tasks.text("chat").replace("乐于助人", "安静")
    assert tasks.save(text) == "chat"
    bench.answered(lambda: bench.chat.send("早"))
    assert "安静" in bench.engine.seen[-1][0].text
    tasks.reset("chat")
    bench.answered(lambda: bench.chat.send("早"))
    assert "乐于助人" in bench.engine.seen[-1][0].text


def test_new_words_also_hold_for_weights_that_are_loaded_later(
    bench: Bench, tasks: TaskService
) -> None:
    tasks.save(tasks.text("chat").replace("乐于助人", "安静"))
    bench.load()
    bench.answered(lambda: bench.chat.send("早"))
    assert "安静" in bench.engine.seen[-1][0].text


def test_a_copy_is_a_task_of_its_own(tasks: TaskService) -> None:
    assert tasks.duplicate("summary") == "summary-2"
    assert tasks.duplicate("summary") == "summary-3"
    copy = tasks.library.task("summary-2")
    assert copy is not None and copy.about.commands == ("summary-2",)
    assert tasks.library.sources["summary-2"].own
    tasks.reset("summary-2")
    assert tasks.library.task("summary-2") is None


def test_what_is_no_task_is_not_saved(tasks: TaskService) -> None:
    with pytest.raises(TaskFileError):
        tasks.save("id = 1")
    with pytest.raises(TaskFileError):
        tasks.save(MINE.replace("poem", "sentiment"))
    assert list(folder_of(tasks).iterdir()) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(tasks: TaskService) -> None:
    folder_of(tasks).chmod(0o500)
    with pytest.raises(StorageFailure):
        tasks.save(MINE)
    folder_of(tasks).chmod(0o700)


def test_other_labels_are_chosen_for_moods(bench: Bench, tasks: TaskService) -> None:
    tasks.use_mood("sentiment3")
    assert [c.word for c in tasks.mood.labels.choices] == ["正面", "中性", "负面"]
    bench.engine.scores = (-3.0, -0.1, -3.0)
    bench.load()
    turn = bench.answered(lambda: bench.chat.send("今天没什么特别的"))
    assert turn.label is not None and (turn.label.word, turn.label.task) == ("中性", "sentiment3")


def test_what_the_loaded_weights_can_do(bench: Bench, tasks: TaskService) -> None:
    summary = tasks.library.task("summary")
    assert summary is not None and tasks.can_do(summary) is None
    bench.load()
    bench.wait_for(EnginePhase.READY)
    assert tasks.can_do(summary) is False  # the script has a single parameter
