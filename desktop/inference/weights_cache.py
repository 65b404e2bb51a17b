"""What is worth keeping about weights between two starts: who they are, what was chosen, int8.

A folder of small JSON files and large safetensors files, all of which can be deleted at any time.
"""

import os
import threading
from contextlib import suppress
from pathlib import Path

from desktop.inference.choices import Choices
from desktop.inference.copies import copy_name
from desktop.inference.folder import ModelFolder
from desktop.inference.identities import Identities
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
        """See Identities.identity."""
        return Identities(self._folder).identity(folder, stop)

    def choice(self, identity: str) -> Plan | None:
        """What the doctor chose for these weights on this machine."""
        return Choices(self._folder).plan(identity)

    def quantised(self, identity: str, plan: Plan, layout: Layout = Layout.ROWS) -> Path | None:
        """Where weights quantised by *plan* lie or are to lie."""
        if self._folder is None:
            return None
        return self._folder / f"{copy_name(identity, str(plan))}{layout}-v{FORMAT}.safetensors"

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
