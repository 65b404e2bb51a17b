"""The list of days: named roles, rows that stay, choices by mouse and keyboard."""

from datetime import date, timedelta
from typing import Any, cast

import pytest
from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from desktop.domain.mood import Day
from desktop.errors import StorageFailure
from desktop.ui.diary.day_list import DayColumn
from desktop.ui.diary.day_model import DayModel, DayRole
from desktop.ui.theme import Theme

TODAY = date(2025, 11, 21)


def day(back: int, entries: int = 1, mean: float | None = 0.5, line: str = "第一行") -> Day:
    return Day(TODAY - timedelta(days=back), entries, mean, line)


class FakeDiary(QObject):
    """Signal changed(), and days that can fail."""

    changed = Signal()

    def __init__(self, days: list[Day]) -> None:
        super().__init__()
        self.list, self.reads, self.broken = days, 0, False

    def days(self) -> list[Day]:
        self.reads += 1
        if self.broken:
            raise StorageFailure("diary.db")
        return self.list


class FakeChat:
    def __init__(self) -> None:
        self.day = TODAY

    def today(self) -> date:
        return self.day


@pytest.fixture
def diary() -> FakeDiary:
    return FakeDiary([day(0), day(1), day(3)])


@pytest.fixture
def column(qtbot: QtBot, diary: FakeDiary) -> DayColumn:
    widget = DayColumn(cast(Any, diary), cast(Any, FakeChat()), Theme("light"))
    qtbot.addWidget(widget)
    widget.resize(240, 700)
    widget.grab()
    return widget


def test_what_nobody_sees_is_read_when_it_is_shown(
    qtbot: QtBot, diary: FakeDiary, column: DayColumn
) -> None:
    diary.list = [day(0), day(1), day(2)]
    diary.changed.emit()
    assert diary.reads == 1 and not column._refresh_timer.isActive()
    column.show()
    assert diary.reads == 2 and dates(column.model)[2] == TODAY - timedelta(days=2)
    column.hide()
    column.show()
    assert diary.reads == 2


def dates(model: DayModel) -> list[date]:
    return [model.index(row).data(DayRole.DATE) for row in range(model.rowCount())]


def test_the_model_keeps_qts_rules(qtmodeltester: Any) -> None:
    model = DayModel()
    model.set_days([day(0), day(1)], TODAY)
    qtmodeltester.check(model)


def test_the_model_keeps_qts_rules_while_it_changes() -> None:
    model = DayModel()
    QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning
    )  # a warning fails the test
    for days in ([day(1), day(3)], [day(0), day(1), day(2), day(5)], [day(2)], []):
        model.set_days(days, TODAY)
        assert dates(model) == [known.date for known in days]


def test_roles_have_names() -> None:
    names = {bytes(name.data()) for name in DayModel().roleNames().values()}
    assert {b"date", b"entries", b"mean", b"firstLine", b"shortName", b"display"} <= names


def test_days_are_named_as_people_name_them() -> None:
    model = DayModel()
    model.set_days([day(0), day(1), day(2), day(400)], TODAY)
    names = [model.index(row).data() for row in range(4)]
    assert names == ["今天", "昨天", "11月19日 星期三", "2024年10月17日"]
    assert model.index(2).data(DayRole.SHORT_NAME) == "11月19日"


def test_only_rows_that_changed_are_announced(qtbot: QtBot) -> None:
    model = DayModel()
    model.set_days([day(0), day(1), day(2)], TODAY)
    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.rowsInserted):
        model.set_days([day(0), day(1, entries=2), day(2)], TODAY)
    assert changed == [(1, 1)]


def test_the_same_days_announce_nothing(qtbot: QtBot) -> None:
    model = DayModel()
    model.set_days([day(0)], TODAY)
    with qtbot.assertNotEmitted(model.dataChanged):
        model.set_days([day(0)], TODAY)


def test_a_new_day_renames_the_old_ones(qtbot: QtBot) -> None:
    model = DayModel()
    model.set_days([day(0)], TODAY)
    with qtbot.waitSignal(model.dataChanged):
        model.set_days([day(0)], TODAY + timedelta(days=1))
    assert model.index(0).data() == "昨天"


