"""The settings page, built from the schema: a search, a row for each setting, ways back.

A value is saved the moment it changes.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.errors import SettingsError, StorageFailure
from desktop.services.undo import Deed
from desktop.settings import SCHEMA, Section, Settings, Value
from desktop.ui.chat.turn_parts import SmallLabel
from desktop.ui.data.parts import BREAK
from desktop.ui.diary.undo_bar import UndoBar
from desktop.ui.file_dialogs import FileDialogs
from desktop.ui.settings import page_rows, shortcut_line
from desktop.ui.settings.controls import Control
from desktop.ui.settings.folder_control import FolderControl
from desktop.ui.settings.make_control import make_control
from desktop.ui.settings.place_control import PlaceControl
from desktop.ui.settings.scrolled import page_layout, scroll_below
from desktop.ui.settings.search_field import SearchField
from desktop.ui.settings.section_card import SectionCard
from desktop.ui.settings.setting_row import SettingRow
from desktop.ui.settings.setting_texts import (
    force_note,
    found_by,
    heading,
    reset_sentence,
    title_and_help,
    trouble_sentence,
)
from desktop.ui.spoken import announce
from desktop.ui.theme import SPACE, Theme

OPTIONS = {option.key: option for option in SCHEMA}
# Chosen where the tasks are, and beside the model that it is for.
ELSEWHERE = {"label_task", "adapter_dir"}
# Other weights are no detail that is put back along the way; their row has its own way back.
NEVER_RESET = {"model_dir"}


class SettingsPage(QWidget):
    """Signals, all after the value is on disk:
    model_dir_chosen(str): load these weights; empty for the bundled ones.
    setting_changed(str): its key; for what others put into force.
    done(Deed): what can be taken back.
    """

    model_dir_chosen = Signal(str)
    setting_changed = Signal(str)
    done = Signal(object)

    def __init__(
        self,
        settings: Settings,
        theme: Theme,
        data_folder: str,
        parent: QWidget | None = None,
        put_back: Callable[[dict[str, Value]], None] | None = None,
        files: FileDialogs | None = None,
    ) -> None:
        """put_back: puts back what was reset here, on whichever page there is by then."""
        super().__init__(parent)
        self._settings, self._theme, self._files = settings, theme, files or FileDialogs()
        self._put_back_anywhere = put_back or self.put_back
        self.rows: dict[str, SettingRow] = {}
        self.controls: dict[str, Control | FolderControl] = {}
        self.sections: dict[Section, SectionCard] = {}
        self._more_rows: list[SettingRow] = []
        self.search, self.undo_bar = SearchField(), UndoBar(theme)
        self.reset = QPushButton(self.tr("全部恢复默认"))
        self.reset.setProperty("kind", "outlined")
        self.nothing = SmallLabel(self.tr("没有找到这样的设置。"))
        self._still: tuple[QWidget, int] | None = None  # a control, and where it stood
        self._make_other_rows(data_folder)
        self._arrange()
        self._connect()
        self._show_changed()

    # Building

    def _make_other_rows(self, data_folder: str) -> None:
        theme = self._theme
        self.place = PlaceControl(theme, data_folder, self._files)
        self.data_folder = self.place.path
        self.models_row, self.doctor_row = page_rows.models_row(theme), page_rows.doctor_row(theme)
        self.tasks_row = page_rows.tasks_row(theme)
        self.transfer_row, self.about_row = (
            page_rows.transfer_row(theme),
            page_rows.about_row(theme),
        )
        self._data_row = page_rows.data_row(theme, self.place)
        self._privacy_row = page_rows.privacy_row(theme)

    def _arrange(self) -> None:
        page, layout = page_layout()
        title = QLabel(self.tr("设置"))
        title.setProperty("kind", "title")
        layout.addWidget(title)
        layout.addWidget(self.nothing)
        self.nothing.hide()
        for section in Section:
            layout.addWidget(self._section(section))
        self._keys = SectionCard(shortcut_line.heading())
        lines = list(shortcut_line.lines())
        self._keys.add(lines, [line.words for line in lines])
        layout.addWidget(self._keys)
        layout.addSpacing(SPACE[3])
        layout.addWidget(self.reset)
        layout.addStretch(1)
        self.area = scroll_below(self.search, page, self.undo_bar, self)

    def _section(self, section: Section) -> SectionCard:
        """Its settings in the schema's order, between what leads elsewhere."""
        before = {
            Section.LABELS: [self.tasks_row],
            Section.PERFORMANCE: [self.models_row, self.doctor_row],
            Section.PRIVACY: [self._privacy_row],
        }.get(section, [])
        after = {
            Section.DIARY: [self._data_row, self.transfer_row],
            Section.PRIVACY: [self.about_row],
        }.get(section, [])
        card = self.sections[section] = SectionCard(heading(section))
        keys = [o.key for o in SCHEMA if o.section is section and o.key not in ELSEWHERE]
        self._add(card, before)
        card.add([self._make_row(key) for key in keys], [self._words(key) for key in keys])
        self._add(card, after)
        card.reset_wanted.connect(lambda: self._reset(keys))
        return card

    def _add(self, card: SectionCard, rows: Sequence[SettingRow]) -> None:
        self._more_rows.extend(rows)
        card.add(rows, [row.words for row in rows])

    def add_rows(self, section: Section, rows: Sequence[SettingRow]) -> None:
        """What is no setting but belongs beside them."""
        self._add(self.sections[section], rows)

    def _make_row(self, key: str) -> SettingRow:
        option, (title, help_text) = OPTIONS[key], title_and_help(key)
        control = make_control(option, self._theme, self._files)
        control.set_name(title, help_text)
        control.show_value(self._settings.get(key))
        control.edited.connect(lambda value, key=key: self._on_edited(key, value))
        wide = isinstance(control, FolderControl)
        row = SettingRow(self._theme, title, help_text, control, wide=wide)
        if key not in NEVER_RESET:
            row.offer_reset()
            row.reset_wanted.connect(lambda key=key: self._reset([key]))
        self.rows[key], self.controls[key] = row, control
        return row

    def _words(self, key: str) -> str:
        """Also the key and the schema's English: a name from elsewhere finds it, too."""
        return f"{self.rows[key].words} {found_by(OPTIONS[key])}"

    def _connect(self) -> None:
        self.search.changed.connect(self._on_search)
        self.reset.clicked.connect(self._on_reset)
        self._theme.changed.connect(self._on_theme)

    def show_model(self, trouble: str = "") -> None:
        """Which folder is set now; it may have been changed elsewhere. trouble: why it isn't the
        one that was wanted, which is read aloud, too."""
        self.controls["model_dir"].show_value(self._settings.get("model_dir"))
        row, shown = self.rows["model_dir"], trouble.replace("/", f"/{BREAK}")
        if shown != row.note.text() and row.isVisible():
            announce(row, trouble)
        row.say(shown, trouble=bool(trouble))

    # Looking for one

    def start_search(self) -> None:
        """Put the keyboard into the field above."""
        self.search.setFocus()
        self.search.selectAll()

    @Slot(object)
    def _on_search(self, words: list[str]) -> None:
        found = sum(card.show_matching(words) for card in (*self.sections.values(), self._keys))
        if found == 0 and self.nothing.isHidden():
            said = QAccessibleAnnouncementEvent(self, self.nothing.text())
            QAccessible.updateAccessibility(said)
        self.nothing.setVisible(found == 0)
        self.reset.setVisible(not words)

    # What happens

    def _on_edited(self, key: str, value: Value) -> None:
        """Save, then apply; what can't be saved is put back and explained."""
        row, control = self.rows[key], self.controls[key]
        before = self._settings.get(key)
        try:
            self._settings.set(key, value)
        except (SettingsError, StorageFailure) as failure:
            control.show_value(before)
            row.say(trouble_sentence(failure), trouble=True)
            return
        changed = self._settings.get(key) != before
        row.say(force_note(OPTIONS[key].force) if changed else "")
        control.show_value(self._settings.get(key))
        self._show_changed()
        # A folder also when it is the same: another may be in use, or none, and this one is wanted.
        if changed or key == "model_dir":
            self._apply(key)

    def _apply(self, key: str) -> None:
        match key:
            case "theme":
                self._theme.apply(choice=self._settings.text(key))
            case "font_scale":
                self._keep_still(key)
                self._theme.apply_soon(self._settings.number(key))
            case "model_dir":
                self.model_dir_chosen.emit(self._settings.text(key))
            case _:
                self.setting_changed.emit(key)

    # Back to the defaults

    @Slot()
    def _on_reset(self) -> None:
        self._reset(self.controls)

    def _reset(self, keys: Iterable[str]) -> None:
        """At once, for it can be undone."""
        before = {key: self._settings.get(key) for key in self._changed(keys)}
        for key in before:
            self._on_edited(key, OPTIONS[key].default)
        if before:
            say, put_back = partial(reset_sentence, list(before)), self._put_back_anywhere
            deed = Deed(say, partial(put_back, before))
            self.done.emit(deed)
            self.undo_bar.offer(deed)

    def go_on_from(self, old: "SettingsPage") -> None:
        """In the place of a page with other words: what was reset there can still be put back."""
        if (deed := old.undo_bar.offered) is not None:
            self.undo_bar.offer(deed)

    def put_back(self, values: dict[str, Value]) -> None:
        """What was reset."""
        for key, value in values.items():
            self._on_edited(key, value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_bar.undo()
        else:
            super().keyPressEvent(event)

    def _changed(self, keys: Iterable[str]) -> list[str]:
        return [key for key in keys if key not in NEVER_RESET and self._settings.is_changed(key)]

    def _show_changed(self) -> None:
        changed = self._changed(self.controls)
        for key, row in self.rows.items():
            row.show_changed(key in changed)
        for section, card in self.sections.items():
            card.show_changed(any(OPTIONS[key].section is section for key in changed))
        self.reset.setEnabled(bool(changed))

    # Looks

    @Slot()
    def _on_theme(self) -> None:
        for row in (*self.rows.values(), *self._more_rows):
            row.refit()
        if self._still is not None:
            QTimer.singleShot(0, self, self._scroll_back)  # once it is laid out

    def _keep_still(self, key: str) -> None:
        """Whose control is under the pointer stays there, while all around it grows."""
        control = self.controls[key]
        if control.isVisible() and not control.visibleRegion().isEmpty():
            self._still = control, self._height_of(control)

    @Slot()
    def _scroll_back(self) -> None:
        if self._still is not None:
            (control, height), self._still = self._still, None
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + self._height_of(control) - height)

    def _height_of(self, control: QWidget) -> int:
        return control.mapTo(self, control.rect().center()).y()
