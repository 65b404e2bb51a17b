"""The diary on paper: where pages begin and end."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QBuffer

from desktop.domain.entries import DiaryEntry, Entry
from desktop.ui.data.paper import HEAD, RESOLUTION, _blocks, _cuts, paper
from desktop.ui.theme import Theme
from tests.ui.data_bench import DAY, NOON, DataBench

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_each_year_begins_a_page(data_bench: DataBench, theme: Theme) -> None:
    for years in range(3):
        day = DAY - timedelta(days=365 * years)
        for n in range(40):
            data_bench.entries.write(f"第 {n} 则\n<b>不是标签</b>" * 3, NOON, day)
    entries = data_bench.entries.entries_between(date.min, date.max)
    pdf = paper(theme, {}, "日记").draw(entries)
    assert pdf.startswith(b"%PDF") and pdf.count(b"/Type /Page\n") >= 6


def test_what_has_no_text_says_so_on_paper(theme: Theme) -> None:
    made = paper(theme, {}, "日记")
    bare = DiaryEntry(Entry(1, "", NOON, DAY, tags=("跑步",)))
    assert "（无文字）" in [text for text, _, _ in made._parts(bare)]
    written = replace(bare, entry=replace(bare.entry, text="字"))
    assert "（无文字）" not in [text for text, _, _ in made._parts(written)]


def pages_of(theme: Theme, *days: date, length: int = 1) -> int:
    entries = [
        DiaryEntry(Entry(n, "写一行\n" * length, NOON, day)) for n, day in enumerate(days, 1)
    ]
    return paper(theme, {}, "日记").draw(entries).count(b"/Type /Page\n")


def test_a_month_goes_on_below_the_last_one(theme: Theme) -> None:
    months = [date(2025, month, 3) for month in range(1, 13)]
    assert pages_of(theme, date(2024, 12, 31), date(2025, 1, 1)) == 2
    assert pages_of(theme, *months[:4]) == 1
    # Whether they are laid out as one month or as twelve, it is as many pages.
    days = [date(2025, 1, day) for day in range(1, 13)]
    for length in (5, 12, 31):
        apart, together = (pages_of(theme, *some, length=length) for some in (months, days))
        assert apart == together > 1


@pytest.mark.parametrize("used", [0.0, 0.35, 0.98, 1.0])
def test_no_heading_is_left_at_the_foot_of_a_page(theme: Theme, used: float) -> None:
    made = paper(theme, {}, "日记")
    days = [DAY + timedelta(days=n) for n in range(30)]
    entries = [DiaryEntry(Entry(n, "写" * 37 * n, NOON, day)) for n, day in enumerate(days, 1)]
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = made._writer(buffer)
    document = made._document(entries, writer)
    height = writer.pageLayout().paintRectPixels(RESOLUTION).height()
    left = height * (1 - used)
    tops = _cuts(document, height, left)
    room = 100  # what is blank above the next heading may hang over
    assert len(tops) > 2 and all(b - a <= height + room for a, b in pairwise(tops))
    assert tops[1] <= left + room
    for top in tops[1:]:
        above = [b for b in _blocks(document) if b.layout().position().y() < top - 1]
        assert not above or above[-1].userState() != HEAD
