"""A label by votes: drawn several times, the most frequent one counts (Wang et al. 2022, Self-
Consistency Improves Chain of Thought Reasoning, without the thoughts)."""

import threading

from desktop.domain.labels import Prediction
from desktop.inference.engine import Engine, GenerationConfig, raise_if_set
from desktop.inference.task import ClassifyTask

# Longer than any label, short enough for one that is never said.
MOST_TOKENS = 12


def vote(
    engine: Engine, task: ClassifyTask, text: str, stop: threading.Event | None = None
) -> Prediction:
    """The label that was drawn most often; *unsure* where two were, or too few were any.

    The draws are the same every time: by their number. Raises Cancelled, TextTooLong.
    """
    votes = dict.fromkeys((choice.word for choice in task.labels.choices), 0)
    for number in range(task.samples):
        if word := _drawn(engine, task, text, number, stop):
            votes[word] += 1
    return _prediction(task, votes, engine.info.weights)


def _drawn(
    engine: Engine, task: ClassifyTask, text: str, seed: int, stop: threading.Event | None
) -> str:
    """The first label in an answer; "" for none."""
    config = GenerationConfig(MOST_TOKENS, temperature=task.temperature, seed=seed)
    answer = "".join(engine.generate(task.messages(text), config, stop))
    raise_if_set(stop)
    found = [(answer.find(c.word), -len(c.word), c.word) for c in task.labels.choices]
    return min((f for f in found if f[0] >= 0), default=(0, 0, ""))[2]


def _prediction(task: ClassifyTask, votes: dict[str, int], weights: str) -> Prediction:
    """The confidence is the share of all draws, also of those that said nothing."""
    cast = sum(votes.values())
    even = 1 / len(votes)
    ranked = sorted(votes.items(), key=lambda vote: -vote[1])
    (word, most), (_, second) = ranked[:2]
    confidence = most / task.samples
    sure = most > second and confidence >= task.unsure_below
    choice = task.labels.find(word) if sure else None
    return Prediction(
        choice=choice or task.labels.unsure,
        confidence=confidence,
        probabilities=tuple((w, n / cast if cast else even) for w, n in ranked),
        task=task.id,
        task_version=task.version,
        weights=weights,
    )
