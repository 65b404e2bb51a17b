"""Whether a text needs care: rules alone, the same without a model, under a millisecond.

They read what the person wrote and say how much care it needs. Knows no card and no numbers.
"""

import re
from collections.abc import Iterable
from enum import IntEnum

from desktop.domain.care_patterns import words
from desktop.domain.care_text import clauses, normalised


class CareLevel(IntEnum):
    """Higher is more urgent; a model may raise it, never lower it.

    MENTION: about strangers, the past, a saying, a quotation: nothing is shown.
    WORRY: somebody near is in danger, or was lost this way. PASSIVE: tired of living, hopeless, or
    alone where one could jump. HARMED: somebody does violence to the writer, or at home.
    EXPLICIT: oneself, now or planned.
    """

    NONE = 0
    MENTION = 1
    WORRY = 2
    PASSIVE = 3
    HARMED = 4
    EXPLICIT = 5


def care_level(text: str) -> CareLevel:
    """The most urgent of its clauses."""
    plain = normalised(text)
    if words("root").search(plain) is None:
        return CareLevel.NONE
    cleaned = words("idiom").sub("□", plain)
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
        self._after = parts[place + 1] if place + 1 < len(parts) else ""
        self._beside = "，".join(parts[max(place - 2, 0) : place + 3])

    def level(self) -> CareLevel:
        clause, found = self._clause, CareLevel.NONE
        if words("fear").search(clause):
            found = CareLevel.WORRY
        for name in ("wish", "act"):
            for hit in words(name).finditer(clause):
                found = max(found, self._judge(hit, act=name == "act"))
        for name in ("height", "ledge"):
            for hit in words(name).finditer(clause):
                found = max(found, self._at_a_height(hit, firm=name == "height"))
        if found < CareLevel.PASSIVE:
            hits = words("passive").finditer(clause)
            found = max(found, *map(self._hopeless, hits), self._unmissed())
        for name in ("harm", "harm_grave"):
            for hit in words(name).finditer(clause):
                found = max(found, self._hurt(hit, grave=name == "harm_grave"))
        return found

    def _judge(self, hit: re.Match[str], *, act: bool) -> CareLevel:
        before, after = self._clause[: hit.start()], self._clause[hit.end() :]
        if words("no_courage").search(before):
            return CareLevel.PASSIVE
        turned = words("negated").search(before) and not words("why_not").search(before)
        if turned or words("asked").search(before) or words("untrue_after").search(after):
            return CareLevel.MENTION
        if self._long_ago():
            return CareLevel.MENTION
        if act and words("animal").search(before) and not words("too").search(self._text):
            return CareLevel.MENTION
        if not self._of_oneself(before):
            return self._of_another(hit, before)
        if act and not self._meant(hit, before, after):
            return CareLevel.MENTION
        hyperbole = hit.group().endswith("去死") and words("condition").search(before)
        if not act and (hyperbole or words("joke").search(self._text)):
            return CareLevel.PASSIVE
        return CareLevel.EXPLICIT

    def _at_a_height(self, hit: re.Match[str], *, firm: bool) -> CareLevel:
        """Where one could jump: somebody near, or the writer alone. firm: unless something else
        is said of it."""
        before = self._clause[: hit.start()]
        seen = words("seen").search(before) is not None
        own = not seen and self._of_oneself(before)
        if own and not firm:
            return CareLevel.NONE
        alarm = words("bleak") if own else words("alarm")
        if not alarm.search(self._text) and (not firm or words("leisure").search(self._text)):
            return CareLevel.NONE
        if words("negated").search(before) or self._long_ago():
            return CareLevel.MENTION
        return self._alone_there(before) if own else self._of_another(hit, before)

    def _alone_there(self, before: str) -> CareLevel:
        """Despair beside it says what the place is for."""
        if before and words("alone").search(before) is None:
            return CareLevel.MENTION
        if words("company").search(self._clause) or words("joke").search(self._text):
            return CareLevel.MENTION
        if words("made_up").search(self._before + self._clause):
            return CareLevel.MENTION
        despair = words("despair").search(self._beside) or words("passive").search(self._beside)
        return CareLevel.EXPLICIT if despair else CareLevel.PASSIVE

    def _hopeless(self, hit: re.Match[str]) -> CareLevel:
        before = self._clause[: hit.start()]
        own = words("self").search(hit.group()) or self._of_oneself(before)
        if words("negated").search(before) or self._long_ago():
            return CareLevel.MENTION
        if not own:
            grave = words("grave").search(hit.group()) is not None
            return self._of_another(hit, before) if grave else CareLevel.MENTION
        return CareLevel.MENTION if words("joke").search(self._text) else CareLevel.PASSIVE

    def _unmissed(self) -> CareLevel:
        """The writer thinks of a world without them, and that nobody would mind."""
        hit = words("gone").search(self._clause)
        if hit is None or words("joke").search(self._text) or self._long_ago():
            return CareLevel.NONE
        rest = self._clause[hit.end() :]
        minded = words("unmissed").search(rest) or words("unmissed").search(self._after)
        if not minded or words("source").search(self._before + self._clause):
            return CareLevel.NONE
        return CareLevel.PASSIVE

    def _hurt(self, hit: re.Match[str], *, grave: bool) -> CareLevel:
        """grave: neither play, nor over because it is long ago."""
        before, near = self._clause[: hit.start()], f"{self._before}，{self._clause}"
        if words("source").search(near) or words("joke").search(self._text):
            return CareLevel.MENTION
        if words("harm_turned").search(before) or words("made_up").search(near):
            return CareLevel.MENTION
        if not grave and (words("harm_aside").search(near) or self._long_ago()):
            return CareLevel.MENTION
        if self._suffered(hit, before):
            return CareLevel.HARMED
        return self._of_another(hit, before)

    def _suffered(self, hit: re.Match[str], before: str) -> bool:
        """By the writer, or seen by them at home."""
        alone = not before or words("harm_when").match(before)
        if words("self").search(hit.group()) or alone:
            return True
        if hit.group()[0] in "被挨性强又":
            return words("self").search(before) is not None and self._of_oneself(before)
        return words("other").search(hit.group()) is not None or self._of_oneself(before)

    def _of_oneself(self, before: str) -> bool:
        """Whose it is: the nearest person named before it, else the writer."""
        if words("told_me").search(before):
            return False
        aside = False
        for person in reversed(list(words("other").finditer(before))):
            if words("self").search(before, person.end()):
                return True
            aside = bool(words("object").search(before[: person.start()])) or bool(
                words("afterwards").search(before, person.end())
            )
            if not aside:
                return False
        if aside or words("self").search(before):
            return True
        return not self._elsewhere(before)

    def _of_another(self, hit: re.Match[str], before: str) -> CareLevel:
        """A worry where the nearest person named is near to the writer, and isn't cursed."""
        people = [*words("other").finditer(self._before), *words("other").finditer(before)]
        if not people or words("near").fullmatch(people[-1].group()) is None:
            return CareLevel.MENTION
        if words("source").search(self._text) or words("joke").search(self._text):
            return CareLevel.MENTION
        if words("tame").search(hit.group()):
            return CareLevel.MENTION
        told = words("said").search(self._before + before)
        cursed = words("curse").match(hit.group()) and not told
        return CareLevel.MENTION if cursed else CareLevel.WORRY

    def _elsewhere(self, before: str) -> bool:
        """Nobody is named in the clause, but what leads to it is about somebody else."""
        if words("source").search(self._clause) or words("source").search(self._before):
            return True
        if words("reported").search(before):
            return True
        if words("self").search(self._text):
            return False
        return words("about_other").match(self._before) is not None

    def _long_ago(self) -> bool:
        """Over: said of the past, and nothing says that it is still so."""
        then = words("past").search(self._clause) or (
            words("past").search(self._before) and not words("now").search(self._clause)
        )
        if not then:
            return False
        return bool(words("better").search(self._text)) or not words("now").search(self._text)

    def _meant(self, hit: re.Match[str], before: str, after: str) -> bool:
        if words("source").search(self._clause):
            return re.search(r"我[^\W]{0,6}(?:想|要|准备|打算|试)[^\W]{0,4}$", before) is not None
        if words("meant").search(self._clause):
            return True
        return not words("generic").match(after) and not words("other").search(self._clause)


def kept_apart(text: str) -> bool:
    """Whether it stays out of memories, letters, examples and all that learns from entries."""
    return care_level(text) >= CareLevel.WORRY


def shown_level(text: str, before: Iterable[str]) -> CareLevel:
    """What is shown under it: a card each time, a soft line of a kind once a day, else NONE.

    before: what was written earlier on the same day.
    """
    level = care_level(text)
    if level is CareLevel.EXPLICIT:
        return level
    if level < CareLevel.WORRY or any(care_level(earlier) is level for earlier in before):
        return CareLevel.NONE
    return level


def is_explicit(text: str) -> bool:
    """Whether a fixed card stands in place of a generated reply."""
    return care_level(text) is CareLevel.EXPLICIT
