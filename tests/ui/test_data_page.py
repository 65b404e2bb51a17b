"""The data page itself: how it is left, and how narrow it may be."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.theme import Theme
from tests.ui.data_bench import DataBench

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_escape_leaves(data_bench: DataBench) -> None:
    data_bench.page.take_focus()
    with data_bench.qtbot.waitSignal(data_bench.page.left):
        data_bench.qtbot.keyClick(data_bench.page.imports.file, Qt.Key.Key_Escape)


@pytest.mark.parametrize(("width", "scale"), [(584, 1.0), (584, 1.5), (500, 2.0)])
def test_nothing_is_wider_than_the_page(
    data_bench: DataBench, theme: Theme, width: int, scale: float
) -> None:
    data_bench.write("一")
    data_bench.rested(data_bench.page.backups.make.click)
    theme.apply(font_scale=scale)
    data_bench.page.resize(width, 900)
    data_bench.page.grab()
    QApplication.processEvents()
    for child in data_bench.page.findChildren(QWidget):
        if child.isVisibleTo(data_bench.page):
            assert child.mapTo(data_bench.page, QPoint(child.width(), 0)).x() <= width, child
