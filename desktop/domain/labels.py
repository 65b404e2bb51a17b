"""Labels of a mood: what a task may answer, what the model said, what the diary keeps."""

from collections.abc import Iterable
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
    """The answers of one task, and the one it falls back to when the best two are close.

    others: answers of other tasks that the diary may hold, too; only `find` knows them.
    """

    choices: tuple[LabelChoice, ...]
    unsure: LabelChoice
    others: tuple[LabelChoice, ...] = ()

    def find(self, word: str) -> LabelChoice | None:
        return next((c for c in (*self.choices, self.unsure, *self.others) if c.word == word), None)


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the model thinks of one text.

    choice: the label to show; the set's ``unsure`` when no answer is likely enough.
    confidence: probability of the likeliest answer, 0 to 1.
    probabilities: (word, probability) of every answer, likeliest first; they sum to 1.
    task, task_version, weights: what it was measured with, so that charts can tell.
    own: what the model says by itself, where this is after what corrections taught; the shown
        label's word and the confidence. None where nothing was learned.
    """

    choice: LabelChoice
    confidence: float
    probabilities: tuple[tuple[str, float], ...]
    task: str
    task_version: int
    weights: str
    own: tuple[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A prediction and the sentence of the text that decided it.

    evidence: None where it wasn't looked for or there is only one, "" where none did by itself.
    """

    prediction: Prediction
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A label as the diary keeps it: a row, never a column of the entry.

    evidence: the sentence of the entry that decided it, if that was looked for; "" where none
        did by itself.
    own_word, own_confidence: what the model said by itself, where the label is after what the
        person's corrections taught; None where nothing was learned.
    """

    source: LabelSource
    word: str
    valence: float | None
    confidence: float | None = None
    task: str | None = None
    task_version: int | None = None
    weights: str | None = None
    evidence: str | None = None
    own_word: str | None = None
    own_confidence: float | None = None

    @property
    def own(self) -> "Label | None":
        """The label that the model gave by itself, without what it learned; None if it is this."""
        if self.own_word is None:
            return None
        return Label(self.source, self.own_word, None, self.own_confidence)

    def says_again(self, other: "Label") -> bool:
        """Given by the same weights for the same words, and the same."""
        version = (self.word, self.task, self.task_version, self.weights)
        return version == (other.word, other.task, other.task_version, other.weights)

    @classmethod
    def from_prediction(cls, prediction: Prediction, evidence: str | None = None) -> "Label":
        return cls(
            LabelSource.MODEL,
            prediction.choice.word,
            prediction.choice.valence,
            prediction.confidence,
            prediction.task,
            prediction.task_version,
            prediction.weights,
            evidence,
            *(prediction.own or (None, None)),
        )


@dataclass(frozen=True, slots=True)
class GivenLabel:
    """One row of an entry's labels.

    label: None where the person said that no label fits.
    outdated: the text was edited after the model had labelled it.
    """

    source: LabelSource
    label: Label | None
    created_utc_ms: int
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Opinions:
    """What each had to say of an entry last. None: nothing.

    person: what the person said; its label is None where they said that no label fits.
    """

    model: GivenLabel | None = None
    person: GivenLabel | None = None
    brought: GivenLabel | None = None

    @classmethod
    def of(cls, given: Iterable[GivenLabel]) -> "Opinions":
        """given: all labels of an entry, in order."""
        newest = {label.source: label for label in given}
        return cls(
            newest.get(LabelSource.MODEL),
            newest.get(LabelSource.PERSON),
            newest.get(LabelSource.IMPORT),
        )

    @property
    def model_label(self) -> Label | None:
        """The model's, also where the text was edited since."""
        return self.model.label if self.model is not None else None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the person's labels and the model's compare over a span of days.

    labelled: entries that the model labelled.
    judged: of these, those that the person labelled too: by correcting the model, by confirming
        it (choosing the same word), or by saying that no label fits.
    agreed: of these, those where the newest word of both is the same.

    Entries that nobody judged say nothing: a label that was let stand may never have been seen.
    """

    labelled: int
    judged: int
    agreed: int

    @property
    def share(self) -> float | None:
        """agreed of judged, 0 to 1; None where nothing was judged."""
        return self.agreed / self.judged if self.judged else None
