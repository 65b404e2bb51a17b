"""Jobs on a day of the diary: its menu, and the result as a card above the composer."""

from datetime import date

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtWidgets import QAbstractButton

from desktop.errors import StorageFailure
from desktop.services.job_service import JobService
from desktop.services.router import Route
from desktop.services.task_service import TaskService
from desktop.ui.tasks.job_card import JobCard
from desktop.ui.tasks.job_menu import JobMenu
from desktop.ui.theme import Theme


class DayJobs(QObject):
    """Keeps nothing. Signals: closed(): the card was put away; failed(StorageFailure)."""

    closed = Signal()
    failed = Signal(object)

    def __init__(
        self, jobs: JobService, tasks: TaskService, button: QAbstractButton, theme: Theme
    ) -> None:
        """button: what the menu hangs from."""
        super().__init__(button)
        self._jobs, self._button = jobs, button
        self.card, self.menu = JobCard(jobs, theme), JobMenu(tasks, button)
        self.card.closed.connect(self.closed)
        self.menu.chosen.connect(self._on_chosen)

    def open_for(self, day: date) -> None:
        corner = QPoint(self._button.width(), self._button.height())
        self.menu.open_for_day(day, self._button.mapToGlobal(corner))

    @Slot(object)
    def _on_chosen(self, route: Route) -> None:
        try:
            self._jobs.start(route)
        except StorageFailure as failure:
            self.failed.emit(failure)
