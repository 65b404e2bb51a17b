"""The mood page tells the truth: every dot an entry, no line over a gap, no chart of nothing."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any, cast

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.mood import MoodPoint
from desktop.domain.time import Moment
from desktop.ui.mood.mood_axes import DayAxis
from desktop.ui.mood.mood_chart import MoodChart
from desktop.ui.mood.mood_dots import DOT_PX
from desktop.ui.mood.mood_page import MoodPage
from desktop.ui.mood.mood_words import describe_mood, version_notice
from desktop.ui.theme import DARK, Theme

from .mood_fakes import GAPPED, START, FakeMoods, point, series_of

# Of the offscreen platform, about any window with a smallest size; says nothing about ours.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

Show = Callable[..., MoodPage]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Shows a page with these points, and keeps it until the test ends."""
    pages = []

    def build(points: list[MoodPoint], theme: Theme | None = None) -> MoodPage:
        page = MoodPage(cast(Any, FakeMoods(points)), theme or Theme("light"))
        qtbot.addWidget(page)
        pages.append(page)
        page.resize(800, 600)
        with qtbot.waitExposed(page):
            page.show()
        qtbot.waitUntil(lambda: not page._waiting)
        return page

    return build


def chart_of(page: MoodPage) -> MoodChart:
    assert page.time.plot is not None
    return page.time.plot


def texts(page: MoodPage) -> str:
    labels = (page.time.reading, page.time.notice, page.time.how)
    return "\n".join(label.text() for label in labels if not label.isHidden())


# Below the minimum


@pytest.mark.parametrize(
    "points",
    [
        [],
        [point(0)],
        [point(n) for n in range(4)],  # enough days, too few entries
        [point(n % 2) for n in range(9)],  # enough entries, too few days
    ],
)
def test_too_little_draws_nothing(show: Show, points: list[MoodPoint]) -> None:
    page = show(points)
    assert page.time.plot is None
    assert page.empty.isVisible()
    assert "5" in page.empty.words() and "3" in page.empty.words()


def test_the_empty_page_leads_to_writing(qtbot: QtBot, show: Show) -> None:
    page = show([])
    with qtbot.waitSignal(page.write_wanted):
        QTest.mouseClick(page.empty._button, Qt.MouseButton.LeftButton)


def test_enough_draws_a_chart(show: Show) -> None:
    page = show([point(n % 3, hour=n) for n in range(5, 10)])
    assert chart_of(page).isVisible() and not page.empty.isVisible()


def test_a_chart_that_lost_its_entries_goes_away(show: Show) -> None:
    page = show(GAPPED)
    cast(Any, page._service).points = GAPPED[:2]
    page.refresh()
    assert page.empty.isVisible() and not chart_of(page).isVisible()


# What is drawn


def test_a_line_never_crosses_a_missing_day(show: Show) -> None:
    x, y = chart_of(show(GAPPED)).line.getData()
    steps = np.diff(x)
    assert np.all(np.isnan(steps) | (steps == 1.0))
    assert np.array_equal(np.isnan(x), np.isnan(y))
    known = [int(place) - START.toordinal() for place in x[~np.isnan(x)]]
    assert known == [0, 1, 2, 8, 9]


def test_a_lonely_day_is_a_mark_of_its_own(show: Show) -> None:
    x, y = chart_of(show(GAPPED)).singles.getData()
    assert list(x) == [START.toordinal() + 5.5] and list(y) == [2.0]


def test_dots_are_the_entries_and_nothing_else(show: Show) -> None:
    dots = chart_of(show(GAPPED)).dots.drawn()
    days = sorted((int(x) - START.toordinal(), y) for x, y in dots)
    assert days == sorted((p.entry_id, p.valence) for p in GAPPED)


def test_entries_without_a_valence_are_not_there_as_zero(show: Show) -> None:
    # The store leaves 不确定 and unlabelled entries out: day 3 has one, and it isn't here.
    page = show([point(n, 1.0) for n in (0, 1, 2, 4, 5)])
    chart = chart_of(page)
    assert all(y == 1.0 for _, y in chart.dots.drawn())
    assert not np.any(chart.line.getData()[1] == 0.0)


