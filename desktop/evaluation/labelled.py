"""Labelled texts in a .jsonl, .csv or .tsv file. Knows no task: labels are words as they stand."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _csv import Reader

# Names that public collections use for the two columns; the first that is there counts.
TEXT_NAMES = ("text", "review", "sentence", "content", "text_a", "文本", "内容", "评论", "句子")
LABEL_NAMES = ("label", "labels", "sentiment", "emotion", "polarity", "标签", "情感", "情绪")


class LabelledFileError(Exception):
    """The file can't be used. The message is one sentence with the file's name."""


@dataclass(frozen=True, slots=True)
class Row:
    """One text and the label that a person gave it; either may be empty."""

    text: str
    label: str


@dataclass(frozen=True, slots=True)
class _Record:
    """One object or line of a table. place: where it stands, for messages."""

    place: str
    fields: Mapping[str, object]


def read_rows(path: Path) -> list[Row]:
    """All rows, in the file's order. UTF-8, with or without a byte order mark.

    Raises LabelledFileError.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise LabelledFileError(f"{path.name}: must be .jsonl, .csv or .tsv")
    try:
        records = reader(_content(path))
    except (csv.Error, ValueError) as error:
        raise LabelledFileError(f"{path.name}: {error}") from error
    if not records:
        raise LabelledFileError(f"{path.name}: is empty")
    return _rows(path.name, records)


def _content(path: Path) -> str:
    try:
        # As bytes: reading it as text would change line ends inside quotes.
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LabelledFileError(f"{path.name}: is not UTF-8 (byte {error.start})") from error
    except OSError as error:
        raise LabelledFileError(f"{path}: {error.strerror}") from error


def _rows(name: str, records: Iterable[_Record]) -> list[Row]:
    rows = []
    for record in records:
        fields = {key.strip().lower(): value for key, value in record.fields.items()}
        values = [_value(fields, names) for names in (TEXT_NAMES, LABEL_NAMES)]
        if None in values:
            wanted = ("text", "label")[values.index(None)]
            there = ", ".join(map(repr, record.fields))
            raise LabelledFileError(f"{name}: {record.place} has no {wanted!r}, only {there}")
        rows.append(Row(*map(_word, values)))
    return rows


def _value(fields: Mapping[str, object], names: Iterable[str]) -> object | None:
    """An empty cell and a JSON null are there, without a word in them."""
    for name in names:
        if name in fields:
            value = fields[name]
            return "" if value is None else value
    return None


def _word(value: object) -> str:
    """Labels that are numbers come as 1, 1.0, "1" or true, by the program that wrote the file."""
    if isinstance(value, bool) or (isinstance(value, float) and value.is_integer()):
        value = int(value)
    return str(value).strip()


def _json_lines(content: str) -> list[_Record]:
    # Not splitlines(): a JSON text may hold U+2028 as it is.
    lines = enumerate(content.split("\n"), 1)
    return [_json_line(number, line) for number, line in lines if line.strip()]


def _json_line(number: int, line: str) -> _Record:
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise ValueError(f"line {number}: {error}") from error
    if not isinstance(fields, dict):
        raise ValueError(f"line {number} is no JSON object")
    return _Record(f"line {number}", fields)


def _csv(content: str) -> list[_Record]:
    return _table(csv.reader(io.StringIO(content, newline=""), strict=True))


def _tsv(content: str) -> list[_Record]:
    """Excel quotes in it; most collections don't, and have quotation marks that mean nothing."""
    try:
        return _table(csv.reader(io.StringIO(content, newline=""), "excel-tab", strict=True))
    except (csv.Error, ValueError):
        plain = csv.reader(io.StringIO(content, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
        return _table(plain)


def _table(lines: "Reader") -> list[_Record]:
    """A comma that nobody quoted must not become a wrong label: widths have to agree."""
    records: list[_Record] = []
    header: list[str] | None = None
    for cells in lines:
        place = f"line {lines.line_num}"
        if header is None:
            header = cells
        elif len(cells) == len(header):
            records.append(_Record(place, dict(zip(header, cells, strict=True))))
        elif cells:
            raise ValueError(f"{place} has {len(cells)} cells, the first line has {len(header)}")
    return records


_READERS: dict[str, Callable[[str], list[_Record]]] = {
    ".jsonl": _json_lines,
    ".csv": _csv,
    ".tsv": _tsv,
}
