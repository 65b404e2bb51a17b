"""Search: which entries hold the terms, newest days first, a page at a time.

A phrase of the index is exactly a part of a text (see `search_tokens`), so nothing that it finds
has to be looked at again, and a page costs the same however much was found.
"""

from datetime import date

from desktop.domain.search import Found, Hit, Query, spans_of
from desktop.storage.database import Database, Value
from desktop.storage.entry_rows import LABEL_JOIN, NOT_IN_TRASH, read_entries
from desktop.storage.failures import sound_rows
from desktop.storage.mood_rows import VERSION_SQL
from desktop.storage.search_tokens import phrase

# How the triggers make a rowid of the index: the day in front of the entry's id.
_ID_BITS = 27
_ID = f"(search.rowid & {(1 << _ID_BITS) - 1})"
# Looking up so many entries takes as long as going through the index of all.
_MANY = 3000

_NEWEST_FIRST = "entries.entry_date DESC, entries.id DESC"


# % follows the sign of what is divided, and a diary may be older.
_WEEKDAY = "(CAST(strftime('%w', entries.entry_date) AS INTEGER) + 6) % 7 = ?"
_HOUR = (
    "((entries.created_utc_ms + entries.offset_s * 1000) % 86400000 + 86400000) % 86400000 "
    "/ 3600000 = ?"
)


class SearchStore:
    """Reads only. Every method may raise StorageFailure or one of its kinds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def search(self, query: Query, limit: int = 50, offset: int = 0) -> Found:
        """A page of the entries for which the query holds, newest day first, and their number."""
        source, args = _source(query)
        terms = self._of_terms_alone(query)
        if terms <= _MANY:
            total = self._count(source, args)
        else:
            collected, those = _collected(query)
            total = self._count(collected, those)
            # A page of the newest looks few up, unless it must go through most of them for it.
            if terms * (offset + limit) > total * _MANY:
                source, args = collected, those
        ids = self._page(query, source, args, limit, offset) if total > offset else []
        return Found(total, self._hits(ids, query.terms))

    def _of_terms_alone(self, query: Query) -> int:
        """How many hold the terms; 0 where there is nothing else to look at."""
        if not query.terms or not _filters(query)[0]:
            return 0
        return self._count(*_of_terms(query))

    def _count(self, source: str, args: tuple[Value, ...]) -> int:
        row = self._database.row(f"SELECT count(*) FROM {source}", args)
        assert row is not None
        return int(row[0])

    def entry_ids(self, query: Query) -> list[int]:
        """The ids of all that is found, in order of id: what a chart of a word is made of."""
        source, args = _source(query)
        column = _ID if query.terms else "entries.id"
        rows = self._database.query(f"SELECT {column} FROM {source}", args)
        return sorted(entry_id for (entry_id,) in rows)

    def days(self, query: Query) -> list[date]:
        """The days of all that is found, oldest first."""
        source, args = _source(query)
        column = f"search.rowid >> {_ID_BITS}" if query.terms else "replace(entry_date, '-', '')"
        rows = self._database.query(f"SELECT DISTINCT {column} FROM {source} ORDER BY 1", args)
        with sound_rows():
            return [date.fromisoformat(str(day).zfill(8)) for (day,) in rows]

    def _page(
        self, query: Query, source: str, args: tuple[Value, ...], limit: int, offset: int
    ) -> list[int]:
        column, order = (_ID, "search.rowid DESC") if query.terms else ("entries.id", _NEWEST_FIRST)
        sql = f"SELECT {column} FROM {source} ORDER BY {order} LIMIT ? OFFSET ?"
        return [row[0] for row in self._database.query(sql, (*args, limit, offset))]

    def _hits(self, ids: list[int], terms: tuple[str, ...]) -> tuple[Hit, ...]:
        where = "entries.id IN (SELECT value FROM json_each(?))"
        listed = f"[{','.join(map(str, ids))}]"
        found = read_entries(self._database, where, (listed,), _NEWEST_FIRST)
        return tuple(Hit(entry, spans_of(entry.entry.text, terms)) for entry in found)


def _source(query: Query) -> tuple[str, tuple[Value, ...]]:
    """What stands behind FROM, with its arguments."""
    if not query.terms:
        return _by_day(query)
    filters, more = _filters(query)
    if not filters:
        return _of_terms(query)
    table = f"search JOIN entries ON entries.id = {_ID}{_join(query)}"
    source, args = _of_terms(query, table)
    return f"{source} AND {' AND '.join(filters)}", (*args, *more)


def _by_day(query: Query, table: str = "entries") -> tuple[str, tuple[Value, ...]]:
    """What passes the filters, whatever it says."""
    days, args = _of_days(query)
    filters, more = _filters(query)
    conditions = [NOT_IN_TRASH, *days, *filters]
    return f"{table}{_join(query)} WHERE {' AND '.join(conditions)}", (*args, *more)


def _of_terms(query: Query, table: str = "search") -> tuple[str, tuple[Value, ...]]:
    """What holds the terms, in its span of days."""
    match = " AND ".join(map(phrase, query.terms))
    first, last = _rowid(query.since or date.min), _rowid(query.until or date.max, last=True)
    found = f"{table} WHERE search MATCH ? AND search.rowid BETWEEN ? AND ?"
    return found, (match, first, last)


def _collected(query: Query) -> tuple[str, tuple[Value, ...]]:
    """The same as `_source`, from all that passes the filters: an index alone holds most of it."""
    source, args = _of_terms(query)
    passing, more = _by_day(query, "entries INDEXED BY entries_shown")
    return f"{source} AND {_ID} IN (SELECT entries.id FROM {passing})", (*args, *more)


def _join(query: Query) -> str:
    """The label that counts, where something is asked of it."""
    asked = query.label is not None or query.no_label or query.version is not None
    return f" {LABEL_JOIN}" if asked else ""


def _rowid(day: date, *, last: bool = False) -> int:
    """The first or last rowid that an entry of the day can have."""
    number = int(day.isoformat().replace("-", ""))
    return (number + last) * (1 << _ID_BITS) - last


def _of_days(query: Query) -> tuple[list[str], list[Value]]:
    conditions: list[str] = []
    args: list[Value] = []
    if query.since is not None:
        conditions.append("entries.entry_date >= ?")
        args.append(query.since.isoformat())
    if query.until is not None:
        conditions.append("entries.entry_date <= ?")
        args.append(query.until.isoformat())
    return conditions, args


def _filters(query: Query) -> tuple[list[str], list[Value]]:
    """Conditions on `entries` and the label that counts."""
    wanted: list[tuple[str, Value]] = []
    if query.label is not None:
        wanted.append(("l.label = ?", query.label))
    if query.no_label:
        wanted.append(("(l.label IS NULL) = ?", True))
    if query.version is not None:
        wanted.append((f"l.label IS NOT NULL AND ({VERSION_SQL}) = ?", query.version))
    if query.valence_from is not None:
        wanted.append(("entries.valence >= ?", query.valence_from))
    if query.valence_to is not None:
        wanted.append(("entries.valence <= ?", query.valence_to))
    carried = (
        "entries.id IN (SELECT entry_id FROM entry_tags JOIN tags ON tags.id = tag_id "
        "WHERE name = ?)"
    )
    if query.weekday is not None:
        wanted.append((_WEEKDAY, query.weekday))
    if query.hour is not None:
        wanted.append((_HOUR, query.hour))
    wanted += [(carried, tag) for tag in query.tags]
    return [condition for condition, _ in wanted], [arg for _, arg in wanted]
