"""The doctor's side of the window: begins and stops it, knows how it went and what it found."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.examination import Progress, Report
from desktop.services.inference_service import InferenceService
from desktop.services.requests import EnginePhase, EngineState, LoadRequest

StoredReport = Callable[[str], Report | None]


class DoctorPhase(StrEnum):
    """How the examination of the weights that are wanted stands."""

    IDLE = "idle"
    RUNNING = "running"
    STOPPING = "stopping"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DoctorState:
    """progress: of a running one, None before its first step. report: what is known about the
    weights, found now or earlier. error: why it failed. precision: what the engine runs with.
    """

    phase: DoctorPhase = DoctorPhase.IDLE
    progress: Progress | None = None
    report: Report | None = None
    error: BaseException | None = None
    precision: str = ""

    @property
    def running(self) -> bool:
        return self.phase in (DoctorPhase.RUNNING, DoctorPhase.STOPPING)


class DoctorService(QObject):
    """One examination at a time. Signal state_changed(DoctorState).

    stored: what an earlier examination found about weights, by their SHA-256.
    """

    state_changed = Signal(object)

    def __init__(
        self, inference: InferenceService, stored: StoredReport, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._inference, self._stored = inference, stored
        self._state = DoctorState()
        self._patient: tuple[Path | None, Path | None] = (None, None)
        self._found: dict[str, Report] = {}  # also where nothing can be stored
        inference.state_changed.connect(self._on_engine)
        inference.examination_advanced.connect(self._on_advanced)
        inference.examined.connect(self._on_examined)
        inference.examination_stopped.connect(self._on_stopped)
        inference.examination_failed.connect(self._on_failed)

    @property
    def state(self) -> DoctorState:
        return self._state

    def begin(self, other: LoadRequest | None = None) -> bool:
        """Examine the weights that are in use, or that were to be; or others, which are in use
        afterwards if they run. False where it can't begin now."""
        begun = self._inference.examine(other)
        if begun:
            self._patient = self._wanted
            self._become(phase=DoctorPhase.RUNNING, progress=None, error=None)
        return begun

    def stop(self) -> None:
        """Ask it to end; what was chosen before stays."""
        if self._state.running:
            self._inference.stop_examination()
            self._become(phase=DoctorPhase.STOPPING)

    @property
    def _wanted(self) -> tuple[Path | None, Path | None]:
        return self._inference.model_dir, self._inference.adapter

    def _become(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)  # type: ignore[arg-type]
        self.state_changed.emit(self._state)

    @Slot(object)
    def _on_engine(self, state: EngineState) -> None:
        """Other weights are another patient."""
        if not self._state.running and self._wanted != self._patient:
            self._patient = self._wanted
            self._become(phase=DoctorPhase.IDLE, report=None, error=None, precision="")
        info = self._inference.info
        if state.phase in (EnginePhase.READY, EnginePhase.THINKING) and info is not None:
            self._found_out(info.weights, info.precision)

    def _found_out(self, weights: str, precision: str) -> None:
        known = self._state.report
        if known is None or known.weights != weights:
            known = self._found.get(weights) or self._stored(weights)
        if (known, precision) != (self._state.report, self._state.precision):
            self._become(report=known, precision=precision)

    @Slot(object)
    def _on_advanced(self, progress: Progress) -> None:
        self._become(progress=progress)

    @Slot(object)
    def _on_examined(self, report: Report) -> None:
        self._found[report.weights] = report
        self._become(phase=DoctorPhase.DONE, progress=None, report=report)

    @Slot()
    def _on_stopped(self) -> None:
        self._become(phase=DoctorPhase.STOPPED, progress=None)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._become(phase=DoctorPhase.FAILED, progress=None, error=error)
