"""What is learned from the person's corrections: values, and when it may be used.

A linear layer on the model's state moves the model's own scores. It is fitted elsewhere; here is
how it is applied and what must be shown of it before it is.
"""

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import mul

# With fewer, a single entry more or less would decide whether it is used.
LEAST_JUDGED = 20
# The newest count: what one meant by a word years ago may be something else now.
MOST_JUDGED = 1000
# As many unjudged entries stand beside the judged ones, between these bounds.
LEAST_WITNESSES, MOST_WITNESSES = 200, 1000
# Changes of what was called wrong must be so much more frequent than changes of what nobody
# complained of. A person who corrects only what is wrong, and that by chance, shows no difference.
LEAST_CONTRAST = 1.5
# Part of every fingerprint: another way of fitting makes what was fitted before invalid.
_WAY = "1"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a state means something for: other weights, another precision or prompt, other states.

    precision: as `EngineInfo.precision` has it.
    """

    task: str
    task_version: int
    weights: str
    precision: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of one text before it says a label.

    state: of its last layer. scores: log-probabilities of the task's labels, in their order.
    """

    state: tuple[float, ...]
    scores: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may be learned from.

    word: what the person called it; None for a witness: an entry whose label they let stand.
    known: whether its reading is kept already.
    """

    entry_id: int
    text: str
    word: str | None
    known: bool


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate with its reading."""

    entry_id: int
    word: str | None
    reading: Reading


@dataclass(frozen=True, slots=True)
class Layer:
    """Adds to the score of each label: weights [labels, width of the state] and biases [labels]."""

    weights: tuple[tuple[float, ...], ...]
    biases: tuple[float, ...]

    def moved(self, reading: Reading) -> tuple[float, ...]:
        """The scores after what was learned; no probabilities any more: they don't sum to 1."""
        rows = zip(reading.scores, self.weights, self.biases, strict=True)
        return tuple(
            score + bias + math.fsum(map(mul, row, reading.state)) for score, row, bias in rows
        )


@dataclass(frozen=True, slots=True)
class Trial:
    """Each entry guessed by what was learned from all others (leave-one-out), likeliest label
    against the person's.

    judged: entries with the person's label. own_right: of these, right by the model alone.
    gained, lost: wrong alone and right with what was learned, and the other way round.
    witnesses, changed: entries that nobody judged, and those that would be called otherwise.
    """

    judged: int
    own_right: int
    gained: int
    lost: int
    witnesses: int
    changed: int

    @property
    def learned_right(self) -> int:
        return self.own_right + self.gained - self.lost

    @property
    def is_better(self) -> bool:
        """By more than chance would often bring: one standard deviation of the difference."""
        net = self.gained - self.lost
        return net >= max(1.0, math.sqrt(self.gained + self.lost))

    @property
    def is_specific(self) -> bool:
        """Whether it changes what was wrong rather than everything."""
        wrong = self.judged - self.own_right
        return self.gained * self.witnesses >= LEAST_CONTRAST * self.changed * wrong

    @property
    def helps(self) -> bool:
        """Only then it is used."""
        return self.is_better and self.is_specific


@dataclass(frozen=True, slots=True)
class Learned:
    """A layer with what it was learned from and what the trial said.

    fingerprint: of the examples; the same ones need not be learned again.
    """

    basis: Basis
    fingerprint: str
    layer: Layer
    trial: Trial


def fingerprint(candidates: Iterable[Candidate]) -> str:
    """Of which entries they are and what the person called them. Readings follow from that."""
    digest = hashlib.sha256(_WAY.encode())
    for candidate in candidates:
        digest.update(f"\n{candidate.entry_id} {candidate.word or ''}".encode())
    return digest.hexdigest()


def witnesses_wanted(judged: int) -> int:
    """How many unjudged entries stand beside so many judged ones."""
    return min(max(judged, LEAST_WITNESSES), MOST_WITNESSES)


def likeliest(scores: Sequence[float]) -> int:
    """The place of the largest; of equal ones the first."""
    return max(range(len(scores)), key=scores.__getitem__)
