"""The doctor's page: by keyboard, in words, at every width, in both languages."""

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.examination import Progress
from desktop.errors import ModelRefused
from desktop.services.doctor_service import DoctorPhase, DoctorService, DoctorState
from desktop.settings import Settings
from desktop.ui.settings.doctor_page import DoctorPage
from desktop.ui.settings.settings_area import DOCTOR, SettingsArea
from desktop.ui.settings.settings_page import SettingsPage
from desktop.ui.theme import Theme
from tests.fakes import REPORT

# Of the offscreen platform, about any window with a smallest size; says nothing about ours.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

RUNNING = DoctorState(DoctorPhase.RUNNING, Progress("bfloat16", 2, 3, 20, 48))
DONE = DoctorState(DoctorPhase.DONE, report=REPORT, precision=REPORT.choice)


class FakeDoctor(QObject):
    """DoctorService without an engine: it becomes what it is told."""

    state_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.state = DoctorState(precision="int8")
        self.asked: list[str] = []

    def begin(self) -> None:
        self.asked.append("begin")
        self.become(DoctorState(DoctorPhase.RUNNING, precision="int8"))

    def stop(self) -> None:
        self.asked.append("stop")
        self.become(DoctorState(DoctorPhase.STOPPING))

    def become(self, state: DoctorState) -> None:
        self.state = state
        self.state_changed.emit(state)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme("light")
    made.apply()
    yield made
    made.apply(font_scale=1.0)
    qapp.setStyleSheet("")


@pytest.fixture
def doctor() -> FakeDoctor:
    return FakeDoctor()


@pytest.fixture
def area(qtbot: QtBot, theme: Theme, doctor: FakeDoctor) -> SettingsArea:
    service = cast(DoctorService, doctor)
    widget = SettingsArea(SettingsPage(Settings(None), theme, "/data"), service, theme)
    qtbot.addWidget(widget)
    widget.resize(760, 900)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


def doctor_page(area: SettingsArea) -> DoctorPage:
    page = area.page(DOCTOR)
    assert isinstance(page, DoctorPage)
    return page


@pytest.fixture
def page(area: SettingsArea) -> DoctorPage:
    area.settings.doctor_row.control.setFocus()
    QApplication.processEvents()
    button = area.settings.doctor_row.control
    assert isinstance(button, QPushButton)
    button.click()
    return doctor_page(area)


def words(page: QWidget) -> list[str]:
    QApplication.processEvents()  # what is new in a layout is shown a moment later
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_there_and_back_by_keyboard(qtbot: QtBot, area: SettingsArea) -> None:
    button = area.settings.doctor_row.control
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert area.currentWidget() is doctor_page(area) and doctor_page(area).start.hasFocus()
    qtbot.keyClick(doctor_page(area).start, Qt.Key.Key_Escape)
    assert area.currentWidget() is area.settings and button.hasFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    doctor_page(area).back.setFocus()
    qtbot.keyClick(doctor_page(area).back, Qt.Key.Key_Space)
    assert area.currentWidget() is area.settings


def test_begin_and_stop_by_keyboard(qtbot: QtBot, page: DoctorPage, doctor: FakeDoctor) -> None:
    qtbot.keyClick(page.start, Qt.Key.Key_Space)
    assert page.stop.hasFocus() and not page.start.isVisible()
    assert page.status.text() == "马上开始…"
    qtbot.keyClick(page.stop, Qt.Key.Key_Space)
    assert page.status.text() == "正在停下…"
    doctor.become(DoctorState(DoctorPhase.STOPPED, precision="int8"))
    assert page.start.hasFocus() and not page.stop.isVisible()
    assert "仍用原来的精度" in page.status.text()
    assert doctor.asked == ["begin", "stop"]


def test_it_says_what_it_does_before_it_does_it(page: DoctorPage) -> None:
    text = "\n".join(words(page))
    assert "一分钟" in text and "保存" in text and "现在用 int8，还没有体检过。" in text
    assert not page.card.isVisible()


