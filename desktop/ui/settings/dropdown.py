"""A box of choices with a quiet chevron: Fusion's own arrow comes in a frame."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

from desktop.ui.wheel import leave_wheel_to_page

ROOM = 28
HALF_WIDTH, HALF_HEIGHT, STROKE = 4.0, 2.0, 1.6


class Dropdown(QComboBox):
    """Behaves like any QComboBox, but for the wheel, which is the page's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "choices")
        # Its rows follow the style sheet, the usual one's don't.
        self.setItemDelegate(QStyledItemDelegate(self))
        leave_wheel_to_page(self)
        self.setStyleSheet(
            f"QComboBox::drop-down {{ border: none; width: {ROOM}px; }}"
            "QComboBox::down-arrow { image: none; }"
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(QPen(colour, STROKE, Qt.PenStyle.SolidLine, cap, join))
        tip = QPointF(self.width() - ROOM / 2, self.height() / 2 + HALF_HEIGHT)
        left = tip - QPointF(HALF_WIDTH, 2 * HALF_HEIGHT)
        right = tip + QPointF(HALF_WIDTH, -2 * HALF_HEIGHT)
        painter.drawPolyline([left, tip, right])
        painter.end()
