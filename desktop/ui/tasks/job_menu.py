"""The menu of jobs: what can be done with a text, and what the loaded model can't."""

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.services.router import Route, Task
from desktop.services.task_service import TaskService
from desktop.services.task_words import day_choices, job_choices, needs_larger, task_title

Choices = list[tuple[str, Route]]


class JobMenu(QMenu):
    """Signal chosen(Route)."""

    chosen = Signal(object)

    def __init__(self, tasks: TaskService, parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.setAccessibleName(self.tr("任务"))

    def open_for(self, text: str, place: QPoint, *, above: bool = False) -> None:
        """At *place* on the screen, for a text; without one only what is about days.

        above: over the composer's button; there days may be meant, too.
        """
        self.fill(text, days=above)
        shift = self.sizeHint().height() if above else 0
        self.popup(QPoint(place.x(), place.y() - shift))

    def open_for_day(self, day: date, place: QPoint) -> None:
        """With its right corner at *place* on the screen, so that it stays above the window: what
        can be done with what was written on a day."""
        self.fill_for_day(day)
        self.popup(place - QPoint(self.sizeHint().width(), 0))

    def fill(self, text: str, *, days: bool = False) -> None:
        """The jobs as they are now. days: also those that are about days."""
        self._fill(self._tasks.library.jobs, lambda task: job_choices(task, text, days=days))

    def fill_for_day(self, day: date) -> None:
        """Those that are about a day or a week, up to that one."""
        reading = [t for t in self._tasks.library.jobs if day_choices(t, day)]
        self._fill(reading, lambda task: day_choices(task, day))

    def _fill(self, tasks: Iterable[Task], choices: Callable[[Task], Choices]) -> None:
        self.clear()
        can, cannot = list[Task](), list[Task]()
        for task in tasks:
            (cannot if self._tasks.can_do(task) is False else can).append(task)
        for task in can:
            self._add(task, choices(task))
        self._add_needing(cannot, separated=bool(can))

    def _add_needing(self, tasks: list[Task], *, separated: bool) -> None:
        """One line for all that say the same."""
        if not tasks:
            return
        if separated:
            self.addSeparator()
        for task in tasks:
            self.addAction(_plain(task_title(task))).setEnabled(False)
        self.addAction(_plain(needs_larger(tasks[0]))).setEnabled(False)

    def _add(self, task: Task, routes: Choices) -> None:
        title = _plain(task_title(task))
        if len(routes) == 1:
            self._offer(self, title, routes[0][1])
        elif routes:
            menu = self.addMenu(title)
            for word, route in routes:
                self._offer(menu, word, route)

    def _offer(self, menu: QMenu, word: str, route: Route) -> None:
        action = menu.addAction(_plain(word))
        action.triggered.connect(lambda: self.chosen.emit(route))


def _plain(text: str) -> str:
    return text.replace("&", "&&")