def test_how_far_it_is(page: DoctorPage, doctor: FakeDoctor) -> None:
    doctor.become(RUNNING)
    assert page.status.text() == "第 2 步，共 3 步：bfloat16，第 20 句，共 48 句"
    assert not page.card.isVisible()


def test_what_it_found(page: DoctorPage, doctor: FakeDoctor) -> None:
    doctor.become(DONE)
    shown = words(page.card)
    assert page.card.sentence.text().startswith("选了 int8（down 用 bfloat16）")
    for text in ("标签一致", "KL 散度", "float32", "bfloat16", "95.8%", "33.1 ms", "1856 MB"):
        assert text in shown
    assert shown.count("选用") == 1
    assert "33.1 ms" in page.card.accessibleDescription()
    assert "现在用 int8（down 用 bfloat16），是体检选的。" in words(page)


def test_an_earlier_report_is_there_when_the_page_is_opened(
    qtbot: QtBot, theme: Theme, doctor: FakeDoctor
) -> None:
    doctor.state = DoctorState(report=REPORT, precision=REPORT.choice)
    page = DoctorPage(cast(DoctorService, doctor), theme)
    qtbot.addWidget(page)
    page.show()
    assert page.card.isVisible() and page.start.text() == "再体检一次"


def test_other_weights_have_no_report(page: DoctorPage, doctor: FakeDoctor) -> None:
    doctor.become(DONE)
    doctor.become(DoctorState(precision="float32"))
    assert not page.card.isVisible() and page.start.text() == "开始体检"


def test_weights_that_do_not_work_are_refused_with_a_way_out(
    qtbot: QtBot, page: DoctorPage, doctor: FakeDoctor
) -> None:
    refused = ModelRefused("config.json: model_type 'llama'")
    doctor.become(DoctorState(DoctorPhase.FAILED, error=refused))
    assert "不能用" in page.status.text() and "llama" in page.status.text()
    with qtbot.waitSignal(page.model_wanted):
        page.other_model.click()


def test_the_row_says_how_it_stands(area: SettingsArea, doctor: FakeDoctor) -> None:
    assert area.settings.doctor_row.note.text() == "现在用 int8，还没有体检过。"
    doctor.become(RUNNING)
    assert area.settings.doctor_row.note.text() == "正在体检…"


def test_everything_can_be_reached_and_has_a_name(
    qtbot: QtBot, page: DoctorPage, doctor: FakeDoctor
) -> None:
    doctor.become(DoctorState(DoctorPhase.FAILED, error=ModelRefused("x"), report=REPORT))
    seen: list[QWidget | None] = [page.back]
    page.back.setFocus()
    while True:
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
        if (now := page.window().focusWidget()) in seen:
            break
        seen.append(now)
    assert seen == [page.back, page.start, page.other_model, page.card]
    for part in (page.start, page.other_model):
        assert part.text()
    assert page.back.accessibleName() == "回到设置" and page.card.accessibleName()


@pytest.mark.parametrize(
    ("width", "scale", "table"),
    [(760, 1.0, True), (584, 1.0, True), (584, 1.5, False), (500, 2.0, False), (1200, 1.5, False)],
)
def test_nothing_is_wider_than_the_page(
    area: SettingsArea,
    page: DoctorPage,
    doctor: FakeDoctor,
    theme: Theme,
    width: int,
    scale: float,
    table: bool,
) -> None:
    long_path = ModelRefused("/home/xiaoming/" + "models/" * 30)
    doctor.become(DoctorState(DoctorPhase.FAILED, error=long_path, report=REPORT))
    theme.apply(font_scale=scale)
    area.resize(width, 900)
    for _ in range(2):  # what turned over in that width asks for another layout
        area.grab()
        QApplication.processEvents()
    assert page.card.table.is_table is table
    for child in page.findChildren(QWidget):
        if child.isVisible():
            assert child.mapTo(area, QPoint(child.width(), 0)).x() <= width, child
