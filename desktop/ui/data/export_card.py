"""Taking the diary out: a format, a span of days, a place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from desktop.domain.transfer import ExportFormat
from desktop.errors import EnvironmentFailure, TargetExists
from desktop.services import data_words
from desktop.services.transfer_service import Exported, TransferService
from desktop.ui.data.paper import Paper
from desktop.ui.data.parts import Card, Line, Question, button
from desktop.ui.file_dialogs import FileDialogs
from desktop.ui.settings.dropdown import Dropdown
from desktop.ui.theme import SPACE


@dataclass(frozen=True, slots=True)
class Kind:
    """A choice of the list. format: None is paper. suffix: empty for a folder."""

    name: str
    suffix: str
    format: ExportFormat | None


class ExportCard(Card):
    """target: where the last export went or was to go."""

    def __init__(
        self,
        transfer: TransferService,
        paper: Callable[[], Paper],
        today: Callable[[], date],
        files: FileDialogs,
    ) -> None:
        super().__init__(
            self.tr("导出"),
            self.tr(
                "JSON 什么都不漏；Markdown 也可以再导入；其余的给人看，PDF 里没有回复。"
                "只有 JSON 含回收站。"
            ),
        )
        self._transfer, self._paper, self._today = transfer, paper, today
        self._files = files
        self._waiting = False
        self._span: tuple[date | None, date | None] = (None, None)
        self.target: Path | None = None
        self.format = Dropdown()
        self.format.setSizeAdjustPolicy(
            self.format.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.format.setMinimumContentsLength(6)
        self.since, self.until = QLineEdit(), QLineEdit()
        self.start = button(self.tr("导出到…"), self._on_start)
        self.question = Question(self.tr("不替换"))
        self._fill()
        self._arrange()
        transfer.exported.connect(self._on_exported)
        transfer.failed.connect(self._on_failed)

    def _fill(self) -> None:
        for kind in (
            Kind(self.tr("JSON，什么都不漏"), ".json", ExportFormat.JSON),
            Kind(self.tr("Markdown，一个文件"), ".md", ExportFormat.MARKDOWN),
            Kind(self.tr("Markdown，每天一个文件"), "", ExportFormat.MARKDOWN),
            Kind(self.tr("CSV，给电子表格"), ".csv", ExportFormat.CSV),
            Kind(self.tr("PDF，给打印机"), ".pdf", None),
        ):
            self.format.addItem(kind.name, kind)
        self.since.setPlaceholderText(self.tr("从头，或 2026-01-31"))
        self.until.setPlaceholderText(self.tr("到最后，或 2026-01-31"))

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(SPACE[2])
        grid.setColumnStretch(1, 1)
        for row, (name, field) in enumerate(self._fields()):
            label = QLabel(name)
            label.setBuddy(field)
            field.setAccessibleName(name)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        self.inside.addLayout(grid)
        self.inside.addWidget(Line(self.start))
        self.inside.addWidget(self.question)
        self.inside.addWidget(self.status)

    def _fields(self) -> tuple[tuple[str, QWidget], ...]:
        return (
            (self.tr("格式"), self.format),
            (self.tr("从哪天"), self.since),
            (self.tr("到哪天"), self.until),
        )

    # Where to

    def _on_start(self) -> None:
        """Ask for a place, once the days make sense."""
        for field in (self.since, self.until):
            if not _is_day(field.text()):
                self.say(self.tr("日期请写成 2026-01-31 这样，或留空。"), trouble=True)
                field.setFocus()
                return
        self._span = _day(self.since.text()), _day(self.until.text())
        self.say("")
        self._open_dialog()

    def _open_dialog(self) -> None:
        kind, title = self._kind(), self.tr("导出到")
        if kind.suffix:
            name = f"{self._name()}{kind.suffix}"
            # It is asked here, once, whatever dialog the system has.
            self._files.put_file(self, title, name, self._on_selected, asks_to_replace=False)
        else:
            self._files.put_into(self, title, self._on_selected)

    @Slot(str)
    def _on_selected(self, chosen: str) -> None:
        # In a folder of its own: nobody wants 3 000 files among others.
        path = Path(chosen)
        self.write_to(path if self._kind().suffix else path / self._name())

    def write_to(self, target: Path, *, replace: bool = False) -> None:
        self.target, self._waiting = target, True
        self.say(self.tr("正在导出…"))
        kind = self._kind()
        if kind.format is None:
            draw = self._paper().draw
            self._transfer.print(target, draw, *self._span, replace=replace)
        else:
            self._transfer.export(target, kind.format, *self._span, replace=replace)

    def go_on_from(self, old: "ExportCard") -> None:
        """What was typed there; and its export, if one is under way, is waited for here."""
        self.format.setCurrentIndex(old.format.currentIndex())
        self.since.setText(old.since.text())
        self.until.setText(old.until.text())
        self.target, self._span, self._waiting = old.target, old._span, old._waiting
        if self._waiting:
            self.say(self.tr("正在导出…"))

    def _kind(self) -> Kind:
        kind = self.format.currentData()
        assert isinstance(kind, Kind)
        return kind

    def _name(self) -> str:
        return self.tr("日记 {day}").format(day=self._today())

    # What became of it

    @Slot(object)
    def _on_exported(self, done: Exported) -> None:
        if not self._waiting or self.target is None:
            return  # somebody else's
        self._waiting = False
        self.say(data_words.exported(done, self.target))
        self.start.setFocus()

    @Slot(object)
    def _on_failed(self, failure: EnvironmentFailure) -> None:
        if not self._waiting:
            return  # an import's
        self._waiting = False
        target = self.target
        if isinstance(failure, TargetExists) and target is not None and target.is_file():
            self.say("")
            self._ask_to_replace(target)
        else:
            self.say(data_words.trouble(failure), trouble=True)
            self.start.setFocus()

    def _ask_to_replace(self, target: Path) -> None:
        text = self.tr("那里已经有这个文件了：{path}").format(path=target)
        yes = self.tr("替换它")
        self.question.ask(text, yes, lambda: self.write_to(target, replace=True), self.start)

    def controls(self) -> tuple[QWidget, ...]:
        """What must rest while anything is under way."""
        return self.start, self.question


def _is_day(text: str) -> bool:
    try:
        _day(text)
    except ValueError:
        return False
    return True


def _day(text: str) -> date | None:
    """None for no text. Raises ValueError."""
    return date.fromisoformat(text.strip()) if text.strip() else None
