"""The assistant: an engine and the tasks it is asked to do. Knows no threads and no diary."""

import math
import threading
from collections.abc import Generator, Sequence
from dataclasses import replace

from desktop.domain.labels import Judgement, Prediction
from desktop.domain.learning import Layer, Learned, Reading
from desktop.domain.messages import Message, Role
from desktop.domain.scripts import is_written_in
from desktop.domain.turns import Exchange, ReplyStats
from desktop.errors import TaskUnsupported
from desktop.inference.bounds import Bound, without_loops
from desktop.inference.conversation import Conversation
from desktop.inference.engine import Engine, EngineInfo, Purpose, Work
from desktop.inference.evidence import find_evidence
from desktop.inference.predictions import basis_of, prediction, softmax
from desktop.inference.task import (
    ClassifyTask,
    GenerateTask,
    Task,
    Variant,
    can_do,
    fingerprint,
)
from desktop.inference.turn_tasks import Tasks
from desktop.inference.votes import vote

# A logarithm of nothing would be no number.
_LEAST_SHARE = 1e-12


class Assistant:
    """Names moods and writes replies. The two never see each other's history."""

    def __init__(self, engine: Engine, tasks: Tasks) -> None:
        self._engine, self._tasks = engine, tasks
        self._priors: dict[str, tuple[float, ...]] = {}
        self._learned: Learned | None = None

    @property
    def info(self) -> EngineInfo:
        return self._engine.info

    @property
    def work(self) -> Work:
        """What its engine has done so far."""
        return self._engine.work

    def use(self, tasks: Tasks) -> None:
        """Other tasks from the next request on; what was learned of others rests."""
        self._tasks = tasks

    def classify(
        self,
        text: str,
        stop: threading.Event | None = None,
        task: ClassifyTask | None = None,
        *,
        alone: bool = False,
    ) -> Prediction:
        """The label of one text on its own; its mood unless *task* says another.

        A mood is after what was learned, unless *alone*.
        Raises Cancelled, TextTooLong, TaskUnsupported.
        """
        task = self._measured(task)
        if task.samples > 1:
            self._require(task)
            return vote(self._engine, task, text, stop)
        reading = self.read(text, stop, task)
        own = self._told(self._predict(task, reading.scores), text, task)
        layer = None if alone else self._layer(task)
        if layer is None:
            return own
        moved = self._told(self._predict(task, layer.moved(reading)), text, task)
        return replace(moved, own=(own.choice.word, own.confidence))

    def _predict(self, task: ClassifyTask, scores: Sequence[float]) -> Prediction:
        return prediction(task, scores, self.info.weights)

    def _told(self, told: Prediction, text: str, task: ClassifyTask) -> Prediction:
        """No answer is sure about a text in letters that the model never learned."""
        unsure = task.labels.unsure
        return told if self._can_read(text) else replace(told, choice=unsure)

    def _can_read(self, text: str) -> bool:
        script = self.info.script
        return script is None or is_written_in(text, script)

    def read(
        self, text: str, stop: threading.Event | None = None, task: ClassifyTask | None = None
    ) -> Reading:
        """What the label of a text is told from. Raises Cancelled, TextTooLong, TaskUnsupported."""
        task = self._measured(task)
        self._require(task)
        words = [choice.word for choice in task.labels.choices]
        scored = self._engine.score(task.messages(text), words, stop)
        scores = scored.scores
        if task.calibrate or task.priors:
            priors = task.priors or self._prior(task, words, stop)
            scores = tuple(s - p for s, p in zip(scores, priors, strict=True))
        cooled = softmax([score / task.temperature for score in scores])
        return Reading(scored.state, tuple(math.log(max(p, _LEAST_SHARE)) for p in cooled))

    def _measured(self, task: ClassifyTask | None) -> ClassifyTask:
        """The task, or the one that names moods, with what was measured for this model."""
        return (task or self._tasks.sentiment).for_model(self.info)

    def adapt(self, learned: Learned | None) -> None:
        """Move moods by what was learned from here on; None moves them by nothing."""
        self._learned = learned

    def _layer(self, task: ClassifyTask) -> Layer | None:
        """What was learned, if it was with this engine and of this task."""
        learned = self._learned
        fits = learned is not None and learned.basis == basis_of(task, self.info)
        return learned.layer if learned is not None and fits else None

    def judge(
        self,
        text: str,
        stop: threading.Event | None = None,
        *,
        reason: bool = False,
        task: ClassifyTask | None = None,
        known: Prediction | None = None,
        alone: bool = False,
    ) -> Judgement:
        """The mood and, if *reason* is wanted, the sentence that decided it.

        known: the mood, where it needn't be named any more. alone: see `classify`.
        Raises Cancelled, TextTooLong.
        """

        def classify(other: str) -> Prediction:
            return self.classify(other, stop, task, alone=alone)

        mood = known or classify(text)
        return Judgement(mood, find_evidence(classify, text, mood) if reason else None)

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
            self._priors[key] = self._engine.score(task.messages(""), words, stop).scores
        return self._priors[key]

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

        A text that the model can't read gets the task's words for it: its own might hurt.
        tone: one of the chat task's; left out where the model would not know what to do with it.
        limit_s: it ends by itself after so many seconds, and wherever it begins to repeat itself.
        Raises TextTooLong, TaskUnsupported.
        """
        self._require(self._tasks.chat)
        if self._tasks.chat.unreadable and not self._can_read(text):
            yield self._tasks.chat.unreadable
            return ReplyStats()
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
        stats = yield from without_loops(pieces, bound, partial)
        return replace(stats, left_out=stats.left_out + self._conversation().passed_over(history))

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
        return self._conversation().prompt(history, text, label, tone)

    def _conversation(self) -> Conversation:
        unsure = self._tasks.sentiment.labels.unsure.word
        return Conversation(self._tasks.chat, self.info, unsure)

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
