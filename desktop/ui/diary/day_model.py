"""The days of the diary as a Qt model. Changes only the rows that changed."""

from collections.abc import Iterator
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop.domain.mood import Day
from desktop.ui.diary.day_words import day_name, describe_day, no_text, short_day_name

Index = QModelIndex | QPersistentModelIndex


class DayRole(IntEnum):
    """What a row can be asked for besides its name (DisplayRole)."""

    DATE = Qt.ItemDataRole.UserRole + 1
    ENTRIES = Qt.ItemDataRole.UserRole + 2
    MEAN = Qt.ItemDataRole.UserRole + 3
    FIRST_LINE = Qt.ItemDataRole.UserRole + 4
    SHORT_NAME = Qt.ItemDataRole.UserRole + 5


_NAMES = {
    DayRole.DATE: b"date",
    DayRole.ENTRIES: b"entries",
    DayRole.MEAN: b"mean",
    DayRole.FIRST_LINE: b"firstLine",
    DayRole.SHORT_NAME: b"shortName",
}


class DayModel(QAbstractListModel):
    """Days, newest first. `set_days` keeps the rows that stayed, and so scroll and selection."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._days: list[Day] = []
        self._today = date(2000, 1, 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._days)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._days):
            return None
        day = self._days[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return day_name(day.date, self._today)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return describe_day(day, self._today)
            case DayRole.DATE:
                return day.date
            case DayRole.ENTRIES:
                return day.entries
            case DayRole.MEAN:
                return day.mean
            case DayRole.FIRST_LINE:
                return day.first_line or (no_text() if day.entries else "")
            case DayRole.SHORT_NAME:
                return short_day_name(day.date, self._today)
        return None

    def roleNames(self) -> dict[int, QByteArray]:
        names = super().roleNames()
        names.update({int(role): QByteArray(name) for role, name in _NAMES.items()})
        return names

    def row_of(self, day: date) -> int | None:
        return next((row for row, known in enumerate(self._days) if known.date == day), None)

    def set_days(self, days: list[Day], today: date) -> None:
        """Show *days* (newest first, each date once)."""
        self._remove_missing({day.date for day in days})
        self._insert_new(days)
        self._replace_changed(days)
        if today != self._today:
            self._today = today
            self._announce(0, len(self._days) - 1)

    def _remove_missing(self, wanted: set[date]) -> None:
        gone = [row for row, day in enumerate(self._days) if day.date not in wanted]
        for first, last in reversed(list(_stretches(gone))):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._days[first : last + 1]
            self.endRemoveRows()

    def _insert_new(self, days: list[Day]) -> None:
        known = {day.date for day in self._days}
        fresh = [row for row, day in enumerate(days) if day.date not in known]
        for first, last in _stretches(fresh):
            self.beginInsertRows(QModelIndex(), first, last)
            self._days[first:first] = days[first : last + 1]
            self.endInsertRows()

    def _replace_changed(self, days: list[Day]) -> None:
        pairs = enumerate(zip(self._days, days, strict=True))
        changed = [row for row, (before, after) in pairs if before != after]
        for first, last in _stretches(changed):
            self._days[first : last + 1] = days[first : last + 1]
            self._announce(first, last)

    def _announce(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first), self.index(last))


def _stretches(rows: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of consecutive rows, in order."""
    start = 0
    for place in range(1, len(rows) + 1):
        if place == len(rows) or rows[place] != rows[place - 1] + 1:
            yield rows[start], rows[place - 1]
            start = place
