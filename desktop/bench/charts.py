"""How fast the mood page is: to its first chart, and from frame to frame while it is moved.

Drawn without a screen, by the code that draws on one; what is imported once was imported before.
"""

import statistics
import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from desktop.bench.offscreen import draw_offscreen
from desktop.services.mood_service import MoodService
from desktop.storage.database import Database
from desktop.ui.mood.mood_chart import MoodChart
from desktop.ui.mood.mood_page import MoodPage
from desktop.ui.theme import Theme

SIZE = (1000, 760)
RANGES = (90, 365, None)
TURNS = 20  # of the event loop, after which all charts stand
FRAMES, A_FRAME = 60, 0.01  # of what is in sight, each


class _Diary(QObject):
    """Nothing changes while it is measured."""

    changed = Signal()


def measure_charts(database: Database, rounds: int) -> Iterator[tuple[str, float]]:
    """Names and milliseconds: the median first paint, and the longest but one in twenty frames."""
    if QApplication.instance() is None:
        draw_offscreen()
        QApplication([])
    firsts, frames = [], []
    for _ in range(rounds):
        page, first = _first_paint(database)
        firsts.append(first)
        for _ in range(TURNS):
            QApplication.processEvents()
        if page.time.plot is not None:
            frames += _frames(page.time.plot)
        page.close()
        page.deleteLater()
    yield "charts: first paint", statistics.median(firsts)
    if frames:
        yield "charts: 19 of 20 frames", statistics.quantiles(frames, n=20)[-1]


def _first_paint(database: Database) -> tuple[MoodPage, float]:
    """From the click on."""
    theme = Theme("light")
    began = time.perf_counter()
    page = MoodPage(MoodService(database, _Diary()), theme)  # type: ignore[arg-type]
    page.resize(*SIZE)
    page.show()
    page.grab()
    return page, (time.perf_counter() - began) * 1000


def _frames(chart: MoodChart) -> list[float]:
    """Moved to the left, one step after the other, as a hand would."""
    took, box = [], chart.getViewBox()
    for days in RANGES:
        chart.show_last(days)
        if days is None:
            box.scaleBy(x=0.5)
        left, right = box.viewRange()[0]
        for _ in range(FRAMES):
            began = time.perf_counter()
            box.translateBy(x=(left - right) * A_FRAME)
            chart.viewport().repaint()
            took.append((time.perf_counter() - began) * 1000)
    return took
