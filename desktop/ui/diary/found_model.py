"""What a search found, as a Qt model that reads on while one scrolls."""

from collections.abc import Callable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain.search import Found, Hit
from desktop.ui.diary.day_words import no_text, short_date_and_time
from desktop.ui.diary.snippet import Snippet, snippet

Index = QModelIndex | QPersistentModelIndex


class FoundRole(IntEnum):
    """What a row can be asked for."""

    ENTRY = Qt.ItemDataRole.UserRole + 1
    SNIPPET = Qt.ItemDataRole.UserRole + 2
    WHEN = Qt.ItemDataRole.UserRole + 3
    PASSAGE = Qt.ItemDataRole.UserRole + 4


class FoundModel(QAbstractListModel):
    """Hits in order. more: reads the page that begins at that hit."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []
        self._total = 0
        self._more: Callable[[int], Found] | None = None

    def show(self, found: Found, more: Callable[[int], Found] | None = None) -> None:
        self.beginResetModel()
        self._hits, self._total, self._more = list(found.hits), found.total, more
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._hits)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more is not None and len(self._hits) < self._total

    def fetchMore(self, parent: Index) -> None:
        if self._more is None:
            return
        hits = self._more(len(self._hits)).hits
        if not hits:
            self._total = len(self._hits)  # it can't be read on: what is there stays
            return
        first = len(self._hits)
        self.beginInsertRows(QModelIndex(), first, first + len(hits) - 1)
        self._hits.extend(hits)
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._hits):
            return None
        hit = self._hits[index.row()]
        match role:
            case FoundRole.ENTRY:
                return hit.entry
            case FoundRole.SNIPPET:
                return _shown(hit)
            case FoundRole.WHEN:
                return short_date_and_time(hit.entry.entry)
            case FoundRole.PASSAGE:
                text = hit.entry.entry.text
                return text[hit.spans[0].start : hit.spans[0].end] if hit.spans else ""
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{short_date_and_time(hit.entry.entry)} {_shown(hit).text}"
        return None


def _shown(hit: Hit) -> Snippet:
    """Of an entry that is only a mood or tags, that there is no text, as on its day."""
    if not hit.entry.entry.text.strip():
        return Snippet(no_text(), (), quiet=True)
    return snippet(hit.entry.entry.text, hit.spans)
