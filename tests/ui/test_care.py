"""Care on screen: a card in place of a reply, one soft line a day, a page always at hand."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from desktop.domain.care import CareLevel
from desktop.domain.safety_plan import PlanStep
from desktop.domain.time import Moment
from desktop.domain.turns import TurnState
from desktop.services.care_service import CareService
from desktop.storage.database import Database, open_database
from desktop.ui.care.care_panel import CarePanel
from desktop.ui.care.folds import FOLDS
from desktop.ui.care.help_page import HelpPage
from desktop.ui.chat.timeline import Timeline
from desktop.ui.theme import Theme

from .chat_fakes import fake_labels, turn

DANGER, WEARY = "我不想活了", "活着好累"
NOON = Moment(1_795_320_000_000, "Asia/Shanghai", 8 * 3600)


@pytest.fixture
def timeline(qtbot: QtBot) -> Timeline:
    widget = Timeline(fake_labels(), Theme("light"))
    qtbot.addWidget(widget)
    widget.resize(760, 900)
    widget.show()
    return widget


def care_of(timeline: Timeline, turn_id: int) -> CarePanel | None:
    QApplication.processEvents()  # what was added is shown once events are handled
    view = timeline.view(turn_id)
    assert view is not None
    return view.care


def words(panel: CarePanel) -> str:
    return "\n".join(
        label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)
    )


def test_a_card_stands_where_the_reply_would_be(qtbot: QtBot, timeline: Timeline) -> None:
    timeline.add_turn(turn(1, DANGER, state=TurnState.PENDING, reply=""))
    timeline.change_turn(turn(1, DANGER, reply=""))
    panel, view = care_of(timeline, 1), timeline.view(1)
    assert panel is not None and view is not None and panel.isVisible()
    assert "12356" in words(panel) and "010-82951332" in words(panel) and "不联网" in words(panel)
    assert not view.reply.isVisible() and not view.buttons.isVisible()
    with qtbot.waitSignal(timeline.help_wanted):
        panel.help_button.click()


def test_the_card_is_put_away_and_taken_out_again(timeline: Timeline) -> None:
    timeline.add_turn(turn(1, DANGER, reply=""))
    panel = care_of(timeline, 1)
    assert panel is not None
    panel.close_button.click()
    assert "12356" not in words(panel) and "需要帮助" in words(panel)
    panel.unfold_button.click()
    assert "12356" in words(panel)


@pytest.fixture(autouse=True)
def _nothing_folded() -> None:
    FOLDS.clear()


def test_todays_card_stays_open_when_one_comes_back(timeline: Timeline) -> None:
    timeline.add_turn(turn(1, DANGER, reply=""))
    timeline.show_turns([turn(7, "昨天")])
    timeline.show_turns([turn(1, DANGER, reply="")], today=True)
    panel = care_of(timeline, 1)
    assert panel is not None and "12356" in words(panel)


def test_what_was_folded_stays_folded_and_what_was_unfolded_open(timeline: Timeline) -> None:
    day = [turn(1, DANGER, reply=""), turn(2, WEARY)]
    timeline.show_turns(day, today=True)
    for turn_id in (1, 2):
        panel = care_of(timeline, turn_id)
        assert panel is not None and panel.isVisible()
        panel.close_button.click()
    timeline.show_turns(day, today=True)
    card, line = care_of(timeline, 1), care_of(timeline, 2)
    assert card is not None and card.isVisible() and "12356" not in words(card)
    assert line is not None and not line.isVisible()
    card.unfold_button.click()
    timeline.show_turns(day, today=True)
    card = care_of(timeline, 1)
    assert card is not None and "12356" in words(card)


def test_below_a_worry_about_somebody_near_there_is_a_line(timeline: Timeline) -> None:
    timeline.add_turn(turn(1, "我朋友割腕了，我吓坏了", reply="听起来你很生气。"))
    panel, view = care_of(timeline, 1), timeline.view(1)
    assert panel is not None and view is not None
    assert panel.isVisible() and view.reply.isVisible() and "12356" in words(panel)


def test_a_card_of_an_older_day_is_a_quiet_line(timeline: Timeline) -> None:
    timeline.show_turns([turn(1, DANGER, reply=""), turn(2, "吃了面")])
    panel = care_of(timeline, 1)
    assert panel is not None and panel.isVisible() and "12356" not in words(panel)
    assert care_of(timeline, 2) is None


def test_an_answer_of_before_stays_but_no_other_is_asked_for(timeline: Timeline) -> None:
    timeline.show_turns([turn(1, DANGER, reply="从前的回复", state=TurnState.STOPPED)])
    care_of(timeline, 1)
    view = timeline.view(1)
    assert view is not None and view.reply.isVisible()
    assert not view.buttons.again.isEnabled() and not view.buttons.go_on.isVisible()


def test_the_soft_line_is_said_once_a_day(timeline: Timeline) -> None:
    timeline.show_turns([turn(1, "吃了面"), turn(2, WEARY)])
    timeline.add_turn(turn(3, WEARY))
    first = care_of(timeline, 2)
    assert first is not None and first.level is CareLevel.PASSIVE and first.isVisible()
    assert care_of(timeline, 3) is None
    first.close_button.click()
    assert not first.isVisible()


def test_everything_on_the_card_is_reached_by_the_keyboard(timeline: Timeline) -> None:
    timeline.add_turn(turn(1, DANGER, reply=""))
    panel = care_of(timeline, 1)
    assert panel is not None
    assert set(panel.controls()) <= set(timeline.controls())
    assert all(button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in panel.controls())


# The page


@pytest.fixture
def database() -> Iterator[Database]:
    database = open_database(None)
    yield database
    database.close()


@pytest.fixture
def page(qtbot: QtBot, database: Database) -> HelpPage:
    care = CareService(database, lambda: NOON)
    widget = HelpPage(care, Theme("light"))
    widget.care = care  # type: ignore[attr-defined]  # kept alive with it
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_the_plan_is_saved_as_it_is_written(
    qtbot: QtBot, page: HelpPage, database: Database
) -> None:
    card = page.steps[PlanStep.PEOPLE]
    with qtbot.waitSignal(card.written):
        card.editor.setPlainText("姐姐，随时可以打")
    assert CareService(database, lambda: NOON).plan() == {PlanStep.PEOPLE: "姐姐，随时可以打"}


def test_what_was_typed_a_moment_ago_is_kept_when_the_page_goes(
    page: HelpPage, database: Database
) -> None:
    page.steps[PlanStep.SIGNS].editor.setPlainText("睡不着")
    page.hide()
    assert CareService(database, lambda: NOON).plan() == {PlanStep.SIGNS: "睡不着"}


def test_a_plan_that_cannot_be_saved_stays_on_the_page(page: HelpPage, database: Database) -> None:
    database.refuse_writes()
    card = page.steps[PlanStep.SIGNS]
    card.editor.setPlainText("睡不着")
    card.flush()
    assert page.status.isVisible() and page.status.text()
    assert card.editor.toPlainText() == "睡不着"


def test_a_restored_diary_brings_its_plan(page: HelpPage, database: Database) -> None:
    other = CareService(database, lambda: NOON)
    other.save(PlanStep.REASONS, "猫")
    page.care.reload()  # type: ignore[attr-defined]
    assert page.steps[PlanStep.REASONS].editor.toPlainText() == "猫"


def test_whoever_comes_back_for_help_sees_the_numbers(qtbot: QtBot, page: HelpPage) -> None:
    page.resize(600, 300)
    with qtbot.waitExposed(page):
        page.show()
    bar = page.findChildren(QScrollArea)[0].verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    page.take_focus()
    number = page.numbers.rows[0][0]
    assert bar.value() == 0 and page.rect().contains(number.mapTo(page, QPoint(0, 0)))


def test_a_number_has_the_keyboard_without_a_caret(qtbot: QtBot, page: HelpPage) -> None:
    """Nobody can write there; but it can be reached and copied, and the arrows scroll the page."""
    page.resize(600, 300)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.take_focus()
    number, name = page.numbers.rows[0]
    assert number.hasFocus() and name.focusPolicy() is Qt.FocusPolicy.ClickFocus
    by_keyboard = Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert not number.textInteractionFlags() & by_keyboard
    qtbot.keyClick(number, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == number.text() == "12356"
    qtbot.keyClick(number, Qt.Key.Key_Down)
    assert page.findChildren(QScrollArea)[0].verticalScrollBar().value() > 0


def test_all_numbers_are_on_the_page(page: HelpPage) -> None:
    shown = [number.text() for number, _name in page.numbers.rows]
    assert shown[:2] == ["12356", "010-82951332"] and "findahelpline.com" in shown
