"""A table that a page scrolls past: a few rows high, chosen by rows, left by Tab."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.ui.figures.figures_model import Column, FiguresModel
from desktop.ui.theme import SPACE, Theme

ROWS, ROW_PX = 7, 30
WIDE_PX = 480
# Columns are as wide as the words that are near; a thousand rows are not read for that.
ROWS_READ = 50


class FiguresTable(QTableView):
    """model: the rows, the newest on top."""

    def __init__(self, model: FiguresModel, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("figures")
        self.setModel(model)
        self.setAccessibleName(self.tr("最近的请求"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self._lay_out_columns()
        theme.changed.connect(self._fit)
        self._fit()

    def _lay_out_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setResizeContentsPrecision(ROWS_READ)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(Column.LABEL, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """For the moods, where it is narrow: the other two are told of the chosen one."""
        narrow = self.width() < self._theme.px(WIDE_PX)
        for column in (Column.TOKENS, Column.SPEED):
            self.setColumnHidden(column, narrow)

    @Slot()
    def _fit(self) -> None:
        row = self._theme.px(ROW_PX)
        self.verticalHeader().setDefaultSectionSize(row)
        self.horizontalHeader().setFixedHeight(row)
        self.setFixedHeight((ROWS + 1) * row + SPACE[1])
        self._make_room()

    def choose(self, row: int) -> None:
        """Go to that row, or to the last where there are fewer."""
        self.setCurrentIndex(self.model().index(min(row, self.model().rowCount() - 1), 0))
