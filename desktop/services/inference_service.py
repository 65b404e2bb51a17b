"""The window's side of the worker: owns its thread and the requests that are open."""

import threading

from PySide6.QtCore import QObject, QThread, Signal, Slot

from desktop.domain.turns import ReplyStats
from desktop.inference.engine import EngineInfo
from desktop.services.requests import (
    EnginePhase,
    EngineState,
    LoadRequest,
    PrepareRequest,
    TurnRequest,
)
from desktop.services.worker import InferenceWorker, LoadAssistant

# The engine looks at its stop flag between forwards; a prefill chunk of a 0.5 B model takes
# less than a second, so this is generous.
SHUTDOWN_MS = 4000


class InferenceService(QObject):
    """Signals: state_changed(EngineState); labelled, chunk, finished, failed as the worker's,
    but only for turns that are still open: a late signal with an unknown id is dropped.
    """

    state_changed = Signal(object)
    labelled = Signal(object, object)
    chunk = Signal(object, object)
    finished = Signal(object, object)
    failed = Signal(object, object)

    _load_requested = Signal(object)
    _run_requested = Signal(object)
    _prepare_requested = Signal(object)

    def __init__(self, load_assistant: LoadAssistant, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open: dict[int, TurnRequest] = {}
        self._loading: threading.Event | None = None
        self._before_load: list[TurnRequest] = []
        self._state = EngineState(EnginePhase.LOADING)
        self._thread = QThread(self)
        self._thread.setObjectName("inference")
        self._worker = InferenceWorker(load_assistant)
        self._worker.moveToThread(self._thread)
        self._connect()
        self._thread.start()

    def _connect(self) -> None:
        worker = self._worker
        self._load_requested.connect(worker.load)
        self._run_requested.connect(worker.run)
        self._prepare_requested.connect(worker.prepare)
        worker.ready.connect(self._on_ready)
        worker.unavailable.connect(self._on_unavailable)
        worker.labelled.connect(self._on_labelled)
        worker.chunk.connect(self._on_chunk)
        worker.finished.connect(self._on_finished)
        worker.failed.connect(self._on_failed)

    @property
    def state(self) -> EngineState:
        return self._state

    def load(self, request: LoadRequest) -> None:
        """Load other weights, after what is running has ended."""
        self._loading = request.stop
        self._set_state(EngineState(EnginePhase.LOADING))
        self._load_requested.emit(request)
        early, self._before_load = self._before_load, []
        for turn in early:
            self._run_requested.emit(turn)

    def submit(self, request: TurnRequest) -> None:
        """Queue a turn; it waits for weights that are loading or about to be."""
        self._open[request.turn_id] = request
        if self._state.phase is EnginePhase.READY:
            self._set_state(EngineState(EnginePhase.THINKING, self._state.name))
        if self._loading is None:
            self._before_load.append(request)
        else:
            self._run_requested.emit(request)

    def prepare(self, request: PrepareRequest) -> None:
        """Read ahead while nothing else is to do; its stop event is the caller's to set."""
        if self._state.phase is EnginePhase.READY:
            self._prepare_requested.emit(request)

    def stop(self, turn_id: int) -> None:
        """Ask the turn to end; it still ends by `finished` or `failed`."""
        if (request := self._open.get(turn_id)) is not None:
            request.stop.set()

    def shutdown(self, timeout_ms: int = SHUTDOWN_MS) -> bool:
        """Stop everything and end the thread; False if it didn't end in time.

        What the worker still says afterwards is dropped.
        """
        for request in self._open.values():
            request.stop.set()
        self._open.clear()
        if self._loading is not None:
            self._loading.set()
        self._thread.quit()
        return self._thread.wait(timeout_ms)

    def _set_state(self, state: EngineState) -> None:
        self._state = state
        self.state_changed.emit(state)

    @Slot(object)
    def _on_ready(self, info: EngineInfo) -> None:
        phase = EnginePhase.THINKING if self._open else EnginePhase.READY
        self._set_state(EngineState(phase, info.name))

    @Slot(object)
    def _on_unavailable(self, error: BaseException) -> None:
        self._set_state(EngineState(EnginePhase.UNAVAILABLE, error=error))

    @Slot(object, object)
    def _on_labelled(self, turn_id: int, prediction: object) -> None:
        if turn_id in self._open:
            self.labelled.emit(turn_id, prediction)

    @Slot(object, object)
    def _on_chunk(self, turn_id: int, text: str) -> None:
        if turn_id in self._open:
            if self._state.phase is EnginePhase.READY:
                self._set_state(EngineState(EnginePhase.THINKING, self._state.name))
            self.chunk.emit(turn_id, text)

    @Slot(object, object)
    def _on_finished(self, turn_id: int, stats: ReplyStats) -> None:
        if self._open.pop(turn_id, None) is not None:
            self._rest()
            self.finished.emit(turn_id, stats)

    @Slot(object, object)
    def _on_failed(self, turn_id: int, error: BaseException) -> None:
        if self._open.pop(turn_id, None) is not None:
            self._rest()
            self.failed.emit(turn_id, error)

    def _rest(self) -> None:
        if not self._open and self._state.phase is EnginePhase.THINKING:
            self._set_state(EngineState(EnginePhase.READY, self._state.name))
