"""Whether a long job was under way when the program ended: a small file that may be lost."""

import json
from contextlib import suppress
from enum import StrEnum
from pathlib import Path


class Stand(StrEnum):
    """Of a job that isn't done: it ran, or the person had paused it."""

    RUNNING = "running"
    PAUSED = "paused"


class Standing:
    """path: of the file; None remembers nothing. Without it a job only has to be begun by hand."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    def of(self, work: tuple[object, ...]) -> Stand | None:
        """How this very work stands; None where it is done, another, or unknown."""
        if self._path is None:
            return None
        try:
            kept = json.loads(self._path.read_text("utf-8"))
            return Stand(kept["stand"]) if kept["work"] == list(work) else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, work: tuple[object, ...], stand: Stand) -> None:
        if self._path is not None:
            with suppress(OSError):
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._path.write_text(json.dumps({"work": work, "stand": stand}), "utf-8")

    def forget(self) -> None:
        if self._path is not None:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
