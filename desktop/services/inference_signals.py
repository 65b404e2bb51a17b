"""What the window's side of the worker tells: much of it as the worker told it."""

from PySide6.QtCore import QObject, Signal

from desktop.services.examining import Examining
from desktop.services.judging import Judging
from desktop.services.open_requests import OpenRequests


class InferenceSignals(QObject):
    """Signals: state_changed(EngineState); asked(): somebody is at work, or something was asked
    of the model; labelled, label_missed, mood_unwanted, chunk, finished, failed as the worker's,
    but only for turns and jobs that are still open: a late signal with an unknown id is dropped.
    judged, judging_stopped, judging_failed, examination_advanced, examined, examination_stopped,
    examination_failed: as the worker's. measured: the same; what the worker was not asked
    (stopped before its turn) is not.
    """

    state_changed = Signal(object)
    asked = Signal()
    labelled = Signal(object, object)
    label_missed = Signal(object, object)
    mood_unwanted = Signal(object)
    chunk = Signal(object, object)
    finished = Signal(object, object)
    failed = Signal(object, object)
    measured = Signal(object, object)
    judged = Signal(object, object)
    judging_stopped = Signal(object)
    judging_failed = Signal(object, object)
    examination_advanced = Signal(object)
    examined = Signal(object)
    examination_stopped = Signal()
    examination_failed = Signal(object)

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
