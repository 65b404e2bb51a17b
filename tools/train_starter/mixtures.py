"""Texts put together from pieces of others: as posts are, but nobody wrote or labelled them."""

import random
import re
from collections.abc import Iterator, Sequence

_PIECE = re.compile(r"[^，。！？!?；;…~、\s]+[，。！？!?；;…~、\s]*")
_SHORTEST, _LONGEST = 6, 140  # characters


def mixtures(texts: Sequence[str], wanted: int, seed: int) -> Iterator[str]:
    """Texts of one post's pieces, or of two posts'. The same seed gives the same texts."""
    chance = random.Random(seed)
    while wanted > 0:
        text = "".join(_some(text, chance) for text in chance.sample(texts, chance.choice((1, 2))))
        if _SHORTEST <= len(text) <= _LONGEST:
            yield text.strip()
            wanted -= 1


def _some(text: str, chance: random.Random) -> str:
    """Neighbouring pieces of a text: half of them, about."""
    pieces = _PIECE.findall(text) or [text]
    count = max(1, round(len(pieces) * chance.uniform(0.3, 0.8)))
    first = chance.randint(0, len(pieces) - count)
    return "".join(pieces[first : first + count])
