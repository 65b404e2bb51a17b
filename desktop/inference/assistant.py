"""The assistant: an engine and the tasks it is asked to do. Knows no threads and no diary."""

import math
import threading
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.domain.labels import Judgement, Prediction
from desktop.domain.learning import Basis, Layer, Learned, Reading
from desktop.domain.messages import Message, Role
from desktop.domain.turns import Exchange, ReplyStats
from desktop.errors import TaskFileError, TaskUnsupported
from desktop.inference.engine import Engine, EngineInfo, Purpose
from desktop.inference.evidence import find_evidence
from desktop.inference.task import ClassifyTask, GenerateTask, Task, load_task

# A logarithm of nothing would be no number.
_LEAST_SHARE = 1e-12


@dataclass(frozen=True, slots=True)
class Tasks:
    """The tasks of this program."""

    sentiment: ClassifyTask
    chat: GenerateTask

    @classmethod
    def from_folder(cls, folder: Path) -> "Tasks":
        """Raises TaskFileError naming the file and the key."""
        sentiment = load_task(folder / "sentiment.toml")
        chat = load_task(folder / "chat.toml")
        if not isinstance(sentiment, ClassifyTask):
            raise TaskFileError("sentiment.toml: kind: must be classify")
        if not isinstance(chat, GenerateTask):
            raise TaskFileError("chat.toml: kind: must be generate")
        return cls(sentiment, chat)


class Assistant:
    """Names moods and writes replies. The two never see each other's history."""

    def __init__(self, engine: Engine, tasks: Tasks) -> None:
        self._engine, self._tasks = engine, tasks
        self._priors: dict[str, tuple[float, ...]] = {}
        self._layer: Layer | None = None

    @property
    def info(self) -> EngineInfo:
        return self._engine.info

    def classify(
        self, text: str, stop: threading.Event | None = None, *, alone: bool = False
    ) -> Prediction:
        """The mood of one text on its own; after what was learned, unless *alone*.

        Raises Cancelled, TextTooLong, TaskUnsupported.
        """
        task, reading = self._tasks.sentiment, self.read(text, stop)
        own = self._prediction(task, reading.scores)
        if self._layer is None or alone:
            return own
        moved = self._prediction(task, self._layer.moved(reading))
        return replace(moved, own=(own.choice.word, own.confidence))

    def read(self, text: str, stop: threading.Event | None = None) -> Reading:
        """What the mood of a text is told from. Raises Cancelled, TextTooLong, TaskUnsupported."""
        task = self._tasks.sentiment
        self._require(task)
        words = [choice.word for choice in task.labels.choices]
        scored = self._engine.score(task.messages(text), words, stop)
        scores = scored.scores
        if task.calibrate:
            priors = self._prior(task, words, stop)
            scores = tuple(s - p for s, p in zip(scores, priors, strict=True))
        cooled = softmax([score / task.temperature for score in scores])
        return Reading(scored.state, tuple(math.log(max(p, _LEAST_SHARE)) for p in cooled))

    def basis(self) -> Basis:
        """What readings of this engine and task can be compared with."""
        task, info = self._tasks.sentiment, self.info
        return Basis(task.id, task.version, info.weights, info.precision)

    def adapt(self, learned: Learned | None) -> None:
        """Move labels by what was learned from here on; what another engine learned is None."""
        fits = learned is not None and learned.basis == self.basis()
        self._layer = learned.layer if learned is not None and fits else None

    def judge(
        self,
        text: str,
        stop: threading.Event | None = None,
        *,
        reason: bool = False,
        alone: bool = False,
    ) -> Judgement:
        """The mood and, if *reason* is wanted, the sentence that decided it.

        alone: see `classify`. Raises Cancelled, TextTooLong.
        """

        def classify(other: str) -> Prediction:
            return self.classify(other, stop, alone=alone)

        prediction = classify(text)
        return Judgement(prediction, find_evidence(classify, text, prediction) if reason else None)

    def _require(self, task: Task) -> None:
        """A small model would answer what it never learned, and badly, without saying so."""
        learned = self.info.tasks
        if learned is not None and task.id not in learned:
            raise TaskUnsupported(task.id)

    def _prior(
        self, task: ClassifyTask, words: Sequence[str], stop: threading.Event | None
    ) -> tuple[float, ...]:
        if task.id not in self._priors:
            self._priors[task.id] = self._engine.score(task.messages(""), words, stop).scores
        return self._priors[task.id]

    def _prediction(self, task: ClassifyTask, scores: Sequence[float]) -> Prediction:
        """Of scores that the task's temperature was applied to."""
        pairs = zip(task.labels.choices, softmax(scores), strict=True)
        ranked = sorted(pairs, key=lambda pair: -pair[1])
        best, confidence = ranked[0]
        return Prediction(
            choice=best if confidence >= task.unsure_below else task.labels.unsure,
            confidence=confidence,
            probabilities=tuple((choice.word, p) for choice, p in ranked),
            task=task.id,
            task_version=task.version,
            weights=self.info.weights,
        )

    def reply(
        self,
        history: Sequence[Exchange],
        text: str,
        *,
        label: str | None = None,
        partial: str = "",
        temperature: float | None = None,
        max_tokens: int | None = None,
        stop: threading.Event | None = None,
    ) -> Generator[str, None, ReplyStats]:
        """Stream an answer to *text*, or the rest of *partial*.

        Raises TextTooLong, TaskUnsupported.
        """
        self._require(self._tasks.chat)
        config = self._tasks.chat.generation
        if temperature is not None:
            config = replace(config, temperature=temperature)
        if max_tokens is not None:
            config = replace(config, max_tokens=max_tokens)
        messages = self.prompt(history, text, label)
        if partial:
            messages.append(Message(Role.ASSISTANT, partial))
        return (yield from self._engine.generate(messages, config, stop))

    def prompt(self, history: Sequence[Exchange], text: str, label: str | None) -> list[Message]:
        """What the model is shown for a reply to *text*."""
        return [*self._conversation(history), self._user(text, label)]

    def prepare(
        self, history: Sequence[Exchange], text: str, stop: threading.Event | None = None
    ) -> None:
        """Read a text that is still being written, for its mood and for the reply.

        Changes no answer, only when it comes. Raises Cancelled, TextTooLong.
        """
        config = self._tasks.chat.generation
        sentiment = self._tasks.sentiment.messages(text)
        self._engine.prepare(sentiment, Purpose.SCORE, config, stop)
        self._engine.prepare(self.prompt(history, text, None), Purpose.GENERATE, config, stop)

    def _conversation(self, history: Sequence[Exchange]) -> Iterator[Message]:
        """Each earlier turn as it was sent, so that work done on it can be reused."""
        yield Message(Role.SYSTEM, self._tasks.chat.system)
        for exchange in history:
            yield self._user(exchange.text, exchange.label)
            if exchange.reply:
                yield Message(Role.ASSISTANT, exchange.reply)

    def _user(self, text: str, label: str | None) -> Message:
        """A mood that isn't known for sure is not told."""
        known = label != self._tasks.sentiment.labels.unsure.word
        return self._tasks.chat.user_message(text, label if known else None)


def softmax(scores: Sequence[float]) -> tuple[float, ...]:
    """Log-scores to probabilities that sum to 1."""
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    return tuple(p / sum(powers) for p in powers)
