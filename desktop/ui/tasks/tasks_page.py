"""The tasks' page in the settings: which there are, and one's prompt file to edit and to try."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QPushButton

from desktop.services.inference_service import InferenceService
from desktop.services.job_service import JobService
from desktop.services.label_cache import LabelCache
from desktop.services.router import Task
from desktop.services.task_service import TaskService
from desktop.services.task_words import explain_problems, needs_larger, task_title
from desktop.ui.icons import Glyph, IconPainter
from desktop.ui.settings.page_behind import PageBehind
from desktop.ui.settings.scrolled import page_layout, scroll
from desktop.ui.settings.setting_row import SettingRow
from desktop.ui.tasks.task_editor import TaskEditor
from desktop.ui.theme import SPACE, Theme

LINE_PX, MOST_LINES = 32, 9


class TasksPage(PageBehind):
    """Signal left(): back to the settings."""

    def __init__(
        self,
        tasks: TaskService,
        jobs: JobService,
        cache: LabelCache,
        inference: InferenceService,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._tasks, self._cache, self._theme = tasks, cache, theme
        self.back = QPushButton(self.tr("设置"))
        self.back.setProperty("kind", "back")
        self.back.setAccessibleName(self.tr("回到设置"))
        IconPainter(self.back, Glyph.PREVIOUS, theme, 16)
        self.list = QListWidget()
        self.list.setObjectName("lines")
        self.list.setAccessibleName(self.tr("任务"))
        self.problems = QLabel()
        self.editor = TaskEditor(tasks, jobs, theme)
        self.clear = QPushButton(self.tr("清空"))
        self.clear.setProperty("kind", "outlined")
        self.cache_row = SettingRow(
            theme,
            self.tr("记住的标签"),
            self.tr("同样的文字、任务、模型和精度，标签不再算第二遍。只存加密的指纹，不存文字。"),
            self.clear,
        )
        self._arrange()
        self._connect(inference)
        self._fill()

    def _arrange(self) -> None:
        page, layout = page_layout()
        title = QLabel(self.tr("任务"))
        title.setProperty("kind", "title")
        introduction = QLabel(self._introduction())
        introduction.setProperty("kind", "small")
        self.problems.setProperty("kind", "warning")
        for label in (introduction, self.problems):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (title, introduction, self.problems, self.list, self.editor):
            layout.addWidget(part)
        layout.addSpacing(SPACE[3])
        layout.addWidget(self.cache_row)
        layout.addStretch(1)
        scroll(page, self)

    def _introduction(self) -> str:
        text = self.tr(
            "每个任务是一个提示词文件。你改过的、新加的都放在 {folder}，"
            "用别的编辑器改也行，保存后马上生效。"
        )
        return text.format(folder=str(self._tasks.folder or ""))

    def _connect(self, inference: InferenceService) -> None:
        self.back.clicked.connect(self.left)
        self.list.currentItemChanged.connect(self._on_chosen)
        self.editor.saved.connect(self._on_saved)
        self.clear.clicked.connect(self._on_clear)
        self._tasks.changed.connect(self._on_tasks)
        self._tasks.brought_back.connect(self._on_saved)
        self._cache.changed.connect(self._show_cache)
        inference.state_changed.connect(self._on_engine)
        self._theme.changed.connect(self._fit)

    def has_something_open(self) -> bool:
        return self.editor.has_something_open()

    def go_on_from(self, old: PageBehind) -> None:
        assert isinstance(old, TasksPage)
        self.editor.go_on_from(old.editor)  # before a task is shown, which puts away what is tried
        self._fill(old._current())

    def take_focus(self) -> None:
        self.list.setFocus()

    # What it shows

    def _fill(self, wanted: str = "") -> None:
        """All tasks anew, with the wanted one chosen or the one that was."""
        wanted = wanted or self._current()
        self.list.blockSignals(True)
        self.list.clear()
        for task_id, source in self._tasks.library.sources.items():
            item = QListWidgetItem(self._line(source.task, own=source.own))
            item.setData(Qt.ItemDataRole.UserRole, task_id)
            self.list.addItem(item)
            if task_id == wanted:
                self.list.setCurrentItem(item)
        if self.list.currentItem() is None:
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        problems = self._tasks.library.problems
        self.problems.setText(explain_problems(problems) if problems else "")
        self.problems.setVisible(bool(problems))
        self._fit()
        self.editor.show_task(self._current())

    def _line(self, task: Task, *, own: bool) -> str:
        name = task_title(task)
        parts = [name] if name == task.id else [name, task.id]
        if task == self._tasks.mood:
            parts.append(self.tr("用来标心情"))
        if own:
            parts.append(self.tr("你的"))
        if self._tasks.can_do(task) is False:
            parts.append(needs_larger(task))
        return " · ".join(parts)

    def _current(self) -> str:
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    @Slot()
    def _fit(self) -> None:
        lines = min(self.list.count(), MOST_LINES)
        self.list.setFixedHeight(self._theme.px(LINE_PX) * max(lines, 1) + 4)
        self.cache_row.refit()

    @Slot()
    def _show_cache(self) -> None:
        if not self.isVisible():
            return
        cache, count = self._cache, self._cache.count()
        note = self.tr("记着 {n} 个；打开程序以来查了 {looked} 次，有 {hits} 次不用再算。")
        self.cache_row.say(note.format(n=count, looked=cache.lookups, hits=cache.hits))
        self.clear.setEnabled(count > 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_cache()

    # What happens

    @Slot()
    def _on_chosen(self) -> None:
        self.editor.show_task(self._current())

    @Slot(str)
    def _on_saved(self, task_id: str) -> None:
        self._fill(task_id)

    @Slot(object)
    def _on_tasks(self, _library: object) -> None:
        self._fill()

    @Slot(object)
    def _on_engine(self, _state: object) -> None:
        """Other weights can do other tasks."""
        for row, source in enumerate(self._tasks.library.sources.values()):
            if (item := self.list.item(row)) is not None:
                item.setText(self._line(source.task, own=source.own))
        self.editor.show_ability()

    @Slot()
    def _on_clear(self) -> None:
        if not self._cache.clear():
            self.cache_row.say(self.tr("现在清不掉，请检查数据文件夹能否写入。"), trouble=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Back):
            self.left.emit()
        else:
            super().keyPressEvent(event)
