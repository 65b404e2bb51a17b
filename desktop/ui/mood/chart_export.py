"""A chart as a file: a picture for looking and printing, or its numbers for a spreadsheet."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.domain.spreadsheet import Cell, table
from desktop.errors import TargetNotWritable
from desktop.services.whole_file import write_whole
from desktop.services.wording import explain
from desktop.ui.file_dialogs import FileDialogs
from desktop.ui.mood.chart_picture import png, svg
from desktop.ui.theme import Theme

Rows = Sequence[Sequence[Cell]]

FILTERS = {"png": "PNG (*.png)", "svg": "SVG (*.svg)", "csv": "CSV (*.csv)"}


class ChartExport(QObject):
    """One file. words: title and sentence, which stand in the picture too. rows: header first.

    Signal told(str): that it is there, or why not.
    """

    told = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        chart: QWidget,
        words: tuple[str, str],
        rows: Rows,
        theme: Theme,
        files: FileDialogs,
    ) -> None:
        super().__init__(parent)
        self._window, self._chart, self._words = parent, chart, words
        self._rows, self._theme, self._files = rows, theme, files

    def ask(self, form: str) -> None:
        """Ask where to, and write it there."""
        title = self._words[0]
        name = f"{_file_name(title)}.{form}"
        dialog = self._files.put_file(self._window, title, name, self.write, FILTERS[form])
        dialog.finished.connect(self.deleteLater)

    @Slot(str)
    def write(self, path: str) -> None:
        """The ending says what it becomes."""
        target = Path(path)
        try:
            write_whole(target, self._content(target.suffix.lower()))
        except TargetNotWritable as failure:
            self.told.emit(explain(failure))
        else:
            self.told.emit(self.tr("已存为 {name}").format(name=target.name))

    def _content(self, suffix: str) -> bytes:
        if suffix == ".csv":
            return table(self._rows).encode("utf-8")
        draw = svg if suffix == ".svg" else png
        return draw(self._chart, *self._words, self._theme)


def _file_name(title: str) -> str:
    return "".join("-" if sign in '\\/:*?"<>|' else sign for sign in title)
