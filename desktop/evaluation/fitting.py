"""Which answer of a task a file's label means. What means none is left out and counted."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.domain.labels import LabelChoice, LabelSet
from desktop.evaluation.labelled import LabelledFileError, Row

# For tasks with one good and one bad answer (such as `sentiment`). 惊讶 is missing on purpose:
# surprise is good or bad by what it is about.
GOOD = frozenset({"positive", "pos", "积极", "正向", "快乐", "兴奋"})
BAD = frozenset({"negative", "neg", "消极", "负向", "愤怒", "悲伤", "焦虑"})
# For those that have an answer between the two; without one, calm means none.
NEUTRAL = frozenset({"neutral", "neu", "中立", "平静"})
# What emotions are called elsewhere.
EMOTIONS = {
    "快乐": ("开心", "高兴", "喜悦", "happy", "happiness", "joy"),
    "愤怒": ("生气", "angry", "anger"),
    "悲伤": ("难过", "伤心", "sad", "sadness"),
    "焦虑": ("恐惧", "害怕", "fear", "anxiety"),
    "平静": ("中性", "无情绪", "neutral", "none"),
    "兴奋": ("激动", "excitement"),
    "惊讶": ("惊奇", "surprise"),
}
# An answer that a file knows nothing of counts as its nearest relative there.
NEAREST = {"兴奋": "快乐"}
# Only where a file has no other labels: with a third one, 0 may well mean neutral.
GOOD_NUMBER, BAD_NUMBER = "1", "0"


@dataclass(frozen=True, slots=True)
class Fitted:
    """What of a file a task can be asked.

    rows: those whose label is the word of an answer now. mapped: the file's labels that were
    translated, and to what. left_out: rows by the file's label, or by what they lack.
    folded: the task's answers that the file has no rows for, and which answer they count as.
    """

    rows: tuple[Row, ...]
    mapped: dict[str, str]
    left_out: dict[str, int]
    folded: dict[str, str] = field(default_factory=dict)


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
        folded=_folded({row.label for row in kept}, labels),
    )


def _folded(found: Collection[str], labels: LabelSet) -> dict[str, str]:
    words = {choice.word for choice in labels.choices}
    return {a: b for a, b in NEAREST.items() if a in words and a not in found and b in found}


def _left_out(rows: Sequence[Row], meanings: Collection[str]) -> dict[str, int]:
    reasons = Counter(
        row.label or "(no label)" if row.text else "(no text)"
        for row in rows
        if not row.text or row.label not in meanings
    )
    return dict(reasons.most_common())


def _meanings(found: Collection[str], labels: LabelSet) -> dict[str, str]:
    """The answer for every label found that means one."""
    words = {choice.word: choice.word for choice in labels.choices}
    words |= {choice.english.lower(): choice.word for choice in labels.choices}
    names = _synonyms(words) | words
    good, bad, neutral = _poles(labels)
    if good is not None and bad is not None:
        names = _polar(GOOD, good.word) | _polar(BAD, bad.word) | names
        if neutral is not None:
            names = _polar(NEUTRAL, neutral.word) | names
        if set(found) - {""} <= {GOOD_NUMBER, BAD_NUMBER}:
            names |= {GOOD_NUMBER: good.word, BAD_NUMBER: bad.word}
    return {label: names[label.lower()] for label in found if label.lower() in names}


def _synonyms(words: Mapping[str, str]) -> dict[str, str]:
    """Other names of the emotions that are answers."""
    known = (emotion for emotion in EMOTIONS if emotion in words)
    return {name: emotion for emotion in known for name in EMOTIONS[emotion]}


def _polar(names: Collection[str], word: str) -> dict[str, str]:
    """*word* for each name, and for what those emotions are called elsewhere."""
    others = (other for name in names for other in EMOTIONS.get(name, ()))
    return dict.fromkeys((*names, *others), word)


def _poles(labels: LabelSet) -> tuple[LabelChoice | None, LabelChoice | None, LabelChoice | None]:
    """The good, the bad and, if there are three answers, the one between."""
    good = [c for c in labels.choices if (c.valence or 0) > 0]
    bad = [c for c in labels.choices if (c.valence or 0) < 0]
    neutral = [c for c in labels.choices if c.valence == 0]
    if (len(good), len(bad)) != (1, 1) or len(labels.choices) > 2 + len(neutral[:1]):
        return None, None, None
    return good[0], bad[0], neutral[0] if neutral else None
