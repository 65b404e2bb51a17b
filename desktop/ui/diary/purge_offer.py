"""After something was deleted for good: backups hold it still, and how to clear them away."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services import data_words
from desktop.services.deletion import Deletion
from desktop.ui.data.parts import Line, Question, button, words
from desktop.ui.theme import SPACE


class PurgeOffer(QWidget):
    """Shown where the deletion was asked for; hidden until there was one. status: one sentence."""

    def __init__(self, deletion: Deletion) -> None:
        super().__init__()
        self._deletion = deletion
        self._asked = False
        self.status = words()
        self.purge = button(self.tr("清除旧备份…"), self._ask)
        self.question = Question(self.tr("取消"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[5] - SPACE[1], 0, 0, 0)
        layout.setSpacing(SPACE[2])
        for part in (self.status, Line(self.purge), self.question):
            layout.addWidget(part)
        self.hide()
        deletion.busy_changed.connect(self._on_busy)
        deletion.deleted.connect(self._on_deleted)
        deletion.purged.connect(self._on_purged)

    @Slot(bool)
    def _on_busy(self, busy: bool) -> None:
        if busy:
            self._say(self.tr("正在彻底删除…"), offer=False)
        else:
            self.hide()  # what became of it is told next

    @Slot(object)
    def _on_deleted(self, count: int) -> None:
        copies = self._deletion.copies()
        self._say(data_words.deleted(count, copies), offer=copies > 0)

    def _say(self, text: str, *, offer: bool) -> None:
        self.status.setText(text)
        self.purge.setVisible(offer)
        self.question.hide()
        self.show()

    def _ask(self) -> None:
        text = data_words.ask_purge(self._deletion.copies())
        self.question.ask(text, self.tr("清除"), self._purge_now, self.purge)

    def _purge_now(self) -> None:
        self._asked = True
        self._say(self.tr("正在清除…"), offer=False)
        self._deletion.purge()

    @Slot(object)
    def _on_purged(self, count: int) -> None:
        if self._asked:  # otherwise it was asked for on the page of backups
            self._asked = False
            self._say(data_words.purged(count), offer=False)
