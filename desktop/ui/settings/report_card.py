"""What the doctor found, as a card: the sentence, a row for each precision, what the columns mean.

A table where there is room for one; where there isn't, a block for each precision.
"""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.examination import Examined, Report
from desktop.services import doctor_words
from desktop.ui.theme import SPACE, Theme

BLOCK_COLUMNS = 3


class ReportCard(QFrame):
    """One can go to it with the keyboard, to have it in view and read aloud."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("体检的结果"))
        self.sentence = _label("", wrap=True)
        self.table = ReportTable(theme)
        explained = _label(doctor_words.figures_explained(), "small", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[4])
        layout.setSpacing(SPACE[4])
        for part in (self.sentence, _rule(), self.table, _rule(), explained):
            layout.addWidget(part)
        self.hide()

    def show_report(self, report: Report | None) -> None:
        """Nothing where there is none."""
        self.setVisible(report is not None)
        if report is not None and report != self.table.report:
            self.sentence.setText(doctor_words.because(report))
            self.setAccessibleDescription(_spoken(report))
            self.table.show_report(report)


class ReportTable(QWidget):
    """Turns with its width. report: what is shown."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.report: Report | None = None
        self._inside = QWidget()
        self._wide, self._room_needed = True, 0
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._inside)
        theme.changed.connect(self._rebuild)

    @property
    def is_table(self) -> bool:
        """Whether there is room for one."""
        return self._wide

    def show_report(self, report: Report) -> None:
        self.report = report
        self._rebuild()

    @Slot()
    def _rebuild(self) -> None:
        if self.report is None:
            return
        table = _table(self.report)
        self._room_needed = table.sizeHint().width()
        self._wide = self.width() >= self._room_needed
        self._put(table if self._wide else _blocks(self.report))

    def _put(self, inside: QWidget) -> None:
        self._layout.replaceWidget(self._inside, inside)
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = inside

    def minimumSizeHint(self) -> QSize:
        """The page must be able to become narrower than the table: then it turns."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wide != (self.width() >= self._room_needed):
            self._rebuild()


def _table(report: Report) -> QWidget:
    inside, grid = _grid(horizontal=SPACE[4], vertical=SPACE[3])
    for column, head in enumerate(doctor_words.columns(), 1):
        grid.addWidget(_label(head, "small"), 0, column, Qt.AlignmentFlag.AlignRight)
    for row, examined in enumerate(report.examined, 1):
        grid.addWidget(_name(examined, report), row, 0)
        for column, figure in enumerate(_figures(examined, report), 1):
            grid.addWidget(figure, row, column, Qt.AlignmentFlag.AlignRight)
    grid.setColumnStretch(0, 1)
    return inside


def _blocks(report: Report) -> QWidget:
    inside = QWidget()
    layout = QVBoxLayout(inside)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE[5])
    for examined in report.examined:
        layout.addWidget(_block(examined, report))
    return inside


def _block(examined: Examined, report: Report) -> QWidget:
    """The name over two lines of figures, each under what it is."""
    block, grid = _grid(horizontal=SPACE[3], vertical=SPACE[2])
    grid.addWidget(_name(examined, report), 0, 0, 1, BLOCK_COLUMNS)
    pairs = zip(doctor_words.columns(), _figures(examined, report), strict=True)
    for place, (head, figure) in enumerate(pairs):
        line, column = divmod(place, BLOCK_COLUMNS)
        pair = QVBoxLayout()
        pair.setSpacing(0)
        pair.addWidget(_label(head, "small", wrap=True))
        pair.addWidget(figure)
        grid.addLayout(pair, 1 + line, column)
        grid.setColumnStretch(column, 1)
    return block


def _grid(horizontal: int, vertical: int) -> tuple[QWidget, QGridLayout]:
    inside = QWidget()
    grid = QGridLayout(inside)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(horizontal)
    grid.setVerticalSpacing(vertical)
    return inside, grid


def _name(examined: Examined, report: Report) -> QWidget:
    """With a chip if it is the choice, and below it what it keeps in bfloat16."""
    name, note = doctor_words.precision_parts(examined.plan)
    cell = QWidget()
    layout = QVBoxLayout(cell)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    line = QHBoxLayout()
    line.setSpacing(SPACE[2])
    chosen = examined.plan == report.choice
    line.addWidget(_label(name, "strong" if chosen else ""))
    if chosen:
        line.addWidget(_label(doctor_words.chosen_word(), "chip"))
    line.addStretch(1)
    layout.addLayout(line)
    if note:
        layout.addWidget(_label(note, "small"))
    return cell


def _figures(examined: Examined, report: Report) -> list[QLabel]:
    """In bold for the choice; in the warning's colour what speaks against it."""
    usual = "strong" if examined.plan == report.choice else ""
    against = (not examined.agrees, not examined.close, False, False, False, False)
    figures = doctor_words.figures(examined)
    parts = zip(figures, against, _spoken_figures(examined), strict=True)
    return [_label(text, "warning" if bad else usual, spoken=spoken) for text, bad, spoken in parts]


def _spoken_figures(examined: Examined) -> list[str]:
    name = doctor_words.precision_name(examined.plan)
    pairs = zip(doctor_words.columns(), doctor_words.figures(examined), strict=True)
    return [f"{name}, {head}: {figure}" for head, figure in pairs]


def _spoken(report: Report) -> str:
    lines = (", ".join(_spoken_figures(examined)) for examined in report.examined)
    return "\n".join((doctor_words.because(report), *lines))


def _label(text: str, kind: str = "", *, wrap: bool = False, spoken: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    label.setProperty("kind", kind)
    label.setAccessibleName(spoken)
    return label


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("kind", "rule")
    return rule
