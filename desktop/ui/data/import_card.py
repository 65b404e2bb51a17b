"""Bringing a diary in: choose, see what would happen, say yes."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.domain.transfer import ImportReport, TakenBack
from desktop.errors import EnvironmentFailure
from desktop.services import data_words, import_words
from desktop.services.transfer_service import TransferService
from desktop.services.undo import Deed
from desktop.ui.data.mood_choices import MoodChoices
from desktop.ui.data.parts import Card, Line, Lines, button
from desktop.ui.file_dialogs import FileDialogs
from desktop.ui.theme import Theme

LINES_SHOWN = 5


class ImportCard(Card):
    """path: the file or folder that was looked at and is not imported yet.

    Signal done(Deed): an import, which can be taken back.
    """

    done = Signal(object)

    def __init__(self, transfer: TransferService, theme: Theme, files: FileDialogs) -> None:
        super().__init__(
            self.tr("导入"),
            self.tr(
                "认得 Daylio、Day One、jrnl、RedNotebook、文本和 Markdown，"
                "以及自己导出的 JSON 和 Markdown；文件夹里可以几种都有。"
                "先看会发生什么，再决定；也可以把文件或文件夹拖到这一页。"
            ),
        )
        self._transfer, self._waiting, self._importing = transfer, False, False
        self._files = files
        self.path: Path | None = None
        self.file = button(self.tr("选择文件…"), self._choose_file)
        self.folder = button(self.tr("选择文件夹…"), self._choose_folder)
        self.moods = MoodChoices()
        self.came = Lines(theme, self.tr("认出的文件"), LINES_SHOWN)
        self.skipped = Lines(theme, self.tr("跳过的"), LINES_SHOWN)
        self.cancel = button(self.tr("取消"), self._on_cancel)
        self.take = button(self.tr("导入"), self._on_take, "primary")
        self.undo = button(self.tr("撤销这次导入"), self._on_undo)
        self._deed: Deed | None = None
        self._offered: ImportReport | None = None  # what the deed takes back
        self._undoing: ImportReport | None = None
        self._arrange()
        transfer.previewed.connect(self._on_previewed)
        transfer.imported.connect(self._on_imported)
        transfer.taking_back.connect(self._wait_for_undo)
        transfer.taken_back.connect(self._on_taken_back)
        transfer.failed.connect(self._on_failed)

    def _arrange(self) -> None:
        self.inside.addWidget(Line(self.file, self.folder))
        self.inside.addWidget(self.status)
        self.inside.addWidget(self.came)
        self.inside.addWidget(self.skipped)
        self.inside.addWidget(self.moods)
        self.inside.addWidget(Line(self.cancel, self.take, self.undo))
        self._reset()

    def look_at(self, path: Path) -> None:
        """Count what it holds; nothing is changed."""
        self._wait_for_preview(path)
        self._transfer.preview(path)

    def _wait_for_preview(self, path: Path) -> None:
        self._reset()
        self.path, self._waiting = path, True
        self.say(self.tr("正在读 {name}…").format(name=path.name))

    def go_on_from(self, old: "ImportCard") -> None:
        """What was chosen there is waited for here, or counted again to be told in these words."""
        if old._undoing is not None:
            self._wait_for_undo(old._undoing)
        elif old._deed is not None and old._offered is not None and not old.undo.isHidden():
            self.say(data_words.imported(old._offered))
            self._show_undo(old._deed, old._offered)
        if old.path is None:
            return
        if old._importing:
            self.path = old.path
            self._wait_for_import()
        elif old._waiting:
            self._wait_for_preview(old.path)
        else:
            self.look_at(old.path)

    def say_one_at_a_time(self) -> None:
        self.say(self.tr("一次拖一个文件或一个文件夹。"), trouble=True)

    # What happens

    @Slot(object)
    def _on_previewed(self, report: ImportReport) -> None:
        if self.path is None:
            return
        self._waiting = False
        self.say(f"{self.path.name}\n{data_words.preview(report)}")
        self._show(report)
        self.moods.show_moods(report.moods)
        self.cancel.show()
        self.take.setVisible(report.new > 0)
        (self.cancel if self.take.isHidden() else self.take).setFocus()

    @Slot(object)
    def _on_imported(self, report: ImportReport) -> None:
        self._reset()
        self.say(data_words.imported(report))
        self._show(report)
        self.file.setFocus()
        if report.added:
            self._offer_undo(report)

    def _offer_undo(self, report: ImportReport) -> None:
        say, undo = partial(data_words.import_done, report), self._transfer.take_back
        deed = Deed(say, partial(undo, report))
        self._show_undo(deed, report)
        self.done.emit(deed)

    def _show_undo(self, deed: Deed, report: ImportReport) -> None:
        deed.undone.connect(self.undo.hide)
        self._deed, self._offered = deed, report
        self.undo.show()

    @Slot()
    def forget_undo(self) -> None:
        """The diary is another one now."""
        self._deed = None
        self.undo.hide()

    def _on_undo(self) -> None:
        if self._deed is not None:
            self._deed.undo()

    @Slot(object)
    def _wait_for_undo(self, report: ImportReport) -> None:
        if self._deed is not None:
            self._deed.is_told = self.isVisible()  # it says so here, with what became of it
        self._reset()
        self._waiting, self._undoing = True, report
        self.say(self.tr("正在撤销导入…"))

    @Slot(object)
    def _on_taken_back(self, done: TakenBack) -> None:
        self._waiting, self._undoing = False, None
        self.say(data_words.taken_back(done))
        self.file.setFocus()

    @Slot(object)
    def _on_failed(self, failure: EnvironmentFailure) -> None:
        if not self._waiting:
            return  # an export's
        again = self._undoing
        self._reset()
        self.say(data_words.trouble(failure), trouble=True)
        self.file.setFocus()
        if again is not None:
            self._offer_undo(again)

    def _show(self, report: ImportReport) -> None:
        self.came.show_lines(import_words.came(report.files))
        self.skipped.show_lines([import_words.skipped(what) for what in report.skipped])

    def _reset(self) -> None:
        self.path, self._waiting, self._importing = None, False, False
        self._undoing = None
        self.say("")
        self.came.show_lines([])
        self.skipped.show_lines([])
        self.moods.show_moods(())
        self.cancel.hide()
        self.take.hide()
        self.undo.hide()

    def _on_take(self) -> None:
        assert self.path is not None
        moods = self.moods.given()
        self._wait_for_import()
        self._transfer.take(self.path, moods=moods)

    def _wait_for_import(self) -> None:
        assert self.path is not None
        self._waiting = self._importing = True
        self.cancel.hide()
        self.take.hide()
        self.say(self.tr("正在导入 {name}…").format(name=self.path.name))

    def _on_cancel(self) -> None:
        self._reset()
        self.say(self.tr("没有导入。"))
        self.file.setFocus()

    # Choosing

    def _choose_file(self) -> None:
        self._files.take_file(self, self.tr("选择要导入的文件"), self._on_selected)

    def _choose_folder(self) -> None:
        self._files.take_folder(self, self.tr("选择要导入的文件夹"), self._on_selected)

    @Slot(str)
    def _on_selected(self, path: str) -> None:
        self.look_at(Path(path))

    def controls(self) -> tuple[QWidget, ...]:
        """What must rest while anything is under way."""
        return self.file, self.folder, self.take, self.cancel, self.undo
