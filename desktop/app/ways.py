"""Where one goes in the window, and from where: to a day, to what was found, behind the settings.

Knows the window and its pages, not what is on them.
"""

from datetime import date

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QShortcut

from desktop.app.late_pages import LatePages
from desktop.composition import Core
from desktop.domain.search import Query
from desktop.ui import shortcuts
from desktop.ui.main_window import MainWindow
from desktop.ui.rail import Place
from desktop.ui.tasks.task_notice import TASKS_NOTICE


class Ways(QObject):
    """Connects them, and is asked for the others."""

    def __init__(self, core: Core, window: MainWindow, pages: LatePages, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._pages = window, pages
        self._chat_outdated = False
        figures = QShortcut(shortcuts.sequences("figures")[0], window)
        figures.activated.connect(self._show_figures)
        pages.diary.help_wanted.connect(window.show_help)
        pages.day_chosen.connect(self._show_day)
        pages.entries_chosen.connect(self._show_found)
        window.chat_page.kept.chosen.connect(self._show_day)
        pages.write_wanted.connect(self._show_today)
        window.notices.acted.connect(self._on_notice_acted)
        diary = core.diary
        for changed in (diary.entry_changed, diary.entries_removed, diary.entries_restored):
            changed.connect(self._on_entries)
        window.rail.chosen.connect(self._on_place)

    # To a place

    @Slot()
    def bring_up(self) -> None:
        """The window, from wherever it is."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    @Slot()
    def write(self) -> None:
        self.bring_up()
        self._show_today()

    @Slot()
    def choose_model(self) -> None:
        self._window.rail.choose(Place.SETTINGS)
        self._pages.settings_area.choose_model()

    @Slot()
    def _show_figures(self) -> None:
        from desktop.ui.settings.settings_area import FIGURES

        self._open(FIGURES)

    def _open(self, name: str) -> None:
        """A page behind the settings."""
        self._window.rail.choose(Place.SETTINGS)
        self._pages.settings_area.open(name)

    @Slot(object)
    def _show_day(self, day: date) -> None:
        """All of that day, what wanted no reply among it."""
        self._window.rail.choose(Place.DIARY)
        self._pages.diary.diary.show_day(day)

    @Slot(object, str)
    def _show_found(self, query: Query, name: str) -> None:
        self._window.rail.choose(Place.DIARY)
        self._pages.diary.diary.show_found(query, name)

    @Slot()
    def _show_today(self) -> None:
        self._window.rail.choose(Place.TODAY)
        self._window.chat_page.show_today()

    @Slot(str)
    def _on_notice_acted(self, key: str) -> None:
        if key == "model":
            self._pages.settings_area.choose_model()
        elif key == TASKS_NOTICE:
            from desktop.ui.settings.settings_area import TASKS

            self._open(TASKS)

    # What one finds there

    @Slot(object)
    def _on_entries(self, _about: object) -> None:
        """The chat's day may show one of them; it is read again when one comes back to it."""
        self._chat_outdated = not self._window.chat_page.isVisible()

    @Slot(int)
    def _on_place(self, place: int) -> None:
        page = self._window.chat_page
        if place == Place.HELP and self._pages.help_page is not None:
            self._pages.help_page.take_focus()
        if place == Place.TODAY and self._chat_outdated:
            self._chat_outdated = False
            page.show_day(page.day)
