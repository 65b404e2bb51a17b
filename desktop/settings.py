"""The settings: one schema, one entry a setting; one JSON file, written atomically.

Knows what a valid value is and when it counts, not what it is used for or how it is shown: the
words are in `desktop.ui.settings.setting_texts`.
"""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from pathlib import Path
from typing import Any

from desktop.errors import SettingsError, StorageFailure

Value = str | int | float | bool


class Section(StrEnum):
    """Where a setting stands on the page, in this order."""

    GENERAL = "general"
    REPLIES = "replies"
    LABELS = "labels"
    PERFORMANCE = "performance"
    DIARY = "diary"
    PRIVACY = "privacy"


class Force(StrEnum):
    """When a changed setting counts: at once, at the next load of the weights, or at a start."""

    LIVE = "live"
    AT_LOAD = "at_load"
    AT_START = "at_start"


_REPLIES, _PERFORMANCE = Section.REPLIES, Section.PERFORMANCE


@dataclass(frozen=True, slots=True)
class Option:
    """One setting. choices: the only values allowed. minimum, maximum: inclusive bounds.

    section: where it stands on the page. force: when a change counts.
    valid: a further check of a text, returning whether it holds.
    """

    key: str
    default: Value
    description: str
    section: Section = Section.GENERAL
    choices: tuple[Value, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    valid: Callable[[str], bool] | None = None
    force: Force = Force.LIVE

    def check(self, value: object) -> Value:
        """The value, or SettingsError naming the key."""
        kind = type(self.default)
        if kind is float and type(value) is int:
            value = float(value)
        if type(value) is not kind:
            raise SettingsError(f"{self.key}: must be {kind.__name__}, not {value!r}")
        assert isinstance(value, str | int | float | bool)
        if self.choices and value not in self.choices:
            raise SettingsError(f"{self.key}: must be one of {list(self.choices)}, not {value!r}")
        if isinstance(value, int | float):
            if self.minimum is not None and value < self.minimum:
                raise SettingsError(f"{self.key}: must be at least {self.minimum}, not {value}")
            if self.maximum is not None and value > self.maximum:
                raise SettingsError(f"{self.key}: must be at most {self.maximum}, not {value}")
        if isinstance(value, str) and self.valid is not None and not self.valid(value):
            raise SettingsError(f"{self.key}: {value!r} is not valid")
        return value


def _is_time(text: str) -> bool:
    try:
        return len(text) == 5 and time.fromisoformat(text) is not None
    except ValueError:
        return False


SCHEMA: tuple[Option, ...] = (
    # general
    Option("language", "auto", "Language of the interface.", choices=("auto", "zh", "en")),
    Option("theme", "auto", "Colours; auto follows the system.", choices=("auto", "light", "dark")),
    Option("font_scale", 1.0, "Size of all text.", minimum=0.8, maximum=2.0),
    Option("motion", "full", "Whether anything on screen moves.", choices=("full", "none")),
    Option("day_begins_at", "04:00", "Before this time it is still yesterday.", valid=_is_time),
    Option("start_page", "last", "What the window opens with.",
           choices=("last", "today", "diary", "mood"), force=Force.AT_START),
    Option("tray", "off", "An icon in the tray; the program stays there when its window is closed.",
           choices=("off", "on")),
    # replies
    Option("reply_order", "label_first", "What comes first, the mood or the reply.", _REPLIES,
           choices=("label_first", "reply_first", "reply_only", "label_only")),
    Option("reply_tone", "free", "How it is answered.", _REPLIES,
           choices=("free", "listen", "advise", "silent")),
    Option("max_reply_tokens", 256, "Longest reply.", _REPLIES, minimum=16, maximum=2048),
    Option("temperature", 0.7, "Variety of replies; 0 always takes the likeliest.", _REPLIES,
           minimum=0.0, maximum=2.0),
    Option("ask_intent", "never", "Whether questions and small talk are told from confiding.",
           _REPLIES, choices=("never", "always")),
    Option("reply_limit_s", 180, "Longest time for a reply, in seconds.", _REPLIES,
           minimum=10, maximum=1800),
    Option("sensitive_words", "leave", "Sentences of replies with abuse or explicit words.",
           _REPLIES, choices=("leave", "replace")),
    # labels
    Option("label_task", "sentiment", "The task that names moods, by its id.", Section.LABELS,
           valid=bool),
    Option("label_limit_s", 60, "Longest time for a mood, in seconds.", Section.LABELS,
           minimum=5, maximum=600),
    # performance
    Option("model_dir", "", "Folder with weights; empty means the bundled model.", _PERFORMANCE),
    Option("adapter_dir", "", "Folder with an adapter for these weights; empty means none.",
           _PERFORMANCE),
    Option("precision", "auto", "How finely the weights are run; auto is the doctor's choice.",
           _PERFORMANCE, choices=("auto", "float32", "bfloat16", "int8"), force=Force.AT_LOAD),
    Option("threads", 0, "Most threads of the engine; 0 finds the fastest number.", _PERFORMANCE,
           minimum=0, maximum=64, force=Force.AT_LOAD),
    Option("prefill_while_typing", "on_mains", "When to read ahead what is being typed.",
           _PERFORMANCE, choices=("on_mains", "always", "never")),
    Option("unload_after_min", 0, "Minutes without a request until the model is let go; 0: never.",
           _PERFORMANCE, minimum=0, maximum=240),
    # diary
    Option("on_this_day", "good_days", "Earlier years on today's page of the diary.",
           Section.DIARY, choices=("good_days", "all_days", "never")),
)  # fmt: skip

_BY_KEY: Mapping[str, Option] = {option.key: option for option in SCHEMA}


class Settings:
    """Typed values of the schema's keys; every change is on disk when `set` returns.

    Read on any thread (a change replaces all values at once), set on the window's only.
    path None keeps everything in memory (``--no-save``). A file that can't be read is put aside
    as ``settings.json.damaged`` and reported in `problems`; the defaults are in force.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._values: dict[str, Value] = {}
        self.problems: list[str] = []
        if path is not None and path.exists():
            self._load(path)

    def _load(self, path: Path) -> None:
        try:
            stored: Any = json.loads(path.read_text("utf-8"))
            if not isinstance(stored, dict):
                raise ValueError("not an object")
        except (OSError, ValueError) as error:
            self.problems.append(f"{path.name}: {error}")
            self._put_aside(path)
            return
        for key, value in stored.items():
            try:
                self._values[key] = _BY_KEY[key].check(value)
            except KeyError:
                self.problems.append(f"{path.name}: unknown key {key!r}")
            except SettingsError as error:
                self.problems.append(f"{path.name}: {error}")

    @staticmethod
    def _put_aside(path: Path) -> None:
        try:
            path.replace(path.with_suffix(".json.damaged"))
        except OSError:
            return  # a read-only folder: the defaults are in force all the same

    def get(self, key: str) -> Value:
        return self._values.get(key, _BY_KEY[key].default)

    def text(self, key: str) -> str:
        value = self.get(key)
        assert isinstance(value, str), key
        return value

    def number(self, key: str) -> float:
        value = self.get(key)
        assert isinstance(value, int | float), key
        return float(value)

    def whole(self, key: str) -> int:
        value = self.get(key)
        assert isinstance(value, int), key
        return value

    def is_changed(self, key: str) -> bool:
        """Whether it isn't the default."""
        return self.get(key) != _BY_KEY[key].default

    @property
    def day_begins_at(self) -> time:
        return time.fromisoformat(self.text("day_begins_at"))

    def set(self, key: str, value: object) -> None:
        """Raises SettingsError for a bad value, StorageFailure if it can't be written."""
        checked = _BY_KEY[key].check(value)
        changed = {**self._values, key: checked}
        if self._path is not None:
            _write_atomically(self._path, json.dumps(changed, ensure_ascii=False, indent=2))
        self._values = changed


def _write_atomically(path: Path, text: str) -> None:
    part = path.with_suffix(".json.part")
    try:
        with part.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise StorageFailure(f"{path}: {error.strerror}") from error
