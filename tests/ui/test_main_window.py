"""The window: rail, model state, notices, the list of days, closing."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.turns import ReplyStats
from desktop.errors import DiskFull, ModelMissing
from desktop.services.chat_service import ChatService
from desktop.services.inference_service import InferenceService
from desktop.services.requests import EnginePhase, EngineState
from desktop.settings import Settings
from desktop.ui import main_window as module
from desktop.ui.chat.notices import _Dot
from desktop.ui.diary.day_list import DayColumn
from desktop.ui.late_diary import LateDiary
from desktop.ui.main_window import MainWindow, Pages
from desktop.ui.rail import Place
from desktop.ui.remembered import Remembered
from desktop.ui.theme import Theme
from tests.ui.chat_fakes import TODAY, FakeChat, FakeInference, fake_labels, turn

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class FakeDays(QWidget):
    """The list of days without a diary."""

    day_chosen = Signal(object)
    day_opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.selected: date | None = None

    def select(self, day: date) -> None:
        self.selected = day

    def take_focus(self) -> None:
        self.setFocus()


class FakeDiaryPage(QWidget):
    """The diary page, and its place, without a diary."""

    def __init__(self) -> None:
        super().__init__()
        self.diary = self
        self.done: list[object] = []

    def toggle_days(self) -> None:
        self.done.append("days")

    def take_focus(self) -> None:
        self.done.append("focus")

    def start_search(self) -> None:
        self.done.append("search")


class Parts:
    """A window and what it was given."""

    def __init__(self, settings: Settings) -> None:
        self.theme = Theme("light")
        self.theme.apply()
        self.chat = FakeChat([turn(1), turn(2, day=TODAY - timedelta(days=1))])
        self.inference, self.days = FakeInference(), FakeDays()
        self.diary = FakeDiaryPage()
        self.pages = Pages(
            cast(DayColumn, self.days),
            cast(LateDiary, self.diary),
            QWidget(),
            QWidget(),
            QWidget(),
        )
        self.window = MainWindow(
            cast(ChatService, self.chat),
            cast(InferenceService, self.inference),
            fake_labels(),
            self.theme,
            settings,
            self.pages,
            lambda: 812 * 2**20,
        )


@pytest.fixture
def parts(qtbot: QtBot, qapp: QApplication) -> Iterator[Parts]:
    made = Parts(Settings(None))
    qtbot.addWidget(made.window)
    made.window.resize(1080, 760)
    with qtbot.waitActive(made.window):
        made.window.show()
        made.window.activateWindow()
    yield made
    qapp.setStyleSheet("")


def test_one_can_write_at_once(parts: Parts) -> None:
    assert parts.window.stack.currentIndex() == 0
    assert parts.window.focusWidget() is parts.window.chat_page.composer.editor


@pytest.mark.parametrize("place", list(Place))
def test_the_pages_from_the_keyboard(qtbot: QtBot, parts: Parts, place: int) -> None:
    key = Qt.Key(Qt.Key.Key_1 + place)
    qtbot.keyClick(parts.window, key, Qt.KeyboardModifier.ControlModifier)
    assert parts.window.stack.currentIndex() == place


@pytest.mark.parametrize(
    ("phase", "word"),
    [
        (EnginePhase.LOADING, "正在醒来"),
        (EnginePhase.READY, "醒着"),
        (EnginePhase.THINKING, "在想"),
        (EnginePhase.EXAMINING, "体检中"),
        (EnginePhase.UNAVAILABLE, "没有模型"),
    ],
)
def test_the_models_state_is_a_word(parts: Parts, phase: EnginePhase, word: str) -> None:
    parts.inference.become(EngineState(phase, "tiny"))
    assert parts.window.rail.word.text() == word
    assert parts.window.state_line.text().endswith("tiny")


def test_speed_and_memory(parts: Parts) -> None:
    parts.chat.turn_finished.emit(1, ReplyStats(tokens=46, first_token_s=0.5, total_s=3.5))
    assert parts.window.speed_line.text() == "15.0 词元/秒"
    assert parts.window.memory_line.text() == "内存最高 812 MB"
    parts.chat.turn_finished.emit(1, ReplyStats(reason="failed"))
    assert parts.window.speed_line.text() == "15.0 词元/秒"


def test_without_a_model_the_person_is_told_and_can_still_write(qtbot: QtBot, parts: Parts) -> None:
    missing = EngineState(EnginePhase.UNAVAILABLE, error=ModelMissing("/模型"))
    parts.inference.become(missing)
    window = parts.window
    assert window.notices.keys() == ["model"]
    assert window.chat_page.composer.editor.isEnabled()
    window.notices.acted.emit("model")
    assert window.stack.currentWidget() is parts.pages.settings
    parts.inference.become(EngineState(EnginePhase.READY, "tiny"))
    assert window.notices.keys() == []


def test_a_notice_that_is_no_trouble_has_a_calm_dot(parts: Parts) -> None:
    window, palette = parts.window, parts.theme.palette
    window.tell_undone("已改标签")
    parts.chat.storage_failed.emit(DiskFull("/diary"))
    window.grab()
    dots = [dot for bar in (window.passing, window.notices) for dot in bar.findChildren(_Dot)]
    colours = [dot.grab().toImage().pixelColor(4, round(dot.middle())).name() for dot in dots]
    assert colours == [palette.accent.lower(), palette.warning.lower()]
    for dot in dots:
        label = dot._label
        assert abs(dot.y() + dot.middle() - label.geometry().center().y()) <= 1


def test_what_was_undone_is_told_over_the_page(parts: Parts) -> None:
    """Nothing moves when the sentence comes and goes."""
    window = parts.window
    window.grab()
    before = window.stack.geometry()
    window.tell_undone("已改标签")
    window.grab()
    assert window.stack.geometry() == before
    assert window.passing.isVisibleTo(window) and window.passing.height() < 100
    place = window.passing.mapTo(window, window.passing.rect().center())
    above = window.childAt(place)
    assert above is not None and window.passing.isAncestorOf(above)


def test_a_diary_that_cannot_be_saved_is_told(parts: Parts) -> None:
    parts.chat.storage_failed.emit(DiskFull("/diary"))
    assert parts.window.notices.keys() == ["storage"]
    parts.window.notices.clear("storage")
    assert not parts.window.notices.isVisible()


def test_a_missing_font_and_broken_settings_are_told_at_the_start(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "has_chinese_font", lambda: False)
    path = tmp_path / "settings.json"
    path.write_text("{", "utf-8")
    made = Parts(Settings(path))
    qtbot.addWidget(made.window)
    assert made.window.notices.keys() == ["font", "settings"]
    qapp.setStyleSheet("")


def test_a_day_is_one_click_away(parts: Parts) -> None:
    assert parts.days.selected == TODAY
    parts.days.day_chosen.emit(TODAY - timedelta(days=1))
    page = parts.window.chat_page
    assert [t.id for t in page.timeline.turns()] == [2]
    assert parts.days.selected == TODAY - timedelta(days=1)


def test_the_days_fold_by_themselves_and_by_hand(qtbot: QtBot, parts: Parts) -> None:
    window = parts.window
    assert parts.days.isVisible()
    window.resize(700, 600)
    assert not parts.days.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert parts.days.isVisible()
    window.resize(720, 600)
    assert parts.days.isVisible()
    window.resize(1000, 600)
    window.chat_page.days_button.click()
    assert not parts.days.isVisible()


def test_days_stay_folded_the_next_time(parts: Parts, tmp_path: Path) -> None:
    window, path = parts.window, tmp_path / "window.ini"
    Remembered(path).follow_days(window.today, "today")
    assert parts.days.isVisible()
    window.chat_page.days_button.click()
    Remembered(path).follow_days(window.today, "today")
    assert not parts.days.isVisible()
    window.resize(700, 600)
    window.resize(1080, 760)
    assert not parts.days.isVisible()  # also after there was no room
    window.chat_page.days_button.click()
    Remembered(path).follow_days(window.today, "today")
    assert parts.days.isVisible()


def test_what_is_wanted_where_there_is_no_room_is_not_remembered(
    parts: Parts, tmp_path: Path
) -> None:
    window, path = parts.window, tmp_path / "window.ini"
    Remembered(path).follow_days(window.today, "today")
    window.resize(700, 600)
    for _ in range(2):  # over the page, and away again
        window.chat_page.days_button.click()
    Remembered(path).follow_days(window.today, "today")
    window.resize(1080, 760)
    assert parts.days.isVisible()


def test_search_and_days_of_the_diary_page(qtbot: QtBot, parts: Parts) -> None:
    window = parts.window
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.stack.currentIndex() == Place.DIARY
    assert parts.diary.done == ["focus", "search"]
    qtbot.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert parts.diary.done[-1] == "days"


def overflow(window: MainWindow) -> list[QWidget]:
    """What is shown beyond the window's right edge."""
    pages = window.chat_page.findChildren(QWidget)
    shown = [part for part in (*pages, window.chat_page) if part.isVisible()]
    return [w for w in shown if w.mapTo(window, w.rect().topRight()).x() >= window.width()]


