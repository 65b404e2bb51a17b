"""A turn's life: written, committed, labelled, answered, kept. Knows no widgets and no SQL."""

from collections import deque
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.care import is_explicit
from desktop.domain.labels import Judgement, Prediction
from desktop.domain.time import entry_date
from desktop.domain.turns import Exchange, ReplyStats, Turn, TurnState
from desktop.domain.ways import Unlabelled, Way
from desktop.errors import EnvironmentFailure, StorageFailure
from desktop.services.clock import Clock
from desktop.services.inference_service import InferenceService
from desktop.services.label_cache import LabelCache
from desktop.services.power import Power
from desktop.services.preparation import Preparation
from desktop.services.reply_filter import reply_filter
from desktop.services.requests import TurnRequest
from desktop.services.running_turn import RunningTurn
from desktop.services.turn_requests import TurnRequests
from desktop.settings import Settings
from desktop.storage.diary_store import DiaryStore

STOPPED = ReplyStats(reason="stopped")
# No model was asked: a fixed card stands where the reply would be.
CARED_FOR = ReplyStats(reason="care")


class ChatService(QObject):
    """Turns go through one at a time, in the order they were sent.

    A text that says that its writer is in danger is kept like any other, but no model answers
    it, loaded or not, and none is told of it later (see `desktop.domain.care`).

    Signals:
        turn_added(Turn): committed; nothing of it can be lost any more.
        turn_changed(Turn): its label, state or whole reply is another now.
        reply_grew(turn_id, str): more text at the end of a reply that is being written.
        turn_finished(turn_id, ReplyStats): after the last turn_changed of a reply.
        topic_started(): the model remembers nothing that was said before.
        storage_failed(StorageFailure): something could not be saved; the text is on screen.
        open_turns_changed(int): how many turns wait or run.
        label_missed(turn_id, exception): its mood could not be named in time; the reply comes.
    """

    turn_added = Signal(object)
    turn_changed = Signal(object)
    reply_grew = Signal(object, object)
    turn_finished = Signal(object, object)
    topic_started = Signal()
    storage_failed = Signal(object)
    open_turns_changed = Signal(int)
    label_missed = Signal(object, object)

    def __init__(
        self,
        store: DiaryStore,
        inference: InferenceService,
        settings: Settings,
        clock: Clock,
        parent: QObject | None = None,
        labels: LabelCache | None = None,
    ) -> None:
        """labels: that were named before, of the same texts."""
        super().__init__(parent)
        self._store, self._inference = store, inference
        self._cached = labels
        self._settings, self._clock = settings, clock
        self._waiting: deque[Turn] = deque()
        self._running = RunningTurn(store, clock, self)
        self._running.grew.connect(self.reply_grew)
        self._running.storage_failed.connect(self.storage_failed)
        self._requests = TurnRequests(store, settings, self.storage_failed.emit)
        self._preparation = Preparation(
            inference, settings, self._history_of_next, Power(), self, self._told_tone
        )
        inference.complete_with(self._completed)
        inference.labelled.connect(self._on_labelled)
        inference.label_missed.connect(self._on_label_missed)
        inference.mood_unwanted.connect(self._on_mood_unwanted)
        inference.chunk.connect(self._on_chunk)
        inference.finished.connect(self._on_finished)
        inference.failed.connect(self._on_failed)

    # What the person does

    def today(self) -> date:
        """The diary's date of this moment."""
        return entry_date(self._clock(), self._settings.day_begins_at)

    def turns_on(self, day: date) -> list[Turn]:
        """A day's turns in order, the open one with its reply as far as it has come."""
        return [self._running.live(turn) for turn in self._store.turns_on(day)]

    def typing_changed(self, text: str) -> None:
        """What stands in the composer is another text now; a model that sleeps wakes for it."""
        if text:
            self._inference.wake()
        self._preparation.changed(text)

    def typing_paused(self, text: str) -> None:
        """It has stood there for a moment: it may be read ahead. Nothing is saved or said."""
        if self.open_turns() == 0 and not is_explicit(text):
            self._preparation.paused(text)

    @property
    def way(self) -> Way:
        """What becomes of an entry unless another way is said for it."""
        return self._requests.way

    def send(self, text: str, draft: str | None = None, way: Way | None = None) -> Turn:
        """Commit an entry and queue its reply. Raises StorageFailure: then nothing was sent.

        draft: the place where it was saved while it was typed; it is empty afterwards.
        way: for this one only; a label without a reply is named in the background. A text that
        its writer is in danger by is never merely noted.
        """
        asked_at, way = self._inference.ticks(), way or self.way
        self._preparation.cancel()
        moment = self._clock()
        day = entry_date(moment, self._settings.day_begins_at)
        why = None if way.wants_label else Unlabelled.ASKED
        turn = self._store.add_turn(text, moment, day, self._store.current_topic(), draft, why)
        saved_s = self._inference.ticks() - asked_at
        self.turn_added.emit(turn)
        if is_explicit(text):
            self._leave_unanswered(turn)
        elif way.wants_reply:
            self._requests.expect(turn.id, asked_at, saved_s, way)
            self._enqueue(turn)
        else:
            self._end(replace(turn, state=TurnState.DONE), ReplyStats())
        return turn

    def regenerate(self, turn_id: int) -> None:
        """Answer again; the reply so far is kept as an earlier one. Raises StorageFailure."""
        if not self.is_open(turn_id) and self._may_be_answered(turn_id):
            self._requests.expect(turn_id, self._inference.ticks())
            turn = self._store.restart(turn_id, self._clock().utc_ms)
            self.turn_changed.emit(turn)
            self._enqueue(turn)

    def resume(self, turn_id: int) -> None:
        """Go on with a reply that was stopped or interrupted. Raises StorageFailure."""
        if not self.is_open(turn_id) and self._may_be_answered(turn_id):
            self._requests.expect(turn_id, self._inference.ticks())
            turn = self._store.resume(turn_id)
            self.turn_changed.emit(turn)
            self._enqueue(turn)

    def stop(self) -> None:
        """End the running reply and forget the waiting ones' replies; their entries stay."""
        self._give_up_waiting()
        if self._running.turn is not None:
            self._inference.stop(self._running.turn.id)
        self._announce_open()

    def new_topic(self) -> None:
        """Draw the line behind which the model remembers nothing. Raises StorageFailure."""
        self._store.new_topic(self._clock().utc_ms)
        self.topic_started.emit()

    def current_topic(self) -> int:
        return self._store.current_topic()

    def is_open(self, turn_id: int) -> bool:
        return self._running.is_of(turn_id) or any(turn.id == turn_id for turn in self._waiting)

    def open_turns(self) -> int:
        return len(self._waiting) + (self._running.turn is not None)

    def close(self) -> None:
        """Commit what is there. Called before the worker is shut down."""
        self._preparation.cancel()
        if self._running.turn is not None:
            self._end(replace(self._take_running(), state=TurnState.STOPPED))
        self._give_up_waiting()

    # How a turn moves on

    def _give_up_waiting(self) -> None:
        self._requests.forget()
        waiting, self._waiting = list(self._waiting), deque()
        for turn in waiting:
            self._end(replace(turn, state=TurnState.STOPPED))
            self.turn_finished.emit(turn.id, STOPPED)

    def _may_be_answered(self, turn_id: int) -> bool:
        return not is_explicit(self._store.turn(turn_id).entry.text)

    def _leave_unanswered(self, turn: Turn) -> None:
        """Its end is saved at once."""
        self._end(replace(turn, state=TurnState.DONE), CARED_FOR)
        self.turn_finished.emit(turn.id, CARED_FOR)

    def _enqueue(self, turn: Turn) -> None:
        if is_explicit(turn.entry.text):
            self._leave_unanswered(turn)
            return
        self._waiting.append(turn)
        self._announce_open()
        self._run_next()

    def _run_next(self) -> None:
        if self._running.turn is not None or not self._waiting:
            return
        turn = self._waiting.popleft()
        self._running.begin(turn, reply_filter(self._settings, turn.reply))
        self._inference.submit(self._requests.of(turn))

    def _completed(self, request: TurnRequest) -> TurnRequest:
        """With the mood where the same weights named it before; they are loaded by now."""
        if self._cached is None or not request.classify:
            return request
        found = self._cached.find(request.text)
        return request if found is None else replace(request, known=found.prediction)

    def _told_tone(self) -> str:
        return self.way.tone

    def _history_of_next(self) -> tuple[Exchange, ...]:
        return self._requests.history_of_next(self.today())

    @Slot(object, object)
    def _on_labelled(self, turn_id: int, prediction: Prediction) -> None:
        if not self._running.is_of(turn_id):
            return
        if (turn := self._running.name(prediction)) is not None:
            if self._cached is not None:
                self._cached.keep(turn.entry.text, Judgement(prediction))
            self.turn_changed.emit(turn)

    @Slot(object, object)
    def _on_label_missed(self, turn_id: int, error: BaseException) -> None:
        if self._running.is_of(turn_id):
            self.label_missed.emit(turn_id, error)

    @Slot(object)
    def _on_mood_unwanted(self, turn_id: int) -> None:
        """It is a question, or small talk, and says so; a label can be asked for all the same."""
        if not self._running.is_of(turn_id):
            return
        if (turn := self._running.leave_unlabelled(Unlabelled.INTENT)) is not None:
            self.turn_changed.emit(turn)

    @Slot(object, object)
    def _on_chunk(self, turn_id: int, text: str) -> None:
        if self._running.is_of(turn_id):
            self._running.grow(text)

    @Slot(object, object)
    def _on_finished(self, turn_id: int, stats: ReplyStats) -> None:
        if not self._running.is_of(turn_id):
            return
        state = TurnState.STOPPED if stats.reason in ("stopped", "time") else TurnState.DONE
        passed = self._running.passed
        turn = self._take_running()
        # What was replaced is counted by nobody, and its note is said only once anyway.
        dropped = 0 if passed is not None and passed.replaced else stats.dropped
        reply = turn.reply[: len(turn.reply) - dropped]
        self._end(replace(turn, state=state, reply=reply, ending=stats.reason), stats)
        self.turn_finished.emit(turn_id, stats)
        self._run_next()

    @Slot(object, object)
    def _on_failed(self, turn_id: int, error: BaseException) -> None:
        if not self._running.is_of(turn_id):
            return
        kind = error.kind if isinstance(error, EnvironmentFailure) else "bug"
        self._end(replace(self._take_running(), state=TurnState.FAILED, error=kind))
        self.turn_finished.emit(turn_id, ReplyStats(reason="failed"))
        self._run_next()

    def _take_running(self) -> Turn:
        turn = self._running.take()
        self._announce_open()
        return turn

    def _end(self, turn: Turn, stats: ReplyStats = STOPPED) -> None:
        """Commit a turn's end. If that fails, what is on screen stays on screen."""
        try:
            if turn.state is TurnState.FAILED:
                turn = self._store.fail(turn.id, turn.reply, turn.error or "bug")
            else:
                weights = self._running.weights if stats is not CARED_FOR else None
                turn = self._store.finish(turn.id, turn.reply, turn.state, stats, weights)
        except StorageFailure as failure:
            self.storage_failed.emit(failure)
        except KeyError:
            return  # its entry was deleted for good meanwhile
        self.turn_changed.emit(turn)

    def _announce_open(self) -> None:
        self.open_turns_changed.emit(self.open_turns())
