"""The room that quantised copies of weights take, and giving back what is not in use."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop.inference.copies import copies, copy_name
from desktop.services.inference_service import InferenceService
from desktop.services.requests import EnginePhase, EngineState

# Otherwise the worker may be writing one.
_AT_REST = (EnginePhase.READY, EnginePhase.THINKING, EnginePhase.UNAVAILABLE)


class WeightCopies(QObject):
    """Deleting them loses nothing: they are made again when those weights are loaded.

    Signal changed(): there may be more or fewer, or the worker has begun or ended making one.
    """

    changed = Signal()

    def __init__(
        self, folder: Path, inference: InferenceService, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._folder, self._inference = folder, inference
        inference.state_changed.connect(self._on_engine)

    @property
    def at_rest(self) -> bool:
        """Whether `clear` does anything now."""
        return self._inference.state.phase in _AT_REST

    def used_bytes(self) -> int:
        """Of the disk, by all of them."""
        return _size(copies(self._folder))

    def spare_bytes(self) -> int:
        """By those that are not in use."""
        return _size(self._spare())

    def clear(self) -> bool:
        """Delete those that are not in use; whether all of them are gone."""
        if self.at_rest:
            for path in self._spare():
                try:
                    path.unlink()
                except OSError:
                    continue  # the next may go; what stays is told
        self.changed.emit()
        return not self._spare()

    def _spare(self) -> list[Path]:
        info = self._inference.info
        in_use = copy_name(info.weights, info.precision) if info is not None else None
        found = copies(self._folder)
        return [path for path in found if in_use is None or not path.name.startswith(in_use)]

    @Slot(object)
    def _on_engine(self, _state: EngineState) -> None:
        self.changed.emit()


def _size(files: list[Path]) -> int:
    total = 0
    for path in files:
        try:
            total += path.stat().st_size
        except OSError:
            continue  # gone meanwhile
    return total
