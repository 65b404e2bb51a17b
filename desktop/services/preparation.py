"""Reading ahead what is being typed, so that little is left to do when it is sent.

Never saved, never logged, never answered: it only fills the engine's memory of prefixes.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.domain.turns import Exchange
from desktop.services.inference_service import InferenceService
from desktop.services.power import Power
from desktop.services.requests import EnginePhase, PrepareRequest
from desktop.settings import Settings

# A few characters are read in no time anyway.
LEAST_TEXT = 4


class Preparation(QObject):
    """One text at a time; given up as soon as it is no longer the beginning of what stands there.

    history, tone: what was said before it and how it is to be answered, read when work begins.
    """

    def __init__(
        self,
        inference: InferenceService,
        settings: Settings,
        history: Callable[[], tuple[Exchange, ...]],
        power: Power,
        parent: QObject | None = None,
        tone: Callable[[], str] = str,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._inference, self._settings, self._history = inference, settings, history
        self._power = power
        self._running: PrepareRequest | None = None

    def paused(self, text: str) -> None:
        """The person stopped typing for a moment."""
        text = text.strip()
        if self._running is not None and self._running.text == text:
            return
        self.cancel()
        if len(text) >= LEAST_TEXT and self._wanted():
            self._running = PrepareRequest(text, self._history(), self._tone())
            self._inference.prepare(self._running)

    def changed(self, text: str) -> None:
        """The text is another now."""
        if self._running is not None and not text.strip().startswith(self._running.text):
            self.cancel()

    def cancel(self) -> None:
        """Ends within one chunk; what was read stays of use."""
        if self._running is not None:
            self._running.stop.set()
            self._running = None

    def _wanted(self) -> bool:
        wish = self._settings.text("prefill_while_typing")
        ready = self._inference.state.phase is EnginePhase.READY
        return ready and (wish == "always" or (wish == "on_mains" and not self._power.on_battery()))
