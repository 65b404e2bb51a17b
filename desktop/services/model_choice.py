"""Which weights are in use, and with which adapter: changed at any time, after a check-up."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop import resources
from desktop.errors import AdapterRefused, EnvironmentFailure, OutOfMemory
from desktop.inference.adapter import check_adapter
from desktop.inference.folder import ModelFolder, check_folder
from desktop.inference.precision import parameters
from desktop.services.doctor_service import DoctorPhase, DoctorService, DoctorState
from desktop.services.inference_service import InferenceService
from desktop.services.memory import available_bytes
from desktop.services.requests import EnginePhase, EngineState, LoadRequest
from desktop.settings import Settings

# Whether the doctor has seen these weights, with this adapter, before.
Examined = Callable[[Path, Path | None], bool]
# float32 takes 4 bytes a parameter, and something beside it.
_BYTES_A_PARAMETER = 4.5


class ModelChoice(QObject):
    """Signal changed(): another choice, another trial, or why there is none.

    trying: the folder that the doctor looks at before its first use; those in use come back if
    nothing comes of it. trouble: why the last wish wasn't fulfilled. refused: whether other weights
    were wanted and not taken, so that those before them stay. unexamined: whether the
    memory was too small for the doctor.
    """

    changed = Signal()

    def __init__(
        self,
        settings: Settings,
        inference: InferenceService,
        doctor: DoctorService,
        examined: Examined,
        available: Callable[[], int] = available_bytes,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings, self._inference, self._doctor = settings, inference, doctor
        self._examined, self._available = examined, available
        self._trial: LoadRequest | None = None
        self.trouble: BaseException | None = None
        self.refused = self.unexamined = False
        self._kept = settings.text("model_dir"), settings.text("adapter_dir")
        doctor.state_changed.connect(self._on_doctor)
        inference.state_changed.connect(self._on_engine)

    @property
    def folder(self) -> Path:
        """Of the weights that are in use or being loaded."""
        return self._inference.model_dir or resources.BUNDLED_MODEL

    @property
    def adapter(self) -> Path | None:
        return self._inference.adapter

    @property
    def trying(self) -> Path | None:
        return self._trial.model_dir if self._trial is not None else None

    @property
    def stays(self) -> bool:
        """Whether the last wish was refused and there are weights that go on as before."""
        return self.refused and self._inference.state.phase is not EnginePhase.UNAVAILABLE

    def use(self, folder: Path, adapter: Path | None = None) -> None:
        """Take these weights; an adapter of other weights is taken off.

        Whoever is new goes to the doctor first; `skip` cuts that short.
        """
        self.trouble, self.refused, self.unexamined = None, False, False
        wish = LoadRequest(folder, adapter=adapter)
        try:
            checked = check_folder(folder)
            if adapter is not None:
                check_adapter(adapter, checked.config)
        except EnvironmentFailure as failure:
            self._refuse(failure)
            return
        bundled = folder == resources.BUNDLED_MODEL and adapter is None
        known = bundled or self._examined(folder, adapter)
        # A system without memory kills programs: better no verdict than no program.
        self.unexamined = not known and self._available() < _needed(checked)
        if known or self.unexamined or not self._begin(wish):
            self._keep(wish)
            self._inference.load(wish)
        self.changed.emit()

    def _begin(self, wish: LoadRequest) -> bool:
        if not self._doctor.begin(wish):
            return False
        self._trial = wish
        self._write(*self._kept)  # whoever closes the program now comes back to the old ones
        return True

    def skip(self) -> None:
        """Use what is being tried without waiting for the doctor."""
        if self._trial is not None:
            self._doctor.stop()

    def _refuse(self, failure: BaseException) -> None:
        """The settings, which may say the new folder already, say what they did before."""
        self.trouble, self.refused = failure, True
        self._write(*self._kept)
        self.changed.emit()

    def _keep(self, wish: LoadRequest) -> None:
        """It counts at the next start, too; if that can't be written, only for this time."""
        bundled = wish.model_dir == resources.BUNDLED_MODEL
        folder = "" if bundled else str(wish.model_dir)
        self._kept = folder, str(wish.adapter) if wish.adapter else ""
        self._write(*self._kept)

    def _write(self, folder: str, adapter: str) -> None:
        try:
            self._settings.set("model_dir", folder)
            self._settings.set("adapter_dir", adapter)
        except EnvironmentFailure as failure:
            self.trouble = self.trouble or failure

    @Slot(object)
    def _on_doctor(self, state: DoctorState) -> None:
        if self._trial is None or state.running:
            return
        wish, self._trial = self._trial, None
        self.unexamined = isinstance(state.error, OutOfMemory)
        if state.phase is DoctorPhase.FAILED and not self.unexamined:
            self._refuse(state.error or RuntimeError())
            return
        self._keep(wish)
        self.changed.emit()

    @Slot(object)
    def _on_engine(self, state: EngineState) -> None:
        """An adapter that came to no good at a start is taken off, and the weights run without."""
        if state.phase is EnginePhase.UNAVAILABLE and isinstance(state.error, AdapterRefused):
            wish = LoadRequest(self.folder)
            self.trouble = state.error
            self._keep(wish)
            self._inference.load(wish)
        self.changed.emit()


def _needed(folder: ModelFolder) -> float:
    """Bytes for the doctor's largest precision."""
    return parameters(folder.config) * _BYTES_A_PARAMETER
