"""What every test of the window gets: whatever it does, nothing was connected to."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from desktop import connections

# Fixtures, for all who ask for them.
from .data_bench import data_bench as data_bench
from .data_bench import theme as theme
from .timeline_bench import timeline as timeline

connections.watch()
_FAR = (10_000, 10_000)


@pytest.fixture(autouse=True)
def no_connection() -> Iterator[None]:
    """The program never opens one unless a download was pressed."""
    before = connections.opened()
    yield
    assert connections.opened() == before


@pytest.fixture(autouse=True)
def mouse_is_elsewhere(qapp: QApplication) -> None:
    """It stays where the test before has moved it, and whatever comes up there is hovered."""
    QCursor.setPos(QPoint(*_FAR))
