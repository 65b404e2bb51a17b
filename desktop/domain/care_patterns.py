"""The words that the care rules know: resources/care/patterns.toml, read and compiled when first
looked for. Most texts need one of the lists, and the start of the program none."""

import re
import tomllib
from functools import cache

from desktop.resources import CARE_PATTERNS


@cache
def words(name: str) -> re.Pattern[str]:
    """A list of the file, of which any line may match. Raises KeyError for none of it."""
    return re.compile("|".join(_lists()[name]).replace("@people@", "|".join(_lists()["people"])))


@cache
def _lists() -> dict[str, list[str]]:
    """Raises OSError or ValueError where the file is damaged: better loud than without rules."""
    return tomllib.loads(CARE_PATTERNS.read_text("utf-8"))


def names() -> list[str]:
    """Of all lists."""
    return list(_lists())
