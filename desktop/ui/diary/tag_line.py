"""Tags as one writes them in a line, with the commas of either language. Knows texts only."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop.domain.entries import tidy_tags

_COMMA = re.compile("[,;，；、]")
_HASHES = "#＃"


def parts_of(line: str) -> list[str]:
    """What stands between the commas."""
    return [part.strip() for part in _COMMA.split(line)]


def tags_of(line: str) -> tuple[str, ...]:
    """The same as tags, with or without a # before them."""
    return tidy_tags(tuple(part.lstrip(_HASHES) for part in parts_of(line)))


def line_of(tags: Sequence[str]) -> str:
    """How the interface's language writes a list."""
    return QCoreApplication.translate("tags", "、").join(tags)
