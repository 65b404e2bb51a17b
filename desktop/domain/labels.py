"""Labels of a mood: what a task may answer, what the model said, what the diary keeps."""

from dataclasses import dataclass
from enum import StrEnum


class LabelSource(StrEnum):
    """Who gave a label; the person's word always counts before the model's."""

    MODEL = "model"
    PERSON = "person"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class LabelChoice:
    """One answer that a classifying task offers.

    word: what the model answers, and what is shown and stored (``正面``).
    english: the same for the English interface.
    valence: -2 (worst) to +2 (best); None says nothing about good or bad and stays out of
        every average.
    """

    word: str
    english: str
    emoji: str
    valence: float | None


@dataclass(frozen=True, slots=True)
class LabelSet:
    """The answers of one task, and the one it falls back to when the best two are close."""

    choices: tuple[LabelChoice, ...]
    unsure: LabelChoice

    def find(self, word: str) -> LabelChoice | None:
        return next((c for c in (*self.choices, self.unsure) if c.word == word), None)


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the model thinks of one text.

    choice: the label to show; the set's ``unsure`` when no answer is likely enough.
    confidence: probability of the likeliest answer, 0 to 1.
    probabilities: (word, probability) of every answer, likeliest first; they sum to 1.
    task, task_version, weights: what it was measured with, so that charts can tell.
    """

    choice: LabelChoice
    confidence: float
    probabilities: tuple[tuple[str, float], ...]
    task: str
    task_version: int
    weights: str


@dataclass(frozen=True, slots=True)
class Label:
    """A label as the diary keeps it: a row, never a column of the entry."""

    source: LabelSource
    word: str
    valence: float | None
    confidence: float | None
    task: str | None
    task_version: int | None
    weights: str | None

    @classmethod
    def from_prediction(cls, prediction: Prediction) -> "Label":
        return cls(
            LabelSource.MODEL,
            prediction.choice.word,
            prediction.choice.valence,
            prediction.confidence,
            prediction.task,
            prediction.task_version,
            prediction.weights,
        )
