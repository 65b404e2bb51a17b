"""What is worth keeping about weights between two starts: who they are, what was chosen, int8.

A folder of small JSON files and large safetensors files, all of which can be deleted at any time.
"""

import os
import threading
from contextlib import suppress
from pathlib import Path

from desktop.inference.choices import Choices
from desktop.inference.folder import ModelFolder
from desktop.inference.json_files import read_object, write_object
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
        """SHA-256 of the weights, adapter included; not computed again while size and time of
        change stay."""
        sha256 = self._remembered(folder)
        if sha256 is None:
            sha256 = folder.weights_id(stop)
            if self._identities:
                known = read_object(self._identities)
                known[str(folder.path)] = {"files": _seen(folder), "sha256": sha256}
                write_object(self._identities, known)
        return sha256 if folder.adapter is None else folder.adapter.identify(sha256)

    def known_identity(self, folder: ModelFolder) -> str | None:
        """The same if it costs nothing; None if it had to be computed."""
        sha256 = self._remembered(folder)
        if sha256 is None or folder.adapter is None:
            return sha256
        return folder.adapter.identify(sha256)

    @property
    def _identities(self) -> Path | None:
        return None if self._folder is None else self._folder / "identities.json"

    def _remembered(self, folder: ModelFolder) -> str | None:
        known = read_object(self._identities) if self._identities else {}
        entry = known.get(str(folder.path))
        if isinstance(entry, dict) and entry.get("files") == _seen(folder):
            return str(entry["sha256"])
        return None

    def choice(self, identity: str) -> Plan | None:
        """What the doctor chose for these weights on this machine."""
        return Choices(self._folder).plan(identity)

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


def _seen(folder: ModelFolder) -> dict[str, list[int]]:
    return {str(f): [f.stat().st_size, f.stat().st_mtime_ns] for f in folder.files}
