"""What stands unsent in the composer outlives the program; what was sent is no draft any more."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.entries import COMPOSER
from desktop.paths import DataPaths
from tests.fakes import INFO, ScriptedEngine
from tests.program.running import running


def test_what_stands_unsent_is_there_again(qtbot: QtBot, paths: DataPaths) -> None:
    with running(qtbot, paths, ScriptedEngine()) as program:
        composer = program.application.window.chat_page.composer
        qtbot.keyClicks(composer.editor, "half a line")
    with running(qtbot, paths, ScriptedEngine()) as program:
        composer = program.application.window.chat_page.composer
        assert composer.text() == "half a line"
        program.write("whole")
        program.wait_for_the_end()
    with running(qtbot, paths, ScriptedEngine()) as program:
        assert program.application.window.chat_page.composer.text() == ""


def test_what_was_sent_is_no_draft_any_more_whatever_ends_the_program(
    qtbot: QtBot, paths: DataPaths
) -> None:
    with running(qtbot, paths, ScriptedEngine()) as program:
        drafts, composer = program.core.diary, program.application.window.chat_page.composer
        composer.editor.setPlainText("half")
        qtbot.waitUntil(lambda: drafts.draft(COMPOSER) is not None)
        composer.editor.setPlainText("whole")  # the timer that saves it runs
        qtbot.keyClick(composer.editor, Qt.Key.Key_Return)
        assert drafts.draft(COMPOSER) is None  # at once: a kill may come now
        program.application.flush()
        assert drafts.draft(COMPOSER) is None
        program.wait_for_the_end()


def test_the_command_of_a_job_is_no_draft_any_more_either(qtbot: QtBot, paths: DataPaths) -> None:
    large = replace(INFO, parameters=464_000_000)
    with running(qtbot, paths, ScriptedEngine(info=large)) as program:
        drafts, composer = program.core.diary, program.application.window.chat_page.composer
        composer.editor.setPlainText("/翻译 你好")
        qtbot.waitUntil(lambda: drafts.draft(COMPOSER) is not None)
        qtbot.keyClick(composer.editor, Qt.Key.Key_Return)
        assert composer.text() == "" and drafts.draft(COMPOSER) is None  # at once
        program.application.flush()
        assert drafts.draft(COMPOSER) is None