def test_an_entry_after_midnight_stands_over_its_own_day() -> None:
    series = series_of([point(0, hour=4), point(0, hour=23), point(0, hour=26)])
    assert [int(x) for x in series.x] == [START.toordinal()] * 3
    assert list(series.x) == sorted(series.x)
    assert series.x[0] == pytest.approx(START.toordinal())


def test_a_date_that_was_moved_keeps_its_dot() -> None:
    # Written at another hour than the day's: an edited date, or another setting back then.
    series = series_of([point(0, hour=-30), point(0, hour=70), point(0, hour=1)])
    assert {int(x) for x in series.x} == {START.toordinal()}


def test_the_zone_of_the_entry_decides_and_not_the_machines() -> None:
    tokyo = Moment(point(0).created.utc_ms, "Asia/Tokyo", 9 * 3600)
    moved = MoodPoint(1, START, tokyo, 1.0, "正面", "v")
    here, there = series_of([point(0), moved]).x
    assert there - here == pytest.approx(1 / 24)


def test_fifty_thousand_points_build(show: Show) -> None:
    points = [point(n // 12, n % 5 - 2, hour=5 + n % 12) for n in range(50_000)]
    page = show(points)
    page.bar._group.button(0).click()
    page.grab()
    assert 0 < len(chart_of(page).dots.drawn()) < 20_000  # what the eye can tell apart
    assert "50000 则" in chart_of(page).accessibleDescription()


def test_every_dot_is_there_again_from_near(show: Show) -> None:
    points = [point(n // 12, n % 5 - 2, hour=5 + n % 12) for n in range(12_000)]
    chart = chart_of(show(points))
    chart.show_last(None)
    chart.show_last(5)
    newest = START.toordinal() + 999
    assert sum(int(x) == newest for x, _ in chart.dots.drawn()) == 12
    assert len(chart.dots.drawn()) < 1_000  # and none that is far out of sight


# What is said


def test_one_source_of_labels_needs_no_notice(show: Show) -> None:
    page = show(GAPPED)
    assert page.time.notice.isHidden() and page.bar._versions.isHidden()


def test_several_sources_are_named(show: Show) -> None:
    points = [*GAPPED, point(3, version="sentiment 1 · 77ab01de"), point(4, version="person")]
    page = show(points)
    for name in (
        "模型 3fa2b1c9“sentiment”（7 则）",
        "模型 77ab01de“sentiment”（1 则）",
        "你改过的（1 则）",
    ):
        assert name in page.time.notice.text()
    assert page.bar._versions.isVisible()


def test_sources_are_counted_in_the_range_that_is_shown(qtbot: QtBot, show: Show) -> None:
    """As many as the line above the chart says; a source that isn't in sight isn't named."""
    old, new = [point(n) for n in range(100)], [point(n, version="person") for n in range(100, 140)]
    page = show([*old, *new])
    page.bar._group.button(90).click()
    qtbot.waitUntil(lambda: "90 则" in page.time.reading.text())
    qtbot.waitUntil(lambda: "3fa2b1c9“sentiment”（50 则）" in page.time.notice.text())
    assert "你改过的（40 则）" in page.time.notice.text()
    page.bar._group.button(30).click()
    qtbot.waitUntil(page.time.notice.isHidden)
    page.bar._group.button(0).click()
    qtbot.waitUntil(lambda: "3fa2b1c9“sentiment”（100 则）" in page.time.notice.text())


def test_one_source_can_be_shown_alone(show: Show) -> None:
    page = show([*GAPPED, *(point(n, -2, version="person") for n in range(20, 26))])
    index = page.bar._versions.findData("person")
    page.bar._versions.setCurrentIndex(index)
    page.bar._versions.activated.emit(index)
    assert {y for _, y in chart_of(page).dots.drawn()} == {-2.0}
    assert page.time.notice.isHidden()
    cast(Any, page._service).points = GAPPED
    page.refresh()  # the source is gone: all of them again
    assert len(chart_of(page).dots.drawn()) == len(GAPPED)


def test_the_page_says_how_it_computes(show: Show) -> None:
    said = texts(show(GAPPED))
    for words in ("你改过的标签", "不确定", "每天的平均", "04:00"):
        assert words in said


def test_the_beginning_of_a_day_is_the_settings(qtbot: QtBot) -> None:
    page = MoodPage(cast(Any, FakeMoods(GAPPED)), Theme("light"), lambda: time(5, 30))
    qtbot.addWidget(page)
    page.refresh()
    assert "05:30" in page.time.how.text()


def test_the_summary_is_of_what_is_in_sight(qtbot: QtBot, show: Show) -> None:
    page = show([point(n, -2) for n in range(100)] + [point(n, 2) for n in range(100, 200)])
    page.bar._group.button(30).click()
    qtbot.waitUntil(lambda: "30 天 · 30 则 · 按则平均 +2.0" in page.time.reading.text())
    page.bar._group.button(0).click()
    qtbot.waitUntil(lambda: "200 天 · 200 则 · 按则平均 0.0" in page.time.reading.text())


def test_numbers_have_a_sign_and_a_real_minus(qtbot: QtBot) -> None:
    series = series_of([point(0, -1.5)])
    assert describe_mood(series.days[0], START).endswith("1 则 · 按则平均 −1.5")


def test_the_chart_is_described_in_words(show: Show) -> None:
    chart = chart_of(show(GAPPED))
    assert chart.accessibleName()
    assert "2025年11月1日 – 2025年11月10日 · 6 天 · 7 则" in chart.accessibleDescription()


def test_notice_of_nothing_is_nothing() -> None:
    assert version_notice([], {}) == ""


# What it does


def test_a_dot_leads_to_its_day(qtbot: QtBot, show: Show) -> None:
    page = show(GAPPED)
    chart = chart_of(page)
    box = chart.getViewBox()
    place = box.mapViewToScene(QPointF(START.toordinal() + 5 + 8 / 24, 2.0))
    assert chart.dots.day_near(place, box) == START + timedelta(days=5)
    with qtbot.waitSignal(page.day_chosen) as chosen:
        spot = chart.mapFromScene(place)
        QTest.mouseMove(chart.viewport(), spot)
        QTest.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert chosen.args == [START + timedelta(days=5)]


def test_empty_ground_leads_nowhere(show: Show) -> None:
    chart = chart_of(show(GAPPED))
    box = chart.getViewBox()
    place = box.mapViewToScene(QPointF(START.toordinal() + 7.0, -1.5))
    assert chart.dots.day_near(place, box) is None


def test_keys_go_from_day_to_day_and_open_one(qtbot: QtBot, show: Show) -> None:
    page = show(GAPPED)
    chart = chart_of(page)
    for _ in range(3):
        QTest.keyClick(chart, Qt.Key.Key_Left)
    assert "11月6日" in page.time.reading.text()
    with qtbot.waitSignal(page.day_chosen) as chosen:
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert chosen.args == [START + timedelta(days=5)]
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert "11月1日" in page.time.reading.text()


def test_zooming_stays_within_the_data_and_frees_the_buttons(show: Show) -> None:
    page = show([point(n) for n in range(100)])
    chart = chart_of(page)
    for _ in range(40):
        QTest.keyClick(chart, Qt.Key.Key_Minus)
    left, right = chart.getViewBox().viewRange()[0]
    assert left >= START.toordinal() - 2 and right <= START.toordinal() + 102
    assert page.bar._group.checkedButton() is None


@pytest.mark.parametrize("days", [0, 365, 30])
def test_the_first_and_last_dots_are_whole(show: Show, days: int) -> None:
    newest = 2000
    page = show([point(n, hour=hour) for n in (0, 1000, newest - 29, newest) for hour in (4, 27)])
    page.bar._group.button(days).click()
    box = chart_of(page).getViewBox()
    (left, right), pixel = box.viewRange()[0], box.viewPixelSize()[0]
    assert (right - (START.toordinal() + newest + 1)) / pixel >= DOT_PX / 2
    assert days or (START.toordinal() - left) / pixel >= DOT_PX / 2


def test_the_wheel_scrolls_the_page_and_zooms_with_ctrl(show: Show) -> None:
    page = show([point(n) for n in range(100)])
    chart = chart_of(page)
    before = chart.getViewBox().viewRange()[0]
    assert not turn_wheel(chart, Qt.KeyboardModifier.NoModifier)  # what is around it scrolls
    assert chart.getViewBox().viewRange()[0] == before
    assert turn_wheel(chart, Qt.KeyboardModifier.ControlModifier)
    assert chart.getViewBox().viewRange()[0] != before and "Ctrl" in page.time.keys.text()
    page.bar._group.button(90).click()
    assert chart.getViewBox().viewRange()[0] == before
    assert page.bar._group.checkedId() == 90


def turn_wheel(chart: MoodChart, modifier: Qt.KeyboardModifier) -> bool:
    """Whether the chart kept it for itself."""
    where = QPointF(chart.viewport().rect().center())
    event = QWheelEvent(
        where,
        QPointF(chart.viewport().mapToGlobal(where.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(chart.viewport(), event)
    return event.isAccepted()


def test_every_mean_is_seen_at_any_zoom(show: Show) -> None:
    """A run of few days, or of one, is shorter than what looks like a point from far away."""
    weeks = [point(n * 21 + day) for n in range(80) for day in range(5)]
    page = show(weeks)
    chart = chart_of(page)
    page.bar._group.button(0).click()
    x, _ = chart.moving.getData()
    known = ~np.isnan(x)
    strokes = known[:-1] & known[1:]
    runs = np.sum(known & ~np.concatenate(([False], known[:-1])))
    assert runs == 80 and np.sum(strokes & ~np.concatenate(([False], strokes[:-1]))) == 80


def test_a_change_is_seen_while_the_page_is_open(qtbot: QtBot, show: Show) -> None:
    page = show(GAPPED)
    diary = cast(Any, page._service)
    diary.points = [*GAPPED, point(10)]
    diary.changed.emit()
    qtbot.waitUntil(lambda: len(chart_of(page).dots.drawn()) == len(GAPPED) + 1)


def test_what_cannot_be_read_is_said_and_the_chart_stays(show: Show) -> None:
    page = show(GAPPED)
    cast(Any, page._service).broken = True
    page.refresh()
    assert page._trouble.isVisible() and chart_of(page).isVisible()


def test_nothing_is_read_before_the_page_is_shown(qtbot: QtBot) -> None:
    diary = FakeMoods(GAPPED)
    diary.broken = True
    page = MoodPage(cast(Any, diary), Theme("light"))
    qtbot.addWidget(page)
    diary.changed.emit()
    assert page.time.plot is None and page._trouble.isHidden()


def test_colours_follow_the_theme(show: Show) -> None:
    theme = Theme("light")
    chart = chart_of(show(GAPPED, theme))
    theme.apply(choice="dark")
    assert chart.backgroundBrush().color() == QColor(DARK.card)


def test_dates_on_the_axis_never_crowd() -> None:
    axis = DayAxis(Theme("light"))
    first = START.toordinal()
    for span in (5, 30, 90, 365, 3650, 36500):
        [(spacing, ticks)] = axis.tickValues(first, first + span, 700)
        assert 1 <= len(ticks) <= 12
        assert all(first <= tick <= first + span for tick in ticks)
        assert all(axis.tickStrings(ticks, 1.0, spacing))


def test_a_year_is_named_where_it_begins() -> None:
    axis = DayAxis(Theme("light"))
    first = date(2024, 6, 1).toordinal()
    [(spacing, ticks)] = axis.tickValues(first, first + 400, 700)
    assert "2025年" in axis.tickStrings(ticks, 1.0, spacing)
