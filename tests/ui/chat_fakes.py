"""Turns and services for the chat's tests: values on request, signals by hand."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, cast

from PySide6.QtCore import QObject, Signal

from desktop.domain.entries import Entry
from desktop.domain.labels import Label, LabelChoice, LabelSet, LabelSource, Opinions
from desktop.domain.time import Moment
from desktop.domain.turns import Turn, TurnState
from desktop.domain.ways import Way
from desktop.errors import StorageFailure
from desktop.services.label_service import LabelService
from desktop.services.requests import EnginePhase, EngineState

TODAY = date(2026, 11, 21)
GOOD = LabelChoice("正面", "positive", "😄", 1.0)
BAD = LabelChoice("负面", "negative", "😟", -1.0)
UNSURE = LabelChoice("不确定", "unsure", "😶", None)
LABELS = LabelSet((GOOD, BAD), UNSURE)


def label(choice: LabelChoice = BAD, source: LabelSource = LabelSource.MODEL) -> Label:
    return Label(source, choice.word, choice.valence, 0.91, "sentiment", 1, "weights")


def turn(turn_id: int = 1, text: str = "今天", day: date = TODAY, **changes: Any) -> Turn:
    at = datetime(day.year, day.month, day.day, 18, 42, tzinfo=UTC)
    moment = Moment(int(at.timestamp() * 1000), "UTC", 0)
    values = {"topic": 1, "state": TurnState.DONE, "reply": "好的。", **changes}
    return Turn(id=turn_id, entry=Entry(turn_id, text, moment, day), **values)


class FakeChat(QObject):
    """ChatService without a store: what it holds is `turns`; `failing` makes every write fail."""

    turn_added = Signal(object)
    turn_changed = Signal(object)
    reply_grew = Signal(object, object)
    turn_finished = Signal(object, object)
    topic_started = Signal()
    storage_failed = Signal(object)
    open_turns_changed = Signal(int)
    label_missed = Signal(object, object)

    def __init__(self, turns: Sequence[Turn] = ()) -> None:
        super().__init__()
        self.turns = list(turns)
        self.topic = turns[-1].topic if turns else 1
        self.failing = False
        self.done: list[tuple[str, object]] = []

    def today(self) -> date:
        return TODAY

    def turns_on(self, day: date) -> list[Turn]:
        return [t for t in self.turns if t.entry.date == day]

    def typing_changed(self, text: str) -> None:
        self.typed = text

    def typing_paused(self, text: str) -> None:
        self.paused = text

    def current_topic(self) -> int:
        return self.topic

    def open_turns(self) -> int:
        return 0

    def send(self, text: str, draft: str | None = None, way: Way | None = None) -> Turn:
        self._note("send", text)
        self.sent_way = way
        new = turn(len(self.turns) + 1, text, state=TurnState.PENDING, reply="", topic=self.topic)
        self.turns.append(new)
        self.turn_added.emit(new)
        return new

    def new_topic(self) -> None:
        self._note("new_topic", None)
        self.topic += 1
        self.topic_started.emit()

    def regenerate(self, turn_id: int) -> None:
        self._note("regenerate", turn_id)

    def resume(self, turn_id: int) -> None:
        self._note("resume", turn_id)

    def stop(self) -> None:
        self.done.append(("stop", None))

    def _note(self, what: str, about: object) -> None:
        if self.failing:
            raise StorageFailure("/diary: read-only")
        self.done.append((what, about))


class FakeLabels(QObject):
    """LabelService without a diary: what each said is `given`; what was asked is `done`."""

    entry_changed = Signal(object)
    storage_failed = Signal(object)
    choices = LABELS

    def __init__(self) -> None:
        super().__init__()
        self.given: dict[int, Opinions] = {}
        self.explainable = self.one_sentence = False
        self.done: list[tuple[str, int, object]] = []

    def opinions(self, entry_id: int) -> Opinions:
        return self.given.get(entry_id, Opinions())

    def can_explain(self, entry_id: int) -> bool:
        return self.explainable

    def is_one_sentence(self, entry_id: int) -> bool:
        return self.one_sentence

    def correct(self, entry_id: int, choice: LabelChoice | None) -> None:
        self.done.append(("correct", entry_id, choice))

    def withdraw(self, entry_id: int) -> None:
        self.done.append(("withdraw", entry_id, None))

    def is_left_out(self, entry_id: int) -> bool:
        return False

    def explain(self, entry_id: int) -> None:
        self.done.append(("explain", entry_id, None))


def fake_labels() -> LabelService:
    return cast(LabelService, FakeLabels())


class FakeInference(QObject):
    """InferenceService without a thread."""

    state_changed = Signal(object)
    labelled = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.state = EngineState(EnginePhase.READY, "tiny")

    def become(self, state: EngineState) -> None:
        self.state = state
        self.state_changed.emit(state)
