"""What a person does to entries, with its failures told and the way back offered.

Knows the diary's service and sentences, no widgets.
"""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal

from desktop.domain.entries import DiaryEntry
from desktop.errors import StorageFailure
from desktop.services.diary_service import DiaryService
from desktop.services.undo import Deed
from desktop.ui.diary.day_words import short_day_name


class EntryActs(QObject):
    """Every method returns whether it was done; if not, nothing was changed.

    Signals:
        failed(StorageFailure)
        worked(): after a failure, for instance.
        done(Deed): what can be taken back. undoable(Deed): the same, where one doesn't see at once
            how, so that the way back is worth offering.
    """

    failed = Signal(object)
    worked = Signal()
    done = Signal(object)
    undoable = Signal(object)

    def __init__(self, diary: DiaryService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._diary = diary

    def write(self, text: str, day: date, draft: str) -> bool:
        return self._try(lambda: self._diary.write(text, day, draft=draft))

    def edit(self, entry_id: int, text: str) -> bool:
        before = self._look(entry_id)
        if not self._try(lambda: self._diary.edit(entry_id, text)):
            return False
        if before is not None and before.entry.text != text:
            sentence = self.tr("已改一则日记")
            self._did(sentence, lambda: self._diary.edit(entry_id, before.entry.text))
        return True

    def set_tags(self, entry_id: int, tags: Sequence[str]) -> bool:
        before = self._look(entry_id)
        if not self._try(lambda: self._diary.set_tags(entry_id, tags)):
            return False
        if before is not None:
            sentence = self.tr("已改标签")
            self._did(sentence, lambda: self._diary.set_tags(entry_id, before.entry.tags))
        return True

    def move(self, entry: DiaryEntry, day: date) -> bool:
        if not self._try(lambda: self._diary.move(entry.id, day)):
            return False
        name = short_day_name(day, self._diary.today())
        # Chinese has a space before a figure, none before 昨天.
        text = self.tr("已移到 {day}") if name[0].isascii() else self.tr("已移到{day}")
        self._offer(text.format(day=name), lambda: self._diary.move(entry.id, entry.entry.date))
        return True

    def trash(self, entry_id: int) -> bool:
        if not self._try(lambda: self._diary.trash([entry_id])):
            return False
        self._offer(self.tr("已放进回收站"), lambda: self._diary.restore([entry_id]))
        return True

    def restore(self, entry_id: int) -> bool:
        if not self._try(lambda: self._diary.restore([entry_id])):
            return False
        self._offer(self.tr("已放回日记"), lambda: self._diary.trash([entry_id]))
        return True

    def _offer(self, sentence: str, undo: Callable[[], object]) -> None:
        self.undoable.emit(self._did(sentence, undo))

    def _did(self, sentence: str, undo: Callable[[], object]) -> Deed:
        deed = Deed(sentence, lambda: self._try(undo))
        self.done.emit(deed)
        return deed

    def _look(self, entry_id: int) -> DiaryEntry | None:
        try:
            return self._diary.entry(entry_id)
        except (StorageFailure, KeyError):
            return None  # what is to be done will tell

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except StorageFailure as failure:
            self.failed.emit(failure)
            return False
        except KeyError:
            return False  # deleted for good meanwhile, by another program: the page reads again
        self.worked.emit()
        return True
