"""Mood by tag and word: a mean with its interval on the scale, n and numbers beside it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from desktop.domain.comparison import Finding
from desktop.domain.moods import HIGHEST, LOWEST
from desktop.domain.search import Query
from desktop.ui.mood.chart_words import (
    describe_finding,
    finding_numbers,
    findings_summary,
)
from desktop.ui.mood.marks_chart import Mark, MarksChart
from desktop.ui.mood.mood_words import valence_ticks
from desktop.ui.theme import SMALL_PX, SPACE, Theme

ROW, DOT, WHISKER = 34.0, 9.0, 2.0
NAME_SHARE, NUMBER_SHARE = 0.22, 0.42
ROOM = 4.0


class FindingsChart(MarksChart):
    """A line each: name, dot and interval, numbers. What is clear has a name in strong letters."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._findings: Sequence[Finding] = ()
        self.measure_words()
        self.setAccessibleName(self.tr("写到什么的日子，心情怎样"))

    def set_findings(self, findings: Sequence[Finding], queries: Mapping[str, Query]) -> None:
        """queries: what finds the entries behind each name."""
        self._findings = findings
        marks = [
            Mark(row, 0, describe_finding(f), query=queries.get(f.name), name=f.name)
            for row, f in enumerate(findings)
        ]
        self.set_marks(marks, findings_summary(findings), marks[0] if marks else None)
        self.updateGeometry()

    # Where things are

    def measure_words(self) -> None:
        metrics = QFontMetrics(self.theme.font(SMALL_PX, bold=True))
        name = max((metrics.horizontalAdvance(f.name) for f in self._findings), default=0)
        number = max(
            (metrics.horizontalAdvance(finding_numbers(f)) for f in self._findings), default=0
        )
        self._widest = (name, number)
        self._head = float(QFontMetrics(self.theme.font(SMALL_PX)).height() + SPACE[1])

    def _scale(self) -> tuple[float, float]:
        """Left and right end of the scale, between names and numbers."""
        name, number = self._widest
        left = min(name, self.width() * NAME_SHARE) + SPACE[4] + 4
        right = self.width() - min(number, self.width() * NUMBER_SHARE) - SPACE[4]
        return left, max(right, left + 1)

    def _x(self, valence: float) -> float:
        left, right = self._scale()
        return left + (right - left) * (valence - LOWEST) / (HIGHEST - LOWEST)

    def box(self, mark: Mark) -> QRectF:
        height = self.theme.px(ROW)
        return QRectF(2, self._head + mark.row * height, self.width() - ROOM, height - 2)

    def sizeHint(self) -> QSize:
        height = self._head + len(self._findings) * self.theme.px(ROW) + ROOM
        return QSize(self.theme.px(480), round(height))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.sizeHint().height())

    # Painting

    def paint_marks(self, painter: QPainter) -> None:
        self._paint_scale(painter)
        for mark, finding in zip(self.marks(), self._findings, strict=True):
            line = self.box(mark)
            self._paint_words(painter, line, finding)
            if finding.mean is not None:
                self._paint_interval(painter, line.center().y(), finding, finding.mean)

    def _paint_scale(self, painter: QPainter) -> None:
        bottom = self._head + len(self._findings) * self.theme.px(ROW)
        left, right = self._scale()
        step = (right - left) / (HIGHEST - LOWEST)
        for valence, words in valence_ticks():
            x = self._x(valence)
            dark = QColor(self.theme.palette.faint if valence == 0 else self.theme.palette.line)
            painter.setPen(QPen(dark, 1))
            painter.drawLine(QPointF(x, self._head), QPointF(x, bottom))
            short = words.split()[-1]
            fits = QFontMetrics(painter.font()).horizontalAdvance(words) < step
            painter.setPen(QColor(self.theme.palette.soft_ink))
            box = QRectF(x - step, 0, step * 2, self._head - SPACE[1])
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words if fits else short)

    def _paint_interval(self, painter: QPainter, y: float, finding: Finding, mean: float) -> None:
        palette = self.theme.palette
        ink = QColor(palette.soft_ink if finding.clear else palette.faint)
        cap = Qt.PenCapStyle.RoundCap
        painter.setPen(QPen(ink, WHISKER, Qt.PenStyle.SolidLine, cap))
        painter.drawLine(QPointF(self._x(finding.low), y), QPointF(self._x(finding.high), y))
        colour = palette.mood_color(mean)
        assert colour is not None
        painter.setPen(QPen(ink, 1))
        painter.setBrush(colour)
        half = self.theme.px(DOT) / 2
        painter.drawEllipse(QPointF(self._x(mean), y), half, half)

    def _paint_words(self, painter: QPainter, line: QRectF, finding: Finding) -> None:
        palette, (left, right) = self.theme.palette, self._scale()
        usual = painter.font()
        painter.setFont(self.theme.font(SMALL_PX, bold=finding.clear))
        metrics = QFontMetrics(painter.font())
        room = left - SPACE[4] - 4
        name = metrics.elidedText(finding.name, Qt.TextElideMode.ElideRight, round(room) + 1)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(palette.ink))
        painter.drawText(QRectF(4, line.top(), room + SPACE[2], line.height()), middle, name)
        painter.setFont(usual)
        painter.setPen(QColor(palette.soft_ink))
        box = QRectF(right + SPACE[4], line.top(), self.width() - right - SPACE[4], line.height())
        numbers = finding_numbers(finding)
        wrapped = middle | Qt.TextFlag.TextWordWrap
        painter.drawText(box, wrapped, numbers)
