"""What is looked for in the diary, and what was found. Knows texts, no index."""

from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.entries import DiaryEntry

# As the index does it; not shared with it, because the index's is frozen.
_FOLD = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


@dataclass(frozen=True, slots=True)
class Query:
    """An entry is found if everything holds that is given.

    terms: all of them stand somewhere in the text, as they are: a part of a word counts. ASCII in
        upper or lower case is the same. No term is empty or holds white space.
    since, until: days, both inclusive.
    label: the word of the label that counts. no_label: none counts, or it says that none fits.
    version: who gave the label that counts, as `LabelKind.version` names it.
    valence_from, valence_to: of that label, both inclusive; an entry without one is not found.
    tags: it carries all of them.
    weekday: of the day it belongs to, 0 is Monday. hour: of the clock on its wall, 0 to 23.
    """

    terms: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    label: str | None = None
    no_label: bool = False
    version: str | None = None
    valence_from: float | None = None
    valence_to: float | None = None
    tags: tuple[str, ...] = ()
    weekday: int | None = None
    hour: int | None = None

    @classmethod
    def of(cls, text: str) -> "Query":
        """What a person typed: terms with white space between them.

        Half an emoji becomes U+FFFD, as it does where texts are kept.
        """
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return cls(terms=tuple(dict.fromkeys(text.split())))

    def within(self, since: date | None, until: date | None) -> "Query":
        return replace(self, since=since, until=until)


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text: characters (code points, not UTF-16 units) from `start` up to `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found, and where in its text the terms stand, in order, not touching."""

    entry: DiaryEntry
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found, and how much it is in all."""

    total: int
    hits: tuple[Hit, ...]


def spans_of(text: str, terms: tuple[str, ...]) -> tuple[Span, ...]:
    """Where the terms stand; what overlaps or touches is one span."""
    text = text.translate(_FOLD)
    places = sorted(place for term in terms for place in _places(text, term.translate(_FOLD)))
    spans: list[Span] = []
    for start, end in places:
        if spans and start <= spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
        else:
            spans.append(Span(start, end))
    return tuple(spans)


def _places(text: str, term: str) -> list[tuple[int, int]]:
    places, at = [], text.find(term)
    while at >= 0:
        places.append((at, at + len(term)))
        at = text.find(term, at + 1)
    return places
