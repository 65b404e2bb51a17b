"""The same entry without an id that says so.

Both of Daylio's files have the minute on the wall and the words, but for the scales that only the
table has: one entry of one program, whichever brought it first. Our own Markdown of earlier
programs has the day, the minute and the words of entries that are here.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from desktop.domain.transfer import ImportFormat, PortableEntry
from desktop.storage.database import Database
from desktop.storage.own_markdown import one_break

_MINUTES_A_DAY = 24 * 60
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


_ON_DAY = """
SELECT id, created_utc_ms, offset_s, text FROM entries WHERE entry_date = ?1 UNION ALL
SELECT entries.id, created_utc_ms, offset_s, earlier_texts.text FROM earlier_texts
JOIN entries ON entries.id = entry_id WHERE entry_date = ?1
"""


class Twins:
    """Entries of the diary that came from elsewhere. Each is the twin of one at most."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._texts: dict[str, dict[int, list[str]]] = {}
        self._taken: set[int] = set()

    def has(self, entry: PortableEntry) -> bool:
        """Whether the diary has it from elsewhere; asked once for each entry."""
        if entry.origin == ImportFormat.MARKDOWN:
            return self._has_written(entry)
        other = _OTHER.get(entry.origin)
        if other is None:
            return False
        texts = self._of(other).get(_minute(entry.created.utc_ms, entry.created.offset_s), [])
        twin = next((text for text in texts if _alike(text, entry.text)), None)
        if twin is not None:
            texts.remove(twin)
        return twin is not None

    def _has_written(self, entry: PortableEntry) -> bool:
        """On the same day at the same time of the clock, in the same words or earlier ones."""
        minute = _minute(entry.created.utc_ms, entry.created.offset_s) % _MINUTES_A_DAY
        for entry_id, utc_ms, offset_s, text in self._database.query(
            _ON_DAY, (entry.date.isoformat(),)
        ):
            same = _minute(utc_ms, offset_s) % _MINUTES_A_DAY == minute
            if same and entry_id not in self._taken and _written(text, entry):
                self._taken.add(entry_id)
                return True
        return False

    def _of(self, origin: ImportFormat) -> dict[int, list[str]]:
        if origin not in self._texts:
            found: dict[int, list[str]] = defaultdict(list)
            for utc_ms, offset_s, text in self._database.query(_TEXTS, (origin,)):
                found[_minute(utc_ms, offset_s)].append(text)
            self._texts[origin] = found
        return self._texts[origin]


class TwinsRead:
    """The same among the entries that are read with one another, and not in the diary yet."""

    def __init__(self) -> None:
        self._at: dict[tuple[date, int], list[PortableEntry]] = defaultdict(list)

    def add(self, entry: PortableEntry) -> None:
        """One that is to come into the diary. Those that know less of themselves come last."""
        self._at[_time(entry)].append(entry)

    def has(self, entry: PortableEntry) -> bool:
        """Whether it was added from elsewhere; asked once for each entry."""
        others = self._at[_time(entry)]
        twin = next((other for other in others if _twins(entry, other)), None)
        if twin is not None:
            others.remove(twin)
        return twin is not None


def knows_less(entry: PortableEntry) -> bool:
    """Neither where it comes from nor its second: its twin is the better one."""
    return entry.origin == ImportFormat.MARKDOWN


def _time(entry: PortableEntry) -> tuple[date, int]:
    """The day that it belongs to, and the clock on the wall."""
    return entry.date, _minute(entry.created.utc_ms, entry.created.offset_s) % _MINUTES_A_DAY


def _twins(entry: PortableEntry, other: PortableEntry) -> bool:
    """At the same time of the same day."""
    if entry.origin == ImportFormat.MARKDOWN:  # two of these are told apart by their ids
        texts = (other.text, *(earlier.text for earlier in other.earlier_texts))
        return other.origin != entry.origin and any(_written(text, entry) for text in texts)
    alike = other.origin is not None and _OTHER.get(entry.origin) == other.origin
    return alike and _alike(other.text, entry.text)


def _minute(utc_ms: int, offset_s: int) -> int:
    """Of the clock on the wall."""
    return (utc_ms // 1000 + offset_s) // 60


def _written(text: str, entry: PortableEntry) -> bool:
    """The same words; a quotation at the end may have been taken for a reply."""
    text = one_break(text).strip()
    if text == entry.text:
        return True
    reply = "" if entry.turn is None else str(entry.turn["reply"])
    quoted = "\n".join(f"> {line}".rstrip() for line in reply.split("\n"))
    return bool(reply) and text in (f"{entry.text}\n{quoted}", f"{entry.text}\n\n{quoted}", quoted)


def _alike(one: str, other: str) -> bool:
    """The same, or the same and scales in lines below."""
    short, long = sorted((one, other), key=len)
    return long == short or not short or long.startswith(f"{short}\n")
