"""Which answer of a task a file's label means. What means none is left out and counted."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from desktop.domain.labels import LabelChoice, LabelSet
from desktop.evaluation.labelled import LabelledFileError, Row

# For tasks with one good and one bad answer (such as `sentiment`). 惊讶 and 平静 are missing on
# purpose: surprise is good or bad by what it is about, and calm is neither.
GOOD = frozenset({"positive", "pos", "积极", "正向", "快乐"})
BAD = frozenset({"negative", "neg", "消极", "负向", "愤怒", "悲伤", "焦虑", "恐惧"})
# Only where a file has no other labels: with a third one, 0 may well mean neutral.
GOOD_NUMBER, BAD_NUMBER = "1", "0"


@dataclass(frozen=True, slots=True)
class Fitted:
    """What of a file a task can be asked.

    rows: those whose label is the word of an answer now. mapped: the file's labels that were
    translated, and to what. left_out: rows by the file's label, or by what they lack.
    """

    rows: tuple[Row, ...]
    mapped: dict[str, str]
    left_out: dict[str, int]


def fit(rows: Sequence[Row], labels: LabelSet) -> Fitted:
    """Raises LabelledFileError if no row is left, naming both sides' labels."""
    meanings = _meanings({row.label for row in rows}, labels)
    kept = tuple(
        Row(row.text, meanings[row.label]) for row in rows if row.text and row.label in meanings
    )
    if not kept:
        theirs = ", ".join(sorted({row.label for row in rows if row.label})[:10]) or "no labels"
        ours = ", ".join(choice.word for choice in labels.choices)
        raise LabelledFileError(f"the file has {theirs}; the task answers {ours}")
    return Fitted(
        rows=kept,
        mapped={a: b for a, b in sorted(meanings.items()) if a != b},
        left_out=_left_out(rows, meanings),
    )


def _left_out(rows: Sequence[Row], meanings: Collection[str]) -> dict[str, int]:
    reasons = Counter(
        row.label or "(no label)" if row.text else "(no text)"
        for row in rows
        if not row.text or row.label not in meanings
    )
    return dict(reasons.most_common())


def _meanings(found: Collection[str], labels: LabelSet) -> dict[str, str]:
    """The answer for every label found that means one."""
    names = {choice.word: choice.word for choice in labels.choices}
    names |= {choice.english.lower(): choice.word for choice in labels.choices}
    good, bad = _poles(labels)
    if good is not None and bad is not None:
        names = dict.fromkeys(GOOD, good.word) | dict.fromkeys(BAD, bad.word) | names
        if set(found) - {""} <= {GOOD_NUMBER, BAD_NUMBER}:
            names |= {GOOD_NUMBER: good.word, BAD_NUMBER: bad.word}
    return {label: names[label.lower()] for label in found if label.lower() in names}


def _poles(labels: LabelSet) -> tuple[LabelChoice | None, LabelChoice | None]:
    """The good and the bad one of just two answers."""
    if len(labels.choices) != 2:
        return None, None
    good = next((c for c in labels.choices if (c.valence or 0) > 0), None)
    bad = next((c for c in labels.choices if (c.valence or 0) < 0), None)
    return good, bad
