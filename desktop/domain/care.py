"""Whether a text needs care: rules alone, the same without a model, under a millisecond.

They read what the person wrote and say one of three things of it. Knows no card and no numbers.
"""

import re
from enum import IntEnum

from desktop.domain import care_patterns as words
from desktop.domain.care_text import clauses, normalised


class CareLevel(IntEnum):
    """Higher is more urgent; a model may raise it, never lower it.

    MENTION: about another person, the past, a saying, a quotation: nothing is shown.
    PASSIVE: tired of living, hopeless. EXPLICIT: oneself, now or planned.
    """

    NONE = 0
    MENTION = 1
    PASSIVE = 2
    EXPLICIT = 3


def care_level(text: str) -> CareLevel:
    """The most urgent of its clauses."""
    plain = normalised(text)
    if words.ROOT.search(plain) is None:
        return CareLevel.NONE
    cleaned = words.IDIOM.sub("□", plain)
    level = CareLevel.MENTION if cleaned != plain else CareLevel.NONE
    parts = clauses(cleaned)
    for place in range(len(parts)):
        level = max(level, _Clause(cleaned, parts, place).level())
        if level is CareLevel.EXPLICIT:
            break
    return level


class _Clause:
    """One clause, read with the ones before it."""

    def __init__(self, text: str, parts: list[str], place: int) -> None:
        self._text, self._clause = text, parts[place]
        self._before = parts[place - 1] if place else ""

    def level(self) -> CareLevel:
        clause, found = self._clause, CareLevel.NONE
        for pattern in (words.WISH, words.ACT):
            for hit in pattern.finditer(clause):
                found = max(found, self._judge(hit, act=pattern is words.ACT))
        if found < CareLevel.PASSIVE:
            hits = words.PASSIVE.finditer(clause)
            found = max(found, *map(self._hopeless, hits), CareLevel.NONE)
        return found

    def _judge(self, hit: re.Match[str], *, act: bool) -> CareLevel:
        before, after = self._clause[: hit.start()], self._clause[hit.end() :]
        if words.NO_COURAGE.search(before):
            return CareLevel.PASSIVE
        turned = words.NEGATED.search(before) and not words.WHY_NOT.search(before)
        if turned or words.ASKED.search(before) or words.UNTRUE_AFTER.search(after):
            return CareLevel.MENTION
        if not self._of_oneself(before) or self._long_ago():
            return CareLevel.MENTION
        if act and not self._meant(hit, before, after):
            return CareLevel.MENTION
        hyperbole = hit.group().endswith("去死") and words.CONDITION.search(before)
        if not act and (hyperbole or words.JOKE.search(self._text)):
            return CareLevel.PASSIVE
        return CareLevel.EXPLICIT

    def _hopeless(self, hit: re.Match[str]) -> CareLevel:
        before = self._clause[: hit.start()]
        own = words.SELF.search(hit.group()) or self._of_oneself(before)
        if words.NEGATED.search(before) or not own or self._long_ago():
            return CareLevel.MENTION
        return CareLevel.MENTION if words.JOKE.search(self._text) else CareLevel.PASSIVE

    def _of_oneself(self, before: str) -> bool:
        """Whose it is: the nearest person named before it, else the writer."""
        aside = False
        for person in reversed(list(words.OTHER.finditer(before))):
            if words.SELF.search(before, person.end()):
                return True
            aside = bool(words.OBJECT.search(before[: person.start()])) or bool(
                words.AFTERWARDS.search(before, person.end())
            )
            if not aside:
                return False
        if aside or words.SELF.search(before):
            return True
        return not self._elsewhere(before)

    def _elsewhere(self, before: str) -> bool:
        """Nobody is named in the clause, but what leads to it is about somebody else."""
        if words.SOURCE.search(self._clause) or words.SOURCE.search(self._before):
            return True
        if words.REPORTED.search(before):
            return True
        if words.SELF.search(self._text):
            return False
        return words.ABOUT_OTHER.match(self._before) is not None

    def _long_ago(self) -> bool:
        """Over: said of the past, and nothing says that it is still so."""
        then = words.PAST.search(self._clause) or (
            words.PAST.search(self._before) and not words.NOW.search(self._clause)
        )
        if not then:
            return False
        return bool(words.BETTER.search(self._text)) or not words.NOW.search(self._text)

    def _meant(self, hit: re.Match[str], before: str, after: str) -> bool:
        if words.SOURCE.search(self._clause):
            return re.search(r"我[^\W]{0,6}(?:想|要|准备|打算|试)[^\W]{0,4}$", before) is not None
        if words.MEANT.search(self._clause):
            return True
        return not words.GENERIC.match(after) and not words.OTHER.search(self._clause)


def kept_apart(text: str) -> bool:
    """Whether it stays out of memories, letters, examples and all that learns from entries."""
    return care_level(text) >= CareLevel.PASSIVE


def is_explicit(text: str) -> bool:
    """Whether a fixed card stands in place of a generated reply."""
    return care_level(text) is CareLevel.EXPLICIT
