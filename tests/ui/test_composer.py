"""The composer: which keys send, what an input method may do, when the text goes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.services.dropped_text import MAX_BYTES
from desktop.ui.chat import composer as module
from desktop.ui.chat.composer import Composer
from desktop.ui.chat.editor import MOST_LINES
from desktop.ui.theme import Theme

# The offscreen platform says so of every window whose smallest size changes.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def composer(qtbot: QtBot, qapp: QApplication) -> Iterator[Composer]:
    theme = Theme("light")
    theme.apply()
    widget = Composer(theme)
    qtbot.addWidget(widget)
    widget.resize(600, 300)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    widget.editor.setFocus()
    yield widget
    qapp.setStyleSheet("")


def compose(composer: Composer, preedit: str, commit: str = "") -> None:
    """What an input method sends while one types."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QCoreApplication.sendEvent(composer.editor, event)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_submits_and_the_text_stays_until_it_is_committed(
    qtbot: QtBot, composer: Composer, key: Qt.Key
) -> None:
    composer.fill("  今天很好  ")
    with qtbot.waitSignal(composer.submitted) as sent:
        qtbot.keyClick(composer.editor, key)
    assert sent.args == ["今天很好"]
    assert composer.text() == "  今天很好  "
    composer.clear()
    assert composer.text() == ""


def test_enter_on_the_number_pad_submits(qtbot: QtBot, composer: Composer) -> None:
    composer.fill("好")
    with qtbot.waitSignal(composer.submitted):
        qtbot.keyClick(composer.editor, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)


def test_shift_enter_breaks_the_line(qtbot: QtBot, composer: Composer) -> None:
    composer.fill("一")
    with qtbot.assertNotEmitted(composer.submitted):
        qtbot.keyClick(composer.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(composer.editor, "b")
    assert composer.text() == "一\nb"


def test_enter_during_a_composition_never_submits(qtbot: QtBot, composer: Composer) -> None:
    composer.fill("我今天")
    compose(composer, "hen hao")
    with qtbot.assertNotEmitted(composer.submitted):
        qtbot.keyClick(composer.editor, Qt.Key.Key_Return)
    compose(composer, "", commit="很好")
    assert composer.text() == "我今天很好"
    with qtbot.waitSignal(composer.submitted) as sent:
        qtbot.keyClick(composer.editor, Qt.Key.Key_Return)
    assert sent.args == ["我今天很好"]


def test_a_held_enter_submits_once(qtbot: QtBot, composer: Composer) -> None:
    composer.fill("好")
    repeated = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True
    )
    with qtbot.assertNotEmitted(composer.submitted):
        QCoreApplication.sendEvent(composer.editor, repeated)


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\u3000"])
def test_white_space_is_not_sent(qtbot: QtBot, composer: Composer, text: str) -> None:
    composer.fill(text)
    assert not composer.send.isEnabled()
    with qtbot.assertNotEmitted(composer.submitted):
        qtbot.keyClick(composer.editor, Qt.Key.Key_Return)


def test_only_plain_text_comes_in(composer: Composer) -> None:
    data = QMimeData()
    data.setHtml("<b>粗</b><img src='file:///etc/passwd'>")
    data.setText("粗")
    composer.editor.insertFromMimeData(data)
    assert composer.text() == "粗"
    assert "<img" not in composer.editor.toHtml()


def test_it_grows_to_eight_lines_and_then_scrolls(composer: Composer) -> None:
    one = composer.editor.height()
    composer.fill("\n".join("一二三"))
    three = composer.editor.height()
    composer.fill("\n".join(["一"] * 30))
    most = composer.editor.height()
    assert one < three < most
    assert most <= MOST_LINES * composer.editor.fontMetrics().lineSpacing()
    composer.clear()
    assert composer.editor.height() == one


