"""Charts and the calendar for who hears them: what they are, what they show, where one is."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.paths import DataPaths
from desktop.ui import spoken
from desktop.ui.diary.month_grid import MonthGrid
from desktop.ui.mood.marks_chart import MarksChart
from desktop.ui.mood.mood_chart import MoodChart
from desktop.ui.mood.mood_page import MoodPage
from desktop.ui.rail import Place
from tests.fakes import ScriptedEngine
from tests.program.running import Program, paths, plain_application_afterwards, running
from tests.test_language_change import change, chinese_afterwards

__all__ = ["chinese_afterwards", "paths", "plain_application_afterwards"]  # fixtures


@pytest.fixture
def program(qtbot: QtBot, paths: DataPaths) -> Iterator[Program]:
    """Two entries of today, one of each day of a week before, the page of moods open."""
    with running(qtbot, paths, ScriptedEngine()) as made:
        made.application.window.resize(1200, 900)  # room for the calendar beside the page
        today = made.core.diary.today()
        written = [made.core.diary.write("好", today - timedelta(days=n)) for n in range(1, 8)]
        made.write("今天很好")
        made.write("晚饭也好吃")
        made.wait_for_the_end()
        entry = made.core.diary.entry
        qtbot.waitUntil(lambda: all(entry(one.id).label is not None for one in written))
        made.application.window.rail.choose(Place.MOOD)
        with qtbot.waitActive(made.application.window):
            made.application.window.activateWindow()
        qtbot.waitUntil(lambda: made.application.window.findChild(MoodChart) is not None)
        yield made


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was announced."""
    texts: list[str] = []

    class Heard(QAccessibleAnnouncementEvent):
        def __init__(self, where: QWidget, text: str) -> None:
            super().__init__(where, text)
            texts.append(text)

    monkeypatch.setattr(spoken, "QAccessibleAnnouncementEvent", Heard)
    return texts


def painted(program: Program) -> list[QWidget]:
    page = program.application.window.findChild(MoodPage)
    assert page is not None
    return [*page.findChildren(MoodChart), *page.findChildren(MarksChart)]


def drawn(qtbot: QtBot, program: Program) -> list[QWidget]:
    """All of them, the lower ones a moment after the first."""

    def shown() -> list[QWidget]:
        return [chart for chart in painted(program) if chart.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) > 2 and all(map(description, shown())))
    return shown()


def grid(qtbot: QtBot, program: Program) -> MonthGrid:
    """Of the list of days beside today, which reads them when it is seen."""
    window = program.application.window
    window.rail.choose(Place.TODAY)
    found = window.today.findChildren(MonthGrid)[0]
    qtbot.waitUntil(lambda: "天写过" in description(found) or "days" in description(found))
    return found


def month_of(program: Program, today: int) -> str:
    """How many days and entries the calendar's month has; today's are given."""
    day = program.core.diary.today()
    before = sum((day - timedelta(days=n)).month == day.month for n in range(1, 8))
    return f"{before + 1} 天写过 · {before + today} 则"


def text(widget: QWidget, kind: QAccessible.Text) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(kind)


def description(widget: QWidget) -> str:
    return text(widget, QAccessible.Text.Description)


def test_each_says_what_it_is_and_what_it_shows(qtbot: QtBot, program: Program) -> None:
    charts = drawn(qtbot, program)
    for one in charts:
        interface = QAccessible.queryAccessibleInterface(one)
        assert interface.role() is QAccessible.Role.Chart, one
        assert text(one, QAccessible.Text.Name) and description(one), one
    chart = program.application.window.findChild(MoodChart)
    assert isinstance(chart, MoodChart) and "9 则" in description(chart)
    calendar = grid(qtbot, program)
    assert QAccessible.queryAccessibleInterface(calendar).role() is QAccessible.Role.Table
    assert month_of(program, 2) in description(calendar)


def test_what_they_say_follows_the_diary_and_the_language(qtbot: QtBot, program: Program) -> None:
    chart = program.application.window.findChild(MoodChart)
    assert isinstance(chart, MoodChart)
    program.application.window.rail.choose(Place.TODAY)
    program.write("又一则")
    program.wait_for_the_end()
    program.application.window.rail.choose(Place.MOOD)
    qtbot.waitUntil(lambda: "10 则" in description(chart))
    calendar = grid(qtbot, program)
    qtbot.waitUntil(lambda: month_of(program, 3) in description(calendar))
    program.application.window.rail.choose(Place.SETTINGS)
    change(program, "en")
    assert "days written on: " in description(grid(qtbot, program))
    program.application.window.rail.choose(Place.MOOD)
    assert not [one for one in drawn(qtbot, program) if "则" in description(one)]


def test_the_day_that_the_keyboard_comes_to_is_said(
    qtbot: QtBot, program: Program, said: list[str]
) -> None:
    for chart in drawn(qtbot, program):
        said.clear()
        if not chart.isVisible():
            continue
        chart.setFocus()
        said.clear()
        qtbot.keyClick(chart, Qt.Key.Key_Home)
        assert len(said) == 1 and said[0], chart
        assert description(chart).startswith(said[0])


def test_so_is_a_day_of_the_calendar(qtbot: QtBot, program: Program, said: list[str]) -> None:
    calendar = grid(qtbot, program)
    calendar.setFocus()
    said.clear()
    qtbot.keyClick(calendar, Qt.Key.Key_Left)
    assert len(said) == 1 and "1 则" in said[0]
    qtbot.keyClick(calendar, Qt.Key.Key_Right)
    assert "2 则" in said[-1] and description(calendar).startswith(said[-1])
