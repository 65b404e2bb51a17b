"""The tasks as pages see them: which there are, what is wrong with a file, that one changed."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

from desktop.errors import StorageFailure, TaskFileError
from desktop.inference.conversation import TONES
from desktop.inference.task import ClassifyTask, Task, can_do, read_task
from desktop.inference.task_library import TaskLibrary, read_library
from desktop.inference.turn_tasks import Tasks
from desktop.services.inference_service import InferenceService
from desktop.services.task_files import TaskFiles
from desktop.settings import Settings

# Editors write a file in several steps; together with the poll less than a second.
SETTLE_MS = 150
POLL_MS = 700


class TaskService(QObject):
    """Reads the person's folder again when something in it changes, while the program runs.

    Signals:
        changed(TaskLibrary): other tasks, other problems, or other labels are in use.
        brought_back(str): the task of that id is as it was before it was reset or deleted.
    """

    changed = Signal(object)
    brought_back = Signal(str)

    def __init__(
        self,
        files: TaskFiles,
        settings: Settings,
        inference: InferenceService,
        parent: QObject | None = None,
    ) -> None:
        """Raises TaskFileError: without its own tasks the program has nothing to do."""
        super().__init__(parent)
        self._files, self._settings, self._inference = files, settings, inference
        self.library: TaskLibrary = read_library(files.shipped, files.own)
        self._watcher: QFileSystemWatcher | None = None
        self._settle, self._poll = QTimer(self), QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.look)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._on_poll)
        self._seen: object = None
        inference.use_tasks(self.turn_tasks)

    # What there is

    @property
    def mood(self) -> ClassifyTask:
        """Whose labels entries get."""
        return self.library.mood(self._settings.text("label_task"))

    @property
    def turn_tasks(self) -> Tasks:
        return self.library.turn_tasks(self._settings.text("label_task"))

    @property
    def shipped_ids(self) -> frozenset[str]:
        """Of the tasks that the program brings."""
        return frozenset(path.stem for path in self._files.shipped.glob("*.toml"))

    @property
    def folder(self) -> Path | None:
        """Where one's own files lie."""
        return self._files.own

    def can_do(self, task: Task) -> bool | None:
        """Whether the loaded weights learned it; None while there are none."""
        info = self._inference.info
        return None if info is None else can_do(info, task)

    def can_follow_tones(self) -> bool:
        info = self._inference.info
        return info is None or info.tasks is None or TONES in info.tasks

    def text(self, task_id: str) -> str:
        """Of its file. Raises TaskFileError."""
        return self._files.text(self.library, task_id)

    @staticmethod
    def parsed(text: str) -> Task:
        """What a text would be as a file. Raises TaskFileError."""
        return read_task("", text)

    # What the person does; all raise TaskFileError or StorageFailure, and then nothing changed

    def use_mood(self, task_id: str) -> None:
        """Name moods by this task from now on. Raises SettingsError."""
        self._settings.set("label_task", task_id)
        self._tell()

    def save(self, text: str) -> str:
        """As one's own; returns the task's id."""
        task_id = self._files.save(self.library, text)
        self.look()
        return task_id

    def bring_back(self, text: str) -> None:
        """What was reset or deleted, as it was."""
        self.brought_back.emit(self.save(text))

    def reset(self, task_id: str) -> None:
        """As the program brings it; a task of one's own is gone then."""
        self._files.remove(self.library, task_id)
        self.look()

    def duplicate(self, task_id: str) -> str:
        """Returns the new task's id."""
        new = self._files.duplicate(self.library, task_id)
        self.look()
        return new

    # Reading again

    def watch(self) -> None:
        """Begin to notice changes of the folder; where the system tells of none, by looking."""
        if (folder := self._files.own) is None:
            return
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            self._poll.start()  # somebody may make it yet
            return
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._on_something)
        self._watcher.fileChanged.connect(self._on_something)
        self._watch_files()

    def _watch_files(self) -> None:
        """The files too: a change inside one is none of the folder's."""
        if self._watcher is None or (folder := self._files.own) is None:
            return
        known = {*self._watcher.files(), *self._watcher.directories()}
        wanted = {str(folder), *map(str, folder.glob("*.toml"))} if folder.is_dir() else set()
        missing = sorted(wanted - known)
        refused = self._watcher.addPaths(missing) if missing else []
        if refused or not wanted:
            self._poll.start()

    @Slot(str)
    def _on_something(self, _path: str) -> None:
        self._settle.start()

    @Slot()
    def _on_poll(self) -> None:
        seen = _stamps(self._files.own)
        if seen != self._seen:
            self._seen = seen
            self.look()

    @Slot()
    def look(self) -> None:
        """Read the folder again; tell if something is another now."""
        before = self.library
        self.library = read_library(self._files.shipped, self._files.own, before)
        self._watch_files()
        if self.library.sources != before.sources or _said(self.library) != _said(before):
            self._tell()

    def _tell(self) -> None:
        self._inference.use_tasks(self.turn_tasks)
        self.changed.emit(self.library)

    def close(self) -> None:
        self._settle.stop()
        self._poll.stop()


def _said(library: TaskLibrary) -> list[str]:
    return [str(problem) for problem in library.problems]


def _stamps(folder: Path | None) -> object:
    """What changes with every change of a file, without reading any."""
    try:
        files = sorted(folder.iterdir()) if folder is not None else []
        return [(f.name, f.lstat().st_mtime_ns, f.lstat().st_size) for f in files]
    except OSError:
        return None


__all__ = ["StorageFailure", "TaskFileError", "TaskService"]