def test_a_very_long_text_is_told_but_not_refused(
    qtbot: QtBot, composer: Composer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LONG_TEXT", 10)
    composer.fill("长" * 11)
    assert composer.long_line.isVisible()
    assert "11" in composer.long_line.text()
    with qtbot.waitSignal(composer.submitted):
        qtbot.keyClick(composer.editor, Qt.Key.Key_Return)
    composer.fill("短")
    assert not composer.long_line.isVisible()


def test_stop_is_there_while_turns_are_open_and_sending_more_stays_possible(
    qtbot: QtBot, composer: Composer
) -> None:
    with qtbot.assertNotEmitted(composer.stop_requested):
        qtbot.keyClick(composer.editor, Qt.Key.Key_Escape)
    composer.set_open_turns(1)
    assert composer.stop.isVisible()
    with qtbot.waitSignal(composer.stop_requested):
        qtbot.keyClick(composer.editor, Qt.Key.Key_Escape)
    with qtbot.waitSignal(composer.stop_requested):
        composer.stop.click()
    composer.fill("再来一句")
    with qtbot.waitSignal(composer.submitted):
        qtbot.keyClick(composer.editor, Qt.Key.Key_Return)
    composer.set_open_turns(0)
    assert not composer.stop.isVisible()


def test_ctrl_n_begins_a_new_topic(qtbot: QtBot, composer: Composer) -> None:
    with qtbot.waitSignal(composer.topic_requested):
        qtbot.keyClick(composer.editor, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


def test_tab_moves_on_and_every_control_has_a_name(qtbot: QtBot, composer: Composer) -> None:
    composer.fill("好")
    qtbot.keyClick(composer.editor, Qt.Key.Key_Tab)
    assert not composer.editor.hasFocus()
    assert composer.editor.accessibleName()
    assert composer.topic.text() and composer.stop.text() and composer.send.text()


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_file_becomes_its_text(composer: Composer, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "今天.txt"
    path.write_text("晚饭\r\n很好吃\n", encoding)
    composer.fill("写：")
    assert composer.editor.canInsertFromMimeData(files(path))
    composer.editor.insertFromMimeData(files(path))
    assert composer.text() == "写：晚饭\n很好吃"
    composer.editor.undo()
    assert composer.text() == "写："


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0", b"\x01\x02 text", b"\xff" * 9])
def test_a_file_that_is_no_text_gets_a_sentence(
    qtbot: QtBot, composer: Composer, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(content)
    with qtbot.waitSignal(composer.editor.refused) as told:
        composer.editor.insertFromMimeData(files(path, tmp_path))
    assert "picture.png" in told.args[0] and tmp_path.name in told.args[0]
    assert composer.text() == ""


def test_a_file_that_is_too_big_gets_a_sentence(
    qtbot: QtBot, composer: Composer, tmp_path: Path
) -> None:
    path = tmp_path / "book.txt"
    path.write_bytes(b"a" * (MAX_BYTES + 1))
    with qtbot.waitSignal(composer.editor.refused) as told:
        composer.editor.insertFromMimeData(files(path))
    assert "1 MB" in told.args[0] and composer.text() == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_J, Qt.Key.Key_N])
def test_after_a_key_of_the_composer_one_writes_on(
    qtbot: QtBot, composer: Composer, key: Qt.Key
) -> None:
    composer.jobs.show()
    composer.jobs.setFocus()
    qtbot.keyClick(composer.jobs, key, Qt.KeyboardModifier.ControlModifier)
    assert composer.editor.hasFocus()


def test_a_click_anywhere_on_the_card_leads_into_the_text(qtbot: QtBot, composer: Composer) -> None:
    composer.jobs.show()
    for button in (composer.topic, composer.jobs):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert composer.editor.hasFocus()
    composer.send.setEnabled(True)
    composer.send.setFocus()
    below = composer.editor.geometry().bottomLeft() + QPoint(20, 5)
    assert composer.childAt(below) is None
    qtbot.mouseClick(composer, Qt.MouseButton.LeftButton, pos=below)
    assert composer.editor.hasFocus()
