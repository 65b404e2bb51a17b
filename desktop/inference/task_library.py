"""All tasks there are: those of the program, and the person's own, which take their place by id.

A file of one's own that is broken does nothing but be told of: what it said last, while it was
sound, stays in use; otherwise what the program brings. Reads files; watches none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop.errors import TaskFileError
from desktop.inference.task import ClassifyTask, GenerateTask, Task, load_task
from desktop.inference.turn_tasks import Tasks

SENTIMENT, CHAT, INTENT = "sentiment", "chat", "intent"
MOST_FILES = 200
_ORDER = (
    CHAT, SENTIMENT, "sentiment3", "emotion",
    "summary", "keywords", "title", "translate", "rewrite", "grammar", INTENT,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """A task and where it stands. own: in the person's folder; name: of its file."""

    task: Task
    name: str
    own: bool


@dataclass(frozen=True, slots=True)
class TaskLibrary:
    """sources: by the tasks' ids, in order. problems: of files that are not in use as they are."""

    sources: Mapping[str, Source]
    problems: tuple[TaskFileError, ...] = ()
    sound: Mapping[str, Task] = field(default_factory=dict)

    def task(self, task_id: str) -> Task | None:
        source = self.sources.get(task_id)
        return source.task if source is not None else None

    @property
    def all(self) -> tuple[Task, ...]:
        return tuple(source.task for source in self.sources.values())

    @property
    def moods(self) -> tuple[ClassifyTask, ...]:
        """Whose labels may go into the diary."""
        return tuple(t for t in self.all if isinstance(t, ClassifyTask) and t.is_mood)

    @property
    def jobs(self) -> tuple[Task, ...]:
        """What can be asked for on a text: all but the conversation and the moods."""
        return tuple(t for t in self.all if t.id != CHAT and t not in self.moods)

    def mood(self, task_id: str) -> ClassifyTask:
        """The one of that id, or the first that there was."""
        found = next((t for t in self.moods if t.id == task_id), None)
        sentiment = self.task(SENTIMENT)
        assert isinstance(sentiment, ClassifyTask)
        return found or sentiment

    def turn_tasks(self, mood_id: str, *, intents: bool = True) -> Tasks:
        """What turns go through with these labels. intents: whether they are asked for first."""
        chat, intent = self.task(CHAT), self.task(INTENT)
        assert isinstance(chat, GenerateTask)
        wanted = intent if intents and isinstance(intent, ClassifyTask) else None
        return Tasks(self.mood(mood_id), chat, wanted)


def read_library(
    shipped: Path, own: Path | None = None, before: TaskLibrary | None = None
) -> TaskLibrary:
    """Both folders as they are now. before: what was read last.

    Raises TaskFileError if one of the program's own files is wrong; those of the person's never
    raise.
    """
    sources = {
        task.id: Source(task, path.name, own=False)
        for path in sorted(shipped.glob("*.toml"))
        for task in [load_task(path)]
    }
    Tasks.from_folder(shipped)
    reader = _Reader(sources, before.sound if before is not None else {})
    if own is not None:
        reader.read(own)
    ordered = dict(sorted(reader.sources.items(), key=lambda item: _place(item[0])))
    return TaskLibrary(ordered, tuple(reader.problems), reader.sound)


def _place(task_id: str) -> tuple[int, str]:
    """The program's as they are used, the person's own after them."""
    return _ORDER.index(task_id) if task_id in _ORDER else len(_ORDER), task_id


class _Reader:
    """Puts the files of a folder in the place of what was there."""

    def __init__(self, shipped: Mapping[str, Source], sound: Mapping[str, Task]) -> None:
        self._shipped, self._before = shipped, sound
        self.sources = dict(shipped)
        self.problems: list[TaskFileError] = []
        self.sound: dict[str, Task] = {}

    def read(self, folder: Path) -> None:
        try:
            names = sorted(path.name for path in folder.iterdir() if _is_prompt(path.name))
        except FileNotFoundError:
            return  # none were written yet
        except OSError as error:
            detail = error.strerror or ""
            self.problems.append(TaskFileError.of(folder.name, "unreadable", detail=detail))
            return
        for name in names[:MOST_FILES]:
            self._take(folder / name)
        if len(names) > MOST_FILES:
            self.problems.append(TaskFileError.of(folder.name, "too_many", detail=str(MOST_FILES)))

    def _take(self, path: Path) -> None:
        try:
            task = load_task(path)
            self._refuse_misfit(path.name, task)
        except TaskFileError as problem:
            self.problems.append(problem)
            kept = self._before.get(path.name)
            if kept is None or self._is_taken(kept.id):
                return
            task = kept
        self.sound[path.name] = task
        self.sources[task.id] = Source(task, path.name, own=True)

    def _refuse_misfit(self, name: str, task: Task) -> None:
        """What every turn needs must stay what it is; two files can't be the same task."""
        shipped = self._shipped.get(task.id)
        if shipped is not None and type(task) is not type(shipped.task):
            raise TaskFileError.of(name, "other_kind", key="kind", detail=task.id)
        if task.id == SENTIMENT and isinstance(task, ClassifyTask) and not task.is_mood:
            raise TaskFileError.of(name, "no_valence", key="labels")
        if self._is_taken(task.id):
            raise TaskFileError.of(name, "same_id", key="id", detail=self.sources[task.id].name)

    def _is_taken(self, task_id: str) -> bool:
        return task_id in self.sources and self.sources[task_id].own


def _is_prompt(name: str) -> bool:
    return name.endswith(".toml") and not name.startswith(".")
