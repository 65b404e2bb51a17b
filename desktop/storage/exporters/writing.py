"""An export: whole or not there at all, and never over something that is there."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO, TypeVar

from desktop.domain.transfer import ExportFormat
from desktop.errors import TargetExists, TargetNotWritable
from desktop.storage.database import Database
from desktop.storage.exporters import csv_table, markdown, own_json

T = TypeVar("T")

# What Excel needs to see that a CSV file is UTF-8.
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote. trashed: how many of the entries lie in the trash."""

    entries: int
    trashed: int
    files: int


def export(
    database: Database,
    format: ExportFormat,
    target: Path,
    at_utc_ms: int,
    since: date | None = None,
    until: date | None = None,
) -> Exported:
    """Write the entries of *since* to *until* (days, inclusive; None is open) to *target*.

    Markdown goes into one file if *target* ends in .md, otherwise into a folder, a file a day.
    Raises TargetExists or TargetNotWritable (then there is no file), or StorageFailure.
    """
    days = (since or date.min, until or date.max)
    one_file = format is not ExportFormat.MARKDOWN or target.suffix.lower() == ".md"
    if target.exists() and (one_file or not target.is_dir() or any(target.iterdir())):
        raise TargetExists(str(target))
    # One snapshot: what is written meanwhile is in it or not, never by half.
    with database.snapshot():
        if format is ExportFormat.JSON:
            counts = _to_file(target, lambda file: own_json.write(database, file, at_utc_ms, *days))
            return Exported(*counts, 1)
        if format is ExportFormat.CSV:
            rows = _to_file(target, lambda file: csv_table.write(database, file, *days), _MARK)
            return Exported(rows, 0, 1)
        if one_file:
            entries = _to_file(target, lambda file: markdown.write(database, file, *days))
            return Exported(entries, 0, 1)
        return _to_folder(database, target, days)


def _to_folder(database: Database, target: Path, days: tuple[date, date]) -> Exported:
    part = target.with_name(f"{target.name}.part")
    entries = files = 0
    try:
        part.mkdir(parents=True)
        for day, text, count in markdown.days(database, *days):
            (part / f"{day.isoformat()}.md").write_text(text, "utf-8")
            entries, files = entries + count, files + 1
        if target.exists():
            target.rmdir()  # it is empty
        part.replace(target)
    except OSError as error:
        raise TargetNotWritable(f"{error.filename or target}: {error.strerror}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Exported(entries, 0, files)


def _to_file(target: Path, write: Callable[[TextIO], T], mark: str = "") -> T:
    with _whole(target) as file:
        file.write(mark)
        return write(file)


@contextmanager
def _whole(target: Path) -> Iterator[TextIO]:
    part = target.with_name(f"{target.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        raise TargetNotWritable(f"{error.filename or target}: {error.strerror}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
