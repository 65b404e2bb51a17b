"""Another language while the program works: every page speaks it, and no job is waited for."""

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import renewed
from desktop.language import install_language
from desktop.paths import DataPaths
from desktop.services import transfer_service
from desktop.services.job_service import JobState
from desktop.services.requests import EnginePhase
from desktop.settings import Section
from desktop.storage import importing
from desktop.ui.data.data_page import DataPage
from desktop.ui.mood.mood_page import MoodPage
from desktop.ui.mood.range_bar import ALL_DAYS, RangeBar
from desktop.ui.rail import Place
from desktop.ui.settings.settings_area import DATA, MODELS, TASKS
from desktop.ui.tasks.job_card import JobCard
from desktop.ui.tasks.tasks_page import TasksPage
from tests.fakes import INFO, ScriptedEngine
from tests.program.running import Program, paths, plain_application_afterwards, running

__all__ = ["paths", "plain_application_afterwards"]  # fixtures

CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
# A language is named in itself; the model's own words are no interface.
IN_ANY_LANGUAGE = {"中文"}
SOON_S = 20


@pytest.fixture(autouse=True)
def chinese_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    install_language(qapp, "zh")


class Held:
    """An import that goes on until it may end."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.may_end = threading.Event(), threading.Event()
        self._take = importing.take
        monkeypatch.setattr(transfer_service, "take", self)

    def __call__(self, *arguments: object) -> object:
        self.begun.set()
        self.may_end.wait(SOON_S)
        return self._take(*arguments)  # type: ignore[arg-type]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    made = Held(monkeypatch)
    yield made
    made.may_end.set()


def change(program: Program, language: str) -> None:
    program.core.settings.set("language", language)
    program.application.settings_area.settings.setting_changed.emit("language")
    assert program.application.again
    program.application = renewed(program.application)
    QApplication.processEvents()


def said(widget: QWidget) -> list[str]:
    """All that can be read on it, or is read aloud."""
    texts = []
    for part in widget.findChildren(QWidget):
        if part.isVisible():
            texts += [part.accessibleName(), part.accessibleDescription(), part.toolTip()]
            if isinstance(part, QLabel | QAbstractButton):
                texts.append(part.text())
            if isinstance(part, QLineEdit):
                texts.append(part.placeholderText())
    return [text for text in texts if text]


def chinese(widget: QWidget) -> list[str]:
    return [t for t in said(widget) if CHINESE.search(t) and t not in IN_ANY_LANGUAGE]


def data_page(program: Program) -> DataPage:
    program.application.settings_area.open(DATA)
    page = program.application.settings_area.page(DATA)
    assert isinstance(page, DataPage)
    return page


def begin_import(program: Program, qtbot: QtBot, folder: Path) -> DataPage:
    (folder / "2026-01-31.txt").write_text("A quiet day.\n", "utf-8")
    page = data_page(program)
    page.imports.look_at(folder / "2026-01-31.txt")
    qtbot.waitUntil(page.imports.take.isVisible)
    page.imports.take.click()
    return page


def test_every_page_speaks_it_while_an_import_runs(
    qtbot: QtBot, paths: DataPaths, tmp_path: Path, held: Held
) -> None:
    """Pages that were never shown, one that was shown and is hidden, and the one in view."""
    with running(qtbot, paths, ScriptedEngine([["Good."]])) as program:
        program.write("a line of today")
        program.wait_for_the_end()
        program.application.window.rail.choose(Place.DIARY)  # shown, and then hidden
        program.application.window.rail.choose(Place.SETTINGS)
        assert chinese(begin_import(program, qtbot, tmp_path))
        assert held.begun.wait(SOON_S)

        change(program, "en")
        transfer = program.application._lasting.transfer
        assert transfer.busy  # it goes on, and nobody waited
        window, area = program.application.window, program.application.settings_area
        assert window.stack.currentIndex() == Place.SETTINGS and not chinese(window)
        page = data_page(program)
        assert page.imports.status.text() == "Importing 2026-01-31.txt…" and not chinese(window)
        assert not page.imports.file.isEnabled()
        area.open(MODELS)
        assert not chinese(window)
        for place in (Place.TODAY, Place.DIARY, Place.MOOD, Place.HELP):
            window.rail.choose(place)
            QApplication.processEvents()
            assert not chinese(window), place

        with qtbot.waitSignal(transfer.imported):
            held.may_end.set()
        qtbot.waitUntil(page.imports.file.isEnabled)
        assert page.imports.status.text() and not CHINESE.search(page.imports.status.text())
        assert "1" in page.imports.status.text()


def test_the_range_of_the_charts_stays(qtbot: QtBot, paths: DataPaths) -> None:
    with running(qtbot, paths, ScriptedEngine()) as program:
        program.application.window.rail.choose(Place.MOOD)
        (bar,) = program.application.window.findChildren(RangeBar)
        bar._group.button(ALL_DAYS).click()
        change(program, "en")
        program.application.window.rail.choose(Place.MOOD)
        (bar,) = program.application.window.findChildren(RangeBar)
        assert bar._group.checkedId() == ALL_DAYS
        (page,) = program.application.window.findChildren(MoodPage)
        assert page._days is None and page.time._range is None


def test_an_export_ends_on_the_new_page(qtbot: QtBot, paths: DataPaths, tmp_path: Path) -> None:
    with running(qtbot, paths, ScriptedEngine()) as program:
        program.application.window.rail.choose(Place.SETTINGS)
        page = data_page(program)
        page.exports.since.setText("2020-01-31")
        page.exports.format.setCurrentIndex(3)
        page.exports.write_to(tmp_path / "diary.csv")
        change(program, "en")
        page = data_page(program)
        assert page.exports.since.text() == "2020-01-31"
        assert page.exports.format.currentIndex() == 3
        qtbot.waitUntil(lambda: (tmp_path / "diary.csv").name in page.exports.status.text())
        assert not CHINESE.search(page.exports.status.text())


def test_what_was_chosen_to_import_waits_in_the_new_words(
    qtbot: QtBot, paths: DataPaths, tmp_path: Path
) -> None:
    (tmp_path / "2026-01-31.txt").write_text("A quiet day.\n", "utf-8")
    with running(qtbot, paths, ScriptedEngine()) as program:
        page = data_page(program)
        page.imports.look_at(tmp_path / "2026-01-31.txt")
        qtbot.waitUntil(lambda: not page.imports.take.isHidden())
        change(program, "en")
        page = data_page(program)
        qtbot.waitUntil(lambda: not page.imports.take.isHidden())
        assert "2026-01-31.txt" in page.imports.status.text()
        assert not CHINESE.search(page.imports.status.text().replace("2026-01-31.txt", ""))


def test_a_job_on_a_text_goes_on(qtbot: QtBot, paths: DataPaths) -> None:
    """Its card stands in the new window, in the new words."""
    info, permits = replace(INFO, parameters=600_000_000), threading.Semaphore(0)
    engine = ScriptedEngine([["One", " two"]], permits=permits, info=info)
    with running(qtbot, paths, engine) as program:
        inference = program.core.inference
        qtbot.waitUntil(lambda: inference.state.phase is EnginePhase.READY)
        program.write("/翻译 早上好")
        jobs = program.application._lasting.chat_jobs
        assert jobs.job is not None and jobs.job.state is JobState.RUNNING
        change(program, "en")
        program.application.window.rail.choose(Place.TODAY)
        permits.release(10)
        window = program.application.window
        qtbot.waitUntil(lambda: "One two" in said(window.chat_page))
        (card,) = window.chat_page.findChildren(JobCard)
        assert not chinese(card)


def test_a_reply_that_comes_while_nobody_looks_is_whole_when_one_does(
    qtbot: QtBot, paths: DataPaths
) -> None:
    engine = ScriptedEngine([["One", " two", " three"]], permits=threading.Semaphore(1))
    with running(qtbot, paths, engine) as program:
        program.write("a line")
        turn_id = program.last_turn()
        qtbot.waitUntil(lambda: program.view(turn_id).reply.toPlainText() == "One")
        program.application.window.rail.choose(Place.SETTINGS)
        change(program, "en")
        assert engine.permits is not None
        engine.permits.release(10)
        program.wait_for_the_end()
        program.application.window.rail.choose(Place.TODAY)
        assert program.view(turn_id).reply.toPlainText() == "One two three"


def undo(program: Program) -> str:
    """By the window's Ctrl+Z; the sentence that tells what it did."""
    window = program.application.window
    window.undo_wanted.emit()
    QApplication.processEvents()
    card = window.passing._cards["undone"]
    return " ".join(label.text() for label in card.findChildren(QLabel))


