"""Which format a file has: by what it holds rather than by what it is called."""

from pathlib import Path

from desktop.domain.transfer import ImportFormat, SkipReason
from desktop.storage import own_format
from desktop.storage.importers import jrnl, own_markdown, red_notebook, text_files
from desktop.storage.importers.files import Unreadable, as_json, is_archive, members

SUFFIXES = {
    ImportFormat.OWN: (".json",),
    ImportFormat.DAYLIO_CSV: (".csv",),
    ImportFormat.DAYLIO: (".daylio",),
    ImportFormat.DAY_ONE: (".json", ".zip"),
    ImportFormat.JRNL: (".json", ".txt"),
    ImportFormat.RED_NOTEBOOK: (".txt",),
    ImportFormat.MARKDOWN: own_markdown.SUFFIXES,
    ImportFormat.TEXT: text_files.SUFFIXES,
}
KNOWN_SUFFIXES = frozenset(suffix for suffixes in SUFFIXES.values() for suffix in suffixes)


def format_of(name: str, content: bytes) -> ImportFormat:
    """Raises Unreadable: it is empty, broken, or none that we know."""
    suffix = Path(name).suffix.lower()
    if not content.strip():
        raise Unreadable(SkipReason.EMPTY)
    if is_archive(content):
        return _format_of_archive(content)
    if suffix == ".daylio":
        return ImportFormat.DAYLIO  # which it turns out not to be
    if suffix == ".csv":
        return ImportFormat.DAYLIO_CSV
    if suffix == ".json":
        return _format_of_json(content)
    if red_notebook.is_month(name, content):
        return ImportFormat.RED_NOTEBOOK
    if suffix == ".txt" and jrnl.is_text(content):
        return ImportFormat.JRNL
    if suffix in own_markdown.SUFFIXES and own_markdown.is_ours(content):
        return ImportFormat.MARKDOWN
    if suffix in text_files.SUFFIXES:
        return ImportFormat.TEXT
    raise Unreadable(SkipReason.UNKNOWN)


def _format_of_archive(content: bytes) -> ImportFormat:
    if next(members(content, "backup.daylio"), None) is not None:
        return ImportFormat.DAYLIO
    if next(members(content, ".json"), None) is not None:
        return ImportFormat.DAY_ONE
    raise Unreadable(SkipReason.NO_MEMBER)


def _format_of_json(content: bytes) -> ImportFormat:
    parsed = as_json(content)
    if not isinstance(parsed, dict):
        raise Unreadable(SkipReason.UNKNOWN)
    if parsed.get("format") == own_format.FORMAT:
        return ImportFormat.OWN
    records = parsed.get("entries")
    first = records[0] if isinstance(records, list) and records else None
    if "metadata" in parsed or (isinstance(first, dict) and "creationDate" in first):
        return ImportFormat.DAY_ONE
    if isinstance(records, list):
        return ImportFormat.JRNL
    raise Unreadable(SkipReason.UNKNOWN)
