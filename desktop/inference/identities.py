"""Who weights are: their hash, computed once and remembered by path, size and time. No torch."""

import threading
from pathlib import Path

from desktop.inference.folder import ModelFolder
from desktop.inference.json_files import read_object, write_object


class Identities:
    """folder: of what can be made again; None remembers nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._file = None if folder is None else folder / "identities.json"

    def identity(self, folder: ModelFolder, stop: threading.Event | None = None) -> str:
        """SHA-256 of the weights, adapter included; not computed again while size and time of
        change stay. Raises Cancelled."""
        sha256 = self._remembered(folder)
        if sha256 is None:
            sha256 = folder.weights_id(stop)
            if self._file is not None:
                known = read_object(self._file)
                known[str(folder.path)] = {"files": _seen(folder), "sha256": sha256}
                write_object(self._file, known)
        return _with_adapter(folder, sha256)

    def known(self, folder: ModelFolder) -> str | None:
        """The same if it costs nothing; None if it had to be computed."""
        sha256 = self._remembered(folder)
        return None if sha256 is None else _with_adapter(folder, sha256)

    def folders(self) -> dict[str, Path]:
        """Where the weights lie whose hash was ever computed, by their hash."""
        known = {} if self._file is None else read_object(self._file)
        entries = ((path, entry) for path, entry in known.items() if isinstance(entry, dict))
        return {str(entry.get("sha256")): Path(path) for path, entry in entries}

    def _remembered(self, folder: ModelFolder) -> str | None:
        known = {} if self._file is None else read_object(self._file)
        entry = known.get(str(folder.path))
        if isinstance(entry, dict) and entry.get("files") == _seen(folder):
            return str(entry["sha256"])
        return None


def _with_adapter(folder: ModelFolder, sha256: str) -> str:
    return sha256 if folder.adapter is None else folder.adapter.identify(sha256)


def _seen(folder: ModelFolder) -> dict[str, list[int]]:
    return {str(f): [f.stat().st_size, f.stat().st_mtime_ns] for f in folder.files}
