"""The data page: in, out, backups. A page of the settings, no dialog."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShowEvent

from desktop.services.backup_service import BackupService
from desktop.services.transfer_service import TransferService
from desktop.ui.data.backup_card import BackupCard
from desktop.ui.data.export_card import ExportCard
from desktop.ui.data.import_card import ImportCard
from desktop.ui.data.paper import Paper
from desktop.ui.data.parts import button, words
from desktop.ui.file_dialogs import FileDialogs
from desktop.ui.icons import Glyph, IconPainter
from desktop.ui.settings.page_behind import PageBehind
from desktop.ui.settings.scrolled import page_layout, scroll
from desktop.ui.theme import SPACE, Theme


class DataPage(PageBehind):
    """Signal left(): back to the settings.

    While one thing is under way, the rest of the page waits: a restore needs the file for itself.
    """

    def __init__(
        self,
        transfer: TransferService,
        backups: BackupService,
        theme: Theme,
        paper: Callable[[], Paper],
        today: Callable[[], date],
        files: FileDialogs | None = None,
    ) -> None:
        super().__init__()
        self._busy: set[object] = set()
        self.back = button(self.tr("设置"), self.left.emit, "back")
        IconPainter(self.back, Glyph.PREVIOUS, theme, 16)
        self.back.setAccessibleName(self.tr("回到设置"))
        files = files or FileDialogs()
        self.imports = ImportCard(transfer, theme, files)
        self.exports = ExportCard(transfer, paper, today, files)
        self.backups = BackupCard(backups, theme)
        self._arrange()
        transfer.busy_changed.connect(self._on_transfer_busy)
        backups.busy_changed.connect(self._on_backups_busy)
        backups.replaced.connect(self.imports.forget_undo)
        self.setAcceptDrops(True)
        self._on_transfer_busy(transfer.busy)
        self._on_backups_busy(backups.busy)

    def _arrange(self) -> None:
        page, layout = page_layout()
        layout.setSpacing(SPACE[4])
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(words(self.tr("数据"), "title"))
        for card in (self.imports, self.exports, self.backups):
            layout.addWidget(card)
        layout.addStretch(1)
        scroll(page, self)

    def has_something_open(self) -> bool:
        return True

    def go_on_from(self, old: PageBehind) -> None:
        assert isinstance(old, DataPage)
        self.imports.go_on_from(old.imports)
        self.exports.go_on_from(old.exports)
        self.backups.go_on_from(old.backups)

    def take_focus(self) -> None:
        self.imports.file.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.backups.refresh()

    # Busy

    @Slot(bool)
    def _on_transfer_busy(self, busy: bool) -> None:
        self._set_busy("transfer", busy)

    @Slot(bool)
    def _on_backups_busy(self, busy: bool) -> None:
        self._set_busy("backups", busy)

    def _set_busy(self, who: str, busy: bool) -> None:
        (self._busy.add if busy else self._busy.discard)(who)
        for card in (self.imports, self.exports, self.backups):
            for control in card.controls():
                control.setEnabled(not self._busy)
        if not self._busy:
            self.backups.refresh()

    # By mouse and by keyboard

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _paths(event.mimeData()) and not self._busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _paths(event.mimeData())
        event.acceptProposedAction()
        if len(paths) == 1:
            self.imports.look_at(paths[0])
        else:
            self.imports.say_one_at_a_time()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Back):
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
