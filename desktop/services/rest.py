"""The model is let go when nobody has asked anything of it for a while, and comes back when wanted.

What is written is saved at once as ever: only the label and the reply wait until it is back.
"""

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.services.inference_service import InferenceService
from desktop.services.requests import EnginePhase
from desktop.settings import Settings

MS_A_MINUTE = 60_000


class Rest(QObject):
    """Looks at the setting `unload_after_min` whenever something was asked of the model.

    minute_ms: how long a minute is; for tests.
    """

    def __init__(
        self,
        inference: InferenceService,
        settings: Settings,
        parent: QObject | None = None,
        minute_ms: int = MS_A_MINUTE,
    ) -> None:
        super().__init__(parent)
        self._inference, self._settings, self._minute_ms = inference, settings, minute_ms
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)
        inference.asked.connect(self.begin)
        inference.state_changed.connect(self.begin)
        self.begin()

    def setting_changed(self) -> None:
        """Whoever wants it always awake wants it now."""
        if self._settings.whole("unload_after_min") == 0:
            self._inference.wake()
        self.begin()

    @Slot()
    def begin(self) -> None:
        """Wait from now on, as long as the setting says."""
        minutes = self._settings.whole("unload_after_min")
        if minutes == 0 or self._inference.state.phase is EnginePhase.ASLEEP:
            self._timer.stop()
        else:
            self._timer.start(minutes * self._minute_ms)

    @Slot()
    def _on_time(self) -> None:
        """A reply that is still being written, or a check-up, makes us wait once more."""
        if not self._inference.let_go():
            self.begin()
