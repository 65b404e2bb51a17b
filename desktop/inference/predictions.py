"""From scores of a task's answers to a label. Knows no engine."""

import math
from collections.abc import Sequence

from desktop.domain.labels import Prediction
from desktop.domain.learning import Basis
from desktop.inference.engine import EngineInfo
from desktop.inference.task import ClassifyTask, fingerprint


def prediction(task: ClassifyTask, scores: Sequence[float], weights: str) -> Prediction:
    """Of scores that the task's temperature was applied to. weights: whose scores they are."""
    pairs = zip(task.labels.choices, softmax(scores), strict=True)
    ranked = sorted(pairs, key=lambda pair: -pair[1])
    best, confidence = ranked[0]
    return Prediction(
        choice=best if confidence >= task.unsure_below else task.labels.unsure,
        confidence=confidence,
        probabilities=tuple((choice.word, p) for choice, p in ranked),
        task=task.id,
        task_version=task.version,
        weights=weights,
    )


def basis_of(task: ClassifyTask, info: EngineInfo) -> Basis:
    """What readings of this engine and task can be compared with: any other word of the task's
    file makes others."""
    name = f"{task.id} {fingerprint(task)}"
    return Basis(name, task.version, info.weights, info.precision)


def softmax(scores: Sequence[float]) -> tuple[float, ...]:
    """Log-scores to probabilities that sum to 1."""
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    return tuple(p / sum(powers) for p in powers)
