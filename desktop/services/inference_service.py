"""The window's side of the worker: owns its thread and the requests that are open."""

import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot

from desktop.domain.examination import Progress, Report
from desktop.domain.learning import Learned
from desktop.domain.turns import ReplyStats
from desktop.inference.assistant import Tasks
from desktop.inference.engine import EngineInfo
from desktop.services.requests import (
    EnginePhase,
    EngineState,
    ExamineRequest,
    JobRequest,
    JudgeRequest,
    LoadRequest,
    PrepareRequest,
    TurnRequest,
)
from desktop.services.stopwatch import Measured, Ticks
from desktop.services.worker import Examine, InferenceWorker, LoadAssistant

# The engine looks at its stop flag between forwards; a prefill chunk of a 0.5 B model takes
# less than a second, so this is generous.
SHUTDOWN_MS = 4000


class InferenceService(QObject):
    """Signals: state_changed(EngineState); asked(): somebody is at work, or something was asked
    of the model; labelled, label_missed, mood_unwanted, chunk, finished, failed as the worker's,
    but only for turns and jobs that are still open: a late signal with an unknown id is dropped.
    judged, judging_stopped, judging_failed, examination_advanced, examined, examination_stopped,
    examination_failed: as the worker's. measured: the same; what the worker was not asked
    (stopped before its turn) is not.

    ticks: the clock that requests are measured by, in seconds.
    complete: what every turn goes through as it is sent to weights that are known, or None.
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

    _load_requested = Signal(object)
    _unload_requested = Signal()
    _tasks_replaced = Signal(object)
    _run_requested = Signal(object)
    _prepare_requested = Signal(object)
    _judge_requested = Signal(object)
    _examine_requested = Signal(object)
    _adapt_requested = Signal(object)

    def __init__(
        self,
        load_assistant: LoadAssistant,
        examine: Examine,
        parent: QObject | None = None,
        ticks: Ticks = time.perf_counter,
    ) -> None:
        super().__init__(parent)
        self.ticks = ticks
        self.complete: Callable[[TurnRequest], TurnRequest] | None = None
        self._open: dict[int, TurnRequest | JobRequest] = {}
        self._wanted: LoadRequest | None = None
        self._loads: deque[LoadRequest] = deque()
        self._examination: ExamineRequest | None = None
        self._judging: JudgeRequest | None = None
        self._info: EngineInfo | None = None
        self._learned: Learned | None = None
        self._held: list[TurnRequest | JobRequest] = []
        self._state = EngineState(EnginePhase.LOADING)
        self._thread = QThread(self)
        self._thread.setObjectName("inference")
        self._worker = InferenceWorker(load_assistant, examine, ticks)
        self._worker.moveToThread(self._thread)
        self._connect()
        self._thread.start()

    def _connect(self) -> None:
        worker = self._worker
        self._load_requested.connect(worker.load)
        self._unload_requested.connect(worker.unload)
        self._tasks_replaced.connect(worker.use_tasks)
        self._run_requested.connect(worker.run)
        self._prepare_requested.connect(worker.prepare)
        self._judge_requested.connect(worker.judge)
        self._examine_requested.connect(worker.examine)
        self._adapt_requested.connect(worker.adapt)
        worker.ready.connect(self._on_ready)
        worker.unavailable.connect(self._on_unavailable)
        worker.labelled.connect(self._on_labelled)
        worker.label_missed.connect(self._on_label_missed)
        worker.mood_unwanted.connect(self._on_mood_unwanted)
        worker.chunk.connect(self._on_chunk)
        worker.finished.connect(self._on_finished)
        worker.failed.connect(self._on_failed)
        worker.measured.connect(self._on_measured)
        worker.judged.connect(self._on_judged)
        worker.judging_stopped.connect(self._on_judging_stopped)
        worker.judging_failed.connect(self._on_judging_failed)
        worker.examination_advanced.connect(self._on_advanced)
        worker.examined.connect(self._on_examined)
        worker.examination_stopped.connect(self._on_examination_stopped)
        worker.examination_failed.connect(self._on_examination_failed)

    @property
    def state(self) -> EngineState:
        return self._state

    @property
    def info(self) -> EngineInfo | None:
        """What was loaded last."""
        return self._info

    @property
    def model_dir(self) -> Path | None:
        """The weights that are wanted, loaded or not."""
        return self._wanted.model_dir if self._wanted is not None else None

    @property
    def adapter(self) -> Path | None:
        """What is to be merged into them."""
        return self._wanted.adapter if self._wanted is not None else None

    @property
    def adapted(self) -> bool:
        """Whether moods are moved by what was learned."""
        return self._learned is not None

    @property
    def at_rest(self) -> bool:
        """Whether the worker has nothing to do but what nobody waits for."""
        return self._state.phase is EnginePhase.READY and not self._open and self._judging is None

    def load(self, request: LoadRequest) -> None:
        """Load other weights, after what is running has ended; an examination is given up."""
        self.stop_examination()
        self._give_way()
        self._expect(request)
        self._set_state(EngineState(EnginePhase.LOADING))
        self._load_requested.emit(request)

    def reload(self) -> None:
        """Load the same weights again, for how they are loaded is another now."""
        asleep = self._state.phase is EnginePhase.ASLEEP
        if self._wanted is not None and self._examination is None and not asleep:
            self.load(LoadRequest(self._wanted.model_dir, adapter=self._wanted.adapter))

    def let_go(self) -> bool:
        """Free the memory of the weights until `wake`; False, and nothing is done, unless
        `at_rest`."""
        if not self.at_rest:
            return False
        self._set_state(EngineState(EnginePhase.ASLEEP, self._state.name))
        self._unload_requested.emit()
        return True

    def wake(self) -> None:
        """Somebody is at work: load the weights again if they were let go."""
        if self._state.phase is EnginePhase.ASLEEP and self._wanted is not None:
            self.load(LoadRequest(self._wanted.model_dir, adapter=self._wanted.adapter))
        self.asked.emit()

    def examine(self, other: LoadRequest | None = None) -> bool:
        """Send the weights to the doctor, after what is running has ended, and load them again.

        other: weights that were not in use yet, and are to be; those in use come back if the
        doctor finds that they don't run. False where there are none yet, or they are there already.
        """
        if self._wanted is None or self._examination is not None:
            return False
        self._give_way()
        before = self._wanted
        afterwards = other or LoadRequest(before.model_dir, adapter=before.adapter)
        otherwise = LoadRequest(before.model_dir, adapter=before.adapter) if other else None
        self._expect(afterwards)
        self._examination = ExamineRequest(afterwards.model_dir, afterwards, otherwise)
        self._set_state(EngineState(EnginePhase.EXAMINING, self._state.name))
        self._examine_requested.emit(self._examination)
        return True

    def stop_examination(self) -> None:
        """Ask it to end; it still ends by a signal."""
        if self._examination is not None:
            self._examination.stop.set()

    def _expect(self, load: LoadRequest) -> None:
        """What an earlier load finds is no news any more."""
        self._wanted = load
        self._loads.append(load)

    def _release(self) -> None:
        """Send what was held back, unless there is more to wait for by now."""
        if self._must_wait():
            return
        held, self._held = self._held, []
        for request in held:
            self._send(request)

    def _must_wait(self) -> bool:
        """Before the weights are known nobody can tell what they said of a text before."""
        loading = self._state.phase is EnginePhase.LOADING
        return loading or self._wanted is None or self._examination is not None

    def _send(self, request: TurnRequest | JobRequest) -> None:
        if isinstance(request, TurnRequest) and self.complete is not None:
            request = self.complete(request)
        self._run_requested.emit(request)

    def use_tasks(self, tasks: Tasks) -> None:
        """Other prompts, from the next request on, whatever weights are loaded."""
        self._tasks_replaced.emit(tasks)

    def submit(self, request: TurnRequest | JobRequest) -> None:
        """Queue it; it waits for weights that are loading, about to be, let go, or examined."""
        self._give_way()
        self.wake()
        self._open[request.turn_id] = request
        if self._state.phase is EnginePhase.READY:
            self._set_state(EngineState(EnginePhase.THINKING, self._state.name))
        if self._must_wait():
            self._held.append(request)
        else:
            self._send(request)

    def prepare(self, request: PrepareRequest) -> None:
        """Read ahead while nothing else is to do; its stop event is the caller's to set."""
        if self._state.phase is EnginePhase.READY:
            self._give_way()
            self._prepare_requested.emit(request)
            self.asked.emit()

    def judge(self, request: JudgeRequest) -> bool:
        """Name a mood that nobody waits for; False, and nothing is done, unless `at_rest`.

        Whatever else is asked for meanwhile stops it; then it is for the caller to ask again.
        """
        if not self.at_rest:
            return False
        self._judging = request
        self._judge_requested.emit(request)
        self.asked.emit()
        return True

    def adapt(self, learned: Learned | None) -> None:
        """Let what was learned count for moods asked for from here on; None for nothing.

        Weights that are loaded afterwards know nothing of it.
        """
        self._learned = learned
        self._adapt_requested.emit(learned)

    def _give_way(self) -> None:
        if self._judging is not None:
            self._judging.stop.set()

    def stop(self, turn_id: int) -> None:
        """Ask the turn to end; it still ends by `finished` or `failed`, at once if it was held."""
        if (request := self._open.get(turn_id)) is None:
            return
        request.stop.set()
        if request in self._held:
            self._held.remove(request)
            self._on_finished(turn_id, ReplyStats(reason="stopped"))

    def shutdown(self, timeout_ms: int = SHUTDOWN_MS) -> bool:
        """Stop everything and end the thread; False if it didn't end in time.

        What the worker still says afterwards is dropped: the diary is closed by then.
        """
        self.blockSignals(True)
        for request in self._open.values():
            request.stop.set()
        self._open.clear()
        self._held.clear()
        self._give_way()
        self._judging = None
        self.stop_examination()
        self._examination = None
        for load in self._loads:
            load.stop.set()
        self._loads.clear()
        self._thread.quit()
        return self._thread.wait(timeout_ms)

    def _set_state(self, state: EngineState) -> None:
        self._state = state
        self.state_changed.emit(state)

    def _is_last_load(self) -> bool:
        if self._loads:
            self._loads.popleft()
        return not self._loads

    @Slot(object)
    def _on_ready(self, info: EngineInfo) -> None:
        self._info, self._learned = info, None
        if self._is_last_load():
            phase = EnginePhase.THINKING if self._open else EnginePhase.READY
            self._set_state(EngineState(phase, info.name))
            self._release()

    @Slot(object)
    def _on_unavailable(self, error: BaseException) -> None:
        if self._is_last_load():
            self._set_state(EngineState(EnginePhase.UNAVAILABLE, error=error))
            self._release()

    @Slot(object, object)
    def _on_judged(self, request: JudgeRequest, judgement: object) -> None:
        if self._end_judging(request):
            self.judged.emit(request, judgement)

    @Slot(object)
    def _on_judging_stopped(self, request: JudgeRequest) -> None:
        if self._end_judging(request):
            self.judging_stopped.emit(request)

    @Slot(object, object)
    def _on_judging_failed(self, request: JudgeRequest, error: BaseException) -> None:
        if self._end_judging(request):
            self.judging_failed.emit(request, error)

    def _end_judging(self, request: JudgeRequest) -> bool:
        """False after the shutdown."""
        known = self._judging is request
        self._judging = None
        return known

    @Slot(object)
    def _on_advanced(self, progress: Progress) -> None:
        if self._examination is not None:
            self.examination_advanced.emit(progress)

    @Slot(object)
    def _on_examined(self, report: Report) -> None:
        if self._end_examination():
            self.examined.emit(report)

    @Slot()
    def _on_examination_stopped(self) -> None:
        if self._end_examination():
            self.examination_stopped.emit()

    @Slot(object)
    def _on_examination_failed(self, error: BaseException) -> None:
        if self._examination is not None:
            self._exchange(self._examination.afterwards, self._examination.after(error))
        if self._end_examination():
            self.examination_failed.emit(error)

    def _exchange(self, expected: LoadRequest, comes: LoadRequest) -> None:
        """The worker loads another than we thought, unless more was asked of it meanwhile."""
        self._loads = deque(comes if load is expected else load for load in self._loads)
        if self._wanted is expected:
            self._wanted = comes

    def _end_examination(self) -> bool:
        """The weights are on their way back; False after the shutdown."""
        if self._examination is None:
            return False
        self._examination = None
        self._set_state(EngineState(EnginePhase.LOADING, self._state.name))
        return True

    @Slot(object, object)
    def _on_labelled(self, turn_id: int, prediction: object) -> None:
        if turn_id in self._open:
            self.labelled.emit(turn_id, prediction)

    @Slot(object, object)
    def _on_label_missed(self, turn_id: int, error: BaseException) -> None:
        if turn_id in self._open:
            self.label_missed.emit(turn_id, error)

    @Slot(object)
    def _on_mood_unwanted(self, turn_id: int) -> None:
        if turn_id in self._open:
            self.mood_unwanted.emit(turn_id)

    @Slot(object, object)
    def _on_chunk(self, turn_id: int, text: str) -> None:
        if turn_id in self._open:
            if self._state.phase is EnginePhase.READY:
                self._set_state(EngineState(EnginePhase.THINKING, self._state.name))
            self.chunk.emit(turn_id, text)

    @Slot(object, object)
    def _on_measured(self, subject: int | JudgeRequest, measured: Measured) -> None:
        known = subject in self._open if isinstance(subject, int) else subject is self._judging
        if known:
            self.measured.emit(subject, measured)

    @Slot(object, object)
    def _on_finished(self, turn_id: int, stats: ReplyStats) -> None:
        if self._open.pop(turn_id, None) is not None:
            self._rest()
            self.finished.emit(turn_id, stats)

    @Slot(object, object)
    def _on_failed(self, turn_id: int, error: BaseException) -> None:
        if self._open.pop(turn_id, None) is not None:
            self._rest()
            self.failed.emit(turn_id, error)

    def _rest(self) -> None:
        if not self._open and self._state.phase is EnginePhase.THINKING:
            self._set_state(EngineState(EnginePhase.READY, self._state.name))
