"""Learning from corrections: what is learned, what isn't, and that the trial is an honest one."""

import numpy as np
import pytest

from desktop.domain.learning import Basis, Example, Layer, Reading, Trial, likeliest
from desktop.inference.corrections import LEAD, learn

BASIS = Basis("sentiment", 2, "5c5c", "int8")
WORDS = ("正面", "负面")
WIDTH = 24


def examples(judged: int, witnesses: int = 200, *, meant: bool = True) -> list[Example]:
    """A model that is mostly sure of 正面, and a person who says 负面 where a direction of the
    state says so (*meant*), or by chance."""
    random = np.random.default_rng(5)
    states = random.normal(size=(judged + witnesses, WIDTH)) * 3 + 1
    bads = random.random(judged + witnesses) < 0.3
    if meant:
        states[bads, 3] += 12
    found = []
    for number, (state, bad) in enumerate(zip(states, bads, strict=True)):
        word = ("负面" if bad else "正面") if number < judged else None
        reading = Reading(tuple(map(float, state)), (-0.2, -1.7))
        if word is None and bad:
            continue  # the person would have corrected it
        found.append(Example(number, word, reading))
    return found


def test_what_the_person_means_is_found() -> None:
    learned = learn(BASIS, "f00d", WORDS, examples(150))
    trial = learned.trial
    assert (learned.basis, learned.fingerprint, trial.judged) == (BASIS, "f00d", 150)
    assert trial.learned_right > trial.own_right and trial.helps
    unseen = examples(400)[150:]
    right = [
        WORDS[likeliest(learned.layer.moved(example.reading))] == example.word
        for example in unseen
        if example.word
    ]
    assert sum(right) > 0.85 * len(right)


def test_chance_is_not_used() -> None:
    assert not learn(BASIS, "", WORDS, examples(150, meant=False)).trial.helps


def test_it_is_the_same_every_time() -> None:
    assert learn(BASIS, "", WORDS, examples(60)) == learn(BASIS, "", WORDS, examples(60))


def test_leaving_one_out_is_fitting_without_it() -> None:
    """The closed form against refits. Means and deviations are those of all in both."""
    given = examples(12, 8)
    states = np.array([example.reading.state for example in given])
    standard = (states - states.mean(0)) / states.std(0)
    wanted = np.zeros((len(given), 2))
    for row, example in zip(wanted, given, strict=True):
        if example.word:
            said = WORDS.index(example.word)
            missing = max(
                0.0, LEAD - (example.reading.scores[said] - example.reading.scores[~said])
            )
            row[:] = -missing / 2
            row[said] = missing / 2
    from desktop.inference import corrections

    _, left_out = corrections._ridge(standard, wanted)
    for out in range(len(given)):
        others = [number for number in range(len(given)) if number != out]
        kernel = standard @ standard.T / WIDTH + 1.0
        inside = kernel[np.ix_(others, others)] + corrections.RIDGE * np.eye(len(others))
        guess = kernel[out, others] @ np.linalg.solve(inside, wanted[others])
        assert left_out[out] == pytest.approx(guess, abs=1e-9)


def test_the_layer_is_the_fit() -> None:
    """Weights on raw states say what the dual coefficients say on standardised ones."""
    given = examples(40, 30)
    layer = learn(BASIS, "", WORDS, given).layer
    # A corrected entry is pulled towards the person's word, a witness hardly moves.
    corrected = next(e for e in given if e.word == "负面")
    own, moved = corrected.reading.scores, layer.moved(corrected.reading)
    assert moved[1] - own[1] > 0.5 and moved[0] - own[0] == pytest.approx(own[1] - moved[1], 1e-4)
    assert [len(row) for row in layer.weights] == [WIDTH, WIDTH]


def test_what_never_changes_says_nothing() -> None:
    given = [
        Example(e.entry_id, e.word, Reading((*e.reading.state, 7.0), e.reading.scores))
        for e in examples(40, 30)
    ]
    layer = learn(BASIS, "", WORDS, given).layer
    assert all(row[-1] == 0.0 for row in layer.weights)


def test_more_than_two_labels() -> None:
    words = ("快乐", "愤怒", "悲伤")
    given = [
        Example(
            e.entry_id,
            {"正面": "快乐", "负面": "悲伤", None: None}[e.word],
            Reading(e.reading.state, (-0.3, -1.6, -2.5)),
        )
        for e in examples(150)
    ]
    learned = learn(BASIS, "", words, given)
    assert learned.trial.helps and len(learned.layer.biases) == 3


def test_a_layer_adds_to_scores() -> None:
    layer = Layer(((1.0, 2.0), (0.0, -1.0)), (0.5, 0.0))
    assert layer.moved(Reading((3.0, 1.0), (-1.0, -2.0))) == (4.5, -3.0)


@pytest.mark.parametrize(
    ("trial", "helps"),
    [
        (Trial(20, 10, 1, 0, 200, 0), True),
        (Trial(20, 10, 0, 0, 200, 0), False),
        (Trial(20, 10, 3, 3, 200, 0), False),
        (Trial(200, 100, 20, 17, 200, 0), False),  # one more or less by chance
        (Trial(200, 100, 20, 10, 200, 10), True),
        (Trial(50, 0, 5, 0, 200, 20), False),  # whatever it sees, it changes a tenth
        (Trial(50, 0, 15, 0, 200, 20), True),
        (Trial(20, 5, 3, 0, 0, 0), True),
    ],
)
def test_when_it_helps(trial: Trial, helps: bool) -> None:
    assert trial.helps is helps
