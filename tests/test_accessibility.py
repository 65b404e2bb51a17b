"""The real window for who doesn't see it well, or works without a mouse: page by page."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.paths import DataPaths
from desktop.ui.chat import turn_view
from desktop.ui.diary.diary_frame import Mode
from desktop.ui.diary.month_grid import MonthGrid
from desktop.ui.diary.mood_mark import readable_on
from desktop.ui.rail import Place
from desktop.ui.settings.settings_area import (
    ABOUT,
    DATA,
    DOCTOR,
    FIGURES,
    LEARNING,
    MODELS,
    TASKS,
)
from desktop.ui.theme import DARK, LIGHT, Palette, Theme
from tests.fakes import ScriptedEngine
from tests.program.running import Program, paths, plain_application_afterwards, running

__all__ = ["paths", "plain_application_afterwards"]  # fixtures
BEHIND = (DOCTOR, DATA, TASKS, MODELS, LEARNING, ABOUT, FIGURES)
PAGES = (
    "today",
    "diary",
    "search",
    "trash",
    "mood",
    "settings",
    "help",
    *BEHIND,
)
LARGE = (1.5, 2.0)
# WCAG 2.2, AA: running text; large text, edges of controls, and signs.
TEXT, SIGNS, GLANCE = 4.5, 3.0, 2.0
MOST_TABS = 200
# How far from a control its focus may show: the frame of the card it stands in.
AROUND = 24


def open_page(program: Program, page: str) -> None:
    window, application = program.application.window, program.application
    places = {"diary": Place.DIARY, "search": Place.DIARY, "trash": Place.DIARY, "mood": Place.MOOD}
    place = Place.TODAY if page == "today" else places.get(page, Place.SETTINGS)
    window.rail.choose(place)
    if page == "search":
        application._diary.diary.start_search()
    elif page == "trash":
        application._diary.diary.trash_button.click()
    elif page == "help":
        window.show_help()
    elif page == "figures":
        program.qtbot.keyClick(window, Qt.Key.Key_F12)
        assert application.settings_area.page(FIGURES).isVisible()
    elif page in BEHIND:
        area = application.settings_area
        area.open(page)
        assert area.currentWidget() is area.page(page)
    QApplication.processEvents()


class Windows(QObject):
    """Those that were opened while it watched."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.opened.append(named(watched))
        return False


@pytest.fixture
def program(qtbot: QtBot, paths: DataPaths) -> Iterator[Program]:
    """Two turns today, one with a reply; the window wide enough for all there is."""
    with running(qtbot, paths, ScriptedEngine()) as made:
        window = made.application.window
        window.resize(1200, 900)
        made.write("今天很好")
        made.write("晚饭也好吃")
        made.wait_for_the_end()
        with qtbot.waitActive(window):
            window.activateWindow()
        yield made


def reached(program: Program) -> list[QWidget]:
    """What Tab should come to: all that can be seen, is enabled and takes the keyboard."""
    found = []
    for widget in program.application.window.findChildren(QWidget):
        inside = isinstance(widget.parent(), QAbstractSpinBox | QComboBox)
        takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
        if takes and widget.isVisible() and widget.isEnabled() and not inside:
            found.append(widget)
    return found


def named(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"


@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_name_and_a_role(program: Program, page: str) -> None:
    open_page(program, page)
    buttons = program.application.window.findChildren(QAbstractButton)
    controls = {*reached(program), *(button for button in buttons if button.isVisible())}
    nameless = []
    for widget in controls:
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name)
        if not name.strip() or interface.role() is QAccessible.Role.NoRole:
            nameless.append(named(widget))
    assert not nameless


@pytest.mark.parametrize("page", PAGES)
def test_no_page_opens_a_window(qapp: QApplication, program: Program, page: str) -> None:
    """A part that is shown before it has its place is a window for a moment, and takes the
    keyboard away."""
    windows = Windows()
    qapp.installEventFilter(windows)
    open_page(program, page)
    qapp.removeEventFilter(windows)
    assert windows.opened == []


@pytest.mark.parametrize("page", PAGES)
def test_tab_comes_to_every_control_and_back(qtbot: QtBot, program: Program, page: str) -> None:
    open_page(program, page)
    go_around(qtbot, program)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("scale", LARGE)
def test_so_it_does_in_large_text_and_a_narrow_window(
    qtbot: QtBot, program: Program, page: str, scale: float
) -> None:
    """No line of it keeps the keyboard, wherever the parts of a page have gone."""
    window = program.application.window
    program.application._theme.apply(font_scale=scale)
    window.resize(window.minimumSize())
    open_page(program, page)
    go_around(qtbot, program)
    program.application._theme.apply(font_scale=1.0)


