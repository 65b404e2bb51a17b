"""Search in the diary: found while one types, marked, filtered, opened at the entry."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.search import Query, Span, spans_of
from desktop.errors import DiaryDamaged
from desktop.ui.diary.date_field import span_of
from desktop.ui.diary.diary_frame import Mode
from desktop.ui.diary.diary_page import DiaryPage
from desktop.ui.diary.found_model import FoundRole
from desktop.ui.diary.snippet import snippet
from tests.ui.chat_fakes import TODAY
from tests.ui.diary_bench import YESTERDAY, Diary, card_of, focus, moment, press
from tests.ui.test_diary_page import shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
Key = Qt.Key


@pytest.fixture
def diary(qapp: QApplication, tmp_path: Path) -> Iterator[Diary]:
    made = Diary(tmp_path / "diary.sqlite3", [moment(TODAY, 20)])
    yield made
    made.close()
    qapp.setStyleSheet("")


@pytest.fixture
def page(qtbot: QtBot, diary: Diary) -> DiaryPage:
    diary.write("早上跑步，风大", YESTERDAY, "跑步")
    diary.label(diary.write("跑了五公里", TODAY - timedelta(days=40)))
    for number in range(120):
        diary.write(f"第{number}天写稿", date(2025, 1, 1) + timedelta(days=number), "写稿")
    page = shown(qtbot, diary)
    page.start_search()
    return page


def found(page: DiaryPage) -> list[str]:
    model = page.search.model
    return [model.index(row).data(FoundRole.ENTRY).entry.text for row in range(model.rowCount())]


def test_found_while_one_types(qtbot: QtBot, page: DiaryPage) -> None:
    assert page.mode is Mode.SEARCH and focus() is page.search.field
    page.search.field.insert("跑")
    qtbot.waitUntil(lambda: found(page) == ["早上跑步，风大", "跑了五公里"])
    assert "2 则" in page.search.total.text()
    page.search.field.insert(" 风")
    qtbot.waitUntil(lambda: found(page) == ["早上跑步，风大"])
    page.search.field.setText("没有的词")
    qtbot.waitUntil(lambda: found(page) == [])
    assert "没有找到" in page.search.total.text()


def test_what_has_no_text_says_so(qtbot: QtBot, diary: Diary, page: DiaryPage) -> None:
    diary.write("", TODAY, "散步")
    page.search.filters.since.setText(TODAY.isoformat())
    model = page.search.model
    qtbot.waitUntil(lambda: found(page) == [""])
    assert model.index(0).data(FoundRole.SNIPPET).text == "（无文字）"
    assert model.index(0).data(Qt.ItemDataRole.DisplayRole).endswith("（无文字）")


def test_filters(qtbot: QtBot, page: DiaryPage) -> None:
    filters = page.search.filters
    filters.since.setText("2026-10")
    qtbot.waitUntil(lambda: found(page) == ["早上跑步，风大", "跑了五公里"])
    filters.until.setText("2026年10月")
    qtbot.waitUntil(lambda: found(page) == ["跑了五公里"])
    filters.until.clear()
    filters.mood.setCurrentIndex(filters.mood.findData("负面"))
    filters.changed.emit()
    qtbot.waitUntil(lambda: found(page) == ["跑了五公里"])
    filters.mood.setCurrentIndex(0)
    filters.tag.setCurrentIndex(filters.tag.findData("跑步"))
    filters.changed.emit()
    qtbot.waitUntil(lambda: found(page) == ["早上跑步，风大"])


def test_a_tag_leads_to_all_that_carries_it(qtbot: QtBot, page: DiaryPage) -> None:
    page.show_day(YESTERDAY)
    (tag,) = card_of(page, "早上跑步，风大").tags.buttons()
    qtbot.keyClick(tag, Qt.Key.Key_Space)
    assert page.mode is Mode.SEARCH and found(page) == ["早上跑步，风大"]
    assert page.search.filters.tag.currentData() == "跑步" and focus() is page.search.list
    assert not page.search.filters.beyond.isVisible()


def test_what_a_chart_means_stands_beside_the_filters(qtbot: QtBot, page: DiaryPage) -> None:
    page.show_found(Query(valence_from=-1.5, valence_to=-0.5), "−1 不好")
    beyond = page.search.filters.beyond
    assert found(page) == ["跑了五公里"] and "−1 不好" in beyond.text()
    page.search.field.setText("没有这个词")
    qtbot.waitUntil(lambda: found(page) == [])
    page.search.field.clear()
    qtbot.keyClick(beyond, Qt.Key.Key_Space)
    assert not beyond.isVisible() and page.search.filters.query("") == Query()


def test_more_is_read_while_one_scrolls(page: DiaryPage) -> None:
    page.search.field.setText("写稿")
    page.search.look()
    model = page.search.model
    assert "120 则" in page.search.total.text() and model.rowCount() < 120
    while model.canFetchMore(model.index(-1)):
        model.fetchMore(model.index(-1))
    assert found(page) == [f"第{number}天写稿" for number in reversed(range(120))]


def test_enter_opens_the_day_at_the_entry(qtbot: QtBot, diary: Diary, page: DiaryPage) -> None:
    diary.write("同一天的另一则", TODAY - timedelta(days=40))
    page.search.field.insert("跑")
    press(Key.Key_Return)  # at once: what was typed last is looked for first
    assert page.day == YESTERDAY and page.mode is Mode.DAY
    page.start_search()
    assert page.search.field.selectedText() == "跑"
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert page.day == TODAY - timedelta(days=40)
    body = card_of(page, "跑了五公里").body
    assert focus() is body
    assert [mark.cursor.selectedText() for mark in body.extraSelections()] == ["跑"]


def test_escape_leaves(page: DiaryPage) -> None:
    page.search.field.insert("跑")
    page.search.filters.since.setText("2026")
    press(Key.Key_Escape)
    assert page.mode is Mode.DAY and page.day == TODAY
    assert page.search.field.text() == "" and page.search.filters.since.text() == ""


def test_a_diary_that_cannot_be_read_is_told(
    page: DiaryPage, diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise DiaryDamaged("broken")

    monkeypatch.setattr(diary.service, "search", broken)
    page.search.field.insert("跑")
    page.search.look()
    assert page.notices.keys() == ["storage"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-2", date(2026, 2, 1), date(2026, 2, 28)),
        ("2024年2月", date(2024, 2, 1), date(2024, 2, 29)),
        (" 2026/11/3 ", date(2026, 11, 3), date(2026, 11, 3)),
        ("2026年11月3日", date(2026, 11, 3), date(2026, 11, 3)),
        ("20261103", date(2026, 11, 3), date(2026, 11, 3)),
    ],
)
def test_dates_as_one_types_them(text: str, first: date, last: date) -> None:
    assert span_of(text) == (first, last)


@pytest.mark.parametrize("text", ["", "20", "202x", "2026-13", "2026-2-30", "0000", "2026-1-1-1"])
def test_what_is_no_date(text: str) -> None:
    assert span_of(text) is None


def test_a_snippet_begins_before_what_was_found() -> None:
    text = "😄" * 30 + "开头很长很长很长很长很长很长\n中间的跑步，" + "后" * 200
    cut = snippet(text, spans_of(text, ("跑步",)))
    assert cut.text.startswith("…中间的跑步，") and cut.text.endswith("…")
    ((start, length),) = cut.spans
    units = cut.text.encode("utf-16-le")
    assert units[2 * start : 2 * (start + length)].decode("utf-16-le") == "跑步"
    english = "something quite long about the sea"
    assert snippet(english, spans_of(english, ("sea",))).text == "…about the sea"
    assert snippet("短", (Span(0, 1),)).text == "短" and snippet("短", ()).spans == ()
