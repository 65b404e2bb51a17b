"""The settings and the doctor's page behind them: which of the two is shown."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget

from desktop.services import doctor_words
from desktop.services.doctor_service import DoctorService, DoctorState
from desktop.ui.settings.doctor_page import DoctorPage
from desktop.ui.settings.settings_page import SettingsPage
from desktop.ui.theme import Theme


class SettingsArea(QStackedWidget):
    """settings, doctor: the two pages."""

    def __init__(self, settings: SettingsPage, doctor: DoctorService, theme: Theme) -> None:
        super().__init__()
        self.settings, self.doctor = settings, DoctorPage(doctor, theme)
        self.addWidget(self.settings)
        self.addWidget(self.doctor)
        settings.doctor_wanted.connect(self._open_doctor)
        self.doctor.left.connect(self._leave_doctor)
        self.doctor.model_wanted.connect(self.choose_model)
        doctor.state_changed.connect(self._on_doctor)
        self._on_doctor(doctor.state)

    @Slot()
    def choose_model(self) -> None:
        """Go to the row where other weights are chosen."""
        self.setCurrentWidget(self.settings)
        self.settings.controls["model_dir"].setFocus()

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
