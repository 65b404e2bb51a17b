"""The painted charts: what they show, say, where they lead."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, cast

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QToolButton
from pytestqt.qtbot import QtBot

from desktop.domain.moods import Moods
from desktop.domain.search import Query
from desktop.ui.mood.legend import Legend
from desktop.ui.mood.marks_chart import Mark, MarksChart
from desktop.ui.mood.mood_page import MoodPage
from desktop.ui.mood.mood_words import valence_ticks
from desktop.ui.mood.range_bar import RangeBar
from desktop.ui.theme import LIGHT, SMALL_PX, Theme

from .mood_fakes import START, FakeMoods, point

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

# Forty days, good on every other one, and two o'clock in the night after New Year's Day.
MANY = [point(n, 1.0 if n % 2 else -1.0, hour=9 + n % 3) for n in range(40)]
MANY += [point(61, 2.0, hour=26)]

Show = Callable[..., MoodPage]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    pages = []

    def build(diary: FakeMoods, width: int = 900) -> MoodPage:
        page = MoodPage(cast(Any, diary), Theme("light"))
        qtbot.addWidget(page)
        pages.append(page)
        page.resize(width, 700)
        with qtbot.waitExposed(page):
            page.show()
        qtbot.waitUntil(lambda: not page._waiting)
        return page

    return build


def focus(chart: MarksChart) -> None:
    """As the Tab key would: the offscreen platform never makes a window active."""
    QApplication.sendEvent(chart, QFocusEvent(QEvent.Type.FocusIn))


def days(*numbers: int) -> frozenset[int]:
    return frozenset((START + timedelta(days=n)).toordinal() for n in numbers)


# The year


def test_the_newest_year_comes_first_and_arrows_lead_no_further_than_the_diary(show: Show) -> None:
    year = show(FakeMoods(MANY)).year
    assert year.pixels.year == 2026 and not year.later.isEnabled() and year.earlier.isEnabled()
    year.earlier.click()
    assert year.pixels.year == 2025 and not year.earlier.isEnabled()
    assert "2025" in year.reading.text() and "40" in year.reading.text()


def test_a_square_is_a_day_of_the_calendar(show: Show) -> None:
    pixels = show(FakeMoods(MANY)).year.pixels
    for year, length in ((2024, 366), (2025, 365)):
        pixels.set_year(year, {}, START)
        places = [(mark.row + 1, mark.column + 1) for mark in pixels.marks()]
        dates = [date(year, 1, 1) + timedelta(days=n) for n in range(length)]
        assert places == [(day.month, day.day) for day in dates]


def test_a_square_says_its_day_and_leads_there(qtbot: QtBot, show: Show) -> None:
    page = show(FakeMoods(MANY))
    page.year.earlier.click()
    pixels = page.year.pixels
    mark = next(m for m in pixels.marks() if m.day == START)
    with qtbot.waitSignal(page.day_chosen) as chosen:
        spot = pixels.box(mark).center().toPoint()
        QTest.mouseMove(pixels, spot)
        QTest.mouseClick(pixels, Qt.MouseButton.LeftButton, pos=spot)
    assert chosen.args == [START]
    assert "11月1日" in mark.words and "1 则" in mark.words and "−1.0" in mark.words


def test_a_day_without_a_mood_is_hollow_and_one_without_words_leads_nowhere(show: Show) -> None:
    diary = FakeMoods(MANY)
    diary.unlabelled = [date(2026, 2, 3)]
    pixels = show(diary).year.pixels
    marks = {(mark.row, mark.column): mark for mark in pixels.marks()}
    assert "还没有心情" in marks[1, 2].words and marks[1, 2].day == date(2026, 2, 3)
    assert "还没有写" in marks[1, 3].words and marks[1, 3].day is None
    image = pixels.grab().toImage()

    def inside(place: tuple[int, int]) -> QColor:
        return image.pixelColor(pixels.box(marks[place]).center().toPoint())

    assert inside((0, 0)) == QColor(LIGHT.mood[4])
    assert inside((1, 2)) != inside((1, 3))  # nothing in it, while no words are a pale square


def test_keys_walk_through_the_year(qtbot: QtBot, show: Show) -> None:
    page = show(FakeMoods(MANY))
    pixels = page.year.pixels
    pixels.setFocus()
    focus(pixels)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(pixels, key)
    with qtbot.waitSignal(page.day_chosen) as chosen:
        QTest.keyClick(pixels, Qt.Key.Key_Return)
    assert chosen.args == [date(2026, 1, 1)]


def test_a_month_end_is_stepped_over_to_a_day_that_exists(show: Show) -> None:
    pixels = show(FakeMoods(MANY)).year.pixels
    pixels._put((0, 30))
    QTest.keyClick(pixels, Qt.Key.Key_Down)  # there is no 31st of February
    assert pixels._cursor == (2, 30) or pixels._cursor == (1, 27)


# How often, when


def test_labels_and_steps_are_counted_with_what_has_no_mood(show: Show) -> None:
    diary = FakeMoods(MANY)
    diary.unlabelled = [START] * 3
    spread = show(diary).spread
    counts = [(bar.name, bar.entries) for bar in spread._drawn]
    assert counts[:2] == [("正面", 41), ("不确定", 2)]
    assert [entries for _, entries in counts[2:]] == [1, 20, 0, 20, 0]
    assert spread._drawn[0].number == "41 · 95%" and "3 则没有标签" in spread.notice.text()


def choose(qtbot: QtBot, page: MoodPage, days: int) -> None:
    page.bar._group.button(days).click()
    qtbot.waitUntil(lambda: not page._waiting)


def test_what_is_counted_is_what_the_chosen_range_holds(qtbot: QtBot, show: Show) -> None:
    diary = FakeMoods(MANY)
    newest = max(p.date for p in MANY)
    diary.unlabelled = [START, newest]
    page = show(diary)
    assert page.spread._drawn[0].query == Query(label="正面")
    choose(qtbot, page, 30)
    first = newest - timedelta(days=29)
    inside = sum(p.date >= first for p in MANY)
    assert 0 < inside < len(MANY) and page.spread._drawn[0].entries == inside
    assert page.spread._drawn[0].query == Query(label="正面", since=first)
    assert "30 天里另有 1 则" in page.spread.notice.text()
    choose(qtbot, page, 0)
    assert page.spread._drawn[0].entries == len(MANY) and "另有 2 则" in page.spread.notice.text()


def test_every_card_follows_the_chosen_range_and_says_so(qtbot: QtBot, show: Show) -> None:
    old = [point(n, 1.0, hour=10) for n in range(40)]
    diary = FakeMoods([*old, *(point(n, -1.0, hour=15) for n in range(100, 140))])
    diary.tags = [("跑步", days(*range(30, 40), *range(100, 110)))]
    page = show(diary)  # 90 days
    first = START + timedelta(days=50)
    assert {mark.query.since for mark in page.week.hours.marks() if mark.query} == {first}
    assert {mark.query.hour for mark in page.week.hours.marks() if mark.query} == {15}
    (mark,) = page.findings.findings.marks()
    assert (
        mark.query == Query(tags=("跑步",), since=first) and page.findings._findings[0].days == 10
    )
    counting = (page.spread, page.week, page.findings)
    assert {card.span.text() for card in counting} == {"最近 90 天"}
    choose(qtbot, page, 0)
    assert {card.span.text() for card in counting} == {"全部日子"}
    assert {mark.query.hour for mark in page.week.hours.marks() if mark.query} == {10, 15}
    (mark,) = page.findings.findings.marks()
    assert mark.query == Query(tags=("跑步",)) and page.findings._findings[0].days == 20


def test_the_legend_names_both_lines(show: Show) -> None:
    (legend,) = show(FakeMoods(MANY)).time.findChildren(Legend)
    assert legend.isVisible() and legend.accessibleName() == "一则、每天的平均、7 天平均"
    legend.resize(120, 80)
    assert legend.heightForWidth(120) > legend.heightForWidth(900) > 0


def test_bars_and_cells_lead_to_all_that_they_are_made_of(qtbot: QtBot, show: Show) -> None:
    page = show(FakeMoods(MANY))
    bars, hours = page.spread.bars, page.week.hours

    def opened(chart: MarksChart, mark: Mark) -> Query:
        with qtbot.waitSignal(page.entries_chosen) as chosen:
            spot = chart.box(mark).center().toPoint()
            QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=spot)
        assert chosen.args[1] == mark.name != ""
        return cast(Query, chosen.args[0])

    assert opened(bars, bars.marks()[0]) == Query(label="正面")
    good = opened(bars, next(mark for mark in bars.marks() if "+1" in mark.name))
    assert good.valence_from == 0.5 and good.valence_to is not None and 1.4 < good.valence_to < 1.5
    cell = hours.marks()[0]
    found = opened(hours, cell)
    assert found.weekday == cell.row and found.hour == (cell.column + 4) % 24


def test_with_one_source_every_mark_leads_to_its_entries(qtbot: QtBot, show: Show) -> None:
    diary = FakeMoods([*MANY, *(point(n, 2.0, version="person") for n in range(20, 41))])
    diary.tags = [("跑步", days(*range(20, 40)))]
    page = show(diary)
    page.bar.version_chosen.emit("person")
    qtbot.waitUntil(lambda: not page._waiting)
    charts = (page.spread.bars, page.week.hours, page.findings.findings)
    marks = [mark for chart in charts for mark in chart.marks() if mark.opens]
    assert len(marks) > 3
    assert {mark.query.version for mark in marks if mark.query} == {"person"}
    assert "你改过的" in page.spread.bars.marks()[0].name
    with_entries = [bar for bar in page.spread._drawn if bar.entries]
    assert len(with_entries) == sum(mark.opens for mark in page.spread.bars.marks())


def test_the_night_stands_at_the_end_of_its_own_day(show: Show) -> None:
    hours = show(FakeMoods(MANY)).week.hours
    night = max(hours.marks(), key=lambda mark: mark.column)
    assert night.column == (2 - 4) % 24 and night.row == date(2026, 1, 1).weekday()
    assert "2 点" in night.words and "还太少" in night.words
    assert "最亮：星期四 · " in hours.accessibleDescription()


def test_a_week_of_few_entries_says_so(show: Show) -> None:
    week = show(FakeMoods(MANY[:19])).week
    assert not week.hours.isVisible() and not week.menu.isVisible()
    assert "19" in week.reading.text() and "20" in week.reading.text()


# Tags and words


def test_tags_are_compared_and_what_is_clear_is_said(show: Show) -> None:
    diary = FakeMoods([*MANY, point(40, 0.0), point(41, 0.5)])
    diary.tags = [("跑步", days(*range(1, 40, 2))), ("雨", days(0))]
    card = show(diary).findings
    run, rain = card._findings
    assert run.clear and run.days == 20 and run.mean == 1.0
    assert rain.mean is None and "还太少" in card.findings.marks()[1].words
    assert "写到 跑步 的 20 天平均 +1.0" in card.reading.text()


def test_a_word_is_compared_until_it_is_taken_away(show: Show) -> None:
    diary = FakeMoods(MANY)
    diary.words["散步"] = days(*range(10))
    card = show(diary).findings
    assert "还没有标签" in card.reading.text()
    card.field.setText(" 散步 ")
    QTest.keyClick(card.field, Qt.Key.Key_Return)
    assert [finding.name for finding in card._findings] == ["“散步”"]
    assert card.findings.isVisible() and card.field.text() == ""
    card.field.setText("滑雪")
    QTest.keyClick(card.field, Qt.Key.Key_Return)
    assert "滑雪" in card.notice.text() and len(card._findings) == 1
    card.clear.click()
    assert not card._findings and not card.findings.isVisible()


def test_few_days_are_not_compared(show: Show) -> None:
    card = show(FakeMoods(MANY[:9])).findings
    assert not card.findings.isVisible() and "数据还太少" in card.reading.text()


# Everywhere


def test_every_chart_has_a_name_and_words_and_takes_the_keyboard(show: Show) -> None:
    diary = FakeMoods(MANY)
    diary.tags = [("跑步", days(*range(9)))]
    for card in show(diary)._cards():
        chart = card.chart
        assert chart is not None and chart.isVisible()
        assert chart.accessibleName() and chart.accessibleDescription() and card.how.text()
        assert chart.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_nothing_is_wider_than_a_narrow_page(show: Show) -> None:
    page = show(FakeMoods(MANY), width=560)
    assert all(card.width() <= 560 for card in page._cards())
    for chart in (page.year.pixels, page.week.hours, page.spread.bars):
        assert max(chart.box(mark).right() for mark in chart.marks()) <= chart.width()


def test_names_of_months_have_room_in_a_narrow_page_with_large_text(show: Show) -> None:
    pixels = show(FakeMoods(MANY), width=560).year.pixels
    pixels.theme.apply(font_scale=1.5)
    line = QFontMetrics(pixels.theme.font(SMALL_PX)).height()
    pitch = pixels.box(pixels.marks()[31]).top() - pixels.box(pixels.marks()[0]).top()
    assert pitch < line <= pitch * pixels.months_apart()


def test_bars_have_their_whole_names_in_a_narrow_page_with_large_text(show: Show) -> None:
    bars = show(FakeMoods(MANY), width=520).spread.bars
    bars.theme.apply(font_scale=1.5)
    drawn: list[str] = []

    class Told(QPainter):
        def drawText(self, *where: Any) -> None:  # type: ignore[override]
            drawn.append(where[-1])

    picture = QPixmap(bars.size())
    painter = Told(picture)
    bars.paint(painter)
    painter.end()
    assert set(drawn) >= {name for _, name in valence_ticks()}


def test_marks_lie_apart(show: Show) -> None:
    pixels = show(FakeMoods(MANY)).year.pixels
    marks = {(mark.row, mark.column): pixels.box(mark) for mark in pixels.marks()}
    assert marks[0, 0].right() < marks[0, 1].left() and marks[0, 0].bottom() < marks[1, 0].top()
    assert not marks[0, 0].contains(QPointF(0, 0))


# Two readings


def test_what_is_written_between_the_two_readings_is_in_all_charts(show: Show) -> None:
    class Hurried(FakeMoods):
        def bare_moods(self) -> Moods:
            first = super().bare_moods()
            if len(self.points) == len(MANY):
                self.points = [*MANY, point(62, -2.0)]
            return first

    page = show(Hurried(MANY))
    assert page.time.plot is not None and len(page.time.plot.dots.drawn()) == len(MANY) + 1
    assert sum(bar.entries for bar in page.spread._drawn if bar.group == 1) == len(MANY) + 1


def test_the_choice_of_a_source_stays_in_a_narrow_window(qtbot: QtBot) -> None:
    bar = RangeBar(Theme("light"))
    qtbot.addWidget(bar)
    bar.set_versions({"import": "导入", "sentiment 1": "模型"}, None)
    bar.resize(330, bar.heightForWidth(330))
    with qtbot.waitExposed(bar):
        bar.show()
    choice = bar.findChild(QComboBox)
    assert choice is not None and choice.isVisible()
    assert bar.minimumSizeHint().width() <= 330 and bar.rect().contains(choice.geometry())


def test_the_keyboard_comes_to_the_range_that_is_chosen(qtbot: QtBot) -> None:
    bar = RangeBar(Theme("light"))
    qtbot.addWidget(bar)
    bar.set_versions({}, None)
    with qtbot.waitActive(bar):
        bar.show()
        bar.activateWindow()
    bar.focusNextChild()
    chosen = bar.focusWidget()
    assert isinstance(chosen, QToolButton) and chosen.isChecked() and chosen.text() == "90 天"
    QTest.keyClick(chosen, Qt.Key.Key_Left)
    before = bar.focusWidget()
    assert before is not None and before is not chosen
    with qtbot.waitSignal(bar.range_chosen) as asked:
        QTest.keyClick(before, Qt.Key.Key_Space)
    assert asked.args == [30]
