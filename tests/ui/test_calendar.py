"""The month in mood colours: where days stand, what keys and clicks do."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.domain.mood import Day
from desktop.ui.diary.day_words import describe_day
from desktop.ui.diary.month_calendar import MonthCalendar
from desktop.ui.diary.month_grid import MonthGrid, add_months
from desktop.ui.theme import LIGHT, Theme

TODAY = date(2025, 11, 21)
DAYS = [
    Day(TODAY, 2, 0.4, "今天的第一行"),
    Day(date(2025, 11, 20), 1, -2.0, "昨天"),
    Day(date(2025, 11, 3), 1, None, "没有心情"),
    Day(date(2025, 10, 31), 1, 1.0, "上个月"),
]


@pytest.fixture
def calendar(qtbot: QtBot) -> MonthCalendar:
    widget = MonthCalendar(Theme("light"))
    qtbot.addWidget(widget)
    widget.resize(224, 260)
    widget.set_days(DAYS, TODAY)
    widget.grab()  # lays it out
    return widget


@pytest.fixture
def grid(calendar: MonthCalendar) -> MonthGrid:
    return calendar.grid


def middle(grid: MonthGrid, day: date) -> QPoint:
    return grid.cell(day).center().toPoint()


def test_it_opens_on_today(grid: MonthGrid) -> None:
    assert grid.month == date(2025, 11, 1)
    assert grid.cursor_day == TODAY


def test_monday_comes_first(grid: MonthGrid) -> None:
    assert grid.cell(date(2025, 11, 3)).left() == 0  # a Monday
    assert grid.cell(date(2025, 11, 2)).right() == pytest.approx(grid.width())


def test_every_day_is_found_where_it_is_painted(grid: MonthGrid) -> None:
    for number in range(1, 31):
        day = date(2025, 11, number)
        assert grid.day_at(middle(grid, day)) == day
    assert grid.day_at(QPoint(1, 1)) is None


@pytest.mark.parametrize(
    ("key", "day"),
    [
        (Qt.Key.Key_Left, date(2025, 11, 20)),
        (Qt.Key.Key_Right, date(2025, 11, 22)),
        (Qt.Key.Key_Up, date(2025, 11, 14)),
        (Qt.Key.Key_Down, date(2025, 11, 28)),
        (Qt.Key.Key_PageUp, date(2025, 10, 21)),
        (Qt.Key.Key_PageDown, date(2025, 12, 21)),
    ],
)
def test_keys_move_the_cursor(grid: MonthGrid, key: Qt.Key, day: date) -> None:
    QTest.keyClick(grid, key)
    assert grid.cursor_day == day


def test_home_comes_back_to_today(grid: MonthGrid) -> None:
    QTest.keyClick(grid, Qt.Key.Key_PageUp)
    QTest.keyClick(grid, Qt.Key.Key_Home)
    assert grid.cursor_day == TODAY


def test_enter_chooses_a_day_with_entries(qtbot: QtBot, grid: MonthGrid) -> None:
    QTest.keyClick(grid, Qt.Key.Key_Left)
    with qtbot.waitSignal(grid.day_chosen) as chosen:
        QTest.keyClick(grid, Qt.Key.Key_Return)
    assert chosen.args == [date(2025, 11, 20)]


def test_a_click_chooses_a_day_with_entries_or_today(qtbot: QtBot, grid: MonthGrid) -> None:
    for day in (date(2025, 11, 3), TODAY):
        with qtbot.waitSignal(grid.day_chosen) as chosen:
            QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=middle(grid, day))
        assert chosen.args == [day]


def test_an_empty_day_cannot_be_chosen(qtbot: QtBot, grid: MonthGrid) -> None:
    with qtbot.assertNotEmitted(grid.day_chosen):
        place = middle(grid, date(2025, 11, 5))
        QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=place)


def test_today_can_be_chosen_before_anything_is_written(qtbot: QtBot, grid: MonthGrid) -> None:
    grid.set_days({}, TODAY)
    with qtbot.waitSignal(grid.day_chosen):
        QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=middle(grid, TODAY))


def test_new_days_leave_the_month_where_it_is(calendar: MonthCalendar) -> None:
    calendar.grid.move_to(date(2025, 10, 31))
    calendar.set_days(DAYS, TODAY)
    assert calendar.grid.month == date(2025, 10, 1)


def test_colours_are_the_moods_and_an_unlabelled_day_has_none(grid: MonthGrid) -> None:
    image = grid.grab().toImage()

    def colour(day: date) -> QColor:
        cell = grid.cell(day)  # beside the number, inside the dot
        return QColor(image.pixel(int(cell.center().x()), int(cell.center().y()) - 9))

    assert colour(date(2025, 11, 20)) == QColor(LIGHT.mood[0])
    # Transparent inside of its ring, like any day without entries.
    assert colour(date(2025, 11, 3)) == colour(date(2025, 11, 5))


def test_the_day_under_the_cursor_is_described(grid: MonthGrid) -> None:
    QTest.keyClick(grid, Qt.Key.Key_Left)
    day, month = grid.accessibleDescription().split("\n")
    assert day == "11月20日 星期四 · 1 则 · 心情平均 −2.0"
    assert month == "2025年11月 · 3 天写过 · 4 则 · 心情平均 −0.8"


def test_days_are_described_in_words() -> None:
    assert describe_day(DAYS[2], TODAY).endswith("1 则 · 还没有心情")
    assert describe_day(Day(TODAY, 0, None, ""), TODAY).endswith("还没有写")


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2025, 12, 5), 1, date(2026, 1, 5)),
        (date(1, 1, 1), -1, date(1, 1, 1)),
        (date(9999, 11, 30), 12, date(9999, 11, 30)),
    ],
)
def test_months_are_added_within_what_dates_can_be(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_any_day_up_to_today_where_one_may_write(grid: MonthGrid) -> None:
    grid.set_days({}, TODAY)
    assert not grid.can_choose(TODAY - timedelta(days=1))
    grid.any_day = True
    assert grid.can_choose(TODAY - timedelta(days=1))
    assert not grid.can_choose(TODAY + timedelta(days=1))


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_PageDown])
def test_the_cursor_stays_before_tomorrow(qtbot: QtBot, grid: MonthGrid, key: Qt.Key) -> None:
    """Where a day is chosen to write on: there Enter would do nothing."""
    grid.any_day = True
    for _ in range(8):
        qtbot.keyClick(grid, key)
    assert grid.cursor_day == TODAY
