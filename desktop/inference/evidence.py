"""The sentence that decided a mood: the one without which the model is least sure of it.

Pure: cuts texts and compares predictions, whoever makes them.
"""

import math
import re
from collections.abc import Callable

from desktop.domain.labels import Prediction

# So many pieces at most, and so many characters read in all: a long entry is cut into fewer,
# and one of which not even two readings are allowed isn't looked at.
MOST_PIECES = 12
MOST_CHARACTERS = 6_000
# In nats of log-odds. What moves the answer less than this decided nothing.
LEAST_CHANGE = 0.1

Span = tuple[int, int]

# A full stop only ends a sentence before white space: 3.5 and www.example.org go on.
_END = re.compile(r"(?:[。！？!?…；;]+|\.+(?=\s|$))[”’」』）)》\"']*|\n+")


def sentences(text: str) -> list[Span]:
    """Where each sentence begins and ends, with its marks, without the white space around it.

    What holds no letter or number (a line of dashes, a lone mark) is no sentence.
    """
    ends = [*(found.end() for found in _END.finditer(text)), len(text)]
    spans = (_trimmed(text, start, end) for start, end in zip([0, *ends], ends, strict=False))
    return [span for span in spans if any(map(str.isalnum, text[slice(*span)]))]


def pieces(text: str) -> list[Span]:
    """The sentences; where there are too many, neighbours are taken together."""
    found = sentences(text)
    most = min(MOST_PIECES, MOST_CHARACTERS // max(len(text), 1))
    if most < 2 or len(found) <= most:
        return found if most >= 2 else []
    firsts = [len(found) * number // most for number in range(most)]
    groups = zip(firsts, [*firsts[1:], len(found)], strict=True)
    return [(found[first][0], found[last - 1][1]) for first, last in groups]


def find_evidence(
    classify: Callable[[str], Prediction], text: str, whole: Prediction
) -> str | None:
    """The piece of *text* whose removal takes most from the likeliest label of *whole*.

    None where there is nothing to compare: one sentence, too long a text, or a model that isn't
    sure; "" where no single one decided it.
    """
    spans = pieces(text)
    word, probability = whole.probabilities[0]
    if len(spans) < 2 or whole.choice.word != word:
        return None
    without = (classify(_without(text, span)) for span in spans)
    losses = [log_odds(probability) - log_odds(_of(word, other)) for other in without]
    most = max(losses)
    return text[slice(*spans[losses.index(most)])] if most >= LEAST_CHANGE else ""


def log_odds(probability: float) -> float:
    """Of a probability; of 0 and 1 something large but finite."""
    kept = min(max(probability, 1e-9), 1 - 1e-9)
    return math.log(kept / (1 - kept))


def _of(word: str, prediction: Prediction) -> float:
    return dict(prediction.probabilities)[word]


def _without(text: str, span: Span) -> str:
    start, end = span
    return (text[:start] + text[end:]).strip()


def _trimmed(text: str, start: int, end: int) -> Span:
    whole = text[start:end]
    return start + len(whole) - len(whole.lstrip()), start + len(whole.rstrip())
