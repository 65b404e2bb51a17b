"""How good labels are: accuracy, F1, calibration, percentiles. Pure functions of answers."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

# 95 % of a normal distribution lie within this many standard deviations.
_Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer beside the truth.

    word: the likeliest label whether sure or not; None if the method found none.
    confidence: its probability, 0 to 1; None if the method doesn't know one.
    sure: False if the program would show "unsure" instead. seconds: what it took.
    """

    truth: str
    word: str | None
    confidence: float | None = None
    sure: bool = True
    seconds: float = 0.0

    @property
    def right(self) -> bool:
        return self.word == self.truth


@dataclass(frozen=True, slots=True)
class LabelQuality:
    """Of one label. support: how many answers should have been it. The others are 0 to 1."""

    precision: float
    recall: float
    f1: float
    support: int


def accuracy(answers: Sequence[Answer]) -> float:
    """Share of right answers, 0 to 1. Needs at least one answer."""
    return sum(a.right for a in answers) / len(answers)


def interval(share: float, n: int) -> tuple[float, float]:
    """95 % confidence interval of a share of *n*, n > 0.

    Wilson 1927, Probable Inference, the Law of Succession, and Statistical Inference: right
    also for few and for shares near 0 and 1.
    """
    centre = (share + _Z95**2 / (2 * n)) / (1 + _Z95**2 / n)
    spread = math.sqrt(share * (1 - share) / n + _Z95**2 / (4 * n * n))
    half = _Z95 * spread / (1 + _Z95**2 / n)
    return centre - half, centre + half


def confusion(answers: Sequence[Answer], words: Sequence[str]) -> dict[str, dict[str | None, int]]:
    """Counts by truth, then by answer, over all of *words*; None counts where none was found."""
    columns: list[str | None] = [*words, None] if any(a.word is None for a in answers) else [*words]
    table = {truth: dict.fromkeys(columns, 0) for truth in words}
    for answer in answers:
        table[answer.truth][answer.word] += 1
    return table


def per_label(answers: Sequence[Answer], words: Sequence[str]) -> dict[str, LabelQuality]:
    """Precision, recall and F1 of each label; what has no cases is 0."""
    return {word: _quality(answers, word) for word in words}


def _quality(answers: Sequence[Answer], word: str) -> LabelQuality:
    hits = sum(a.right for a in answers if a.word == word)
    answered = sum(a.word == word for a in answers)
    support = sum(a.truth == word for a in answers)
    return LabelQuality(
        precision=_ratio(hits, answered),
        recall=_ratio(hits, support),
        f1=_ratio(2 * hits, answered + support),
        support=support,
    )


def macro_f1(answers: Sequence[Answer], words: Sequence[str]) -> float:
    """Mean F1 over the labels that occur as truth or as answer, as scikit-learn has it."""
    seen = {a.truth for a in answers} | {a.word for a in answers}
    scores = [_quality(answers, word).f1 for word in words if word in seen]
    return _ratio(sum(scores), len(scores))


def calibration_error(answers: Sequence[Answer], bins: int = 10) -> float | None:
    """Expected calibration error, 0 (best) to 1, over equal-width bins of the confidence.

    Guo et al. 2017, On Calibration of Modern Neural Networks, equation 3: bin m holds the
    confidences in ((m-1)/M, m/M]. None if a confidence isn't known.
    """
    ends = [m / bins for m in range(1, bins)]
    filled: list[list[tuple[bool, float]]] = [[] for _ in range(bins)]
    for answer in answers:
        if answer.confidence is None:
            return None
        filled[bisect_left(ends, answer.confidence)].append((answer.right, answer.confidence))
    gaps = (abs(sum(right - sure for right, sure in members)) for members in filled)
    return _ratio(sum(gaps), len(answers))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that *share* (0 to 1) of all don't exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(share * len(ranked)) - 1)]


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