@pytest.mark.parametrize(("width", "scale"), [(640, 1.0), (640, 1.5), (1080, 1.5), (1080, 1.0)])
def test_opening_the_days_never_squeezes_the_page(
    qtbot: QtBot, parts: Parts, width: int, scale: float
) -> None:
    parts.theme.apply(font_scale=scale)
    window = parts.window
    window.resize(width, 700)
    if not parts.days.isVisible():
        window.chat_page.days_button.click()
    room, least = window.chat_page.width(), window.chat_page.minimumSizeHint().width()
    assert parts.days.isVisible() and room >= least
    assert overflow(window) == []
    assert not window.chat_page.timeline.horizontalScrollBar().isVisible()
    # The way to put it away again is never below it.
    button = window.chat_page.days_button
    assert window.childAt(button.mapTo(window, button.rect().center())) is button
    assert window.chat_page.width() >= parts.theme.px(564) or scale > 1.0 or width < 860


def test_the_days_over_the_page_go_when_one_was_opened(parts: Parts) -> None:
    window = parts.window
    window.resize(700, 600)
    window.chat_page.days_button.click()
    assert parts.days.hasFocus()
    parts.days.day_chosen.emit(TODAY - timedelta(days=1))
    assert parts.days.isVisible()  # walked over with the arrow keys, perhaps
    parts.days.day_opened.emit()
    assert not parts.days.isVisible()
    assert window.focusWidget() is window.chat_page.composer.editor
    window.chat_page.days_button.click()
    window.chat_page.composer.take_focus()
    assert not parts.days.isVisible()


