"""The column in the middle of a page: its width, its place, the bar that scrolls it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)

COLUMN_PX = 760


def centred(column: QWidget) -> QHBoxLayout:
    """As wide as it may be, and in the middle of what is wider."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addStretch(1)
    layout.addWidget(column, 1000)
    layout.addStretch(1)
    return layout


class ColumnArea(QScrollArea):
    """Scrolls a page with its column, which stands where it would without the scroll bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the keyboard
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = OverlayBar(self)

    def new_column(self) -> QVBoxLayout:
        """In the middle of a page, for whoever fills it."""
        page, column = QWidget(), QWidget()
        page.setObjectName("page")
        column.setMaximumWidth(COLUMN_PX)
        page.setLayout(centred(column))
        self.setWidget(page)
        return QVBoxLayout(column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bar.stretch()


class OverlayBar(QScrollBar):
    """A scroll bar over the page: the column stays centred whether it is there or not."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._area, self._real = area, area.verticalScrollBar()
        self._real.rangeChanged.connect(self._on_range)
        self._real.valueChanged.connect(self._on_value)
        self.valueChanged.connect(self._real.setValue)
        self._on_range(self._real.minimum(), self._real.maximum())

    def stretch(self) -> None:
        """To the right edge of the area, as tall as it is."""
        width = self.sizeHint().width()
        self.setGeometry(self._area.width() - width, 0, width, self._area.height())

    @Slot(int, int)
    def _on_range(self, minimum: int, maximum: int) -> None:
        self.setPageStep(self._real.pageStep())
        self.setSingleStep(self._real.singleStep())
        # Blocked: only the person may move the page by this bar, not a value out of bounds.
        self.blockSignals(True)
        self.setRange(minimum, maximum)
        self.setValue(self._real.value())
        self.blockSignals(False)
        self.setVisible(maximum > minimum)
        self.update()

    @Slot(int)
    def _on_value(self, value: int) -> None:
        self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(False)
