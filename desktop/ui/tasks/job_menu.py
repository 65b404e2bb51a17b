"""The menu of jobs: what can be done with a text, and what the loaded model can't."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.services.router import Route, Task
from desktop.services.task_service import TaskService
from desktop.services.task_words import job_choices, needs_larger, task_title


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

    def fill(self, text: str, *, days: bool = False) -> None:
        """The jobs as they are now. days: also those that are about days."""
        self.clear()
        can, cannot = list[Task](), list[Task]()
        for task in self._tasks.library.jobs:
            (cannot if self._tasks.can_do(task) is False else can).append(task)
        for task in can:
            self._add(task, text, days)
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

    def _add(self, task: Task, text: str, days: bool) -> None:
        title = _plain(task_title(task))
        routes = job_choices(task, text, days=days)
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
