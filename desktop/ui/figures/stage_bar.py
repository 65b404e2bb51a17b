"""Where a request's time went: a bar in as many colours as it has stages, and what they mean."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAccessible, QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from desktop.domain.figures import Figures, Stage
from desktop.services import figures_words as words
from desktop.ui.spoken import spoken_as
from desktop.ui.theme import RADIUS_CONTROL, SPACE, Theme

BAR_PX, SWATCH_PX = 20, 10
# So narrow that it is seen, where it was not nothing.
LEAST_PX = 2.0


@spoken_as(QAccessible.Role.Chart)
class StageBar(QWidget):
    """As wide as there is room; the whole of it is the whole time."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._figures: Figures | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("时间花在哪里"))
        theme.changed.connect(self._on_theme)

    def show_figures(self, figures: Figures) -> None:
        self._figures = figures
        self.setAccessibleDescription(_spoken(figures))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, self._theme.px(BAR_PX))

    @Slot()
    def _on_theme(self) -> None:
        self.updateGeometry()
        self.update()

    def parts(self) -> list[tuple[Stage, QRectF]]:
        """Where each stage that took any time is painted, from left to right."""
        if self._figures is None:
            return []
        some = [(s, v) for s, v in zip(Stage, self._figures.seconds, strict=True) if v > 0]
        whole, room = sum(v for _, v in some), self.width() - LEAST_PX * len(some)
        at, parts = 0.0, []
        for stage, seconds in some:
            width = LEAST_PX + room * seconds / whole
            parts.append((stage, QRectF(at, 0, width, self.height())))
            at += width
        return parts

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), self._theme.palette.stage_colors()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), RADIUS_CONTROL, RADIUS_CONTROL)
        painter.setClipPath(outline)
        painter.fillPath(outline, QColor(self._theme.palette.line))
        for stage, box in self.parts():
            piece = QPainterPath()
            piece.addRect(box)
            painter.fillPath(piece, colours[list(Stage).index(stage)])


class Swatch(QWidget):
    """The colour of a stage, beside its name."""

    def __init__(self, theme: Theme, place: int) -> None:
        super().__init__()
        self._theme, self._place = theme, place
        self.setFixedSize(SWATCH_PX, SWATCH_PX)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, shape = QPainter(self), QPainterPath()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape.addRoundedRect(QRectF(self.rect()), 3, 3)
        painter.fillPath(shape, self._theme.palette.stage_colors()[self._place])


class StageLegend(QWidget):
    """A line for each stage: its colour, its name, what it is, how long, how much of the whole."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.numbers = [(_label("", "small"), _label("", "small")) for _ in Stage]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE[3])
        grid.setVerticalSpacing(SPACE[1])
        grid.setColumnStretch(2, 1)
        middle, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        for row, stage in enumerate(Stage):
            meaning = _label(words.stage_meaning(stage), "small")
            meaning.setWordWrap(True)
            grid.addWidget(Swatch(theme, row), row, 0, middle)
            grid.addWidget(_label(words.stage_name(stage)), row, 1, middle)
            grid.addWidget(meaning, row, 2)
            for column, number in enumerate(self.numbers[row], 3):
                grid.addWidget(number, row, column, right | middle)

    def show_figures(self, figures: Figures) -> None:
        whole = figures.total_s
        for (time, share), seconds in zip(self.numbers, figures.seconds, strict=True):
            time.setText(words.milliseconds(seconds))
            share.setText(f"{seconds / whole:.0%}" if whole > 0 else words.NONE)


def _label(text: str, kind: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("kind", kind)
    return label


def _spoken(figures: Figures) -> str:
    pairs = zip(Stage, figures.seconds, strict=True)
    return ", ".join(f"{words.stage_name(s)} {words.milliseconds(v)}" for s, v in pairs)
