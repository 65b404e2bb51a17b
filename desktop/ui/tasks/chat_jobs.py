"""Jobs beside the conversation: commands and menus to the service, its result as a card.

Connects the composer and the timeline of the chat page with `JobService`; keeps nothing.
"""

from PySide6.QtCore import QObject, QPoint, Signal, Slot

from desktop.domain.care import is_explicit
from desktop.domain.turns import Turn
from desktop.errors import StorageFailure
from desktop.services import wording
from desktop.services.job_service import Job, JobService, JobState
from desktop.services.router import (
    Route,
    command_route,
    is_command,
    is_command_begun,
    is_slash_alone,
)
from desktop.services.task_service import TaskService
from desktop.services.task_words import command_line, needs_larger, route_title, scope_words
from desktop.ui.chat.composer import Composer
from desktop.ui.chat.notices import NoticeBar
from desktop.ui.chat.timeline import Timeline
from desktop.ui.tasks.job_card import JobCard
from desktop.ui.tasks.job_menu import JobMenu
from desktop.ui.theme import Theme


class ChatJobs(QObject):
    """card: to be put above the composer. Signals: entry_wanted(str): send it as an entry;
    begun(): what was typed is a job now, and no draft any more."""

    entry_wanted = Signal(str)
    begun = Signal()

    def __init__(
        self,
        jobs: JobService,
        tasks: TaskService,
        composer: Composer,
        timeline: Timeline,
        notices: NoticeBar,
        theme: Theme,
    ) -> None:
        super().__init__(composer)
        self._jobs, self._tasks = jobs, tasks
        self._composer, self._timeline, self._notices = composer, timeline, notices
        self.card = JobCard(jobs, theme)
        self.menu = JobMenu(tasks, composer)
        composer.jobs.show()
        composer.way.tones = tasks.can_follow_tones
        composer.jobs_requested.connect(self._on_composer_menu)
        composer.typed.connect(self._on_typed)
        composer.entry_requested.connect(self._on_entry_requested)
        timeline.jobs_requested.connect(self._on_turn_menu)
        jobs.changed.connect(self._on_job)
        composer.stop_requested.connect(jobs.stop)
        tasks.changed.connect(self._on_tasks)
        self.menu.chosen.connect(self._on_chosen)
        self.card.entry_wanted.connect(self._on_meant_for_diary)
        self.card.closed.connect(composer.take_focus)

    def go_on(self) -> None:
        """With what another window began, once the card has its place."""
        self.card.go_on()
        self._on_job(self._jobs.job)

    def take(self, text: str) -> bool:
        """Whether what was entered is a job, which is begun if there is all it needs."""
        route = self._route(text)
        if route is None:
            return is_slash_alone(text)  # the list of commands stays in sight
        if self._can(route) and route.is_complete and self._start(route):
            self._composer.clear()
            self.begun.emit()
        return True

    def _route(self, text: str) -> Route | None:
        return command_route(text, self._tasks.library.jobs, scope_words())

    def _can(self, route: Route) -> bool:
        """Help for who is in danger needs no model, so no model is too small for it."""
        return is_explicit(route.text) or self._tasks.can_do(route.task) is not False

    def _start(self, route: Route) -> bool:
        """Whether it could be begun; if not, that is told."""
        try:
            self._jobs.start(route)
        except StorageFailure as failure:
            self._notices.tell("storage", wording.explain(failure))
            return False
        return True

    # What a command will do, while it is typed

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self._composer.show_route(self._sentence(text), correctable=self._route(text) is not None)

    def _sentence(self, text: str) -> str:
        route = self._route(text)
        if route is None:
            return self._hint(text)
        title = route_title(route)
        if not self._can(route):
            return f"{title}: {needs_larger(route.task)}"
        if not route.is_complete:
            return self.tr("{title}：在命令后面写上文字。").format(title=title)
        return self.tr("{title}：不会存进日记。").format(title=title)

    def _hint(self, text: str) -> str:
        """Which commands there are, as long as one of them may be meant."""
        if is_command_begun(text) and (commands := self._commands(text)):
            return commands
        unknown = self.tr("没有这个命令，会当作日记存下。")
        return unknown if is_command(text) else ""

    def _commands(self, text: str) -> str:
        """Those that the loaded model can do; if it can none of them, what they need."""
        jobs = self._tasks.library.jobs
        able = [task for task in jobs if self._tasks.can_do(task) is not False]
        if commands := command_line(text, able):
            return commands
        commands = command_line(text, jobs)
        return f"{commands}\n{needs_larger(jobs[0])}" if commands else ""

    @Slot(object)
    def _on_tasks(self, _library: object) -> None:
        self._on_typed(self._composer.text())

    @Slot()
    def _on_entry_requested(self) -> None:
        if text := self._composer.text().strip():
            self.entry_wanted.emit(text)

    # Menus

    @Slot()
    def _on_composer_menu(self) -> None:
        text, button = self._composer.text().strip(), self._composer.jobs
        self.menu.open_for(text, button.mapToGlobal(QPoint(0, 0)), above=True)

    @Slot(object)
    def _on_turn_menu(self, turn_id: int) -> None:
        if (view := self._timeline.view(turn_id)) is not None:
            button, turn = view.buttons.jobs, view.turn
            below = button.mapToGlobal(QPoint(0, button.height()))
            self.menu.open_for(_text(turn), below)

    @Slot(object)
    def _on_chosen(self, route: Route) -> None:
        """What stands in the composer stays: it may yet be sent."""
        self._start(route)

    @Slot(str)
    def _on_meant_for_diary(self, typed: str) -> None:
        self._jobs.put_away()
        self.entry_wanted.emit(typed)

    @Slot(object)
    def _on_job(self, job: Job | None) -> None:
        """It stands in the queue, too."""
        running = job is not None and job.state is JobState.RUNNING
        self._composer.set_open_jobs(int(running))


def _text(turn: Turn) -> str:
    return turn.entry.text