def test_the_first_size_fits_the_screen(qtbot: QtBot, qapp: QApplication) -> None:
    made = Parts(Settings(None))
    qtbot.addWidget(made.window)
    screen = made.window.screen().availableSize()
    assert screen.width() < 1080  # of the offscreen platform
    assert made.window.width() <= 0.9 * screen.width() + 1
    assert made.window.height() <= 0.9 * screen.height() + 1
    qapp.setStyleSheet("")


def test_today_means_writing(qtbot: QtBot, parts: Parts) -> None:
    window = parts.window
    window.rail.choose(Place.MOOD)
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is window.chat_page.composer.editor


def tab_round(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> list[QWidget]:
    """Everything the keyboard comes to until it is back where it was."""
    seen: list[QWidget] = []
    while (now := window.focusWidget()) not in seen:
        seen.append(now)
        qtbot.keyClick(now, key)
    assert window.focusWidget() is seen[0]
    return seen


def test_tab_goes_through_everything_and_round(qtbot: QtBot, parts: Parts) -> None:
    window = parts.window
    page = window.chat_page
    page.composer.fill("写到一半")
    added = turn(3, earlier_replies=("起初",))
    for _ in range(2):
        forward = tab_round(qtbot, window, Qt.Key.Key_Tab)
        views = [view for t in page.timeline.turns() if (view := page.timeline.view(t.id))]
        usable = [part for view in views for part in view.controls()]
        composer = page.composer
        assert forward == [
            composer.editor, composer.send, composer.topic, composer.way,
            window.rail.place(0), parts.days, page.days_button,
            *(part for part in usable if part.isVisible() and part.isEnabled()),
        ]  # fmt: skip
        back = tab_round(qtbot, window, Qt.Key.Key_Backtab)
        assert back == [forward[0], *reversed(forward[1:])]
        parts.chat.turn_added.emit(added)


def test_the_smallest_window_grows_with_the_text(parts: Parts) -> None:
    parts.theme.apply(font_scale=2.0)
    assert parts.window.minimumWidth() > 640
    assert parts.window.rail.minimumWidth() == 112


def test_every_control_has_a_name(parts: Parts) -> None:
    for control in parts.window.findChildren(QAbstractButton):
        assert control.accessibleName() or control.text(), control
    for text in parts.window.findChildren(QTextEdit):
        assert text.accessibleName(), text


def test_closing_is_said_and_nothing_else(qtbot: QtBot, parts: Parts) -> None:
    with qtbot.waitSignal(parts.window.closing):
        parts.window.close()
