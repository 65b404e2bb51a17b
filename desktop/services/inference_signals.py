"""What the window's side of the worker tells: much of it as the worker told it."""

from PySide6.QtCore import Signal

from desktop.services.examining import Examining
from desktop.services.judging import Judging
from desktop.services.open_requests import OpenRequests
from desktop.services.worker_signals import Told


class InferenceSignals(Told):
    """As the worker tells it, but of turns and jobs that are still open only: a late signal with
    an unknown id is dropped, and what the worker was not asked (stopped before its turn) was not
    measured.

    Signals: state_changed(EngineState); asked(): somebody is at work, or something was asked of
    the model.
    """

    state_changed = Signal(object)
    asked = Signal()

    def _pass_on(self, turns: OpenRequests, judging: Judging, examining: Examining) -> None:
        """What is told as it is heard, without a change of where the model stands."""
        turns.labelled.connect(self.labelled)
        turns.label_missed.connect(self.label_missed)
        turns.mood_unwanted.connect(self.mood_unwanted)
        judging.judged.connect(self.judged)
        judging.stopped.connect(self.judging_stopped)
        judging.failed.connect(self.judging_failed)
        examining.advanced.connect(self.examination_advanced)
        examining.examined.connect(self.examined)
        examining.stopped.connect(self.examination_stopped)
        examining.failed.connect(self.examination_failed)
