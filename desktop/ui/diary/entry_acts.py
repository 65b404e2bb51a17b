"""What a person does to entries, with its failures told and the way back offered.

Knows the diary's service and sentences, no widgets.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop.domain.entries import DiaryEntry
from desktop.errors import StorageFailure
from desktop.services.diary_service import DiaryService
from desktop.services.undo import Deed
from desktop.ui.diary.day_words import short_day_name

# By this name lupdate finds the strings.
translate = QCoreApplication.translate


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
        before, diary = self._look(entry_id), self._diary
        if not self._try(lambda: diary.edit(entry_id, text)):
            return False
        if before is not None and before.entry.text != text:
            self._did(_edited, lambda: diary.edit(entry_id, before.entry.text))
        return True

    def set_tags(self, entry_id: int, tags: Sequence[str]) -> bool:
        before, diary = self._look(entry_id), self._diary
        if not self._try(lambda: diary.set_tags(entry_id, tags)):
            return False
        if before is not None:
            self._did(_tagged, lambda: diary.set_tags(entry_id, before.entry.tags))
        return True

    def move(self, entry: DiaryEntry, day: date) -> bool:
        diary, before = self._diary, entry.entry.date
        if not self._try(lambda: diary.move(entry.id, day)):
            return False
        self._offer(lambda: _moved(day, diary.today()), lambda: diary.move(entry.id, before))
        return True

    def trash(self, entry_id: int) -> bool:
        diary = self._diary
        if not self._try(lambda: diary.trash([entry_id])):
            return False
        self._offer(_trashed, lambda: diary.restore([entry_id]))
        return True

    def restore(self, entry_id: int) -> bool:
        diary = self._diary
        if not self._try(lambda: diary.restore([entry_id])):
            return False
        self._offer(_restored, lambda: diary.trash([entry_id]))
        return True

    def _offer(self, say: Callable[[], str], undo: Callable[[], object]) -> None:
        self.undoable.emit(self._did(say, undo))

    def _did(self, say: Callable[[], str], undo: Callable[[], object]) -> Deed:
        """say, undo: of the deed, which may outlive the page and these acts."""
        deed = Deed(say, lambda: _unless_gone(undo))
        deed.undone.connect(self.worked)
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


def _unless_gone(act: Callable[[], object]) -> None:
    """Of an entry that was deleted for good meanwhile nothing can be taken back."""
    with suppress(KeyError):
        act()


# What was done, in the words of when it is asked


def _edited() -> str:
    return translate("EntryActs", "已改一则日记")


def _tagged() -> str:
    return translate("EntryActs", "已改标签")


def _trashed() -> str:
    return translate("EntryActs", "已放进回收站")


def _restored() -> str:
    return translate("EntryActs", "已放回日记")


def _moved(day: date, today: date) -> str:
    name = short_day_name(day, today)
    # Chinese has a space before a figure, none before 昨天.
    spaced = translate("EntryActs", "已移到 {day}")
    text = spaced if name[0].isascii() else translate("EntryActs", "已移到{day}")
    return text.format(day=name)
