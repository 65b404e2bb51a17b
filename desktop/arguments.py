"""What may stand in an argument of a command: a day, a number, a text. Knows no command.

The words of what is refused are imported when something is: they bring Qt with them.
"""

import argparse
from datetime import date


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        from desktop.services import usage_words

        raise argparse.ArgumentTypeError(usage_words.no_day(text)) from error


def count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        from desktop.services import usage_words

        raise argparse.ArgumentTypeError(usage_words.no_count(text))
    return int(text)


def whole(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        from desktop.services import usage_words

        raise argparse.ArgumentTypeError(usage_words.no_whole_number(text)) from error


def valence(text: str) -> float:
    from desktop.services import usage_words

    try:
        value = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(usage_words.no_valence(text)) from error
    if not -2 <= value <= 2:
        raise argparse.ArgumentTypeError(usage_words.no_valence(text))
    return value


def mapping(text: str) -> tuple[str, float]:
    """A mood's name and what it counts."""
    name, separator, counts = text.rpartition("=")
    if not separator or not name.strip():
        from desktop.services import usage_words

        raise argparse.ArgumentTypeError(usage_words.no_mapping(text))
    return name.strip(), valence(counts)


def entry(text: str) -> str:
    """What can be one: nobody means nothing, or a slash whose command is still to come."""
    from desktop.services import usage_words
    from desktop.services.router import is_slash_alone

    if not text.strip():
        raise argparse.ArgumentTypeError(usage_words.empty())
    if is_slash_alone(text):
        raise argparse.ArgumentTypeError(usage_words.slash_alone())
    return text
