"""The window's side of the worker: what may be asked of it when, and where the model stands.

The thread, the loads that are under way, what is open or held back, and what is told are rooms of
their own beside it.
"""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from desktop.domain.learning import Learned
from desktop.domain.turns import ReplyStats
from desktop.inference.engine import EngineInfo
from desktop.inference.turn_tasks import Tasks
from desktop.services.examining import Examining
from desktop.services.inference_signals import InferenceSignals
from desktop.services.judging import Judging
from desktop.services.loads import Loads
from desktop.services.model_standing import ModelStanding
from desktop.services.open_requests import OpenRequests
from desktop.services.requests import (
    EnginePhase,
    EngineState,
    JobRequest,
    JudgeRequest,
    LoadRequest,
    PrepareRequest,
    TurnRequest,
)
from desktop.services.sending import Sending
from desktop.services.stopwatch import Measured, Ticks
from desktop.services.worker import Examine, InferenceWorker, LoadAssistant
from desktop.services.worker_thread import WorkerThread

# The engine looks at its stop flag between forwards; a prefill chunk of a 0.5 B model takes
# less than a second, so this is generous.
SHUTDOWN_MS = 4000


class InferenceService(InferenceSignals):
    """ticks: the clock that requests are measured by, in seconds."""

    def __init__(
        self,
        load_assistant: LoadAssistant,
        examine: Examine,
        parent: QObject | None = None,
        ticks: Ticks = time.perf_counter,
    ) -> None:
        super().__init__(parent)
        self.ticks = ticks
        self._info: EngineInfo | None = None
        self._learned: Learned | None = None
        self._standing = ModelStanding(self)
        self._loads = Loads()
        self._worker = InferenceWorker(load_assistant, examine, ticks)
        self._open = OpenRequests(self._worker, self)
        self._judging = Judging(self._worker, self)
        self._examining = Examining(self._worker, self._loads, self)
        self._connect()
        self._thread = WorkerThread(self._worker, self)
        waits_for = self._standing, self._loads, self._examining
        self._sending = Sending(self._open, *waits_for, self._thread.run.emit)

    def _connect(self) -> None:
        self._standing.changed.connect(self.state_changed)
        self._pass_on(self._open, self._judging, self._examining)
        self._worker.ready.connect(self._on_ready)
        self._worker.unavailable.connect(self._on_unavailable)
        self._worker.measured.connect(self._on_measured)
        self._open.chunk.connect(self._on_chunk)
        self._open.finished.connect(self._on_finished)
        self._open.failed.connect(self._on_failed)
        self._examining.ended.connect(self._standing.load_again)

    @property
    def state(self) -> EngineState:
        return self._standing.state

    @property
    def info(self) -> EngineInfo | None:
        """What was loaded last."""
        return self._info

    @property
    def model_dir(self) -> Path | None:
        """The weights that are wanted, loaded or not."""
        return self._loads.wanted.model_dir if self._loads.wanted is not None else None

    @property
    def adapter(self) -> Path | None:
        """What is to be merged into them."""
        return self._loads.wanted.adapter if self._loads.wanted is not None else None

    @property
    def adapted(self) -> bool:
        """Whether moods are moved by what was learned."""
        return self._learned is not None

    @property
    def at_rest(self) -> bool:
        """Whether the worker has nothing to do but what nobody waits for."""
        idle = self._open.is_empty and self._judging.request is None
        return idle and self.state.phase is EnginePhase.READY

    def load(self, request: LoadRequest) -> None:
        """Load other weights, after what is running has ended; an examination is given up."""
        self.stop_examination()
        self._judging.give_way()
        self._loads.expect(request)
        self._standing.become(EngineState(EnginePhase.LOADING))
        self._thread.load.emit(request)

    def reload(self) -> None:
        """Load the same weights again, for how they are loaded is another now."""
        asleep = self.state.phase is EnginePhase.ASLEEP
        again = self._loads.again()
        if again is not None and self._examining.request is None and not asleep:
            self.load(again)

    def let_go(self) -> bool:
        """Free the memory of the weights until `wake`; False, and nothing is done, unless
        `at_rest`."""
        if not self.at_rest:
            return False
        self._standing.enter(EnginePhase.ASLEEP)
        self._thread.unload.emit()
        return True

    def wake(self) -> None:
        """Somebody is at work: load the weights again if they were let go."""
        again = self._loads.again()
        if self.state.phase is EnginePhase.ASLEEP and again is not None:
            self.load(again)
        self.asked.emit()

    def examine(self, other: LoadRequest | None = None) -> bool:
        """Send the weights to the doctor, after what is running has ended, and load them again.

        other: weights that were not in use yet, and are to be; those in use come back if the
        doctor finds that they don't run. False where there are none yet, or they are there already.
        """
        if (request := self._examining.begin(other)) is None:
            return False
        self._judging.give_way()
        self._standing.enter(EnginePhase.EXAMINING)
        self._thread.examine.emit(request)
        return True

    def stop_examination(self) -> None:
        """Ask it to end; it still ends by a signal."""
        self._examining.stop()

    def complete_with(self, complete: Callable[[TurnRequest], TurnRequest]) -> None:
        """What every turn goes through as it is sent to weights that are known."""
        self._sending.complete = complete

    def use_tasks(self, tasks: Tasks) -> None:
        """Other prompts, from the next request on, whatever weights are loaded."""
        self._thread.use_tasks.emit(tasks)

    def submit(self, request: TurnRequest | JobRequest) -> None:
        """Queue it; it waits for weights that are loading, about to be, let go, or examined."""
        self._judging.give_way()
        self.wake()
        self._open.add(request)
        self._standing.think()
        self._sending.send(request)

    def prepare(self, request: PrepareRequest) -> None:
        """Read ahead while nothing else is to do; its stop event is the caller's to set."""
        if self.state.phase is EnginePhase.READY:
            self._judging.give_way()
            self._thread.prepare.emit(request)
            self.asked.emit()

    def judge(self, request: JudgeRequest) -> bool:
        """Name a mood that nobody waits for; False, and nothing is done, unless `at_rest`.

        Whatever else is asked for meanwhile stops it; then it is for the caller to ask again.
        """
        if not self.at_rest:
            return False
        self._judging.request = request
        self._thread.judge.emit(request)
        self.asked.emit()
        return True

    def adapt(self, learned: Learned | None) -> None:
        """Let what was learned count for moods asked for from here on; None for nothing.

        Weights that are loaded afterwards know nothing of it.
        """
        self._learned = learned
        self._thread.adapt.emit(learned)

    def stop(self, turn_id: int) -> None:
        """Ask the turn to end; it still ends by `finished` or `failed`, at once if it was held."""
        self._open.stop(turn_id)

    def shutdown(self, timeout_ms: int = SHUTDOWN_MS) -> bool:
        """Stop everything and end the thread; False if it didn't end in time.

        What the worker still says afterwards is dropped: the diary is closed by then.
        """
        self.blockSignals(True)
        self._open.forget()
        self._judging.forget()
        self._examining.forget()
        self._loads.stop()
        return self._thread.end(timeout_ms)

    @Slot(object)
    def _on_ready(self, info: EngineInfo) -> None:
        self._info, self._learned = info, None
        if self._loads.is_last():
            phase = EnginePhase.READY if self._open.is_empty else EnginePhase.THINKING
            self._standing.become(EngineState(phase, info.name))
            self._sending.release()

    @Slot(object)
    def _on_unavailable(self, error: BaseException) -> None:
        if self._loads.is_last():
            self._standing.become(EngineState(EnginePhase.UNAVAILABLE, error=error))
            self._sending.release()

    @Slot(object, object)
    def _on_chunk(self, turn_id: int, text: str) -> None:
        self._standing.think()
        self.chunk.emit(turn_id, text)

    @Slot(object, object)
    def _on_measured(self, subject: int | JudgeRequest, measured: Measured) -> None:
        judged = subject is self._judging.request
        if judged or (isinstance(subject, int) and self._open.knows(subject)):
            self.measured.emit(subject, measured)

    @Slot(object, object)
    def _on_finished(self, turn_id: int, stats: ReplyStats) -> None:
        self._standing.rest(nothing_left=self._open.is_empty)
        self.finished.emit(turn_id, stats)

    @Slot(object, object)
    def _on_failed(self, turn_id: int, error: BaseException) -> None:
        self._standing.rest(nothing_left=self._open.is_empty)
        self.failed.emit(turn_id, error)
