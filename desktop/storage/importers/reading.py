"""Which reader for which file: by what it holds rather than by what it is called."""

from collections.abc import Callable
from pathlib import Path

from desktop.domain.transfer import ImportFormat, Reading, SkipReason
from desktop.errors import ImportRefused
from desktop.storage import own_format
from desktop.storage.importers import (
    day_one,
    daylio,
    jrnl,
    own_json,
    red_notebook,
    text_files,
)
from desktop.storage.importers.files import (
    MAX_CHARACTERS,
    Unreadable,
    as_json,
    files_below,
    is_archive,
    members,
    read_bytes,
)
from desktop.storage.importers.records import Setting

Reader = Callable[[str, bytes, Setting], Reading]

_READERS: dict[ImportFormat, Reader] = {
    ImportFormat.OWN: own_json.read,
    ImportFormat.DAYLIO_CSV: daylio.read_csv,
    ImportFormat.DAYLIO: daylio.read_backup,
    ImportFormat.DAY_ONE: day_one.read,
    ImportFormat.JRNL: jrnl.read,
    ImportFormat.RED_NOTEBOOK: red_notebook.read,
    ImportFormat.TEXT: text_files.read,
}
_SUFFIXES = {
    ImportFormat.OWN: (".json",),
    ImportFormat.DAYLIO_CSV: (".csv",),
    ImportFormat.DAYLIO: (".daylio",),
    ImportFormat.DAY_ONE: (".json", ".zip"),
    ImportFormat.JRNL: (".json", ".txt"),
    ImportFormat.RED_NOTEBOOK: (".txt",),
    ImportFormat.TEXT: text_files.SUFFIXES,
}


def read(path: Path, format: ImportFormat | None, setting: Setting) -> tuple[ImportFormat, Reading]:
    """All that *path*, a file or a folder, holds in this format; found out where it is None.

    In a folder, a file that can't be read is passed over and named. Raises ImportRefused if
    *path* itself can't be read or if there is nothing in it that we know.
    """
    if path.is_dir():
        return _read_folder(path, format, setting)
    if not path.is_file():
        raise ImportRefused(str(path))
    try:
        content = read_bytes(path)
        format = format or _format_of(path.name, content)
        return format, _bounded(path.name, _READERS[format](path.name, content, setting))
    except Unreadable as error:
        raise ImportRefused(str(path)) from error


def _read_folder(
    folder: Path, format: ImportFormat | None, setting: Setting
) -> tuple[ImportFormat, Reading]:
    format = format or _format_of_folder(folder)
    whole = Reading()
    files = files_below(folder, _SUFFIXES[format])
    if not files:
        raise ImportRefused(str(folder))
    for path in files:
        name = path.relative_to(folder).as_posix()
        # RedNotebook's file names say the month; of text, the folders may say more.
        told = path.name if format is ImportFormat.RED_NOTEBOOK else name
        try:
            reading = _bounded(name, _READERS[format](told, read_bytes(path), setting))
        except (Unreadable, ValueError):
            whole.skip(name, SkipReason.UNREADABLE)
            continue
        whole.entries += reading.entries
        whole.skipped += reading.skipped
    whole.entries.sort(key=lambda entry: (entry.date, entry.created.utc_ms))
    return format, whole


def _bounded(file: str, reading: Reading) -> Reading:
    """Without what no diary can mean: one text as long as many books."""
    for entry in reading.entries:
        if len(entry.text) > MAX_CHARACTERS:
            reading.skip(file, SkipReason.TOO_BIG, entry.date.isoformat())
    reading.entries = [e for e in reading.entries if len(e.text) <= MAX_CHARACTERS]
    return reading


def _format_of(name: str, content: bytes) -> ImportFormat:
    """Raises Unreadable."""
    suffix = Path(name).suffix.lower()
    if is_archive(content):
        return ImportFormat.DAYLIO if _has_daylio(content) else ImportFormat.DAY_ONE
    if suffix == ".csv":
        return ImportFormat.DAYLIO_CSV
    if suffix == ".json":
        return _format_of_json(content)
    if red_notebook.is_month(name, content):
        return ImportFormat.RED_NOTEBOOK
    if suffix == ".txt" and jrnl.is_text(content):
        return ImportFormat.JRNL
    if suffix in text_files.SUFFIXES:
        return ImportFormat.TEXT
    raise Unreadable


def _has_daylio(content: bytes) -> bool:
    return next(members(content, "backup.daylio"), None) is not None


def _format_of_json(content: bytes) -> ImportFormat:
    parsed = as_json(content)
    if not isinstance(parsed, dict):
        raise Unreadable
    if parsed.get("format") == own_format.FORMAT:
        return ImportFormat.OWN
    records = parsed.get("entries")
    first = records[0] if isinstance(records, list) and records else None
    if "metadata" in parsed or (isinstance(first, dict) and "creationDate" in first):
        return ImportFormat.DAY_ONE
    if isinstance(records, list):
        return ImportFormat.JRNL
    raise Unreadable


def _format_of_folder(folder: Path) -> ImportFormat:
    names = [path.name for path in files_below(folder, (".txt",))]
    months = [name for name in names if red_notebook.NAME.fullmatch(name)]
    return ImportFormat.RED_NOTEBOOK if months else ImportFormat.TEXT
