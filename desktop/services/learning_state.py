"""Where learning from corrections stands, as values for whoever shows it."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.learning import Trial


class LearningPhase(StrEnum):
    """Where it stands. USED and UNUSED: by what the trial said."""

    OFF = "off"
    WAITING = "waiting"
    TOO_FEW = "too few"
    READING = "reading"
    FITTING = "fitting"
    USED = "used"
    UNUSED = "unused"


@dataclass(frozen=True, slots=True)
class LearningState:
    """judged: entries that can be learned from; None until a model is there.

    left: of all that are needed, those that the model has not read yet.
    trial: of what was learned last, also while something newer is being learned.
    in_use: whether labels are moved by it now.
    """

    phase: LearningPhase = LearningPhase.WAITING
    judged: int | None = None
    left: int = 0
    trial: Trial | None = None

    @property
    def in_use(self) -> bool:
        on = self.phase not in (LearningPhase.OFF, LearningPhase.WAITING, LearningPhase.TOO_FEW)
        return on and self.trial is not None and self.trial.helps
