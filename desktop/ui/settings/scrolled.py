"""A page of readable width that scrolls: what all pages of the settings stand on."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.theme import SPACE

WIDEST = 760


def page_layout() -> tuple[QWidget, QVBoxLayout]:
    """An empty page, and where its parts go one below the other."""
    page = QWidget()
    page.setObjectName("page")
    page.setMaximumWidth(WIDEST)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(SPACE[5], SPACE[5], SPACE[5], SPACE[6])
    layout.setSpacing(SPACE[2])
    return page, layout


def scroll(page: QWidget, within: QWidget) -> QScrollArea:
    """Fill a widget with the page, in the middle where there is more room."""
    area = PageArea(page)
    outer = QVBoxLayout(within)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(area)
    return area


def scroll_below(top: QWidget, page: QWidget, foot: QWidget, within: QWidget) -> QScrollArea:
    """The same between two parts that stay where they are, in line with the page."""
    area = PageArea(page)
    outer = QVBoxLayout(within)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    bar = area.verticalScrollBar().sizeHint().width()
    outer.addWidget(_in_line(top, bar, above=SPACE[2]))
    outer.addWidget(area, 1)
    outer.addWidget(_in_line(foot, bar, above=0))
    return area


def _in_line(part: QWidget, bar: int, *, above: int) -> QWidget:
    """bar: how wide the scroll bar is, which the page has beside it. above: room over it."""
    line = QWidget()
    inside = QHBoxLayout(line)
    inside.setContentsMargins(SPACE[5], above, SPACE[5] + bar, SPACE[2])
    part.setMaximumWidth(WIDEST - 2 * SPACE[5])
    inside.addWidget(part)
    return line


class PageArea(QScrollArea):
    """The scroll bar's room is there also where nothing scrolls: pages that follow one another, and
    a page that grows, keep their place. Disabled it isn't painted, see the style sheet."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.verticalScrollBar()
        bar.setEnabled(False)
        bar.rangeChanged.connect(self._on_range)
        self.setWidget(page)

    @Slot(int, int)
    def _on_range(self, least: int, most: int) -> None:
        self.verticalScrollBar().setEnabled(most > least)
