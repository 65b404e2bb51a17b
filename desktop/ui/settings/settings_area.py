"""The settings and the pages behind them, the doctor's first: which of them is shown."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QAbstractButton, QStackedWidget

from desktop.services import doctor_words
from desktop.services.doctor_service import DoctorService, DoctorState
from desktop.ui.data.data_page import DataPage
from desktop.ui.figures.figures_page import FiguresPage, FiguresRow
from desktop.ui.labels.learning_page import LearningPage, LearningRow
from desktop.ui.models.models_page import ModelsPage
from desktop.ui.settings.about_page import AboutPage
from desktop.ui.settings.doctor_page import DoctorPage
from desktop.ui.settings.settings_page import SettingsPage
from desktop.ui.tasks.tasks_page import TasksPage
from desktop.ui.theme import Theme


class SettingsArea(QStackedWidget):
    """settings, doctor: the two pages."""

    def __init__(self, settings: SettingsPage, doctor: DoctorService, theme: Theme) -> None:
        super().__init__()
        self.settings, self.doctor = settings, DoctorPage(doctor, theme)
        self._models: ModelsPage | None = None
        self.addWidget(self.settings)
        self.addWidget(self.doctor)
        settings.doctor_wanted.connect(self._open_doctor)
        self.doctor.left.connect(self._leave_doctor)
        self.doctor.model_wanted.connect(self.choose_model)
        doctor.state_changed.connect(self._on_doctor)
        self._on_doctor(doctor.state)

    def add_data(self, page: DataPage) -> None:
        """What is reached by the row of the data, and comes back to it."""
        self.addWidget(page)
        row = self.settings.transfer_row.control
        assert isinstance(row, QAbstractButton)
        row.clicked.connect(lambda: self._open_data(page))
        page.left.connect(self._leave_data)

    def add_models(self, page: ModelsPage) -> None:
        """The same by the row of the models."""
        self._models = page
        self.addWidget(page)
        row = self.settings.models_row.control
        assert isinstance(row, QAbstractButton)
        row.clicked.connect(self.choose_model)
        page.left.connect(self._leave_models)

    @Slot()
    def choose_model(self) -> None:
        """Go where other weights are chosen, downloaded, or taken from a folder."""
        if self._models is not None:
            self.setCurrentWidget(self._models)
            self._models.take_focus()

    @Slot()
    def _leave_models(self) -> None:
        self.setCurrentWidget(self.settings)
        self.settings.models_row.control.setFocus()

    def _open_data(self, page: DataPage) -> None:
        self.setCurrentWidget(page)
        page.take_focus()

    def add_tasks(self, page: TasksPage) -> None:
        """What is reached by the row of the tasks, and comes back to it."""
        self.tasks = page
        self.addWidget(page)
        self.settings.tasks_wanted.connect(self.open_tasks)
        page.left.connect(self._leave_tasks)

    @Slot()
    def open_tasks(self) -> None:
        self.setCurrentWidget(self.tasks)
        self.tasks.take_focus()

    @Slot()
    def _leave_tasks(self) -> None:
        self.setCurrentWidget(self.settings)
        self.settings.tasks_row.control.setFocus()

    @Slot()
    def _leave_data(self) -> None:
        self.setCurrentWidget(self.settings)
        self.settings.transfer_row.control.setFocus()

    def add_learning(self, page: LearningPage, row: LearningRow) -> None:
        """The same for what is learned from corrections."""
        self.addWidget(page)
        row.button.clicked.connect(lambda: self._open_learning(page))
        page.left.connect(lambda: self._leave_learning(row))

    def _open_learning(self, page: LearningPage) -> None:
        self.setCurrentWidget(page)
        page.take_focus()

    def _leave_learning(self, row: LearningRow) -> None:
        self.setCurrentWidget(self.settings)
        row.button.setFocus()

    def add_figures(self, page: FiguresPage, row: FiguresRow) -> None:
        """The same for what requests cost."""
        self.figures, self._figures_row = page, row
        self.addWidget(page)
        row.button.clicked.connect(self.open_figures)
        page.left.connect(self._leave_figures)

    @Slot()
    def open_figures(self) -> None:
        self.setCurrentWidget(self.figures)
        self.figures.take_focus()

    @Slot()
    def _leave_figures(self) -> None:
        self.setCurrentWidget(self.settings)
        self._figures_row.button.setFocus()

    def add_about(self, page: AboutPage) -> None:
        """The same by the last row."""
        self.addWidget(page)
        row = self.settings.about_row.control
        assert isinstance(row, QAbstractButton)
        row.clicked.connect(lambda: self._open_about(page))
        page.left.connect(self._leave_about)

    def _open_about(self, page: AboutPage) -> None:
        self.setCurrentWidget(page)
        page.take_focus()

    @Slot()
    def _leave_about(self) -> None:
        self.setCurrentWidget(self.settings)
        self.settings.about_row.control.setFocus()

    def go_home(self) -> None:
        """From any page behind them to the settings themselves."""
        if self.currentWidget() is not self.settings:
            self.setCurrentWidget(self.settings)
            self.settings.search.setFocus()

    def start_search(self) -> bool:
        """Among the settings, if they are what is shown."""
        shown = self.currentWidget() is self.settings
        if shown:
            self.settings.start_search()
        return shown

    @Slot()
    def _open_doctor(self) -> None:
        self.setCurrentWidget(self.doctor)
        self.doctor.take_focus()

    @Slot()
    def _leave_doctor(self) -> None:
        self.setCurrentWidget(self.settings)
        self.settings.doctor_row.control.setFocus()

    @Slot(object)
    def _on_doctor(self, state: DoctorState) -> None:
        self.settings.doctor_row.say(doctor_words.standing(state))
