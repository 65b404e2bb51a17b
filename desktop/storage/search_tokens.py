"""How a text is cut for the search index, so that a phrase of tokens is exactly a part of a text.

Every character is a token of its own, Chinese or not, with one exception: a run of ASCII letters
and digits becomes its overlapping pairs and its last character (``happy``: ha ap pp py y). So the
lists of the index stay short, and any part of a word can be found. Upper case ASCII is folded.

Frozen together with migration 2: the triggers of existing diaries call it by name. Another way to
cut is another function with another name, and a migration that fills the index again.
"""

import re

import apsw

FUNCTION = "search_tokens_1"

_FOLD = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_PARTS = re.compile("[a-z0-9]+|[^a-z0-9]+")
_SPACE = "_"


def folded(text: str) -> str:
    """The text with ASCII in lower case; as long as it was."""
    return text.translate(_FOLD)


def tokens(text: str) -> str:
    """What the index is given of an entry's text: tokens with a space between them."""
    return " ".join(_tokens(folded(text)))


def phrase(term: str) -> str:
    """The FTS5 expression that finds exactly the texts with *term*, which holds no white space."""
    found = _tokens(folded(term))
    if not _is_word(found[-1]):
        return f'"{" ".join(found)}"'
    # The word may go on behind the term: there, only the pairs are known to follow each other.
    if len(found) > 1 and len(found[-2]) == 2 and _is_word(found[-2]):
        return f'"{" ".join(found[:-1])}"'
    return f'"{" ".join(found)}" *'


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    for part in _PARTS.findall(text):
        if _is_word(part):
            found.extend(part[at : at + 2] for at in range(len(part)))
        else:
            found.extend(map(_sign, part))
    return found


def _is_word(token: str) -> bool:
    return token[0].isascii() and token[0].isalnum()


def _sign(character: str) -> str:
    """Beyond ASCII a character is its own token; within, FTS5 would drop it."""
    if character.isspace():
        return _SPACE
    return f"_{ord(character):02x}" if character.isascii() else character


def register(connection: apsw.Connection) -> None:
    """Make the function known to SQL: the triggers that keep the index in step call it."""
    connection.create_scalar_function(
        FUNCTION, _call, 1, deterministic=True, flags=apsw.SQLITE_INNOCUOUS
    )


def _call(*args: object) -> str:
    (text,) = args
    assert isinstance(text, str)
    return tokens(text)
