"""The same diary in both of Daylio's files: one entry of one program, whichever brought it first.

The files share no id. What they share is the minute on the wall and the words, but for the scales
that only the table has.
"""

from collections import defaultdict
from collections.abc import Mapping

from desktop.domain.transfer import ImportFormat, PortableEntry
from desktop.storage.database import Database

_OTHER: Mapping[str | None, ImportFormat] = {
    ImportFormat.DAYLIO: ImportFormat.DAYLIO_CSV,
    ImportFormat.DAYLIO_CSV: ImportFormat.DAYLIO,
}

# As it came: before the person changed it here, or moved it to another day.
_TEXTS = """
SELECT created_utc_ms, offset_s, coalesce(
    (SELECT text FROM earlier_texts WHERE entry_id = entries.id ORDER BY id LIMIT 1), text
) FROM entries WHERE origin = ?
"""


class Twins:
    """Entries of the diary that came from the other file. Each is the twin of one at most."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._texts: dict[str, dict[int, list[str]]] = {}

    def has(self, entry: PortableEntry) -> bool:
        """Whether the diary has it from the other file; asked once for each entry."""
        other = _OTHER.get(entry.origin)
        if other is None:
            return False
        texts = self._of(other).get(_minute(entry.created.utc_ms, entry.created.offset_s), [])
        twin = next((text for text in texts if _alike(text, entry.text)), None)
        if twin is not None:
            texts.remove(twin)
        return twin is not None

    def _of(self, origin: ImportFormat) -> dict[int, list[str]]:
        if origin not in self._texts:
            found: dict[int, list[str]] = defaultdict(list)
            for utc_ms, offset_s, text in self._database.query(_TEXTS, (origin,)):
                found[_minute(utc_ms, offset_s)].append(text)
            self._texts[origin] = found
        return self._texts[origin]


def _minute(utc_ms: int, offset_s: int) -> int:
    """Of the clock on the wall."""
    return (utc_ms // 1000 + offset_s) // 60


def _alike(one: str, other: str) -> bool:
    """The same, or the same and scales in lines below."""
    short, long = sorted((one, other), key=len)
    return long == short or not short or long.startswith(f"{short}\n")
