"""The tasks that every turn goes through, from their files."""

from dataclasses import dataclass
from pathlib import Path

from desktop.errors import TaskFileError
from desktop.inference.task import ClassifyTask, GenerateTask, load_task


@dataclass(frozen=True, slots=True)
class Tasks:
    """sentiment: the labels of a mood. intent: what somebody wants, asked first if it is known."""

    sentiment: ClassifyTask
    chat: GenerateTask
    intent: ClassifyTask | None = None

    @classmethod
    def from_folder(cls, folder: Path) -> "Tasks":
        """Raises TaskFileError naming the file and the key."""
        sentiment = load_task(folder / "sentiment.toml")
        chat = load_task(folder / "chat.toml")
        if not isinstance(sentiment, ClassifyTask):
            raise TaskFileError("sentiment.toml: kind: must be classify")
        if not isinstance(chat, GenerateTask):
            raise TaskFileError("chat.toml: kind: must be generate")
        return cls(sentiment, chat)
