"""Tasks on screen: the page that edits them, commands in the composer, the card of a job."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import resources
from desktop.domain.ways import Order, Way
from desktop.errors import StorageFailure, TaskFileError
from desktop.inference.assistant import Assistant
from desktop.inference.task_library import read_library
from desktop.services.chat_service import ChatService
from desktop.services.inference_service import InferenceService
from desktop.services.job_service import JobService, JobState
from desktop.services.label_cache import LabelCache
from desktop.services.requests import EnginePhase, LoadRequest
from desktop.services.task_files import TaskFiles
from desktop.services.task_service import TaskService
from desktop.services.task_words import explain_problem
from desktop.services.undo import Deed
from desktop.settings import Settings
from desktop.storage.database import open_database
from desktop.ui.chat.chat_page import ChatPage
from desktop.ui.chat.notices import NoticeBar
from desktop.ui.tasks.chat_jobs import ChatJobs
from desktop.ui.tasks.task_notice import TASKS_NOTICE, TaskNotice
from desktop.ui.tasks.tasks_page import TasksPage
from desktop.ui.theme import Theme
from tests.fakes import INFO, ScriptedDoctor, ScriptedEngine

from .chat_fakes import TODAY, FakeChat, fake_labels, turn


@dataclass
class Parts:
    """The services below, over a scripted engine of a size that can do all tasks."""

    engine: ScriptedEngine
    inference: InferenceService
    tasks: TaskService
    jobs: JobService
    cache: LabelCache
    theme: Theme
    folder: Path


@pytest.fixture
def parts(qtbot: QtBot, tmp_path: Path) -> Iterator[Parts]:
    engine = ScriptedEngine([["Hello"]], info=replace(INFO, parameters=464_000_000))
    tasks_at_start = read_library(resources.PROMPTS).turn_tasks("sentiment")
    inference = InferenceService(
        lambda _request: Assistant(engine, tasks_at_start), ScriptedDoctor().examine
    )
    settings, database, theme = Settings(None), open_database(None), Theme("light", 1.0)
    theme.apply()
    tasks = TaskService(TaskFiles(resources.PROMPTS, tmp_path / "prompts"), settings, inference)
    jobs = JobService(inference, settings, lambda _since, _until: [], lambda: TODAY)
    cache = LabelCache(database, inference, lambda: tasks.mood)
    inference.load(LoadRequest(Path("x")))
    qtbot.waitUntil(lambda: inference.state.phase is EnginePhase.READY)
    yield Parts(engine, inference, tasks, jobs, cache, theme, tmp_path / "prompts")
    assert inference.shutdown()
    tasks.close()
    database.close()


@pytest.fixture
def page(qtbot: QtBot, parts: Parts) -> TasksPage:
    page = TasksPage(parts.tasks, parts.jobs, parts.cache, parts.inference, parts.theme)
    qtbot.addWidget(page)
    page.show()
    return page


def choose(page: TasksPage, task_id: str) -> None:
    for row in range(page.list.count()):
        if page.list.item(row).data(Qt.ItemDataRole.UserRole) == task_id:
            page.list.setCurrentRow(row)


def lines(page: TasksPage) -> list[str]:
    return [page.list.item(row).text() for row in range(page.list.count())]


def test_all_tasks_are_listed_and_what_a_small_model_cannot_do_is_said(
    parts: Parts, page: TasksPage
) -> None:
    assert len(lines(page)) == 11
    parts.inference._info = INFO
    parts.inference.state_changed.emit(parts.inference.state)
    (summary,) = [line for line in lines(page) if "summary" in line]
    assert "0.5B" in summary


def test_a_mistake_is_told_in_place_and_cannot_be_saved(page: TasksPage, qtbot: QtBot) -> None:
    choose(page, "summary")
    editor = page.editor
    good = editor.text.toPlainText()
    editor.text.setPlainText(good.replace("{text}", "text"))
    qtbot.waitUntil(lambda: "template" in editor.note.text())
    assert not editor.save.isEnabled() and not editor.attempt.isEnabled()
    editor.text.setPlainText(good)
    qtbot.waitUntil(lambda: editor.note.isHidden())


def test_edit_save_and_reset(parts: Parts, page: TasksPage, qtbot: QtBot) -> None:
    choose(page, "summary")
    editor = page.editor
    assert not editor.reset.isEnabled()
    editor.text.setPlainText(editor.text.toPlainText().replace("两三句话", "一句话"))
    qtbot.waitUntil(editor.save.isEnabled)
    editor.save.click()
    task = parts.tasks.library.task("summary")
    assert task is not None and "一句话" in task.system
    assert (parts.folder / "summary.toml").exists()
    editor.reset.click()
    assert "两三句话" in editor.text.toPlainText()
    assert not (parts.folder / "summary.toml").exists()


def test_a_copy_is_shown_and_can_be_deleted(parts: Parts, page: TasksPage) -> None:
    choose(page, "summary")
    deeds: list[Deed] = []
    page.editor.done.connect(deeds.append)
    page.editor.copy.click()
    assert 'id = "summary-2"' in page.editor.text.toPlainText()
    page.editor.reset.click()
    assert parts.tasks.library.task("summary-2") is None
    deeds[0].undo()
    assert parts.tasks.library.task("summary-2") is not None


def test_it_is_tried_before_it_is_saved(parts: Parts, page: TasksPage, qtbot: QtBot) -> None:
    choose(page, "translate")
    editor = page.editor
    editor.text.setPlainText(editor.text.toPlainText().replace("忠实地", "随意地"))
    editor.sample.setText("你好")
    qtbot.keyClick(editor.sample, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: editor.outcome.text() == "Hello")
    assert "随意地" in parts.engine.seen[-1][0].text
    choose(page, "title")
    assert editor.outcome.isHidden()


def test_labels_are_chosen_for_moods(parts: Parts, page: TasksPage) -> None:
    choose(page, "emotion")
    page.editor.mood.click()
    assert parts.tasks.mood.id == "emotion"
    assert not page.editor.mood.isEnabled()
    choose(page, "intent")
    assert page.editor.mood.isHidden()


def test_what_is_typed_is_not_lost_by_a_change_on_disk(parts: Parts, page: TasksPage) -> None:
    choose(page, "summary")
    page.editor.text.setPlainText("我在写")
    parts.folder.mkdir(exist_ok=True)
    text = (resources.PROMPTS / "summary.toml").read_text("utf-8")
    (parts.folder / "x.toml").write_text(text.replace("两三", "三四"), "utf-8")
    parts.tasks.look()
    assert page.editor.text.toPlainText() == "我在写"


def test_a_broken_file_is_told_once_and_the_card_goes_when_it_is_mended(
    parts: Parts, qtbot: QtBot
) -> None:
    bar = NoticeBar(parts.theme)
    qtbot.addWidget(bar)
    notice = TaskNotice(parts.tasks, bar)
    parts.folder.mkdir(exist_ok=True)
    path = parts.folder / "x.toml"
    path.write_text('id = "x"\nversion = 1\nversion', "utf-8")
    parts.tasks.look()
    assert bar.keys() == [TASKS_NOTICE] and "x.toml" in notice._told and "3" in notice._told
    bar.clear(TASKS_NOTICE)
    parts.tasks.look()
    assert bar.keys() == []
    path.unlink()
    parts.tasks.look()
    assert notice._told == ""


def test_every_reason_has_words() -> None:
    for code in ("unreadable", "no_file", "too_large", "variables", "same_id", "syntax"):
        text = explain_problem(TaskFileError.of("a.toml", code, line=3, key="id", detail="D"))
        assert "a.toml" in text and "3" in text and "{" not in text


# In the chat


@pytest.fixture
def chat_page(qtbot: QtBot, parts: Parts) -> tuple[ChatPage, FakeChat, ChatJobs]:
    chat = FakeChat([turn(1, "今天很累")])
    page = ChatPage(cast(ChatService, chat), parts.inference, fake_labels(), parts.theme)
    qtbot.addWidget(page)
    args = page.composer, page.timeline, page.notices, parts.theme
    jobs = ChatJobs(parts.jobs, parts.tasks, *args)
    page.offer(jobs)
    page.resize(800, 700)
    page.show()
    return page, chat, jobs


def test_a_command_is_a_job_and_no_entry(
    chat_page: tuple[ChatPage, FakeChat, ChatJobs], parts: Parts, qtbot: QtBot
) -> None:
    page, chat, jobs = chat_page
    page.composer.fill("/翻译 你好")
    assert "翻译" in page.composer.route_line.text() and page.composer.as_entry.isVisible()
    qtbot.keyClick(page.composer.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: jobs.card.result.text() == "Hello")
    assert not [done for done in chat.done if done[0] == "send"] and page.composer.text() == ""
    jobs.card.copy.click()
    assert QApplication.clipboard().text() == "Hello"
    jobs.card.as_entry.click()
    assert ("send", "/翻译 你好") in chat.done and jobs.card.isHidden()


def test_a_command_can_be_sent_as_an_entry_and_an_unknown_one_is(
    chat_page: tuple[ChatPage, FakeChat, ChatJobs], qtbot: QtBot
) -> None:
    page, chat, _jobs = chat_page
    page.composer.fill("/总结 这是标题")
    page.composer.as_entry.click()
    page.composer.fill("/zz 不是命令")
    assert page.composer.route_line.isVisible()
    qtbot.keyClick(page.composer.editor, Qt.Key.Key_Return)
    assert [text for what, text in chat.done] == ["/总结 这是标题", "/zz 不是命令"]


def test_a_slash_lists_the_commands(chat_page: tuple[ChatPage, FakeChat, ChatJobs]) -> None:
    page, _chat, jobs = chat_page
    line = page.composer.route_line
    page.composer.fill("/")
    assert line.isVisible() and not page.composer.as_entry.isVisible()
    titles = [task.about.commands[0] for task in jobs._tasks.library.jobs if task.about.commands]
    assert len(titles) > 2 and all(f"/{title}" in line.text() for title in titles)
    page.composer.fill("/翻")
    assert "/翻译" in line.text() and "/总结" not in line.text()
    page.composer.fill("/trans")  # by its other name
    assert "/translate" in line.text()
    page.composer.fill("/ 一行")
    assert not line.isVisible()
    page.composer.fill("／")  # as an input method writes it
    assert "/翻译" in line.text()


@pytest.mark.parametrize("typed", ["/翻译", "/", "／"])
def test_a_command_that_lacks_its_text_or_name_stays_where_it_is(
    typed: str, chat_page: tuple[ChatPage, FakeChat, ChatJobs], parts: Parts, qtbot: QtBot
) -> None:
    page, chat, _jobs = chat_page
    page.composer.fill(typed)
    qtbot.keyClick(page.composer.editor, Qt.Key.Key_Return)
    assert page.composer.text() == typed and parts.jobs.job is None and not chat.done


def test_a_job_that_cannot_read_the_diary_leaves_its_command(
    chat_page: tuple[ChatPage, FakeChat, ChatJobs],
    parts: Parts,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unreadable(_route: object) -> None:
        raise StorageFailure("diary")

    page, _chat, jobs = chat_page
    monkeypatch.setattr(parts.jobs, "start", unreadable)
    page.composer.fill("/翻译 你好")
    with qtbot.assertNotEmitted(jobs.begun):
        qtbot.keyClick(page.composer.editor, Qt.Key.Key_Return)
    assert page.composer.text() == "/翻译 你好" and page.notices.keys() == ["storage"]


def test_help_is_shown_although_the_model_is_too_small_for_the_command(
    chat_page: tuple[ChatPage, FakeChat, ChatJobs],
    parts: Parts,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page, _chat, jobs = chat_page
    monkeypatch.setattr(parts.tasks, "can_do", lambda _task: False)
    page.composer.fill("/翻译 你好")
    qtbot.keyClick(page.composer.editor, Qt.Key.Key_Return)
    assert parts.jobs.job is None and page.composer.text() == "/翻译 你好"
    page.composer.fill("/翻译 我不想活了")
    qtbot.keyClick(page.composer.editor, Qt.Key.Key_Return)
    assert parts.jobs.job is not None and parts.jobs.job.state is JobState.CARE
    assert "12356" in jobs.card.result.text() and jobs.card.as_entry.isVisible()
    assert parts.engine.seen == []


def test_a_job_on_a_message(
    chat_page: tuple[ChatPage, FakeChat, ChatJobs],
    parts: Parts,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page, _chat, jobs = chat_page
    monkeypatch.setattr(jobs.menu, "popup", lambda _place: None)  # no such thing offscreen
    view = page.timeline.view(1)
    assert view is not None
    view.buttons.jobs.click()
    (summary,) = [a for a in jobs.menu.actions() if a.text() in ("总结", "Summary")]
    summary.trigger()
    qtbot.waitUntil(lambda: parts.jobs.job is not None and parts.jobs.job.state is JobState.DONE)
    assert parts.engine.seen[-1][-1].text == "今天很累"


def test_a_way_holds_for_one_entry(
    chat_page: tuple[ChatPage, FakeChat, ChatJobs], qtbot: QtBot
) -> None:
    page, chat, _jobs = chat_page
    menu = page.composer.way.fill()
    next(a for a in menu.actions() if a.text() == "只记录").trigger()
    assert page.composer.way.text() == "只记录"
    page.composer.fill("记一笔")
    qtbot.keyClick(page.composer.editor, Qt.Key.Key_Return)
    assert chat.sent_way == Way(Order.LABEL_ONLY)
    assert page.composer.way.way is None


def test_two_presses_send_once(
    chat_page: tuple[ChatPage, FakeChat, ChatJobs], qtbot: QtBot
) -> None:
    page, chat, _jobs = chat_page
    page.composer.fill("一次")
    qtbot.keyClick(page.composer.editor, Qt.Key.Key_Return)
    qtbot.keyClick(page.composer.editor, Qt.Key.Key_Return)
    qtbot.mouseClick(page.composer.send, Qt.MouseButton.LeftButton)
    assert [text for what, text in chat.done] == ["一次"]


def test_the_queue_has_a_visible_length(
    chat_page: tuple[ChatPage, FakeChat, ChatJobs],
) -> None:
    composer = chat_page[0].composer
    composer.set_open_turns(2)
    composer.set_open_jobs(1)
    assert composer.queue_line.isVisible() and "2" in composer.queue_line.text()
    composer.set_open_turns(0)
    assert composer.queue_line.isHidden() and composer.stop.isVisible()
    composer.set_open_jobs(0)
    assert composer.stop.isHidden()
