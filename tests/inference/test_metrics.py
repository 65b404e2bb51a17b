"""The figures against values computed by hand, and against published examples."""

from dataclasses import astuple

import pytest

from desktop.inference.metrics import (
    Answer,
    LabelQuality,
    accuracy,
    calibration_error,
    confusion,
    interval,
    macro_f1,
    per_label,
    percentile,
)

WORDS = ("a", "b", "c")
# Truth and answer: a is right twice and once taken for b, b is right once, c was never answered.
ANSWERS = [
    Answer("a", "a"),
    Answer("a", "a"),
    Answer("a", "b"),
    Answer("b", "b"),
    Answer("c", None, sure=False),
]


def test_accuracy_counts_no_answer_as_wrong() -> None:
    assert accuracy(ANSWERS) == pytest.approx(3 / 5)


def test_quality_of_each_label() -> None:
    quality = per_label(ANSWERS, WORDS)
    assert astuple(quality["a"]) == pytest.approx((1.0, 2 / 3, 0.8, 3))
    assert astuple(quality["b"]) == pytest.approx((0.5, 1.0, 2 / 3, 1))
    assert quality["c"] == LabelQuality(0.0, 0.0, 0.0, 1)


def test_macro_f1_leaves_out_labels_that_never_occur() -> None:
    expected = (0.8 + 2 / 3 + 0) / 3
    assert macro_f1(ANSWERS, [*WORDS, "never"]) == pytest.approx(expected)
    assert macro_f1([Answer("a", "b")], WORDS) == 0.0


def test_confusion_has_a_column_for_no_answer_where_there_is_one() -> None:
    table = confusion(ANSWERS, WORDS)
    assert table["a"] == {"a": 2, "b": 1, "c": 0, None: 0}
    assert table["c"] == {"a": 0, "b": 0, "c": 0, None: 1}
    assert confusion(ANSWERS[:4], WORDS)["b"] == {"a": 0, "b": 1, "c": 0}


def test_calibration_error() -> None:
    """Two bins: (0.9, 1] with 0.95 and 0.97, one right; (0.6, 0.7] with 0.7, right."""
    answers = [
        Answer("a", "a", 0.95),
        Answer("a", "b", 0.97),
        Answer("b", "b", 0.7),
    ]
    expected = (2 * abs(0.5 - 0.96) + 1 * abs(1 - 0.7)) / 3
    assert calibration_error(answers) == pytest.approx(expected)


def test_the_upper_end_belongs_to_a_bin() -> None:
    """0.7 and 0.65 share (0.6, 0.7]: their errors cancel, as they wouldn't in two bins."""
    answers = [Answer("a", "a", 0.7), Answer("a", "b", 0.65)]
    assert calibration_error(answers) == pytest.approx(abs(1 - 1.35) / 2)
    extremes = [Answer("a", "a", 1.0), Answer("a", "b", 0.0)]
    assert calibration_error(extremes) == 0.0


def test_no_confidence_no_calibration() -> None:
    assert calibration_error([Answer("a", "a", 0.9), Answer("a", "a", None)]) is None


def test_wilsons_interval() -> None:
    """Newcombe 1998, Two-sided confidence intervals for the single proportion, table I."""
    assert interval(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert interval(15 / 148, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert interval(0 / 20, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert interval(1 / 29, 29) == pytest.approx((0.0061, 0.1718), abs=5e-5)


def test_percentile_is_a_value_that_was_measured() -> None:
    values = [float(n) for n in range(20, 0, -1)]
    assert percentile(values, 0.95) == 19.0
    assert percentile(values, 1.0) == 20.0
    assert percentile([7.0], 0.95) == 7.0
