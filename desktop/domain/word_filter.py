"""Sentences with a word of a list are replaced as a text comes in, before any of them is shown.

For text that a model generated; never for what the person wrote. Knows no list and no language.
"""

import re
import unicodedata
from collections.abc import Iterable

_END = re.compile(r"[。！？!?…\n]+[”’」』）)\"']*|(?<=[A-Za-z0-9])\.(?=\s)")
_PAUSE = re.compile(r"[，,；;、\s]")
# A sentence that never ends is cut at its last pause, so that the reply doesn't stand still.
LONGEST = 160


class WordList:
    """terms: what is looked for; of Latin letters only as whole words. ordinary: words that hold
    one of them and mean something else."""

    def __init__(self, terms: Iterable[str], ordinary: Iterable[str] = ()) -> None:
        self._terms = re.compile("|".join(map(_pattern, sorted(terms, key=len, reverse=True))))
        known = [re.escape(_plain(word)) for word in ordinary]
        self._ordinary = re.compile("|".join(known)) if known else None

    def holds(self, text: str) -> bool:
        """Whether one of the terms is in it."""
        plain = _plain(text)
        if self._ordinary is not None:
            plain = self._ordinary.sub("□", plain)
        return self._terms.search(plain) is not None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _pattern(term: str) -> str:
    plain = re.escape(_plain(term))
    return rf"(?<![a-z]){plain}(?![a-z])" if term.isascii() else plain


class SentenceFilter:
    """A stream in whole sentences. note: what stands where one was; said once for several.

    before: what the same reply said already; a word may have been cut there.
    replaced: whether anything was.
    """

    def __init__(self, words: WordList, note: str, before: str = "") -> None:
        self._words, self._note = words, note
        self._waiting, self._noted, self.replaced = "", False, False
        self._before = before[-LONGEST:]

    def feed(self, text: str) -> str:
        """What may be shown now; often nothing."""
        self._waiting += text
        shown = []
        while (end := self._end()) is not None:
            sentence, self._waiting = self._waiting[:end], self._waiting[end:]
            shown.append(self._passed(sentence))
        return "".join(shown)

    def finish(self) -> str:
        """The rest."""
        rest, self._waiting = self._waiting, ""
        return self._passed(rest) if rest else ""

    def _end(self) -> int | None:
        """A sign at the very end may be the first of several: the next piece tells."""
        for found in _END.finditer(self._waiting):
            if found.end() < len(self._waiting):
                return found.end()
        if len(self._waiting) <= LONGEST:
            return None
        pauses = [found.end() for found in _PAUSE.finditer(self._waiting[:LONGEST])]
        return pauses[-1] if pauses else None

    def _passed(self, sentence: str) -> str:
        last = _END.split(self._before)[-1]
        self._before = (last + sentence)[-LONGEST:]
        if not self._words.holds(last + sentence):
            self._noted = False
            return sentence
        self.replaced = True
        if self._noted:
            return ""
        self._noted = True
        return self._note + ("\n" if sentence.endswith("\n") else "")
