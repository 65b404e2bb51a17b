"""Modules that take long to import, imported before anybody waits for them."""

import importlib
from collections.abc import Sequence
from contextlib import suppress
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.services.inference_service import InferenceService
from desktop.services.requests import EnginePhase, EngineState

QUIET_MS = 2000
_QUIET = (EnginePhase.READY, EnginePhase.UNAVAILABLE)


class ImportAhead(QObject):
    """Imports once, on a thread, when the model has had nothing to do for a moment.

    Half a second of imports on the thread costs the window pauses of 10 to 25 ms; on the window's
    own thread it would stand still. Whoever wants a module meanwhile waits for the rest of it.

    modules: by name; they may make no QObject while they are imported.
    """

    def __init__(
        self, inference: InferenceService, modules: Sequence[str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._modules = modules
        self._thread: Thread | None = None
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self._start)
        inference.state_changed.connect(self._on_state)
        self._on_state(inference.state)

    @Slot(object)
    def _on_state(self, state: EngineState) -> None:
        if self._closed or self._thread is not None:
            return
        if state.phase in _QUIET:
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def _start(self) -> None:
        self._thread = Thread(target=self._import, name="imports")
        self._thread.start()

    def _import(self) -> None:
        for name in self._modules:
            if self._closed:
                return
            with suppress(ImportError):  # whoever needs it will tell
                importlib.import_module(name)

    @property
    def due(self) -> bool:
        """Whether it begins soon, unless the model gets something to do."""
        return self._timer.isActive()

    def wait(self) -> None:
        """Until what was begun is imported."""
        if self._thread is not None:
            self._thread.join()

    def close(self) -> None:
        """Begin nothing more, and wait for the module that is being imported."""
        self._closed = True
        self._timer.stop()
        self.wait()
