"""The person's own prompt files on disk: written whole or not at all. Knows no Qt."""

import os
import re
from pathlib import Path

from desktop.errors import StorageFailure, TaskFileError
from desktop.inference.task import read_task
from desktop.inference.task_library import TaskLibrary
from desktop.inference.task_table import MOST_BYTES, read_text


class TaskFiles:
    """shipped: the program's; own: the person's, made when something is first put into it."""

    def __init__(self, shipped: Path, own: Path | None) -> None:
        self.shipped, self.own = shipped, own

    def text(self, library: TaskLibrary, task_id: str) -> str:
        """The file as it stands there. Raises TaskFileError."""
        source = library.sources[task_id]
        folder = self.own if source.own and self.own is not None else self.shipped
        return read_text(folder / source.name)

    def save(self, library: TaskLibrary, text: str) -> str:
        """Put it where its id has a file of one's own, or into a new one; returns the id.

        Raises TaskFileError where it is no task, StorageFailure where it can't be written.
        """
        task = read_task("", text)
        if len(text.encode("utf-8", "replace")) > MOST_BYTES:
            raise TaskFileError.of("", "too_large", detail=f"{MOST_BYTES // 1024} KB")
        shipped = next((s for i, s in library.sources.items() if i == task.id), None)
        if shipped is not None and type(shipped.task) is not type(task):
            raise TaskFileError.of("", "other_kind", key="kind", detail=task.id)
        source = library.sources.get(task.id)
        name = source.name if source is not None and source.own else f"{task.id}.toml"
        self._write(name, text)
        return task.id

    def remove(self, library: TaskLibrary, task_id: str) -> None:
        """What the program brings counts again, or there is no such task. Raises StorageFailure."""
        source = library.sources[task_id]
        if source.own and self.own is not None:
            try:
                (self.own / source.name).unlink(missing_ok=True)
            except OSError as error:
                raise StorageFailure(f"{source.name}: {error.strerror}") from error

    def duplicate(self, library: TaskLibrary, task_id: str) -> str:
        """The same under an id that is free; returns that. Raises as `save` and `text` do."""
        text = self.text(library, task_id)
        new = free_id(library, task_id)
        copied = re.sub(r'(?m)^id\s*=\s*(["\']).*?\1', f'id = "{new}"', text, count=1)
        # Two tasks can't listen to one command.
        copied = re.sub(r"(?m)^commands\s*=\s*\[[^\]]*\]", f'commands = ["{new}"]', copied, count=1)
        return self.save(library, copied)

    def _write(self, name: str, text: str) -> None:
        if self.own is None:
            raise StorageFailure("nothing is kept")
        part = self.own / f".{name}.part"
        try:
            self.own.mkdir(mode=0o700, parents=True, exist_ok=True)
            with part.open("w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.own / name)
        except (OSError, UnicodeEncodeError) as error:
            raise StorageFailure(f"{name}: {error}") from error


def free_id(library: TaskLibrary, task_id: str) -> str:
    """task-2, task-3, …"""
    stem = re.sub(r"-\d+$", "", task_id)[:36]
    number = 2
    while f"{stem}-{number}" in library.sources:
        number += 1
    return f"{stem}-{number}"
