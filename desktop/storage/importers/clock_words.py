"""The time of the clock, as other programs write it."""

import re
from datetime import time

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap])?\.?m?\.?", re.IGNORECASE)
# What phones say in Chinese instead, before the time or behind it (CLDR's day periods).
_BEFORE_NOON = ("凌晨", "清晨", "早上", "上午")
_AFTER_NOON = ("中午", "下午", "傍晚", "晚上")


def clock(text: str) -> time:
    """``21:35``, ``8:30 pm``, ``8:30 a.m.``, ``下午8:30``. Raises ValueError."""
    match = _CLOCK.fullmatch(_in_latin(text).strip().replace("\u202f", " "))
    if match is None:
        raise ValueError("no time")
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if match[4]:
        hour = hour % 12 + (12 if match[4].lower() == "p" else 0)
    return time(hour, minute, second)


def _in_latin(text: str) -> str:
    for half, words in (("am", _BEFORE_NOON), ("pm", _AFTER_NOON)):
        for word in words:
            if word in text:
                return f"{text.replace(word, '', 1).strip()} {half}"
    return text
