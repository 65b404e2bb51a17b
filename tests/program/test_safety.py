"""Bugs, backups, a restore and undo in the whole program: what was written stays."""

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.entries import COMPOSER
from desktop.errors import StorageFailure
from desktop.paths import DataPaths
from desktop.ui.crash_box import CrashBox
from desktop.ui.rail import Place
from tests.fakes import ScriptedEngine
from tests.program.running import running


def test_a_bug_keeps_the_text_and_one_can_go_on(
    qtbot: QtBot, paths: DataPaths, caplog: pytest.LogCaptureFixture
) -> None:
    with running(qtbot, paths, ScriptedEngine()) as program:
        application, window = program.application, program.application.window
        window.chat_page.composer.editor.setPlainText("half a line")
        try:
            raise ValueError(window.chat_page.composer.text())
        except ValueError as error:
            sys.excepthook(ValueError, error, error.__traceback__)
            sys.excepthook(ValueError, error, error.__traceback__)
        assert program.core.diary.draft(COMPOSER).text == "half a line"  # type: ignore[union-attr]
        (box,) = window.findChildren(CrashBox)
        assert box.isVisible() and not box.isModal()
        box.copy.click()
        copied = QApplication.clipboard().text()
        assert box.isVisible() and "ValueError" in copied and "half a line" not in copied
        box.go_on.click()
        assert not box.isVisible() and not application.closed.is_set()
        program.write("whole")
        program.wait_for_the_end()
    assert "half a line" not in caplog.text
    caplog.clear()


@pytest.mark.parametrize("kind", [ValueError, KeyboardInterrupt])
def test_a_bug_after_the_window_is_gone_is_logged_and_raises_nothing(
    qtbot: QtBot,
    paths: DataPaths,
    caplog: pytest.LogCaptureFixture,
    kind: type[BaseException],
) -> None:
    with running(qtbot, paths, ScriptedEngine()) as program:
        program.application.window.chat_page.composer.editor.setPlainText("half a line")
    program.application._troubles.report_bug(kind, kind("half a line"), None)
    assert program.application.closed.is_set() is (kind is KeyboardInterrupt)
    assert kind.__name__ in caplog.text and "half a line" not in caplog.text
    caplog.clear()


def test_a_backup_that_fails_is_told_on_every_page(qtbot: QtBot, paths: DataPaths) -> None:
    with running(qtbot, paths, ScriptedEngine()) as program:
        application = program.application
        backups = application._backups
        backups.failed.emit(StorageFailure("backups: read-only"))
        assert application.window.notices.keys() == ["backup"]
        with qtbot.waitSignal(backups.backup_made):
            backups.back_up()
        assert application.window.notices.keys() == []


def test_a_restore_reads_the_chat_anew_and_stays_on_its_page(
    qtbot: QtBot, paths: DataPaths
) -> None:
    with running(qtbot, paths, ScriptedEngine()) as program:
        application, backups = program.application, program.application._backups
        with qtbot.waitSignal(backups.backup_made) as made:
            backups.back_up()
        program.write("之后写的")
        program.wait_for_the_end()
        window = application.window
        window.rail.choose(Place.SETTINGS)
        application.settings_area.settings.transfer_row.control.click()  # type: ignore[attr-defined]
        data = application._pages.data_page()
        assert data is not None and data.isVisible() and data.imports.file.hasFocus()
        with qtbot.waitSignal(backups.replaced):
            backups.restore(made.args[0].name)
        assert data.isVisible()
        assert "样子" in data.backups.status.text()
        assert program.core.chat.turns_on(program.core.chat.today()) == []
        with qtbot.waitSignal(backups.replaced):
            backups.undo()
        (turn,) = program.core.chat.turns_on(program.core.chat.today())
        assert turn.entry.text == "之后写的"


def test_what_was_done_anywhere_is_taken_back_from_anywhere(qtbot: QtBot, paths: DataPaths) -> None:
    with running(qtbot, paths, ScriptedEngine()) as program:
        window, diary = program.application.window, program.core.diary
        entry = diary.write("一", tags=["家"])
        window.rail.choose(Place.DIARY)
        page = program.application._diary.diary
        assert page.acts.set_tags(entry.id, ["工作"]) and page.acts.edit(entry.id, "二")
        assert page.acts.trash(entry.id) and page.undo_bar.isVisible()
        window.rail.choose(Place.MOOD)
        with qtbot.waitActive(window):
            window.activateWindow()
        window.stack.setFocus()

        def undo() -> None:
            qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

        undo()
        assert diary.trashed() == [] and window.passing.keys() == ["undone"]
        assert not page.undo_bar.isVisibleTo(page)
        undo()
        assert diary.entry(entry.id).entry.text == "一"
        undo()
        assert diary.entry(entry.id).entry.tags == ("家",)
        undo()  # there is nothing left
        assert diary.entry(entry.id).entry.text == "一"
