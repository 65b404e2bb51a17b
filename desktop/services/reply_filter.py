"""Whether, and by which words, a reply is filtered: the setting, the list, the note."""

import tomllib
from functools import cache

from PySide6.QtCore import QCoreApplication

from desktop import resources
from desktop.domain.word_filter import SentenceFilter, WordList
from desktop.settings import Settings


@cache
def sensitive_words() -> WordList:
    """The list that ships with the program."""
    stored = tomllib.loads(resources.SENSITIVE_WORDS.read_text("utf-8"))
    return WordList(stored["terms"], stored["ordinary"])


def reply_filter(settings: Settings, before: str) -> SentenceFilter | None:
    """For one reply; None where the person wants none. before: what it says so far."""
    if settings.text("sensitive_words") != "replace":
        return None
    note = QCoreApplication.translate("reply", "（这一句含有敏感词，没有显示。）")
    return SentenceFilter(sensitive_words(), note, before)
