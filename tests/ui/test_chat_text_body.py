"""Text that grows: no new layout per chunk, selection kept, height for width."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.chat.text_body import TextBody
from desktop.ui.theme import Theme


@pytest.fixture
def body(qtbot: QtBot, qapp: QApplication) -> Iterator[TextBody]:
    theme = Theme("light")
    widget = TextBody(theme, "回复")
    qtbot.addWidget(widget)
    widget.resize(400, 300)
    yield widget


def choose(body: TextBody, start: int, end: int) -> None:
    cursor = body.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
    body.setTextCursor(cursor)


def test_chunks_are_appended_and_never_the_whole_set_again(
    body: TextBody, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("the whole text was set")

    for name in ("setText", "setPlainText", "setHtml", "setMarkdown"):
        monkeypatch.setattr(TextBody, name, fail)
    changes: list[tuple[int, int]] = []
    body.document().contentsChange.connect(lambda _at, gone, come: changes.append((gone, come)))
    for piece in ("今天", "听起来", "\n很累", "。"):
        body.append_chunk(piece)
    assert body.toPlainText() == body.raw() == "今天听起来\n很累。"
    assert [change for change in changes if change[0] > 4] == []


def test_what_is_selected_stays_selected(body: TextBody) -> None:
    body.append_chunk("今天听起来很累")
    choose(body, 2, 7)
    body.append_chunk("。\n\n好好休息")
    assert body.textCursor().selectedText() == "听起来很累"
    body.finish_markdown(body.raw())
    assert body.textCursor().selectedText() == "听起来很累"


def test_a_selection_at_the_end_does_not_grow(body: TextBody) -> None:
    body.append_chunk("很累")
    body.selectAll()
    body.append_chunk("。")
    assert body.textCursor().selectedText() == "很累"


def test_finished_plain_text_is_not_touched(body: TextBody) -> None:
    body.append_chunk("好的。\n\n第二段")
    revision = body.document().revision()
    body.finish_markdown("好的。\n\n第二段")
    assert body.document().revision() == revision


def test_a_reply_that_goes_on_after_markdown_is_plain_again(body: TextBody) -> None:
    body.finish_markdown("**先**做")
    body.append_chunk("这件")
    assert body.toPlainText() == "**先**做这件"


def test_it_is_as_tall_as_its_text(body: TextBody) -> None:
    body.show_plain("字" * 200)
    wide, narrow = body.heightForWidth(700), body.heightForWidth(200)
    assert narrow > wide
    body.append_chunk("字" * 200)
    assert body.heightForWidth(200) > narrow


def test_lines_with_emoji_are_no_taller(body: TextBody) -> None:
    body.show_plain("好\n好")
    plain = body.heightForWidth(300)
    body.show_plain("😄\n好")
    assert body.heightForWidth(300) == plain


def test_the_wheel_belongs_to_the_page(body: TextBody) -> None:
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    body.wheelEvent(event)
    assert not event.isAccepted()


def test_copying_gives_the_selection_or_the_whole_as_written(body: TextBody) -> None:
    body.finish_markdown("**先**做\n\n- 一件")
    menu = body.menu()
    copy, whole, everything = menu.actions()
    assert not copy.isEnabled()
    whole.trigger()
    assert QGuiApplication.clipboard().text() == "**先**做\n\n- 一件"
    everything.trigger()
    body.copy()
    assert QGuiApplication.clipboard().text().startswith("先做")
