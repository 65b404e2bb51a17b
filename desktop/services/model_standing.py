"""Where the model stands, as it is told: what loads, thinks or sleeps changes it here."""

from PySide6.QtCore import QObject, Signal, Slot

from desktop.services.requests import EnginePhase, EngineState


class ModelStanding(QObject):
    """Signal changed(EngineState): also where it is as it was."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = EngineState(EnginePhase.LOADING)

    def become(self, state: EngineState) -> None:
        self.state = state
        self.changed.emit(state)

    def enter(self, phase: EnginePhase) -> None:
        """The same weights, by their name."""
        self.become(EngineState(phase, self.state.name))

    def think(self) -> None:
        """It has something to do, if it is there."""
        if self.state.phase is EnginePhase.READY:
            self.enter(EnginePhase.THINKING)

    def rest(self, *, nothing_left: bool) -> None:
        """It has done something that it had to."""
        if nothing_left and self.state.phase is EnginePhase.THINKING:
            self.enter(EnginePhase.READY)

    @Slot()
    def load_again(self) -> None:
        """The weights are on their way back."""
        self.enter(EnginePhase.LOADING)
