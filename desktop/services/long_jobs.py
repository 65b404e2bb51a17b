"""Which long jobs have ended, each in a sentence, for whoever is looking elsewhere meanwhile."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from desktop.errors import EnvironmentFailure
from desktop.services.relabelling import Relabelling, RelabellingState

# They import every format's reader, 40 ms that the start needn't wait for.
if TYPE_CHECKING:
    from desktop.domain.transfer import ImportReport
    from desktop.services.transfer_service import Exported, TransferService


class LongJobs(QObject):
    """Imports, exports, labelling old entries anew. Signal ended(str): a sentence without a word
    of the diary."""

    ended = Signal(str)

    def __init__(self, relabelling: Relabelling, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._relabelling, self._followed = False, False
        relabelling.state_changed.connect(self._on_relabelling)

    def follow(self, transfer: "TransferService") -> None:
        """Imports and exports too; asked again, it stays with that."""
        if self._followed:
            return
        self._followed = True
        transfer.imported.connect(self._on_imported)
        transfer.exported.connect(self._on_exported)
        transfer.failed.connect(self._on_failed)

    @Slot(object)
    def _on_imported(self, report: "ImportReport") -> None:
        from desktop.services import data_words

        self.ended.emit(data_words.imported(report))

    @Slot(object)
    def _on_exported(self, done: "Exported") -> None:
        sentence = QCoreApplication.translate("jobs", "导出好了：{n} 则。")
        self.ended.emit(sentence.format(n=done.entries))

    @Slot(object)
    def _on_failed(self, failure: EnvironmentFailure) -> None:
        from desktop.services import data_words

        self.ended.emit(data_words.trouble(failure))

    @Slot(object)
    def _on_relabelling(self, state: RelabellingState) -> None:
        """A pause is the person's; what failed stays among what is left."""
        was, self._relabelling = self._relabelling, state.running
        if was and not state.running and (state.left or 0) <= state.failed:
            self.ended.emit(QCoreApplication.translate("jobs", "旧日记都重新标过了。"))
