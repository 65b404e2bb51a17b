"""What the person says of moods, and the way back from it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.domain.labels import GivenLabel, Label, LabelChoice, Opinions
from desktop.errors import StorageFailure
from desktop.services.diary_service import DiaryService
from desktop.services.undo import Deed


class Corrections(QObject):
    """Signals: corrected(Deed): something was said, which can be taken back.
    storage_failed(StorageFailure): then nothing was changed."""

    corrected = Signal(object)
    storage_failed = Signal(object)

    def __init__(self, diary: DiaryService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._diary = diary

    def correct(self, entry_id: int, choice: LabelChoice | None) -> None:
        """One of the choices; None says that no label fits. What the model said is kept."""
        act = partial(self._diary.correct, entry_id, choice)
        self._change(entry_id, lambda: self.tr("已改心情"), act)

    def withdraw(self, entry_id: int) -> None:
        """Take back what was said; what was brought along or the model's word counts again."""
        act = partial(self._diary.withdraw_label, entry_id)
        self._change(entry_id, lambda: self.tr("已收回改过的心情"), act)

    def _change(self, entry_id: int, say: Callable[[], str], act: Callable[[], object]) -> None:
        """say: what was done, for people."""
        try:
            before = self._said(entry_id)
            act()
            after = self._said(entry_id)
        except StorageFailure as failure:
            self.storage_failed.emit(failure)
            return
        if not _says_the_same(before, after):
            self.corrected.emit(Deed(say, lambda: self._say_again(entry_id, before)))

    def _said(self, entry_id: int) -> GivenLabel | None:
        return Opinions.of(self._diary.labels(entry_id)).person

    def _say_again(self, entry_id: int, said: GivenLabel | None) -> None:
        """As the person had it before; None: they had said nothing. Raises StorageFailure."""
        with suppress(KeyError):  # deleted for good meanwhile
            if said is None:
                self._diary.withdraw_label(entry_id)
            else:
                label = said.label
                self._diary.correct(entry_id, None if label is None else _as_choice(label))


def _says_the_same(before: GivenLabel | None, after: GivenLabel | None) -> bool:
    """Whenever it was said."""
    if before is None or after is None:
        return before is after
    return replace(before, created_utc_ms=after.created_utc_ms) == after


def _as_choice(label: Label) -> LabelChoice:
    """Its word may be one that the task in use doesn't know."""
    return LabelChoice(label.word, label.word, "", label.valence)