def test_what_was_done_before_can_be_taken_back(qtbot: QtBot, paths: DataPaths) -> None:
    """In turn, by Ctrl+Z in a window that knows nothing of the pages where it was done; told in the
    new words."""
    with running(qtbot, paths, ScriptedEngine([["Good."]])) as program:
        program.write("before")
        program.wait_for_the_end()
        core, application = program.core, program.application
        entry = core.store.last_turns(1)[0].entry.id
        acts = application._diary.diary.acts
        core.settings.set("start_page", "mood")
        application.settings_area.settings.reset.click()
        acts.edit(entry, "after")
        acts.set_tags(entry, ("work",))
        core.label_service.correct(entry, core.label_service.choices.find("负面"))
        acts.trash(entry)
        change(program, "en")

        said = [undo(program) for _ in range(5)]
        assert not [sentence for sentence in said if CHINESE.search(sentence)], said
        found = core.diary.entry(entry)
        assert found.entry.trashed_utc_ms is None
        assert (found.entry.text, found.entry.tags) == ("before", ())
        assert core.label_service.opinions(entry).person is None
        assert core.settings.text("start_page") == "mood"
        assert len(set(said)) == 5 and "Mood" in said[1]


def test_a_correction_is_one_step_back_after_many_windows(qtbot: QtBot, paths: DataPaths) -> None:
    with running(qtbot, paths, ScriptedEngine([["Good."]])) as program:
        program.write("a line")
        program.wait_for_the_end()
        change(program, "en")
        change(program, "zh")
        labels, entry = program.core.label_service, program.core.store.last_turns(1)[0].entry.id
        labels.correct(entry, labels.choices.find("负面"))
        labels.correct(entry, None)
        assert "已改心情" in undo(program)
        said = labels.opinions(entry).person
        assert said is not None and said.label is not None and said.label.word == "负面"
        labels.correct(entry, labels.choices.find("正面"))  # the notice doesn't speak of this
        assert "undone" not in program.application.window.passing._cards


