"""The assistant: an engine and the tasks it is asked to do. Knows no threads and no diary."""

import math
import threading
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.domain.labels import Judgement, Prediction
from desktop.domain.messages import Message, Role
from desktop.domain.turns import Exchange, ReplyStats
from desktop.errors import TaskFileError, TaskUnsupported
from desktop.inference.bounds import Bound, without_loops
from desktop.inference.engine import Engine, EngineInfo, Purpose
from desktop.inference.evidence import find_evidence
from desktop.inference.task import (
    ClassifyTask,
    GenerateTask,
    Task,
    Variant,
    can_do,
    fingerprint,
    load_task,
)
from desktop.inference.votes import vote

# What a model that lists its tasks calls the tones of a reply.
TONES = "chat.tones"


@dataclass(frozen=True, slots=True)
class Tasks:
    """The tasks that every turn goes through.

    sentiment: the labels of a mood. intent: what somebody wants, asked first where it is known.
    """

    sentiment: ClassifyTask
    chat: GenerateTask
    intent: ClassifyTask | None = None

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

    @property
    def info(self) -> EngineInfo:
        return self._engine.info

    def use(self, tasks: Tasks) -> None:
        """Other tasks from the next request on."""
        self._tasks = tasks

    def classify(
        self, text: str, stop: threading.Event | None = None, task: ClassifyTask | None = None
    ) -> Prediction:
        """The label of one text on its own; its mood unless *task* says another.

        Raises Cancelled, TextTooLong, TaskUnsupported.
        """
        task = task or self._tasks.sentiment
        self._require(task)
        if task.samples > 1:
            return vote(self._engine, task, text, stop)
        words = [choice.word for choice in task.labels.choices]
        scores = self._engine.score(task.messages(text), words, stop)
        if task.calibrate or task.priors:
            priors = task.priors or self._prior(task, words, stop)
            scores = tuple(s - p for s, p in zip(scores, priors, strict=True))
        return self._prediction(task, scores)

    def judge(
        self,
        text: str,
        stop: threading.Event | None = None,
        *,
        reason: bool = False,
        task: ClassifyTask | None = None,
        known: Prediction | None = None,
    ) -> Judgement:
        """The mood and, if *reason* is wanted, the sentence that decided it.

        known: the mood, where it needn't be named any more. Raises Cancelled, TextTooLong.
        """
        prediction = known or self.classify(text, stop, task)
        if not reason:
            return Judgement(prediction)
        evidence = find_evidence(lambda o: self.classify(o, stop, task), text, prediction)
        return Judgement(prediction, evidence)

    def wants_mood(self, text: str, stop: threading.Event | None = None) -> bool:
        """What the intent task says of it; True where there is none, or it wasn't learned.

        Raises Cancelled, TextTooLong.
        """
        task = self._tasks.intent
        if task is None or not can_do(self.info, task):
            return True
        return self.classify(text, stop, task).choice.word not in task.without_mood

    def _require(self, task: Task) -> None:
        """A small model would answer what it never learned, and badly, without saying so."""
        if not can_do(self.info, task):
            raise TaskUnsupported(task.id)

    def _prior(
        self, task: ClassifyTask, words: Sequence[str], stop: threading.Event | None
    ) -> tuple[float, ...]:
        key = fingerprint(task)
        if key not in self._priors:
            self._priors[key] = self._engine.score(task.messages(""), words, stop)
        return self._priors[key]

    def _prediction(self, task: ClassifyTask, scores: Sequence[float]) -> Prediction:
        cooled = [score / task.temperature for score in scores]
        pairs = zip(task.labels.choices, softmax(cooled), strict=True)
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
        tone: str = "",
        limit_s: float | None = None,
        stop: threading.Event | None = None,
    ) -> Generator[str, None, ReplyStats]:
        """Stream an answer to *text*, or the rest of *partial*.

        tone: one of the chat task's; left out where the model would not know what to do with it.
        limit_s: it ends by itself after so many seconds, and wherever it begins to repeat itself.
        Raises TextTooLong, TaskUnsupported.
        """
        self._require(self._tasks.chat)
        config = self._tasks.chat.generation
        if temperature is not None:
            config = replace(config, temperature=temperature)
        if max_tokens is not None:
            config = replace(config, max_tokens=max_tokens)
        messages = self.prompt(history, text, label, tone)
        if partial:
            messages.append(Message(Role.ASSISTANT, partial))
        bound = Bound(stop, limit_s)
        pieces = self._engine.generate(messages, config, bound)
        return (yield from without_loops(pieces, bound, partial))

    def write(
        self,
        task: GenerateTask,
        text: str,
        variant: Variant | None = None,
        *,
        limit_s: float | None = None,
        stop: threading.Event | None = None,
    ) -> Generator[str, None, ReplyStats]:
        """Do a task on a text of its own: no history, no mood. Bounded as a reply is.

        Raises TextTooLong, TaskUnsupported.
        """
        self._require(task)
        bound = Bound(stop, limit_s)
        pieces = self._engine.generate(task.messages(text, variant), task.generation, bound)
        return (yield from without_loops(pieces, bound))

    def prompt(
        self, history: Sequence[Exchange], text: str, label: str | None, tone: str = ""
    ) -> list[Message]:
        """What the model is shown for a reply to *text*."""
        return [*self._conversation(history, tone), self._user(text, label)]

    def prepare(
        self,
        history: Sequence[Exchange],
        text: str,
        stop: threading.Event | None = None,
        tone: str = "",
    ) -> None:
        """Read a text that is still being written, for its mood and for the reply.

        Changes no answer, only when it comes. Raises Cancelled, TextTooLong.
        """
        config = self._tasks.chat.generation
        sentiment = self._tasks.sentiment.messages(text)
        self._engine.prepare(sentiment, Purpose.SCORE, config, stop)
        prompt = self.prompt(history, text, None, tone)
        self._engine.prepare(prompt, Purpose.GENERATE, config, stop)

    def _conversation(self, history: Sequence[Exchange], tone: str) -> Iterator[Message]:
        """Each earlier turn as it was sent, so that work done on it can be reused."""
        yield Message(Role.SYSTEM, self._system(tone))
        for exchange in history:
            yield self._user(exchange.text, exchange.label)
            if exchange.reply:
                yield Message(Role.ASSISTANT, exchange.reply)

    def _system(self, tone: str) -> str:
        """The tone stands in it as long as it is not changed: a model that learned one system
        text and no tones is not told of any."""
        learned = self.info.tasks
        told = learned is None or TONES in learned
        return self._tasks.chat.system_in(tone) if told else self._tasks.chat.system

    def _user(self, text: str, label: str | None) -> Message:
        """A mood that isn't known for sure is not told."""
        known = label != self._tasks.sentiment.labels.unsure.word
        return self._tasks.chat.user_message(text, label if known else None)


def softmax(scores: Sequence[float]) -> tuple[float, ...]:
    """Log-scores to probabilities that sum to 1."""
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    return tuple(p / sum(powers) for p in powers)
