"""A TOML file that may be hostile, read strictly: what is wrong is told with file, line and key."""

import os
import re
import stat
import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.errors import TaskFileError

# A prompt of this size fits into no model's context.
MOST_BYTES = 64 * 1024
MOST_TABLES = 64


@dataclass(frozen=True, slots=True)
class Template:
    """A text with declared variables. An undeclared or missing one is an error when read."""

    text: str
    variables: tuple[str, ...]

    def fill(self, **values: str) -> str:
        """The text with the values put in as they are: braces in a value mean nothing."""
        return self.text.format(**values)


def read_text(path: Path) -> str:
    """The file's text. Raises TaskFileError: too large, no file, no UTF-8, gone meanwhile.

    Never waits: a pipe in the place of a file is opened without anybody at its other end.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # one look: between two it may come or go
            raise TaskFileError.of(path.name, "no_file")
        with open(path, "rb", opener=_without_waiting) as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise TaskFileError.of(path.name, "unreadable", detail=error.strerror or "") from error
    if len(content) > MOST_BYTES:
        raise TaskFileError.of(path.name, "too_large", detail=f"{MOST_BYTES // 1024} KB")
    return _decoded(path.name, content)


def _without_waiting(name: str, flags: int) -> int:
    """A pipe that took the file's place between look and opening."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def _decoded(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise TaskFileError.of(name, "not_utf8", line=line) from error


def parse(name: str, text: str) -> "Table":
    """The whole file as a table. Raises TaskFileError with the line."""
    try:
        return Table(name, tomllib.loads(text), text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        reason = str(error).split(" (at ")[0]
        raise TaskFileError.of(name, "syntax", line=line, detail=reason) from error
    except (ValueError, RecursionError) as error:  # a number or a nesting beyond all bounds
        raise TaskFileError.of(name, "syntax", line=1, detail=type(error).__name__) from error


@dataclass(slots=True)
class Table:
    """One TOML table; remembers which keys were asked for, so that the others are errors."""

    file: str
    raw: Mapping[str, Any]
    text: str = ""
    at: str = ""
    known: set[str] = field(default_factory=set)

    def error(self, key: str, code: str, detail: str = "") -> TaskFileError:
        path = f"{self.at}{key}"
        line = line_of(self.text, path)
        return TaskFileError.of(self.file, code, line=line, key=path, detail=detail)

    def has(self, key: str) -> bool:
        self.known.add(key)
        return key in self.raw

    def _get(self, key: str, kind: type | tuple[type, ...], code: str) -> Any:
        if not self.has(key):
            raise self.error(key, "missing")
        value = self.raw[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.error(key, code)
        return value

    def string(self, key: str, default: str | None = None) -> str:
        """default: where the key is missing; without one that is an error."""
        if default is not None and not self.has(key):
            return default
        value: str = self._get(key, str, "not_text")
        if not value.strip():
            raise self.error(key, "empty")
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where the key is missing."""
        if not self.has(key):
            return ()
        values = self._get(key, list, "not_texts")
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise self.error(key, "not_texts")
        return tuple(values)

    def integer(self, key: str, least: int, most: int, default: int | None = None) -> int:
        if default is not None and not self.has(key):
            return default
        value: int = self._get(key, int, "not_whole")
        if not least <= value <= most:
            raise self.error(key, "out_of_range", f"{least} – {most}")
        return value

    def number(self, key: str, low: float, high: float, default: float | None = None) -> float:
        if default is not None and not self.has(key):
            return default
        value = self._get(key, (int, float), "not_number")
        if not low <= value <= high:
            raise self.error(key, "out_of_range", f"{low:g} – {high:g}")
        return float(value)

    def flag(self, key: str, default: bool | None = None) -> bool:
        if default is not None and not self.has(key):
            return default
        value: bool = self._get(key, bool, "not_flag")
        return value

    def template(self, key: str, variables: set[str]) -> Template:
        text = self.string(key)
        wanted = ", ".join(f"{{{v}}}" for v in sorted(variables))
        try:
            fields = list(string.Formatter().parse(text))
        except ValueError as error:
            raise self.error(key, "variables", wanted) from error
        names = {name for _, name, _, _ in fields if name is not None}
        plain = not any(spec or conversion for _, _, spec, conversion in fields)
        if names != variables or not plain:
            raise self.error(key, "variables", wanted)
        return Template(text, tuple(sorted(variables)))

    def table(self, key: str) -> "Table":
        return Table(self.file, self._get(key, dict, "not_table"), self.text, f"{self.at}{key}.")

    def tables(self, key: str) -> "list[Table]":
        entries = self._get(key, list, "not_tables")
        if not all(isinstance(entry, dict) for entry in entries):
            raise self.error(key, "not_tables")
        if len(entries) > MOST_TABLES:
            raise self.error(key, "too_many", str(MOST_TABLES))
        at = (f"{self.at}{key}[{number}]." for number in range(len(entries)))
        return [Table(self.file, e, self.text, a) for e, a in zip(entries, at, strict=True)]

    def refuse_unknown(self) -> None:
        for key in self.raw:
            if key not in self.known:
                raise self.error(key, "unknown")


_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\-\"']+)\s*\]\]?")
_KEY = re.compile(r"\s*[\"']?([\w\-]+)[\"']?\s*=")


def line_of(text: str, path: str) -> int:
    """Where a key like ``labels[1].valence`` stands, from 1; where it is missing, the table it
    belongs into; 1 for one that would stand at the top."""
    tables, seen, at, nearest = dict[str, int](), "", "", 1
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            name = header[2]
            count = tables[name] = tables.get(name, -1) + 1
            seen = f"{name}[{count}]" if header[1] == "[[" else name
            at = f"{seen}."
            if path in (seen, name):
                return number
            if path.startswith(at):
                nearest = number
        elif (key := _KEY.match(line)) and f"{at}{key[1]}" == path:
            return number
    return nearest
