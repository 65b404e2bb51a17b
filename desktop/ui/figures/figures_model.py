"""The newest requests as rows of a table, the newest first."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop.domain.figures import Figures
from desktop.services import figures_words as words

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """What fits into a narrow window; all else is told of the chosen one."""

    TIME = 0
    KIND = 1
    LABEL = 2
    TOKENS = 3
    SPEED = 4
    TOTAL = 5


_WORDS = (Column.TIME, Column.KIND, Column.LABEL)


class FiguresModel(QAbstractTableModel):
    """word: what a label is called on screen."""

    def __init__(self, word: words.LabelWord, most: int, parent: QObject | None = None) -> None:
        """most: rows; older ones make room."""
        super().__init__(parent)
        self._word, self._most = word, most
        self._rows: list[Figures] = []
        self._cells: dict[Column, Callable[[Figures], str]] = {
            Column.TIME: _time,
            Column.KIND: _kind,
            Column.LABEL: lambda figures: words.label(figures, word),
            Column.TOKENS: lambda figures: str(figures.tokens or words.NONE),
            Column.SPEED: words.speed,
            Column.TOTAL: lambda figures: words.milliseconds(figures.total_s),
        }

    def show(self, newest: Sequence[Figures]) -> None:
        self.beginResetModel()
        self._rows = list(newest)
        self.endResetModel()

    def add(self, figures: Figures) -> None:
        """On top."""
        self.beginInsertRows(_NOWHERE, 0, 0)
        self._rows.insert(0, figures)
        self.endInsertRows()
        if (last := len(self._rows) - 1) >= self._most:
            self.beginRemoveRows(_NOWHERE, last, last)
            del self._rows[last]
            self.endRemoveRows()

    def figures(self, row: int) -> Figures | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    @property
    def rows(self) -> Sequence[Figures]:
        return self._rows

    # What Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, figures = Column(index.column()), self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cells[column](figures)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._name(column)}: {self._cells[column](figures)}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(section))
        return self._name(Column(section)) if role == Qt.ItemDataRole.DisplayRole else None

    def _name(self, column: Column) -> str:
        return {
            Column.TIME: self.tr("时间"),
            Column.KIND: self.tr("请求"),
            Column.LABEL: self.tr("心情"),
            Column.TOKENS: self.tr("词元"),
            Column.SPEED: self.tr("词元/秒"),
            Column.TOTAL: self.tr("共"),
        }[column]


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column in _WORDS else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


def _time(figures: Figures) -> str:
    """With the day where it isn't this one."""
    day = datetime.fromtimestamp(figures.at_utc_ms / 1000).astimezone().date()
    return words.ended(figures, with_day=day != datetime.now().astimezone().date())


def _kind(figures: Figures) -> str:
    how = words.ending(figures)
    return f"{words.kind_word(figures.kind)} · {how}" if how else words.kind_word(figures.kind)
