"""What opens inside an entry's card: the editor, its tags, the calendar, earlier versions.

At most one at a time. Knows when each closes and what it then asks of `EntryActs`.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.entries import DiaryEntry, edit_of
from desktop.errors import StorageFailure
from desktop.services.diary_service import DiaryService
from desktop.ui.diary.day_words import moment_name
from desktop.ui.diary.draft_keeper import DraftKeeper
from desktop.ui.diary.entry_acts import EntryActs
from desktop.ui.diary.move_panel import MovePanel
from desktop.ui.diary.tag_panel import TagPanel
from desktop.ui.diary.versions_panel import VersionsPanel
from desktop.ui.diary.writing import EntryEditor
from desktop.ui.theme import Theme

Read = TypeVar("Read")
Panel = EntryEditor | TagPanel | MovePanel | VersionsPanel


class EntryPanels(QWidget):
    """Signal changed(): a panel was opened or closed."""

    changed = Signal()

    def __init__(
        self,
        entry: DiaryEntry,
        diary: DiaryService,
        drafts: DraftKeeper,
        acts: EntryActs,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._entry, self._diary, self._theme = entry, diary, theme
        self._drafts, self._acts, self._place = drafts, acts, edit_of(entry.id)
        self._panel: Panel | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def set_entry(self, entry: DiaryEntry) -> None:
        self._entry = entry

    def busy(self) -> bool:
        return self._panel is not None

    def editing(self) -> bool:
        """Whether the text itself stands in an editor."""
        return isinstance(self._panel, EntryEditor)

    def controls(self) -> list[QWidget]:
        return self._panel.controls() if self._panel is not None else []

    def take_focus(self) -> None:
        if isinstance(self._panel, EntryEditor):
            self._panel.editor.setFocus()
        elif self._panel is not None:
            self._panel.take_focus()

    # Opening

    def open_editor(self) -> None:
        self._edit(self._entry.entry.text, "")
        self.take_focus()

    def go_on_editing(self, draft: str) -> None:
        """With what was left unsaved; the keyboard stays where it is."""
        self._edit(draft, self.tr("上次没有改完，接着改"))

    def _edit(self, text: str, note: str) -> None:
        editor = EntryEditor(text, self._theme, note)
        editor.typed.connect(self._on_typed)
        editor.saved.connect(self._on_edited)
        editor.left.connect(self._on_edit_left)
        self._open(editor)

    def open_tags(self) -> None:
        if (known := self._read(self._diary.tags)) is not None:
            panel = TagPanel(self._entry.entry.tags, [tag.name for tag in known])
            panel.chosen.connect(self._on_tagged)
            self._open_focused(panel)

    def open_calendar(self) -> None:
        if (days := self._read(self._diary.days)) is not None:
            panel = MovePanel(self._entry.entry.date, days, self._diary.today(), self._theme)
            panel.chosen.connect(self._on_moved)
            self._open_focused(panel)

    def open_versions(self) -> None:
        earlier = self._read(lambda: self._diary.earlier_texts(self._entry.id))
        if earlier:
            offset = self._entry.entry.created.offset_s
            panel = VersionsPanel(earlier, lambda ms: moment_name(ms, offset), self._theme)
            panel.chosen.connect(self._on_edited)
            self._open_focused(panel)

    def _open_focused(self, panel: TagPanel | MovePanel | VersionsPanel) -> None:
        panel.left.connect(self.close_panel)
        self._open(panel)
        self.take_focus()

    def _open(self, panel: Panel) -> None:
        self._remove()
        self._panel = panel
        self._layout.addWidget(panel)
        self.show()
        self.changed.emit()

    def _read(self, read: Callable[[], Read]) -> Read | None:
        """What can't be read is told; nothing opens then."""
        try:
            with suppress(KeyError):  # deleted for good meanwhile: the page reads again
                return read()
        except StorageFailure as failure:
            self._acts.failed.emit(failure)
        return None

    # Closing

    @Slot()
    def close_panel(self) -> None:
        self._remove()
        self.hide()
        self.changed.emit()

    def _remove(self) -> None:
        if self._panel is not None:
            self._layout.removeWidget(self._panel)
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self._drafts.keep(self._place, text)

    @Slot(object)
    def _on_edited(self, text: str) -> None:
        if self._acts.edit(self._entry.id, text):
            self._drafts.forget(self._place)
            self.close_panel()

    @Slot()
    def _on_edit_left(self) -> None:
        self._drafts.drop(self._place)
        self.close_panel()

    @Slot(object)
    def _on_tagged(self, tags: tuple[str, ...]) -> None:
        if self._acts.set_tags(self._entry.id, tags):
            self.close_panel()

    @Slot(object)
    def _on_moved(self, day: date) -> None:
        if day == self._entry.entry.date or self._acts.move(self._entry, day):
            self.close_panel()
