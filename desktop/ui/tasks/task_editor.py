"""A prompt file to edit: checked while one types, saved whole, tried on a text before or after."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from desktop.errors import EnvironmentFailure, SettingsError, StorageFailure, TaskFileError
from desktop.services.job_service import Job, JobService, JobState
from desktop.services.router import Task, job_route
from desktop.services.task_service import TaskService
from desktop.services.task_words import explain_problem, needs_larger
from desktop.services.undo import Deed
from desktop.services.wording import explain_kind
from desktop.ui.chat.turn_parts import SmallLabel
from desktop.ui.tasks.job_card import job_note, job_text
from desktop.ui.theme import SMALL_PX, SPACE, Theme

CHECK_MS = 250
EDITOR_PX = 300


class TaskEditor(QFrame):
    """Signals: saved(str): there is another task of that id now, or none any more. done(Deed): what
    can be taken back.
    """

    saved = Signal(str)
    done = Signal(object)

    def __init__(self, tasks: TaskService, jobs: JobService, theme: Theme) -> None:
        super().__init__()
        self._tasks, self._jobs, self._theme = tasks, jobs, theme
        self._id, self._stored = "", ""
        self.setProperty("kind", "card")
        self.text = QPlainTextEdit()
        self.text.setObjectName("prompt")
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("提示词文件"))
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.sample = QLineEdit()
        self.sample.setPlaceholderText(self.tr("在这里写一句，试试这个任务"))
        self.sample.setAccessibleName(self.tr("试用的文字"))
        self.outcome = QLabel()
        self.outcome.setWordWrap(True)
        self.outcome_note = SmallLabel()
        self.save = self._button(self.tr("保存"), self._on_save, "primary")
        self.attempt = self._button(self.tr("试一试"), self._on_try)
        self.mood = self._button(self.tr("用来标心情"), self._on_mood)
        self.copy = self._button(self.tr("复制成新任务"), self._on_copy)
        self.reset = self._button(self.tr("恢复原样"), self._on_reset)
        self._check = QTimer(self)
        self._check.setSingleShot(True)
        self._check.setInterval(CHECK_MS)
        self._check.timeout.connect(self._on_check)
        self._lay_out()
        self._connect()

    def _button(self, text: str, act: Callable[[], None], kind: str = "outlined") -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", kind)
        button.clicked.connect(lambda: act())
        return button

    def _lay_out(self) -> None:
        for label in (self.note, self.outcome):
            label.setTextFormat(SmallLabel().textFormat())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[4])
        layout.setSpacing(SPACE[2])
        # In two rows: with large letters one would be too long.
        buttons = QGridLayout()
        buttons.setSpacing(SPACE[2])
        for place, button in enumerate((self.save, self.mood, self.copy, self.reset)):
            buttons.addWidget(button, place // 2, place % 2)
        attempt = QGridLayout()
        attempt.addWidget(self.sample, 0, 0)
        attempt.addWidget(self.attempt, 0, 1)
        layout.addWidget(self.text)
        layout.addWidget(self.note)
        layout.addLayout(buttons)
        layout.addSpacing(SPACE[2])
        layout.addLayout(attempt)
        layout.addWidget(self.outcome)
        layout.addWidget(self.outcome_note)
        self._on_theme()

    def _connect(self) -> None:
        self.text.textChanged.connect(self._check.start)
        self.sample.returnPressed.connect(self._on_try)
        self._jobs.changed.connect(self._on_job)
        self._jobs.grew.connect(self._on_grew)
        self._theme.changed.connect(self._on_theme)

    @Slot()
    def _on_theme(self) -> None:
        self.text.setFont(self._theme.mono(SMALL_PX))
        self.text.setFixedHeight(self._theme.px(EDITOR_PX))

    # What it shows

    def show_task(self, task_id: str) -> None:
        """The file of that task; what is being edited stays while its file is the same."""
        try:
            stored = self._tasks.text(task_id)
        except (TaskFileError, KeyError):
            stored = self._stored if task_id == self._id else ""
        if task_id != self._id or (stored != self._stored and not self._is_edited()):
            if self._id:  # what another window began goes on here
                self._jobs.put_away()
            self._id = task_id
            self.text.setPlainText(stored)
        self._stored = stored
        self.show_ability()

    def has_something_open(self) -> bool:
        """Whether anything would be lost with it."""
        return self._is_edited() or bool(self.sample.text()) or self._jobs.job is not None

    def go_on_from(self, old: "TaskEditor") -> None:
        """In the place of an editor with other words: what was typed there and isn't saved, and
        what is being tried."""
        self._id, self._stored = old._id, old._stored
        self.text.setPlainText(old.text.toPlainText())
        self.sample.setText(old.sample.text())
        self._on_check()
        self._on_job(self._jobs.job)

    def show_ability(self) -> None:
        """What can be done with it now."""
        self._on_check()

    def _is_edited(self) -> bool:
        return self.text.toPlainText() != self._stored

    def _parsed(self) -> Task | None:
        """The task as it stands in the editor; None, and the reason is shown, if it is none."""
        try:
            task = self._tasks.parsed(self.text.toPlainText())
        except TaskFileError as problem:
            self._say(explain_problem(problem).strip(), trouble=True)
            return None
        return task

    @Slot()
    def _on_check(self) -> None:
        source = self._tasks.library.sources.get(self._id)
        task = self._parsed()
        can = task is not None and self._tasks.can_do(task)
        if task is not None:
            edited = self.tr("还没有保存。") if self._is_edited() else ""
            self._say(edited if can is not False else needs_larger(task))
        self.save.setEnabled(task is not None and self._is_edited())
        self.attempt.setEnabled(bool(can) and not self._is_trying())
        is_mood = source is not None and source.task in self._tasks.library.moods
        self.mood.setVisible(is_mood)
        self.mood.setEnabled(source is not None and source.task != self._tasks.mood)
        own = source is not None and source.own
        self.reset.setEnabled(own or self._is_edited())
        self.reset.setText(self._reset_word())

    def _reset_word(self) -> str:
        shipped = self._id in self._tasks.shipped_ids
        return self.tr("恢复原样") if shipped or self._is_edited() else self.tr("删除这个任务")

    def _say(self, text: str, *, trouble: bool = False) -> None:
        self.note.setProperty("kind", "warning" if trouble else "small")
        self.note.style().unpolish(self.note)
        self.note.style().polish(self.note)
        self.note.setText(text)
        self.note.setVisible(bool(text))

    # What the person does

    def _do(self, act: Callable[[], str]) -> None:
        """Change a file, and say in place why that is not possible."""
        try:
            task_id = act()
        except (TaskFileError, StorageFailure, SettingsError) as failure:
            self._say(_trouble(failure), trouble=True)
        else:
            self.saved.emit(task_id)

    def _on_save(self) -> None:
        def act() -> str:
            text = self.text.toPlainText()
            self._id = self._tasks.save(text)
            self._stored = text
            return self._id

        self._do(act)

    def _on_copy(self) -> None:
        self._do(lambda: self._tasks.duplicate(self._id))

    def _on_mood(self) -> None:
        def act() -> str:
            self._tasks.use_mood(self._id)
            return self._id

        self._do(act)

    def _on_reset(self) -> None:
        """First what was only typed, then the file of one's own."""
        if self._is_edited():
            self.text.setPlainText(self._stored)
            self._on_check()
            return

        def act() -> str:
            self._tasks.reset(self._id)
            self.done.emit(self._taking_back(was))
            return self._id

        was = self._stored
        self._do(act)

    def _taking_back(self, text: str) -> Deed:
        """text: of the file as it was."""
        shipped, bring_back = self._id in self._tasks.shipped_ids, self._tasks.bring_back
        return Deed(_was_reset if shipped else _was_deleted, partial(bring_back, text), _trouble)

    @Slot()
    def _on_try(self) -> None:
        """What stands in the editor, saved or not."""
        sample, task = self.sample.text().strip(), self._parsed()
        if sample and task is not None and self._tasks.can_do(task):
            self._jobs.start(job_route(task, sample))

    @Slot(object)
    def _on_job(self, job: Job | None) -> None:
        self.outcome.setText(job_text(job) if job is not None else "")
        self.outcome_note.setText(job_note(job) if job is not None else "")
        self.outcome.setVisible(job is not None)
        self.outcome_note.setVisible(job is not None)
        self.attempt.setEnabled(not self._is_trying())

    def _is_trying(self) -> bool:
        return self._jobs.job is not None and self._jobs.job.state is JobState.RUNNING

    @Slot(str)
    def _on_grew(self, _text: str) -> None:
        if self._jobs.job is not None:
            self.outcome.setText(job_text(self._jobs.job))


def _trouble(failure: EnvironmentFailure) -> str:
    if isinstance(failure, TaskFileError):
        return explain_problem(failure).strip()
    return explain_kind("task_not_saved")


# What was done, in the words of when it is asked


def _was_reset() -> str:
    return QCoreApplication.translate("TaskEditor", "任务已恢复原样")


def _was_deleted() -> str:
    return QCoreApplication.translate("TaskEditor", "任务已删除")
