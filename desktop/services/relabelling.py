"""Old entries labelled anew, after a change of weights or of the prompt: one by one, unhurried.

What is left to do is read from the diary, so that it goes on wherever it was broken off: by itself
when the program starts again, unless the person had paused it, and not while on battery. The
person's labels, and those that were brought along, stay and count as before. Entries written in
despair are left as they are: nothing is to be compared or learned by them.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.domain.care import kept_apart
from desktop.domain.entries import DiaryEntry
from desktop.errors import StorageFailure
from desktop.inference.task import ClassifyTask
from desktop.services.diary_service import DiaryService
from desktop.services.inference_service import InferenceService
from desktop.services.label_jobs import LabelJobs
from desktop.services.power import Power
from desktop.services.requests import EnginePhase, JudgeRequest
from desktop.services.standing import Stand, Standing
from desktop.storage.database import Database
from desktop.storage.label_store import LabelStore

BATCH = 20
# How often to look whether there is mains power again.
REST_MS = 60_000
# Up to so many, those that are left as they are don't count among what is left to do. Reading
# more would hold up the window, and among thousands they make no difference.
COUNTED_EXACTLY = 500


@dataclass(frozen=True, slots=True)
class RelabellingState:
    """Where it is.

    left: entries that this model has not labelled yet; None until it was counted, for which
        there must be a model. done, failed: of this run; failed ones (too long to read) stay
        among those left.
    paused: the person had it wait, now or before the program ended. resting: it goes on by itself
        once there is mains power.
    """

    running: bool = False
    left: int | None = None
    done: int = 0
    failed: int = 0
    paused: bool = False
    resting: bool = False

    @property
    def begun(self) -> bool:
        return self.done + self.failed > 0 or self.paused


class Relabelling(QObject):
    """Signals: state_changed(RelabellingState); storage_failed(StorageFailure): it waits."""

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
        *,
        standing: Standing | None = None,
        power: Power | None = None,
    ) -> None:
        """standing: how it stood when the program ended."""
        super().__init__(parent)
        self._store, self._diary = LabelStore(database), diary
        self._inference, self._jobs, self._task = inference, jobs, task
        self._state = RelabellingState()
        self._batch: list[DiaryEntry] = []
        self._after, self._current = 0, 0
        self._weights = ""
        self._standing, self._power = standing or Standing(), power or Power()
        self._goes_on = self._by_itself = False
        self._rest = QTimer(self)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(jobs.look)
        inference.state_changed.connect(self._on_engine)
        jobs.emptied.connect(self._on_emptied)
        jobs.judged.connect(self._on_judged)
        jobs.failed.connect(self._on_failed)

    def use_task(self, task: ClassifyTask) -> None:
        """Other labels from now on: there is other work to do."""
        if task != self._task:
            self.hold()
            self._task, self._state = task, RelabellingState()
            self.state_changed.emit(self._state)

    @property
    def state(self) -> RelabellingState:
        return self._state

    def count(self) -> None:
        """Look again how much there is to do."""
        if not self._weights or self._state.running:
            return
        try:
            left = self._count()
        except StorageFailure as failure:
            self.storage_failed.emit(failure)
        else:
            self._become(replace(self._state, left=left))

    def _count(self) -> int:
        left = self._store.count_to_label(*self._version())
        if not 0 < left <= COUNTED_EXACTLY:
            return left
        entries = self._store.to_label(*self._version(), limit=COUNTED_EXACTLY)
        return sum(not kept_apart(entry.entry.text) for entry in entries)

    def go_on(self) -> None:
        """Resume what the end of the program broke off, as soon as there is the same model."""
        self._goes_on = True
        self._resume()

    def _resume(self) -> None:
        if not self._goes_on or not self._weights or self._state.running:
            return
        stand = self._standing.of(self._version())
        if stand is Stand.PAUSED:
            self._become(replace(self._state, paused=True))
        elif stand is Stand.RUNNING:
            self._begin(by_itself=True)

    def start(self) -> None:
        """Begin, or go on, on battery too: the person wants it now."""
        if self._weights and not self._state.running:
            self._begin(by_itself=False)

    def _begin(self, *, by_itself: bool) -> None:
        self._state = replace(self._state, done=0, failed=0, paused=False)
        self.count()
        if not self._state.left:
            self._standing.forget()
            return
        self._by_itself, self._after = by_itself, 0
        self._standing.keep(self._version(), Stand.RUNNING)
        self._become(replace(self._state, running=True))
        self._inference.wake()
        self._jobs.look()

    @Slot()
    def pause(self) -> None:
        """The person wants it to wait until `start`, also after a restart."""
        if self._state.running:
            self._standing.keep(self._version(), Stand.PAUSED)
            self._end(paused=True)

    @Slot()
    def hold(self) -> None:
        """It can't go on for now; the next start of the program tries again."""
        if self._state.running:
            self._end(paused=False)

    def _end(self, *, paused: bool) -> None:
        """After the entry that is being read."""
        self._rest.stop()
        self._jobs.drop(self._current)
        self._batch, self._current = [], 0
        self._become(replace(self._state, running=False, resting=False, paused=paused))
        self._diary.lists_changed()

    def _version(self) -> tuple[str, int, str]:
        return self._task.id, self._task.version, self._weights

    def _become(self, state: RelabellingState) -> None:
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)

    @Slot(object)
    def _on_engine(self, _state: object) -> None:
        """Other weights have other work to do."""
        ready = self._inference.state.phase is EnginePhase.READY
        weights = self._inference.info.weights if ready and self._inference.info else ""
        if weights and weights != self._weights:
            self.hold()
            self._weights, self._state = weights, RelabellingState()
            self.state_changed.emit(self._state)  # to be counted by whoever shows it
            self._resume()

    @Slot()
    def _on_emptied(self) -> None:
        """There is time: the next one."""
        if not self._state.running or self._rests():
            return
        try:
            self._batch = self._batch or self._next_batch()
        except StorageFailure as failure:
            self.hold()
            self.storage_failed.emit(failure)
            return
        self._ask() if self._batch else self._finish()

    def _rests(self) -> bool:
        """Whether it is to wait for mains power; looked at now and then, for nothing tells."""
        resting = self._by_itself and self._power.on_battery()
        self._become(replace(self._state, resting=resting))
        if not resting:
            self._rest.stop()
        elif not self._rest.isActive():
            self._rest.start()
        return resting

    def _next_batch(self) -> list[DiaryEntry]:
        """The next ones; empty when there are no more."""
        while entries := self._store.to_label(*self._version(), after_id=self._after, limit=BATCH):
            if batch := [entry for entry in entries if not kept_apart(entry.entry.text)]:
                return batch
            self._after = entries[-1].id
        return []

    def _ask(self) -> None:
        entry = self._batch.pop(0)
        self._after = self._current = entry.id
        self._jobs.add(JudgeRequest(entry.id, entry.entry.text, one_of_many=True))

    def _finish(self) -> None:
        self._current = 0
        self._standing.forget()
        self._state = replace(self._state, running=False)
        self.count()
        self.state_changed.emit(self._state)
        self._diary.lists_changed()

    @Slot(object, object)
    def _on_judged(self, request: JudgeRequest, _judgement: object) -> None:
        if request.entry_id == self._current and not request.reading:
            left = max((self._state.left or 0) - 1, 0)
            self._become(replace(self._state, done=self._state.done + 1, left=left))
            if self._state.done % BATCH == 0:
                self._diary.lists_changed()

    @Slot(object, object)
    def _on_failed(self, request: JudgeRequest, _error: object) -> None:
        if request.entry_id == self._current and not request.reading:
            self._become(replace(self._state, failed=self._state.failed + 1))
