"""What is worth keeping about weights between two starts: who they are, what was chosen, int8.

A folder of small JSON files and large safetensors files, all of which can be deleted at any time.
"""

import json
import os
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from desktop.inference.folder import ModelFolder
from desktop.inference.precision import Plan
from desktop.inference.quantised_file import FORMAT
from desktop.inference.stored import Layout

# Weights in use and those used before them: to go back to a model costs no waiting, and files of
# half a gigabyte don't pile up.
_FILES_KEPT = 3


class WeightsCache:
    """folder None keeps nothing; one that can't be written to is no reason to fail."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def identity(self, folder: ModelFolder, stop: threading.Event | None = None) -> str:
        """SHA-256 of the weights; not computed again while size and time of change stay."""
        seen = {str(f): [f.stat().st_size, f.stat().st_mtime_ns] for f in folder.files}
        known = self._read("identities.json")
        entry = known.get(str(folder.path))
        if isinstance(entry, dict) and entry.get("files") == seen:
            return str(entry["sha256"])
        sha256 = folder.weights_id(stop)
        known[str(folder.path)] = {"files": seen, "sha256": sha256}
        self._write("identities.json", known)
        return sha256

    def choice(self, identity: str) -> Plan | None:
        """What the doctor chose for these weights on this machine."""
        entry = self._read("choices.json").get(identity)
        try:
            return Plan.parse(entry["plan"]) if isinstance(entry, dict) else None
        except (KeyError, ValueError, AttributeError):
            return None

    def choose(self, identity: str, plan: Plan, because: str) -> None:
        """Remember a choice, with a sentence that explains it."""
        known = self._read("choices.json")
        known[identity] = {"plan": str(plan), "because": because}
        self._write("choices.json", known)

    def quantised(self, identity: str, plan: Plan, layout: Layout = Layout.ROWS) -> Path | None:
        """Where weights quantised by *plan* lie or are to lie."""
        if self._folder is None:
            return None
        return self._folder / f"{identity[:16]}-{plan}-{layout}-v{FORMAT}.safetensors"

    def tidy(self, used: Path) -> None:
        """Delete quantised weights that weren't used for longest, but for a few. used: now."""
        if self._folder is None:
            return
        with suppress(OSError):
            os.utime(used)
            files = sorted(self._folder.glob("*.safetensors"), key=lambda f: f.stat().st_mtime)
            for file in files[:-_FILES_KEPT]:
                file.unlink()
                file.with_suffix(".sha256").unlink(missing_ok=True)

    def _read(self, name: str) -> dict[str, Any]:
        if self._folder is None:
            return {}
        try:
            content = json.loads((self._folder / name).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return content if isinstance(content, dict) else {}

    def _write(self, name: str, content: dict[str, Any]) -> None:
        if self._folder is None:
            return
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            part = self._folder / f"{name}.part"
            part.write_text(json.dumps(content, indent=1), "utf-8")
            part.replace(self._folder / name)
