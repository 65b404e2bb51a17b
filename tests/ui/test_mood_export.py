"""Charts as files: pictures, drawings, tables, and the sentence where one can't be written."""

import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.ui.mood.chart_card import ChartCard
from desktop.ui.mood.chart_export import ChartExport
from desktop.ui.mood.mood_page import MoodPage
from desktop.ui.theme import Theme

from .mood_fakes import START, FakeMoods, point

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot) -> MoodPage:
    diary = FakeMoods([point(n, n % 5 - 2, hour=9 + n % 3) for n in range(40)])
    days = frozenset((START + timedelta(days=n)).toordinal() for n in range(9))
    diary.tags = [("=跑步", days)]
    page = MoodPage(cast(Any, diary), Theme("light"))
    qtbot.addWidget(page)
    page.resize(900, 700)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: not page._waiting)
    return page


def export(card: ChartCard, target: Path) -> None:
    assert card.chart is not None
    words = (card.file_name(), card.how.text())
    one = ChartExport(card, card.chart, words, card._rows(), card.theme, card.files)
    one.told.connect(card._on_told)
    one.write(str(target))


CARDS = ["time", "year", "spread", "week", "findings"]


@pytest.mark.parametrize("name", CARDS)
def test_a_picture_is_sharp_and_not_empty(page: MoodPage, tmp_path: Path, name: str) -> None:
    card: ChartCard = getattr(page, name)
    export(card, tmp_path / "a.png")
    image = QImage(str(tmp_path / "a.png"))
    assert card.chart is not None and image.width() > card.chart.width() * 2
    shrunk = image.scaled(100, 100)
    assert len({shrunk.pixel(x, y) for x in range(100) for y in range(100)}) > 10
    assert "a.png" in card.saved.text()


@pytest.mark.parametrize("name", CARDS)
def test_a_drawing_is_lines_and_words(page: MoodPage, tmp_path: Path, name: str) -> None:
    card: ChartCard = getattr(page, name)
    export(card, tmp_path / "a.svg")
    drawing = (tmp_path / "a.svg").read_text("utf-8")
    assert "<svg" in drawing and card.title.text() in drawing
    assert "<image" not in drawing  # circles, not pictures of them


@pytest.mark.parametrize("name", CARDS)
def test_a_table_has_a_header_and_no_formula(page: MoodPage, tmp_path: Path, name: str) -> None:
    export(getattr(page, name), tmp_path / "a.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text("utf-8-sig"))))
    assert len(rows) > 1 and len({len(row) for row in rows}) == 1
    assert not any(cell.startswith("=") for row in rows for cell in row)


def test_a_drawing_has_nothing_beside_its_view_and_the_chart_goes_on(page: MoodPage) -> None:
    """Drawings know no clipping: what is out of sight would lie over the axis."""
    plot = page.time.plot
    assert plot is not None
    plot.show_last(10)
    before = plot.dots.drawn()
    image = QImage(plot.size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    trimmed: list[float] = []
    plot.moving.sigPlotChanged.connect(lambda item: trimmed.extend(item.getData()[0]))
    plot.paint(painter)
    painter.end()
    (left, right), _ = plot.getViewBox().viewRange()
    first = trimmed[: next((n for n, x in enumerate(trimmed) if not left <= x <= right), None)]
    assert len(first) >= 7
    assert plot.dots.drawn() == before


def test_what_cannot_be_written_is_said(page: MoodPage, tmp_path: Path) -> None:
    export(page.year, tmp_path / "gone" / "a.png")
    assert page.year.saved.isVisible() and "写不下去" in page.year.saved.text()


def test_the_menu_asks_where_to(qtbot: QtBot, page: MoodPage) -> None:
    page.year.menu.menu().actions()[0].trigger()
    [dialog] = page.year.findChildren(QFileDialog)
    assert dialog.isVisible() and "2025.png" in dialog.selectedFiles()[0]
    dialog.reject()
    qtbot.waitUntil(lambda: not page.year.findChildren(QFileDialog))
