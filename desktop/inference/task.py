"""A task is a prompt file: strict TOML with system text, template and limits. Runs nothing."""

import string
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.domain.labels import LabelChoice, LabelSet
from desktop.domain.messages import Message, Role
from desktop.errors import TaskFileError
from desktop.inference.engine import GenerationConfig


@dataclass(frozen=True, slots=True)
class Template:
    """A text with declared variables. An undeclared or missing one is an error when read."""

    text: str
    variables: tuple[str, ...]

    def fill(self, **values: str) -> str:
        """The text with the values put in as they are: braces in a value mean nothing."""
        return self.text.format(**values)


@dataclass(frozen=True, slots=True)
class ClassifyTask:
    """Names one of a set of labels for a text.

    unsure_below: when the likeliest label's probability is smaller, the answer is `unsure`.
    calibrate: take off what the labels score on an empty text (Zhao et al. 2021, Calibrate
    Before Use). temperature: the scores are divided by it, so that probabilities say how often
    an answer is right; over 1 makes them smaller, and none changes which label is likeliest.
    """

    id: str
    version: int
    system: str
    template: Template
    labels: LabelSet
    unsure_below: float
    calibrate: bool
    temperature: float = 1.0

    def messages(self, text: str) -> tuple[Message, ...]:
        asked = self.template.fill(text=text)
        return Message(Role.SYSTEM, self.system), Message(Role.USER, asked)


@dataclass(frozen=True, slots=True)
class GenerateTask:
    """Writes a text.

    template: what the person's turn looks like. labelled: the same when its mood is known.
    """

    id: str
    version: int
    system: str
    template: Template
    labelled: Template
    generation: GenerationConfig

    def user_message(self, text: str, label: str | None) -> Message:
        if label is None:
            return Message(Role.USER, self.template.fill(text=text))
        return Message(Role.USER, self.labelled.fill(text=text, label=label))


Task = ClassifyTask | GenerateTask


def load_task(path: Path) -> Task:
    """Raises TaskFileError naming the file and the key."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TaskFileError(f"{path.name}: {error}") from error
    table = _Table(path.name, raw)
    kind = table.text("kind")
    if kind not in _READERS:
        raise table.error("kind", f"must be one of {sorted(_READERS)}, not {kind!r}")
    task = _READERS[kind](table)
    table.refuse_unknown()
    return task


def _classify(table: "_Table") -> ClassifyTask:
    return ClassifyTask(
        id=table.text("id"),
        version=table.integer("version", 1),
        system=table.text("system"),
        template=table.template("template", {"text"}),
        labels=_labels(table),
        unsure_below=table.number("unsure_below", 0.0, 1.0),
        calibrate=table.flag("calibrate"),
        temperature=table.number("temperature", 0.1, 10.0) if table.has("temperature") else 1.0,
    )


def _labels(table: "_Table") -> LabelSet:
    choices = tuple(_label(entry) for entry in table.tables("labels"))
    if len({c.word for c in choices}) < max(2, len(choices)):
        raise table.error("labels", "needs at least two labels with different words")
    return LabelSet(choices, _label(table.table("unsure")))


def _label(table: "_Table") -> LabelChoice:
    choice = LabelChoice(
        word=table.text("word"),
        english=table.text("english"),
        emoji=table.text("emoji"),
        valence=table.number("valence", -2.0, 2.0) if table.has("valence") else None,
    )
    table.refuse_unknown()
    return choice


def _generate(table: "_Table") -> GenerateTask:
    return GenerateTask(
        id=table.text("id"),
        version=table.integer("version", 1),
        system=table.text("system"),
        template=table.template("template", {"text"}),
        labelled=table.template("labelled_template", {"text", "label"}),
        generation=_generation(table.table("generation")),
    )


def _generation(table: "_Table") -> GenerationConfig:
    config = GenerationConfig(
        max_tokens=table.integer("max_tokens", 1),
        temperature=table.number("temperature", 0.0, 2.0),
        top_p=table.number("top_p", 0.01, 1.0),
        top_k=table.integer("top_k", 0),
        repetition_penalty=table.number("repetition_penalty", 1.0, 2.0),
        seed=table.integer("seed", 0) if table.has("seed") else None,
    )
    table.refuse_unknown()
    return config


_READERS: dict[str, Callable[["_Table"], Task]] = {"classify": _classify, "generate": _generate}


@dataclass(slots=True)
class _Table:
    """One TOML table; remembers which keys were asked for, so that the others are errors."""

    file: str
    raw: Mapping[str, Any]
    at: str = ""
    known: set[str] = field(default_factory=set)

    def error(self, key: str, reason: str) -> TaskFileError:
        return TaskFileError(f"{self.file}: {self.at}{key}: {reason}")

    def has(self, key: str) -> bool:
        self.known.add(key)
        return key in self.raw

    def _get(self, key: str, kind: type | tuple[type, ...], named: str) -> Any:
        if not self.has(key):
            raise self.error(key, "is missing")
        value = self.raw[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.error(key, f"must be {named}")
        return value

    def text(self, key: str) -> str:
        value: str = self._get(key, str, "text")
        if not value.strip():
            raise self.error(key, "is empty")
        return value

    def integer(self, key: str, least: int) -> int:
        value: int = self._get(key, int, "a whole number")
        if value < least:
            raise self.error(key, f"must be at least {least}")
        return value

    def number(self, key: str, low: float, high: float) -> float:
        value = float(self._get(key, (int, float), "a number"))
        if not low <= value <= high:
            raise self.error(key, f"must be from {low} to {high}")
        return value

    def flag(self, key: str) -> bool:
        value: bool = self._get(key, bool, "true or false")
        return value

    def template(self, key: str, variables: set[str]) -> Template:
        text = self.text(key)
        try:
            fields = list(string.Formatter().parse(text))
        except ValueError as error:
            raise self.error(key, str(error)) from error
        names = {name for _, name, _, _ in fields if name is not None}
        plain = not any(spec or conversion for _, _, spec, conversion in fields)
        if names != variables or not plain:
            wanted = ", ".join(f"{{{v}}}" for v in sorted(variables))
            raise self.error(key, f"must use exactly the variables {wanted}")
        return Template(text, tuple(sorted(variables)))

    def table(self, key: str) -> "_Table":
        return _Table(self.file, self._get(key, dict, "a table"), f"{self.at}{key}.")

    def tables(self, key: str) -> list["_Table"]:
        entries = self._get(key, list, "an array of tables")
        if not all(isinstance(entry, dict) for entry in entries):
            raise self.error(key, "must be an array of tables")
        return [_Table(self.file, e, f"{self.at}{key}[{n}].") for n, e in enumerate(entries)]

    def refuse_unknown(self) -> None:
        for key in self.raw:
            if key not in self.known:
                raise self.error(key, "is not a known key")
