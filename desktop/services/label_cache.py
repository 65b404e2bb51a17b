"""Labels that needn't be computed twice: asked for before the engine is. Knows no widgets."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.labels import Judgement, LabelChoice, Prediction
from desktop.errors import StorageFailure
from desktop.inference.engine import EngineInfo
from desktop.inference.task import ClassifyTask, fingerprint
from desktop.services.inference_service import InferenceService
from desktop.services.requests import JudgeRequest
from desktop.storage.database import Database
from desktop.storage.label_cache_store import CachedLabel, LabelCacheStore


class LabelCache(QObject):
    """Never raises StorageFailure: what can't be looked up is computed.

    What stands in it is what the model says by itself. While moods are moved by what was learned
    from corrections, it neither hides that nor keeps what may be learned otherwise tomorrow.

    hits, lookups: since the program started. Signal changed(): one of them, or what is in it.
    """

    changed = Signal()

    def __init__(
        self,
        database: Database,
        inference: InferenceService,
        mood: Callable[[], ClassifyTask],
        parent: QObject | None = None,
    ) -> None:
        """mood: the task that is meant where none is said."""
        super().__init__(parent)
        self._store, self._inference, self._mood = LabelCacheStore(database), inference, mood
        self.hits = self.lookups = 0

    def find(
        self, text: str, task: ClassifyTask | None = None, *, alone: bool = False
    ) -> Judgement | None:
        """What the loaded weights said of exactly this text, by exactly this task.

        alone: what they say by themselves is wanted, whatever was learned.
        Its evidence is None also where it was not looked for.
        """
        task = task or self._mood()
        info, moved = self._inference.info, self._inference.adapted and not alone
        if info is None or (moved and task == self._mood()):
            return None
        try:
            found = self._store.find(text, _made_by(info, task))
        except StorageFailure:
            return None
        choice = task.labels.find(found.word) if found is not None else None
        self.lookups += 1
        self.hits += choice is not None
        self.changed.emit()
        if found is None or choice is None:
            return None
        return Judgement(_prediction(found, choice, task, info), _evidence(found, text))

    def complete(self, request: JudgeRequest) -> JudgeRequest:
        """With what is known of its text already; a reading is no label."""
        if request.reading:
            return request
        return replace(request, known=self.find(request.text, request.task, alone=request.alone))

    def keep(self, text: str, judgement: Judgement, task: ClassifyTask | None = None) -> None:
        """For the next time. What came of other weights, of another task or of what was learned
        is left out."""
        task = task or self._mood()
        info, prediction = self._inference.info, judgement.prediction
        made = (task.id, task.version, info.weights if info is not None else "")
        of = prediction.task, prediction.task_version, prediction.weights
        if info is None or made != of or prediction.own is not None:
            return
        label = CachedLabel(
            prediction.choice.word,
            prediction.confidence,
            prediction.probabilities,
            _span(judgement.evidence, text),
        )
        try:
            self._store.keep(text, _made_by(info, task), label)
        except StorageFailure:
            return  # it is computed again
        self.changed.emit()

    @Slot(object, object)
    def on_judged(self, request: JudgeRequest, judgement: object) -> None:
        """Keep it, unless it came from here as it is or is no label."""
        if isinstance(judgement, Judgement) and judgement != request.known:
            self.keep(request.text, judgement, request.task)

    def count(self) -> int:
        """How many labels are kept; 0 where that can't be read."""
        try:
            return self._store.count()
        except StorageFailure:
            return 0

    def clear(self) -> bool:
        """Forget all of it; False if that failed."""
        try:
            self._store.clear()
        except StorageFailure:
            return False
        self.hits = self.lookups = 0
        self.changed.emit()
        return True


def _made_by(info: EngineInfo, task: ClassifyTask) -> bytes:
    """Whatever changes a label: the task with every word of it, weights, precision, kernels."""
    maker = "\n".join((fingerprint(task), info.weights, info.precision, info.kernels))
    return hashlib.sha256(maker.encode()).digest()


def _prediction(
    found: CachedLabel, choice: LabelChoice, task: ClassifyTask, info: EngineInfo
) -> Prediction:
    confidence, probabilities = found.confidence, found.probabilities
    return Prediction(choice, confidence, probabilities, task.id, task.version, info.weights)


def _evidence(found: CachedLabel, text: str) -> str | None:
    return None if found.evidence is None else text[slice(*found.evidence)]


def _span(evidence: str | None, text: str) -> tuple[int, int] | None:
    """Where it stands: the sentence itself must not be kept."""
    if evidence is None:
        return None
    start = text.find(evidence) if evidence else 0
    return (start, start + len(evidence)) if start >= 0 else None
