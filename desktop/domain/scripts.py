"""What a text is written in, as far as a small model must know whether it can read it."""

import unicodedata

HAN = "Han"
# Names of letters in the Unicode database begin with these.
_BEGINNINGS = {HAN: ("CJK UNIFIED IDEOGRAPH", "CJK COMPATIBILITY IDEOGRAPH")}


def is_written_in(text: str, script: str) -> bool:
    """Whether a letter of it is of that script. A text without letters (an emoji, a number) is
    written in any."""
    letters = [c for c in text if c.isalpha()]
    beginnings = _BEGINNINGS[script]
    return not letters or any(unicodedata.name(c, "").startswith(beginnings) for c in letters)