def test_a_day_that_has_no_words_says_so_and_an_empty_one_does_not() -> None:
    model = DayModel()
    model.set_days([Day(TODAY, 0, None, ""), Day(TODAY - timedelta(days=1), 1, 1.0, "")], TODAY)
    assert [model.index(row).data(DayRole.FIRST_LINE) for row in (0, 1)] == ["", "（无文字）"]


def test_neighbours_are_inserted_and_removed_together() -> None:
    model = DayModel()
    model.set_days([day(0), day(9)], TODAY)
    inserted: list[tuple[int, int]] = []
    removed: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    model.rowsRemoved.connect(lambda _parent, first, last: removed.append((first, last)))
    model.set_days([day(n) for n in range(10)], TODAY)
    model.set_days([day(0), day(9)], TODAY)
    assert inserted == [(1, 8)] and removed == [(1, 8)]


def test_a_row_has_no_children() -> None:
    model = DayModel()
    model.set_days([day(0)], TODAY)
    assert model.rowCount(model.index(0)) == 0
    assert model.data(QModelIndex()) is None


def test_today_has_a_row_before_it_is_written(qtbot: QtBot, diary: FakeDiary) -> None:
    diary.list = [day(2)]
    column = DayColumn(cast(Any, diary), cast(Any, FakeChat()), Theme("light"))
    qtbot.addWidget(column)
    assert dates(column.model) == [TODAY, TODAY - timedelta(days=2)]


def test_today_is_selected_at_first(column: DayColumn) -> None:
    assert column.view.currentIndex().data(DayRole.DATE) == TODAY


def test_a_click_chooses(qtbot: QtBot, column: DayColumn) -> None:
    place = column.view.visualRect(column.model.index(1)).center()
    with qtbot.waitSignal(column.day_chosen) as chosen:
        QTest.mouseClick(column.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [TODAY - timedelta(days=1)]


def test_keys_choose(qtbot: QtBot, column: DayColumn) -> None:
    with qtbot.waitSignal(column.day_chosen) as chosen:
        QTest.keyClick(column.view, Qt.Key.Key_Down)
    assert chosen.args == [TODAY - timedelta(days=1)]
    with qtbot.waitSignal(column.day_chosen) as again:
        QTest.keyClick(column.view, Qt.Key.Key_Return)
    assert again.args == chosen.args


def test_the_calendar_moves_the_list(qtbot: QtBot, column: DayColumn) -> None:
    with qtbot.waitSignal(column.day_chosen):
        column.calendar.grid.day_chosen.emit(TODAY - timedelta(days=3))
    assert column.view.currentIndex().row() == 2


def test_selecting_is_silent(qtbot: QtBot, column: DayColumn) -> None:
    with qtbot.assertNotEmitted(column.day_chosen):
        column.select(TODAY - timedelta(days=3))
    assert column.view.currentIndex().row() == 2
    assert column.calendar.grid.cursor_day == TODAY - timedelta(days=3)


def test_selecting_a_day_without_a_row_clears_the_list(column: DayColumn) -> None:
    column.select(TODAY - timedelta(days=2))
    assert not column.view.selectedIndexes()


def test_many_changes_are_one_reading(qtbot: QtBot, column: DayColumn, diary: FakeDiary) -> None:
    column.show()
    before = diary.reads
    diary.list = [day(0, entries=2), day(1), day(3)]
    with qtbot.waitSignal(column.model.dataChanged):
        for _ in range(20):
            diary.changed.emit()
    assert diary.reads == before + 1


def test_a_refresh_keeps_selection_and_scroll(column: DayColumn, diary: FakeDiary) -> None:
    diary.list = [day(n) for n in range(200)]
    column.refresh()
    column.select(TODAY - timedelta(days=100))
    column.view.scrollTo(column.view.currentIndex(), column.view.ScrollHint.PositionAtTop)
    place = column.view.verticalScrollBar().value()
    diary.list = [day(0, entries=3), *diary.list[1:]]
    column.refresh()
    assert place and column.view.verticalScrollBar().value() == place
    assert column.view.currentIndex().data(DayRole.DATE) == TODAY - timedelta(days=100)


def test_what_cannot_be_read_is_said_and_the_list_stays(
    column: DayColumn, diary: FakeDiary
) -> None:
    diary.broken = True
    column.refresh()
    assert column.model.rowCount() == 3
    assert not column._trouble.isHidden()
    diary.broken = False
    column.refresh()
    assert column._trouble.isHidden()
