"""The card that tells of a broken prompt file, on whatever page one is; gone when it is mended."""

from PySide6.QtCore import QObject, Slot

from desktop.services.task_service import TaskService
from desktop.services.task_words import explain_problems
from desktop.ui.chat.notices import NoticeBar

TASKS_NOTICE = "tasks"


class TaskNotice(QObject):
    """Its button says TASKS_NOTICE."""

    def __init__(self, tasks: TaskService, notices: NoticeBar) -> None:
        super().__init__(notices)
        self._tasks, self._notices = tasks, notices
        self._told = ""
        tasks.changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        """Not again what was told already: it may have been put away."""
        problems = self._tasks.library.problems
        text = explain_problems(problems) if problems else ""
        if not text:
            self._notices.clear(TASKS_NOTICE)
        elif text != self._told:
            self._notices.tell(TASKS_NOTICE, text, self.tr("打开任务"))
        self._told = text
