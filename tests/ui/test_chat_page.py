"""The chat page: what was sent and what couldn't be, today and other days, from key to signal."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.labels import Prediction
from desktop.domain.turns import TurnState
from desktop.services.chat_service import ChatService
from desktop.services.inference_service import InferenceService
from desktop.ui import texts
from desktop.ui.chat.chat_page import ChatPage
from desktop.ui.theme import Theme
from tests.ui.chat_fakes import (
    BAD,
    GOOD,
    LABELS,
    TODAY,
    FakeChat,
    FakeInference,
    fake_labels,
    label,
    turn,
)

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

YESTERDAY = TODAY - timedelta(days=1)
Open = Callable[[FakeChat], ChatPage]


@pytest.fixture
def inference() -> FakeInference:
    return FakeInference()


@pytest.fixture
def open_page(qtbot: QtBot, qapp: QApplication, inference: FakeInference) -> Iterator[Open]:
    theme = Theme("light")
    theme.apply()

    def build(chat: FakeChat) -> ChatPage:
        services = cast(ChatService, chat), cast(InferenceService, inference)
        page = ChatPage(*services, fake_labels(), theme)
        qtbot.addWidget(page)
        page.resize(700, 600)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    yield build
    qapp.setStyleSheet("")


def press_enter(qtbot: QtBot, page: ChatPage, text: str) -> None:
    page.composer.fill(text)
    qtbot.keyClick(page.composer.editor, Qt.Key.Key_Return)


def test_what_is_sent_appears_and_the_composer_is_empty(qtbot: QtBot, open_page: Open) -> None:
    chat = FakeChat()
    page = open_page(chat)
    assert page.empty.isVisible()
    press_enter(qtbot, page, "今天很好")
    assert chat.done == [("send", "今天很好")]
    assert [t.entry.text for t in page.timeline.turns()] == ["今天很好"]
    assert page.timeline.isVisible()
    assert page.composer.text() == ""


def test_a_failure_keeps_the_text_and_says_so_until_it_works(qtbot: QtBot, open_page: Open) -> None:
    chat = FakeChat()
    page = open_page(chat)
    chat.failing = True
    press_enter(qtbot, page, "别丢了我")
    assert page.composer.text() == "别丢了我"
    assert page.timeline.turns() == []
    assert page.notices.keys() == ["storage"]
    chat.failing = False
    press_enter(qtbot, page, "别丢了我")
    assert page.composer.text() == ""
    assert page.notices.keys() == []


def test_a_reply_grows_in_its_turn(open_page: Open, inference: FakeInference) -> None:
    chat = FakeChat([turn(1), turn(2, state=TurnState.PENDING, reply="")])
    page = open_page(chat)
    inference.labelled.emit(2, Prediction(BAD, 0.9, (("负面", 0.9), ("正面", 0.1)), "s", 1, "w"))
    chat.turn_changed.emit(replace(chat.turns[1], label=label()))
    chat.reply_grew.emit(2, "听起来")
    chat.reply_grew.emit(2, "很累")
    view = page.timeline.view(2)
    assert view is not None
    assert view.reply.toPlainText() == "听起来很累"
    assert "正面 10%" in view.chip.toolTip()
    assert page.header.text() == "11月21日 星期六 · 2 则 · 心情平均 −1.0"


def test_another_day_is_shown_and_sending_comes_back_to_today(
    qtbot: QtBot, open_page: Open
) -> None:
    chat = FakeChat([turn(1, "昨天的", YESTERDAY), turn(2, "今天的")])
    page = open_page(chat)
    with qtbot.waitSignal(page.day_shown):
        page.show_day(YESTERDAY)
    assert [t.entry.text for t in page.timeline.turns()] == ["昨天的"]
    assert page.past.isVisible()
    chat.turn_changed.emit(replace(chat.turns[1], reply="新的回答"))
    assert [t.id for t in page.timeline.turns()] == [1]
    press_enter(qtbot, page, "再写一句")
    assert page.day == TODAY
    assert [t.entry.text for t in page.timeline.turns()] == ["今天的", "再写一句"]
    assert not page.past.isVisible()


def test_an_empty_past_day_offers_no_example(open_page: Open) -> None:
    page = open_page(FakeChat())
    assert page.empty.example.isVisible()
    page.show_day(YESTERDAY)
    assert page.empty.isVisible() and not page.empty.example.isVisible()


def test_the_example_fills_the_composer(open_page: Open) -> None:
    page = open_page(FakeChat())
    page.empty.example.click()
    assert page.composer.text() == page.empty.example.text()


def test_a_new_topic_from_the_keyboard(qtbot: QtBot, open_page: Open) -> None:
    chat = FakeChat([turn(1)])
    page = open_page(chat)
    qtbot.keyClick(page.composer.editor, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert chat.done == [("new_topic", None)]
    assert page.timeline.end_line.isVisible()


def test_escape_stops_from_anywhere_on_the_page(qtbot: QtBot, open_page: Open) -> None:
    chat = FakeChat([turn(1)])
    page = open_page(chat)
    chat.open_turns_changed.emit(1)
    view = page.timeline.view(1)
    assert view is not None
    view.entry.setFocus()
    qtbot.keyClick(view.entry, Qt.Key.Key_Escape)
    assert chat.done == [("stop", None)]


def test_one_tab_back_from_the_composer_is_the_newest_turn(qtbot: QtBot, open_page: Open) -> None:
    page = open_page(FakeChat([turn(1), turn(2)]))
    press_enter(qtbot, page, "第三则")
    page.timeline.change_turn(turn(3, "第三则"))
    newest = page.timeline.view(3)
    assert newest is not None
    qtbot.waitUntil(newest.isVisible)
    qtbot.keyClick(page.composer.editor, Qt.Key.Key_Backtab)
    assert newest.buttons.jobs.hasFocus()


def test_paging_with_the_keyboard_in_the_composer(qtbot: QtBot, open_page: Open) -> None:
    page = open_page(FakeChat([turn(n, "很长的一段话。" * 60) for n in range(8)]))
    bar = page.timeline.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.keyClick(page.composer.editor, Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()
    qtbot.keyClick(page.composer.editor, Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum()


def test_answering_again_and_going_on(open_page: Open) -> None:
    chat = FakeChat([turn(1, state=TurnState.STOPPED)])
    page = open_page(chat)
    page.timeline.regenerate_requested.emit(1)
    page.timeline.resume_requested.emit(1)
    assert chat.done == [("regenerate", 1), ("resume", 1)]
    chat.failing = True
    page.timeline.resume_requested.emit(1)
    assert page.notices.keys() == ["storage"]


def test_the_days_sentence() -> None:
    turns = [turn(1, label=label(GOOD)), turn(2, label=label(BAD)), turn(3)]
    sentence = "11月21日 星期六 · 3 则 · 心情平均 0.0"
    assert texts.day_sentence(TODAY, turns, TODAY) == sentence
    assert texts.day_sentence(TODAY, [turn(1)], TODAY) == "11月21日 星期六 · 1 则"
    before = TODAY.replace(year=2024)
    assert texts.day_sentence(before, [], TODAY) == "2024年11月21日 星期四"


@pytest.mark.parametrize(
    ("value", "shown"), [(0.44, "+0.4"), (-0.6, "−0.6"), (-0.04, "0.0"), (0.0, "0.0"), (2, "+2.0")]
)
def test_signed_numbers(value: float, shown: str) -> None:
    assert texts.signed(value) == shown


def test_labels_in_english() -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    try:
        assert texts.label_text(label(), LABELS) == "😟 negative · 91%"
    finally:
        QLocale.setDefault(before)
