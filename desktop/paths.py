"""Where this person's files lie. Makes the folder on request; knows nothing of its contents."""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from desktop.errors import StorageFailure

DATA_DIR_VARIABLE = "QWEN_DESKTOP_DATA_DIR"


@dataclass(frozen=True, slots=True)
class DataPaths:
    """The files of one diary, all in one folder so that it can be copied as a whole."""

    folder: Path

    @property
    def diary(self) -> Path:
        return self.folder / "diary.sqlite3"

    @property
    def backups(self) -> Path:
        """Whole copies of the diary, and files that a restore replaced."""
        return self.folder / "backups"

    @property
    def lock(self) -> Path:
        return self.folder / "diary.lock"

    @property
    def settings(self) -> Path:
        return self.folder / "settings.json"

    @property
    def models(self) -> Path:
        """Weights that were downloaded."""
        return self.folder / "models"

    @property
    def window(self) -> Path:
        """What the window remembers of itself: deleting it loses no word."""
        return self.folder / "window.ini"

    @property
    def cache(self) -> Path:
        """What can be made again: deleting it costs only time."""
        return self.folder / "cache"

    @property
    def prompts(self) -> Path:
        """Prompt files of the person's own."""
        return self.folder / "prompts"

    @property
    def log(self) -> Path:
        return self.folder / "logs" / "desktop.log"

    def create(self) -> None:
        """Make the folder, readable by this person only. Raises StorageFailure."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StorageFailure(f"{self.folder}: {error.strerror}") from error


def data_paths(override: str | Path | None = None) -> DataPaths:
    """*override*, else the environment's QWEN_DESKTOP_DATA_DIR, else the platform's place."""
    chosen = override or os.environ.get(DATA_DIR_VARIABLE)
    if chosen:
        return DataPaths(Path(chosen).expanduser().absolute())
    return DataPaths(Path(platformdirs.user_data_dir("QwenAllInOneDesktop", appauthor=False)))
