"""A file or a folder in, entries out, with what could not be read and why."""

from collections.abc import Callable
from pathlib import Path

from desktop.domain.transfer import FileRead, ImportFormat, Reading, SkipReason
from desktop.errors import ImportRefused
from desktop.storage.importers import (
    day_one,
    daylio,
    jrnl,
    own_json,
    own_markdown,
    red_notebook,
    text_files,
)
from desktop.storage.importers.files import MAX_CHARACTERS, Unreadable, read_bytes
from desktop.storage.importers.folders import files_below
from desktop.storage.importers.recognising import KNOWN_SUFFIXES, SUFFIXES, format_of
from desktop.storage.importers.records import Setting

Reader = Callable[[str, bytes, Setting], Reading]

_READERS: dict[ImportFormat, Reader] = {
    ImportFormat.OWN: own_json.read,
    ImportFormat.DAYLIO_CSV: daylio.read_csv,
    ImportFormat.DAYLIO: daylio.read_backup,
    ImportFormat.DAY_ONE: day_one.read,
    ImportFormat.JRNL: jrnl.read,
    ImportFormat.RED_NOTEBOOK: red_notebook.read,
    ImportFormat.MARKDOWN: own_markdown.read,
    ImportFormat.TEXT: text_files.read,
}


def read(
    path: Path, format: ImportFormat | None, setting: Setting
) -> tuple[ImportFormat | None, Reading]:
    """All that *path*, a file or a folder, holds in this format; found out where it is None.

    A folder may hold files of several formats: then the returned one is None. A file in it that
    can't be read is passed over and named. Raises ImportRefused if *path* itself can't be read or
    if there is nothing in it that we know.
    """
    try:
        is_folder, is_file, is_there = path.is_dir(), path.is_file(), path.exists()
    except OSError as error:  # nothing of what lies above may be looked at
        raise ImportRefused(str(path), SkipReason.DENIED) from error
    if is_folder:
        return _read_folder(path, format, setting)
    if not is_file:
        raise ImportRefused(str(path), SkipReason.UNREADABLE if is_there else SkipReason.MISSING)
    reading = Reading()
    _read_file(path, path.name, format, setting, reading)
    if not reading.files:
        why = reading.skipped[0]
        raise ImportRefused(str(path), why.reason, why.where, why.format or "")
    return reading.files[0].format, reading


def _read_folder(
    folder: Path, format: ImportFormat | None, setting: Setting
) -> tuple[ImportFormat | None, Reading]:
    whole, found = Reading(), files_below(folder)
    wanted = None if format is None else SUFFIXES[format]
    for path in found.files:
        if wanted is None or path.suffix.lower() in wanted:
            _read_file(path, path.relative_to(folder).as_posix(), format, setting, whole)
    for place, reason in found.passed:
        whole.skip(f"{place.relative_to(folder).as_posix()}/", reason)
    if not whole.files and not whole.skipped:
        raise ImportRefused(str(folder), SkipReason.NOTHING)
    whole.entries.sort(key=lambda entry: (entry.date, entry.created.utc_ms))
    skipped = {skipped.file for skipped in whole.skipped}
    whole.files = [file for file in whole.files if file.entries or file.file not in skipped]
    formats = {file.format for file in whole.files}
    return format or (formats.pop() if len(formats) == 1 else None), whole


def _read_file(
    path: Path, name: str, format: ImportFormat | None, setting: Setting, whole: Reading
) -> None:
    """Add what it holds, or why it holds nothing. name: from the chosen folder on."""
    try:
        if format is None and path.suffix.lower() not in KNOWN_SUFFIXES:
            raise Unreadable(SkipReason.UNKNOWN)
        content = read_bytes(path)
        format = format or format_of(path.name, content)
        # RedNotebook's file names say the month; of text, the folders may say more.
        told = path.name if format is ImportFormat.RED_NOTEBOOK else name
        reading = _bounded(name, _READERS[format](told, content, setting))
    except Unreadable as bad:
        whole.skip(name, bad.reason, bad.where, format or _likely(path, bad))
        return
    except ValueError:
        whole.skip(name, SkipReason.BROKEN, format=format)
        return
    whole.entries += reading.entries
    whole.skipped += reading.skipped
    whole.files.append(FileRead(name, format, len(reading.entries)))


def _likely(path: Path, bad: Unreadable) -> ImportFormat | None:
    """What a file that broke before it was recognised is called like, where that is one format."""
    if bad.reason is not SkipReason.BROKEN:
        return None
    like = [format for format, suffixes in SUFFIXES.items() if path.suffix.lower() in suffixes]
    return like[0] if len(like) == 1 else None


def _bounded(file: str, reading: Reading) -> Reading:
    """Without what no diary can mean: one text as long as many books."""
    for entry in reading.entries:
        if len(entry.text) > MAX_CHARACTERS:
            reading.skip(file, SkipReason.TOO_BIG, entry.date.isoformat())
    reading.entries = [e for e in reading.entries if len(e.text) <= MAX_CHARACTERS]
    return reading
