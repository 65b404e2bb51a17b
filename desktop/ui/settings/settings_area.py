"""The settings and the pages behind them, each built when one goes to it: which is shown.

Knows how one comes and goes, not what is on a page.
"""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QWidget

from desktop.services import doctor_words
from desktop.services.doctor_service import DoctorService, DoctorState
from desktop.ui.settings.doctor_page import DoctorPage
from desktop.ui.settings.page_behind import PageBehind
from desktop.ui.settings.settings_page import SettingsPage
from desktop.ui.theme import Theme

DOCTOR, MODELS, DATA, TASKS = "doctor", "models", "data", "tasks"
LEARNING, FIGURES, ABOUT = "learning", "figures", "about"


class SettingsArea(QStackedWidget):
    """settings: the first of its pages; the others have names, see above."""

    def __init__(self, settings: SettingsPage, doctor: DoctorService, theme: Theme) -> None:
        super().__init__()
        self.settings = settings
        self._doctor, self._theme = doctor, theme
        self._makers: dict[str, Callable[[], PageBehind]] = {}
        self._pages: dict[str, PageBehind] = {}
        self._rows: dict[str, QWidget] = {}
        self.addWidget(self.settings)
        self.add(DOCTOR, self._make_doctor, settings.doctor_row.control)
        doctor.state_changed.connect(self._on_doctor)
        self._on_doctor(doctor.state)

    def add(self, name: str, make: Callable[[], PageBehind], row: QWidget) -> None:
        """A page behind the settings. make: builds it, once; row: what one came by."""
        self._makers[name], self._rows[name] = make, row
        assert isinstance(row, QAbstractButton)
        row.clicked.connect(lambda: self.open(name))

    def page(self, name: str) -> PageBehind:
        """That page, built if it wasn't yet."""
        if name not in self._pages:
            page = self._pages[name] = self._makers[name]()
            page.left.connect(self._leave)
            self.addWidget(page)
        return self._pages[name]

    def built(self, name: str) -> PageBehind | None:
        """That page, if somebody went there."""
        return self._pages.get(name)

    def go_on_from(self, old: "SettingsArea") -> None:
        """In the place of pages with other words: what is open on those behind."""
        for name, page in old._pages.items():
            if page.has_something_open():
                self.page(name).go_on_from(page)

    def open(self, name: str) -> None:
        page = self.page(name)
        self.setCurrentWidget(page)
        page.take_focus()

    @Slot()
    def choose_model(self) -> None:
        """Go where other weights are chosen, downloaded, or taken from a folder."""
        if MODELS in self._makers:
            self.open(MODELS)

    def go_home(self) -> None:
        """From any page behind them to the settings themselves."""
        if self.currentWidget() is not self.settings:
            self.setCurrentWidget(self.settings)
            self.settings.search.setFocus()

    def start_search(self) -> None:
        """Among the settings, from the pages behind them too: they are where one is."""
        self.setCurrentWidget(self.settings)
        self.settings.start_search()

    @Slot()
    def _leave(self) -> None:
        """Back to where one came from."""
        left = next(name for name, page in self._pages.items() if page is self.currentWidget())
        self.setCurrentWidget(self.settings)
        self._rows[left].setFocus()

    def _make_doctor(self) -> DoctorPage:
        page = DoctorPage(self._doctor, self._theme)
        page.model_wanted.connect(self.choose_model)
        return page

    @Slot(object)
    def _on_doctor(self, state: DoctorState) -> None:
        self.settings.doctor_row.say(doctor_words.standing(state))
