"""Care under the entries of the diary page, when one leaves the day and comes back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.care.care_panel import CarePanel
from desktop.ui.care.folds import FOLDS
from desktop.ui.diary.diary_page import DiaryPage
from tests.ui.chat_fakes import TODAY
from tests.ui.diary_bench import YESTERDAY, Diary, card_of, moment

DANGER, WORRY = "我不想活了", "朋友自杀了"


@pytest.fixture
def diary(qapp: QApplication, tmp_path: Path) -> Iterator[Diary]:
    FOLDS.clear()
    made = Diary(tmp_path / "diary.sqlite3", [moment(TODAY, 20)])
    yield made
    made.close()
    qapp.setStyleSheet("")


def care_of(page: DiaryPage, text: str) -> CarePanel:
    panel = card_of(page, text).care
    assert panel is not None
    return panel


def is_open(panel: CarePanel) -> bool:
    return panel.card.isVisibleTo(panel)


def test_todays_card_is_open_until_it_is_folded(qtbot: QtBot, diary: Diary) -> None:
    diary.write(DANGER)
    page = diary.page()
    qtbot.addWidget(page)
    assert is_open(care_of(page, DANGER))
    page.show_day(YESTERDAY)
    page.show_day(TODAY)
    assert is_open(care_of(page, DANGER))
    care_of(page, DANGER).close_button.click()
    page.show_day(YESTERDAY)
    page.show_day(TODAY)
    assert not is_open(care_of(page, DANGER))


def test_of_an_older_day_it_is_folded(qtbot: QtBot, diary: Diary) -> None:
    diary.write(DANGER, YESTERDAY)
    page = diary.page()
    qtbot.addWidget(page)
    page.show_day(YESTERDAY)
    assert not is_open(care_of(page, DANGER))


def test_a_card_folded_on_one_page_is_folded_on_the_other(qtbot: QtBot, diary: Diary) -> None:
    entry = diary.write(DANGER)
    FOLDS.remember(entry.entry, folded=True)
    page = diary.page()
    qtbot.addWidget(page)
    assert not is_open(care_of(page, DANGER))


def test_a_page_that_is_kept_sees_what_was_folded_elsewhere(qtbot: QtBot, diary: Diary) -> None:
    entry = diary.write(DANGER)
    page = diary.page()
    qtbot.addWidget(page)
    page.show()
    panel = care_of(page, DANGER)
    for folded in (True, False):
        page.hide()
        FOLDS.remember(entry.entry, folded=folded)
        page.show()
        assert is_open(panel) is not folded


def test_a_worry_has_its_line_beside_a_card(qtbot: QtBot, diary: Diary) -> None:
    diary.write(DANGER)
    diary.write(WORRY)
    page = diary.page()
    qtbot.addWidget(page)
    assert "12356" in care_of(page, WORRY).line.text()
