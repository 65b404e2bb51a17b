"""The page of figures: what it shows, live; what it copies; by keyboard; where it is narrow."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.figures import Figures, Kind, Stage
from desktop.ui.figures.figures_model import Column, FiguresModel
from desktop.ui.figures.figures_page import FiguresPage
from desktop.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

TURN = Figures(
    Kind.TURN, (0.5, 0.01, 0.2, 0.0, 0.3, 1.5, 0.006), "length", 120, 90, 46, "正面", 0.91, False,
    460_000_000, 520_000_000, "int8", 1_795_320_000_000,
)  # fmt: skip
JOB = Figures(Kind.JOB, (0.0, 0.1, 0.0, 0.0, 0.3, 0.0, 0.0), tokens=1)


class Service(QObject):
    """As FiguresService, over a list."""

    added = Signal(object)
    most = 3

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[Figures] = []

    def newest(self) -> list[Figures]:
        return list(self.kept)

    def add(self, figures: Figures) -> None:
        self.kept = [figures, *self.kept][: self.most]
        self.added.emit(figures)


@pytest.fixture
def service(qapp: QApplication) -> Service:
    return Service()


@pytest.fixture
def page(qtbot: QtBot, service: Service, tmp_path: Path) -> Iterator[FiguresPage]:
    theme = Theme("light")
    made = FiguresPage(
        service,  # type: ignore[arg-type]
        lambda label: {"正面": "Positive"}.get(label, label),
        lambda: "the diagnostics",
        tmp_path / "logs",
        theme,
    )
    qtbot.addWidget(made)
    made.resize(700, 900)
    made.show()
    theme.apply()
    yield made
    QApplication.instance().setStyleSheet("")  # type: ignore[union-attr]


def row(page: FiguresPage, number: int) -> list[str]:
    return [str(page.model.index(number, column).data()) for column in Column]


def test_before_there_is_anything(page: FiguresPage) -> None:
    page.take_focus()
    assert page.nothing.isVisible() and page.copy.hasFocus()
    assert not (page.table.isVisible() or page.card.isVisible() or page.medians.isVisible())


def test_a_request_appears_as_it_ends(page: FiguresPage, service: Service) -> None:
    service.add(TURN)
    assert row(page, 0)[1:] == ["回复 · 到了长度上限", "Positive 91%", "46", "30.0", "2,516\xa0ms"]
    assert page.card.isVisible() and "2,516" in page.card.title.text()
    times = [time.text() for time, _ in page.card.legend.numbers]
    assert times[2] == "200\xa0ms" and times[6] == "6.0\xa0ms"
    values = [value.text() for _, value in page.card.values]
    assert "Positive 91%" in values and "120（其中 90 之前读过）" in values and "没有" in values
    assert "最近 1 次回复的中位数" in page.medians.text()


def test_the_bar_is_the_whole_time(page: FiguresPage, service: Service) -> None:
    service.add(TURN)
    parts = dict(page.card.bar.parts())
    assert list(parts) == [stage for stage in Stage if TURN.stage(stage) > 0]
    assert sum(box.width() for box in parts.values()) == pytest.approx(page.card.bar.width())
    assert parts[Stage.DECODE].width() > 4 * parts[Stage.FIRST_TOKEN].width()
    assert parts[Stage.SAVE].width() >= 2


def test_who_looks_at_an_older_one_stays_there(
    page: FiguresPage, service: Service, qtbot: QtBot
) -> None:
    service.add(JOB)
    service.add(TURN)
    page.take_focus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert page.card.title.text().startswith("任务") and "任务" in page.medians.text()
    service.add(replace(TURN, label=None))
    assert page.table.currentIndex().row() == 2 and page.card.title.text().startswith("任务")
    service.add(TURN)  # there is room for three
    assert page.model.rowCount() == 3 and page.card.isVisible()


def test_what_was_deleted_is_gone_when_one_comes_back(page: FiguresPage, service: Service) -> None:
    service.add(TURN)
    page.hide()
    service.kept.clear()
    page.show()
    assert page.model.rowCount() == 0 and page.nothing.isVisible()


def test_diagnostics_are_copied_and_the_log_is_opened(
    page: FiguresPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.copy.click()
    assert QGuiApplication.clipboard().text() == "the diagnostics"
    assert "没有你写的文字" in page.note.text()
    page.log.click()
    assert str(tmp_path / "logs") in page.note.text()  # nothing was ever logged
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    (tmp_path / "logs").mkdir()
    page.log.click()
    assert [Path(url.toLocalFile()) for url in opened] == [tmp_path / "logs"]
    assert not page.note.isVisible()


def test_escape_leads_back_and_tab_out_of_the_table(
    page: FiguresPage, service: Service, qtbot: QtBot
) -> None:
    service.add(TURN)
    page.take_focus()
    qtbot.keyClick(page.table, Qt.Key.Key_Tab)
    assert page.card.hasFocus() and "判断心情 200" in page.card.accessibleDescription()
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page.table, Qt.Key.Key_Escape)


def test_nothing_is_wider_than_a_narrow_window(page: FiguresPage, service: Service) -> None:
    service.add(TURN)
    page.resize(460, 900)
    QApplication.processEvents()
    assert page.table.isColumnHidden(Column.SPEED) and not page.table.isColumnHidden(Column.LABEL)
    shown = [widget for widget in page.findChildren(QWidget) if widget.isVisible()]
    right = {widget.mapTo(page, widget.rect().topRight()).x() for widget in shown}
    assert max(right) < page.width()
    page.resize(700, 900)
    QApplication.processEvents()
    assert not page.table.isColumnHidden(Column.SPEED)


def test_the_model_is_as_qt_wants_it(qapp: QApplication) -> None:
    model = FiguresModel(str, 2)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for _ in range(3):
        model.add(TURN)
    model.show([JOB])
    assert model.rowCount() == 1 and tester.model() is model
