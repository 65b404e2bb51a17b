"""Draws the program's icon, a page with a mood curve, into resources/icons; run after a change."""

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPainterPath, QPen

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
# The grid that everything is drawn on; steps of 8 are whole pixels at 32.
GRID = 256
WINDOWS_SIZES = (16, 24, 32, 48, 64, 256)
TEAL, PAGE, LINES, AMBER = "#2F7A74", "#FFFFFF", "#C4DAD7", "#DE8F2C"


def draw(size: int) -> QImage:
    """The icon, *size* pixels wide and high."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / GRID, size / GRID)
    painter.setPen(Qt.PenStyle.NoPen)
    _rounded(painter, TEAL, QRectF(8, 8, 240, 240), 56)
    _rounded(painter, PAGE, QRectF(56, 40, 144, 176), 20)
    _rounded(painter, LINES, QRectF(80, 64, 96, 12), 6)
    _rounded(painter, LINES, QRectF(80, 92, 56, 12), 6)
    _mood(painter)
    painter.end()
    return image


def _rounded(painter: QPainter, colour: str, place: QRectF, radius: float) -> None:
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(place, radius, radius)


def _mood(painter: QPainter) -> None:
    """A curve that dips and rises, and today's dot at its end."""
    curve = QPainterPath(QPointF(82, 156))
    curve.cubicTo(QPointF(88, 192), QPointF(112, 198), QPointF(126, 174))
    curve.cubicTo(QPointF(131, 165), QPointF(135, 160), QPointF(141, 154))
    round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.strokePath(curve, QPen(QColor(TEAL), 12, Qt.PenStyle.SolidLine, round_cap, round_join))
    # A gap, and a colour of its own: joined they look like a tadpole.
    painter.setBrush(QColor(AMBER))
    painter.drawEllipse(QPointF(164, 128), 20, 20)


def png(size: int) -> bytes:
    """The icon as the bytes of a PNG file."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    draw(size).save(buffer, "PNG")
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Pictures by size as a Windows icon: a table of places, then the PNG files.

    Qt writes one size only, and without compression.
    """
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    for size, picture in pictures.items():
        # 256 doesn't fit into the byte and is written as 0.
        sides = (size % 256, size % 256)
        head += struct.pack("<BBBBHHII", *sides, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return head + b"".join(pictures.values())


def main() -> int:
    """Write app.png, and app.ico for Windows."""
    application = QGuiApplication(sys.argv[:1])
    (ICONS / "app.png").write_bytes(png(GRID))
    (ICONS / "app.ico").write_bytes(ico({size: png(size) for size in WINDOWS_SIZES}))
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
