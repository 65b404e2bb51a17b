"""Our own JSON, see `desktop.storage.own_format`."""

from desktop.domain.transfer import Reading, SkipReason
from desktop.storage import own_format
from desktop.storage.importers.files import MAX_CHARACTERS, Unreadable, as_json
from desktop.storage.importers.records import Setting


def read(file: str, content: bytes, _setting: Setting) -> Reading:
    """A record that the diary couldn't hold is passed over and named by its number."""
    parsed = as_json(content)
    if not isinstance(parsed, dict) or parsed.get("format") != own_format.FORMAT:
        raise Unreadable(SkipReason.UNKNOWN)
    records, version = parsed.get("entries"), parsed.get("version")
    if isinstance(version, int) and version > own_format.VERSION:
        raise Unreadable(SkipReason.NEWER)
    if version != own_format.VERSION or not isinstance(records, list):
        raise Unreadable
    reading = Reading()
    for number, record in enumerate(records, 1):
        try:
            entry = own_format.as_entry(record)
        except ValueError:
            reading.skip(file, SkipReason.BAD_RECORD, str(number))
            continue
        if len(entry.text) > MAX_CHARACTERS:
            reading.skip(file, SkipReason.TOO_BIG, str(number))
        else:
            reading.entries.append(entry)
    return reading
