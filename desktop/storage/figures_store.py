"""What the newest requests cost: numbers, and the label's word. No text is ever kept here."""

from collections.abc import Mapping
from dataclasses import replace

from desktop.domain.figures import Figures, Kind, Stage
from desktop.storage.database import Database, Row, Value
from desktop.storage.failures import sound_rows

# So many rows, and so many of moods that nobody waited for, which can come by the hundred; older
# ones make room.
MOST, MOST_LABELS = 1000, 200

_STAGES = tuple(f"{stage}_s" for stage in Stage)
_OTHERS = (
    "ending",
    "prompt_tokens",
    "reused_tokens",
    "tokens",
    "label",
    "confidence",
    "cached",
    "memory_bytes",
    "peak_bytes",
    "precision",
    "at_utc_ms",
)
_COLUMNS = ("kind", *_STAGES, *_OTHERS)

_TRIM = """
DELETE FROM request_figures WHERE id <=
    (SELECT id FROM request_figures ORDER BY id DESC LIMIT 1 OFFSET ?)
"""
_TRIM_LABELS = """
DELETE FROM request_figures WHERE kind='label' AND id <=
    (SELECT id FROM request_figures WHERE kind='label' ORDER BY id DESC LIMIT 1 OFFSET ?)
"""


class FiguresStore:
    """Every method may raise StorageFailure or one of its kinds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, figures: Figures, entry_id: int | None = None) -> Figures:
        """Keep it, as its entry is kept; with its id now. Of an entry that is gone it is not."""
        values = _values(figures)
        names, marks = ", ".join(("entry_id", *values)), ", ".join("?" * (1 + len(values)))
        with self._database.transaction():
            if entry_id is not None and not self._has(entry_id):
                return figures
            row_id = self._database.insert(
                f"INSERT INTO request_figures ({names}) VALUES ({marks})",
                (entry_id, *values.values()),
            )
            self._database.execute(_TRIM, (MOST,))
            self._database.execute(_TRIM_LABELS, (MOST_LABELS,))
        return replace(figures, id=row_id)

    def _has(self, entry_id: int) -> bool:
        return self._database.row("SELECT 1 FROM entries WHERE id=?", (entry_id,)) is not None

    def newest(self, limit: int = MOST) -> list[Figures]:
        """The newest first."""
        columns = ", ".join(_COLUMNS)
        sql = f"SELECT {columns}, id FROM request_figures ORDER BY id DESC LIMIT ?"
        return [_figures(row) for row in self._database.query(sql, (limit,))]


def _values(figures: Figures) -> Mapping[str, Value]:
    stages = zip(_STAGES, figures.seconds, strict=True)
    others = {name: getattr(figures, name) for name in _OTHERS}
    return {"kind": figures.kind, **dict(stages), **others}


def _figures(row: Row) -> Figures:
    with sound_rows():
        kind, *rest, row_id = row
        seconds, others = (
            rest[: len(_STAGES)],
            dict(zip(_OTHERS, rest[len(_STAGES) :], strict=True)),
        )
        cached = others.pop("cached")
        return Figures(
            Kind(kind),
            tuple(map(float, seconds)),
            cached=None if cached is None else bool(cached),
            id=row_id,
            **others,
        )
