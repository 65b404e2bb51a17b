"""Learning from corrections: a linear layer by ridge regression, and its leave-one-out trial.

Knows numpy, which is slow to import: imported by whoever is about to fit. What a witness (an entry
whose label was let stand) should change is nothing; what a corrected entry should change is by how
much the person's label falls short of a clear lead. So the layer is zero until corrections pull
at it, and it is the same for the same examples: no chance, no steps, no starting point.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from desktop.domain.learning import Basis, Example, Layer, Learned, Trial, likeliest

Matrix = NDArray[np.float64]

# By how many nats the person's label should lead the next one: a probability of 0.88.
LEAD = 2.0
# Ridge. The states are standardised and their products divided by their width, so that it means
# the same for every model. Chosen, with LEAD, on public posts with made-up persons.
RIDGE = 3.0
# Numbers of a state that hardly ever change say nothing.
_LEAST_DEVIATION = 1e-6


def learn(
    basis: Basis, fingerprint: str, labels: Sequence[str], examples: Sequence[Example]
) -> Learned:
    """Fit the layer and try it. labels: the task's, as readings have them.

    About n³ operations for n examples, the trial included: 2000 of them take seconds.
    """
    states = np.array([example.reading.state for example in examples], dtype=np.float64)
    wanted = np.array([_wanted(example, labels) for example in examples])
    mean, deviation = states.mean(0), states.std(0)
    used = deviation > _LEAST_DEVIATION
    scale = np.where(used, 1.0 / np.where(used, deviation, 1.0), 0.0)
    standard = (states - mean) * scale
    duals, left_out = _ridge(standard, wanted)
    weights = (standard.T @ duals / standard.shape[1]).T * scale
    biases = duals.sum(0) - weights @ mean
    return Learned(basis, fingerprint, _layer(weights, biases), _trial(labels, examples, left_out))


def _wanted(example: Example, labels: Sequence[str]) -> list[float]:
    """What is to be added to each score; the sum is 0."""
    count = len(labels)
    if example.word is None:
        return [0.0] * count
    said = labels.index(example.word)
    scores = example.reading.scores
    best_other = max(score for place, score in enumerate(scores) if place != said)
    missing = max(0.0, LEAD - (scores[said] - best_other))
    return [missing * ((place == said) - 1.0 / count) for place in range(count)]


def _ridge(standard: Matrix, wanted: Matrix) -> tuple[Matrix, Matrix]:
    """Dual coefficients, and what each row would be given by a fit without it.

    The latter in closed form and exact (Allen 1974, PRESS, in its dual form): wanted minus the
    dual coefficient over the diagonal of the inverse. Means and deviations are of all rows: they
    know no labels.
    """
    kernel = standard @ standard.T / standard.shape[1] + 1.0  # the bias is a feature like others
    inverse = np.linalg.inv(kernel + RIDGE * np.eye(len(kernel)))
    duals = inverse @ wanted
    return duals, wanted - duals / np.diag(inverse)[:, None]


def _layer(weights: Matrix, biases: Matrix) -> Layer:
    """In single precision, as it is kept."""
    rows = weights.astype(np.float32).tolist()
    return Layer(tuple(map(tuple, rows)), tuple(biases.astype(np.float32).tolist()))


def _trial(labels: Sequence[str], examples: Sequence[Example], left_out: Matrix) -> Trial:
    judged = own_right = gained = lost = witnesses = changed = 0
    for example, moved in zip(examples, left_out.tolist(), strict=True):
        scores = example.reading.scores
        own = likeliest(scores)
        now = likeliest([score + move for score, move in zip(scores, moved, strict=True)])
        if example.word is None:
            witnesses += 1
            changed += now != own
            continue
        said = labels.index(example.word)
        judged += 1
        own_right += own == said
        gained += own != said == now
        lost += own == said != now
    return Trial(judged, own_right, gained, lost, witnesses, changed)