def tasks_page(program: Program) -> TasksPage:
    page = program.application.settings_area.page(TASKS)
    assert isinstance(page, TasksPage)
    return page


def test_what_was_typed_of_a_task_is_still_there(qtbot: QtBot, paths: DataPaths) -> None:
    """Unsaved, with the task it belongs to, and saved by the new page."""
    with running(qtbot, paths, ScriptedEngine()) as program:
        program.core.tasks._files.own = paths.prompts
        page = tasks_page(program)
        page.list.setCurrentRow(page.list.count() - 1)
        task_id, text = page._current(), page.editor.text.toPlainText() + "# mine\n"
        page.editor.text.setPlainText(text)
        page.editor.sample.setText("a sample")
        change(program, "en")
        page = tasks_page(program)
        editor = page.editor
        assert (page._current(), editor.text.toPlainText()) == (task_id, text)
        assert editor.sample.text() == "a sample" and editor.save.isEnabled()
        editor.save.click()
        assert program.core.tasks.text(task_id) == text

        page.editor.reset.click()
        change(program, "zh")
        assert "任务" in undo(program)
        assert program.core.tasks.text(task_id) == text


def test_a_task_that_is_tried_goes_on(qtbot: QtBot, paths: DataPaths) -> None:
    info, permits = replace(INFO, parameters=600_000_000), threading.Semaphore(0)
    engine = ScriptedEngine([["One", " two"]], permits=permits, info=info)
    with running(qtbot, paths, engine) as program:
        qtbot.waitUntil(lambda: program.core.inference.state.phase is EnginePhase.READY)
        page = tasks_page(program)
        page._fill("translate")
        page.editor.sample.setText("早上好")
        page.editor.attempt.click()
        change(program, "en")
        assert not tasks_page(program).editor.attempt.isEnabled()
        permits.release(10)
        qtbot.waitUntil(lambda: tasks_page(program).editor.outcome.text() == "One two")


@pytest.mark.parametrize("also", ["language", "theme"])
def test_the_size_of_text_is_reset_with_what_else_is(
    qtbot: QtBot, paths: DataPaths, also: str
) -> None:
    """Another language takes the page away on which that was asked."""
    with running(qtbot, paths, ScriptedEngine()) as program:
        settings, theme = program.core.settings, program.application._theme
        settings.set("font_scale", 1.5)
        settings.set(also, {"language": "en", "theme": "dark"}[also])
        theme.apply(choice=settings.text("theme"), font_scale=1.5)
        page = program.application.settings_area.settings
        page.sections[Section.GENERAL].reset_wanted.emit()
        assert settings.number("font_scale") == 1.0
        if program.application.again:
            program.application = renewed(program.application)
        qtbot.waitUntil(lambda: theme.px(100) == 100)