def go_around(qtbot: QtBot, program: Program) -> None:
    window = program.application.window
    window.rail.place(window.stack.currentIndex()).setFocus()
    first, seen = QApplication.focusWidget(), []
    for _ in range(MOST_TABS):
        here = QApplication.focusWidget()
        assert here is not None
        seen.append(here)
        qtbot.keyClick(here, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is first:
            break
    else:
        pytest.fail(f"Tab stays at {[named(w) for w in seen[-3:]]}")
    assert not [named(widget) for widget in reached(program) if widget not in seen]


@pytest.mark.parametrize("page", [*BEHIND, "search", "trash"])
def test_escape_leads_back(qtbot: QtBot, program: Program, page: str) -> None:
    open_page(program, page)
    here = QApplication.focusWidget()
    assert here is not None
    qtbot.keyClick(here, Qt.Key.Key_Escape)
    area, diary = program.application.settings_area, program.application._diary
    if page in BEHIND:
        assert area.currentWidget() is area.settings
    else:
        assert diary.diary.mode is Mode.DAY
    assert QApplication.focusWidget() is not None


def scroll_to(widget: QWidget) -> None:
    """As Tab does."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()


def picture(window: QWidget, widget: QWidget) -> QImage:
    corner = widget.mapTo(window, QPoint(0, 0))
    around = QRect(corner, widget.size()).adjusted(-AROUND, -AROUND, AROUND, AROUND)
    return window.grab(around & window.rect()).toImage()


@pytest.mark.parametrize("page", PAGES)
def test_one_sees_where_the_keyboard_is(program: Program, page: str) -> None:
    open_page(program, page)
    window = program.application.window
    unseen = []
    for widget in reached(program):
        scroll_to(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        here = picture(window, widget)
        widget.clearFocus()
        QApplication.processEvents()
        if here == picture(window, widget):
            unseen.append(named(widget))
    assert not unseen


def contrast(one: str, other: str) -> float:
    """As WCAG defines it: 1 to 21."""

    def light(colour: str) -> float:
        parts = QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()
        line = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * line[0] + 0.7152 * line[1] + 0.0722 * line[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_text_stands_out_from_what_is_behind_it(theme: Palette) -> None:
    """Not the faint one: it is only for what is switched off."""
    inks = (theme.ink, theme.soft_ink, theme.accent, theme.danger, theme.warning)
    pairs = [(ink, behind) for ink in inks for behind in (theme.page, theme.card)]
    pairs += [(theme.on_accent, theme.accent), (theme.ink, theme.line)]
    assert not {pair: contrast(*pair) for pair in pairs if contrast(*pair) < TEXT}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_numbers_stand_out_on_every_mood(theme: Palette) -> None:
    """As in the calendar and in the hours of the week, blended colours too."""
    fills = [theme.mood_color(step / 10) for step in range(-20, 21)]
    known = [fill for fill in fills if fill is not None]
    assert len(known) == len(fills)
    assert all(contrast(readable_on(fill).name(), fill.name()) >= TEXT for fill in known)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_a_so_so_day_is_told_from_an_empty_one_at_a_glance(theme: Palette) -> None:
    so_so, empty = theme.mood[2], theme.empty_day().name()
    assert contrast(so_so, empty) >= GLANCE and contrast(so_so, theme.page) >= GLANCE
    # Grey among the colours: no step beside it is taken for it either.
    assert all(hue_strength(so_so) < hue_strength(beside) / 2 for beside in theme.mood[1::2])


def hue_strength(colour: str) -> float:
    parts = QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()
    return max(parts) - min(parts)


def test_numbers_of_empty_days_are_text(qtbot: QtBot) -> None:
    """Only those still to come are switched off."""
    today = date(2026, 3, 15)
    for choice in ("light", "dark"):
        theme = Theme(choice)
        grid = MonthGrid(theme)
        qtbot.addWidget(grid)
        grid.set_days({}, today)
        for day in (14, 15):
            number = grid._number_colour(today.replace(day=day)).name()
            assert contrast(number, theme.palette.page) >= TEXT


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_frame_of_what_has_the_keyboard_stands_out(theme: Palette) -> None:
    assert all(contrast(theme.accent, behind) >= SIGNS for behind in (theme.page, theme.card))


def test_a_finished_reply_is_read_aloud_once(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    class Heard(QAccessibleAnnouncementEvent):
        def __init__(self, where: QWidget, text: str) -> None:
            super().__init__(where, text)
            said.append(text)

    monkeypatch.setattr(turn_view, "QAccessibleAnnouncementEvent", Heard)
    program.write("再说一句")
    program.wait_for_the_end()
    (text,) = [text for text in said if "好的" in text]
    assert "正面" in text


def test_nothing_moves_where_that_is_not_wanted(qtbot: QtBot, paths: DataPaths) -> None:
    with running(qtbot, paths, ScriptedEngine()) as program:
        program.write("说吧")
        program.wait_for_the_end()
        assert not program.view(program.last_turn()).dots._still
        program.core.settings.set("motion", "none")
    with running(qtbot, paths, ScriptedEngine()) as program:
        dots = program.view(program.last_turn()).dots
        dots.show()
        assert dots._still and not dots.timer.isActive()
