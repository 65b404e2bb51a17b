"""Learning from the person's corrections: what is still to be read, when to fit, what is in use.

Knows neither widgets nor how a layer is fitted. Everything it does can be read from the diary, so
that it goes on wherever it was broken off.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.domain.learning import LEAST_JUDGED, Basis, Candidate, Learned, Reading, fingerprint
from desktop.errors import StorageFailure
from desktop.inference.engine import EngineInfo
from desktop.inference.predictions import basis_of
from desktop.inference.task import ClassifyTask, can_do
from desktop.services.diary_service import DiaryService
from desktop.services.fitting import Fitting
from desktop.services.inference_service import InferenceService
from desktop.services.label_jobs import LabelJobs
from desktop.services.learning_state import LearningPhase, LearningState
from desktop.services.requests import EnginePhase, JudgeRequest
from desktop.services.to_read import ToRead
from desktop.storage.database import Database
from desktop.storage.learning_store import LearningStore

T = TypeVar("T")

# Several corrections in a row are learned from once.
REVIEW_MS = 1000


class Learning(QObject):
    """Signals: state_changed(LearningState); storage_failed(StorageFailure)."""

    state_changed = Signal(object)
    storage_failed = Signal(object)

    def __init__(
        self,
        database: Database,
        diary: DiaryService,
        inference: InferenceService,
        jobs: LabelJobs,
        task: ClassifyTask,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store, self._inference, self._jobs = LearningStore(database), inference, jobs
        self._task, self._words = task, _words(task)
        self._info: EngineInfo | None = None
        self._applied: Learned | None = None
        self._to_read = ToRead(jobs)
        self._closed = False
        self._state, self._on = LearningState(), True
        self._fitting = Fitting(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REVIEW_MS)
        self._timer.timeout.connect(self.review)
        self._fitting.fitted.connect(self._on_fitted)
        inference.state_changed.connect(self._on_engine)
        diary.changed.connect(self._on_changed)
        jobs.emptied.connect(self._on_emptied)
        jobs.judged.connect(self._on_judged)
        jobs.failed.connect(self._on_failed)

    @property
    def state(self) -> LearningState:
        return self._state

    def use_task(self, task: ClassifyTask) -> None:
        """Moods are named by it from now on; what was learned of another one counts no more."""
        if task == self._task:
            return
        self._to_read.drop()
        self._task, self._words = task, _words(task)
        self.review()

    # What the person does

    @property
    def is_on(self) -> bool:
        return self._on

    def switch(self, on: bool) -> None:
        """Off: labels are the model's own from now on; what was learned is kept."""
        self._try(lambda: self._store.switch(on))
        self.review()

    def forget(self) -> int | None:
        """All that was learned. What to give `remember`; None where it could not be done."""
        token = self._try(self._store.forget)
        self.review()
        return token

    def remember(self, token: int) -> None:
        """Take forgetting back: it is learned again."""
        self._try(lambda: self._store.remember(token))
        self.review()

    # What is to do

    @Slot()
    def review(self) -> None:
        """Look at the diary: apply what was learned, and go on learning if there is more."""
        self._timer.stop()
        self._try(self._review)

    def _review(self) -> None:
        basis = self._basis()
        self._to_read.want(())
        self._on = self._store.is_on()
        if basis is None or not self._on:
            self._apply(None)
            self._become(LearningState(LearningPhase.WAITING if self._on else LearningPhase.OFF))
            return
        candidates = self._candidates(basis)
        judged = sum(candidate.word is not None for candidate in candidates)
        if judged < LEAST_JUDGED:
            self._apply(None)
            self._become(LearningState(LearningPhase.TOO_FEW, judged))
            return
        self._learn(basis, candidates, judged)

    def _learn(self, basis: Basis, candidates: list[Candidate], judged: int) -> None:
        learned = self._store.learned(basis)
        trial = learned.trial if learned is not None else None
        self._apply(learned if trial is not None and trial.helps else None)
        state = LearningState(LearningPhase.READING, judged, trial=trial)
        if learned is not None and learned.fingerprint == fingerprint(candidates):
            used = LearningPhase.USED if learned.trial.helps else LearningPhase.UNUSED
            self._become(replace(state, phase=used))
            return
        if left := self._to_read.want(candidates):
            self._become(replace(state, left=left))
            self._jobs.look()
        else:
            self._become(replace(state, phase=LearningPhase.FITTING))
            self._fit(basis, candidates)

    def _candidates(self, basis: Basis) -> list[Candidate]:
        return self._to_read.readable(self._store.candidates(basis, self._words))

    def _basis(self) -> Basis | None:
        """None without a model that can do the task, and where it votes: of that nothing is
        learned."""
        info = self._info
        if info is None or self._task.samples > 1 or not can_do(info, self._task):
            return None
        return basis_of(self._task, info)

    def _apply(self, learned: Learned | None) -> None:
        if learned != self._applied:
            self._applied = learned
            self._inference.adapt(learned)

    def _become(self, state: LearningState) -> None:
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)

    # Reading

    @Slot()
    def _on_emptied(self) -> None:
        """There is time: the next one."""
        self._to_read.ask_for_next(self._task)

    @Slot(object, object)
    def _on_judged(self, request: JudgeRequest, reading: object) -> None:
        basis = self._basis()
        if isinstance(reading, Reading) and basis is not None and request.task == self._task:
            entry_id, text = request.entry_id, request.text
            self._try(lambda: self._store.keep_reading(entry_id, text, basis, reading))
            self._read()

    @Slot(object, object)
    def _on_failed(self, request: JudgeRequest, _error: object) -> None:
        if request.reading and request.task == self._task:
            self._to_read.leave_out(request)
            self._read()

    def _read(self) -> None:
        """One less is missing; after the last one it is time to fit."""
        if self._state.phase is not LearningPhase.READING:
            return
        if left := self._to_read.left:
            self._become(replace(self._state, left=left))
        else:
            self._timer.start()

    # Fitting

    def _fit(self, basis: Basis, candidates: list[Candidate]) -> None:
        if not self._fitting.is_busy:
            examples = self._store.examples(candidates)
            self._fitting.begin(basis, fingerprint(candidates), self._words, examples)

    @Slot(object)
    def _on_fitted(self, learned: Learned) -> None:
        """Keep it, unless the diary is another one by now; then it is fitted anew."""
        self._try(lambda: self._keep(learned))
        self.review()

    def _keep(self, learned: Learned) -> None:
        basis = self._basis()
        if basis == learned.basis and learned.fingerprint == fingerprint(self._candidates(basis)):
            self._store.keep(learned)

    # What happens elsewhere

    @Slot(object)
    def _on_engine(self, _state: object) -> None:
        """Weights that were just loaded know nothing of what was learned."""
        # A model that wakes while the program ends is told of when the diary is closed already.
        if self._closed:
            return
        awake = self._inference.state.phase in (EnginePhase.READY, EnginePhase.THINKING)
        info = self._inference.info if awake else None
        if info is not self._info:
            self._info, self._applied = info, None
            self._to_read.try_again()
            self.review()

    @Slot()
    def _on_changed(self) -> None:
        self._timer.start()

    def _try(self, act: Callable[[], T]) -> T | None:
        try:
            return act()
        except StorageFailure as failure:
            self.storage_failed.emit(failure)
            return None

    def close(self) -> None:
        """Nothing is begun any more, and what is being fitted is waited for. Idempotent."""
        self._closed = True
        self._timer.stop()
        self._to_read.want(())
        self._fitting.close()


def _words(task: ClassifyTask) -> tuple[str, ...]:
    return tuple(choice.word for choice in task.labels.choices)
