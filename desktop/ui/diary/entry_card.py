"""One entry on the diary page: when, its text in full, mood, tags, and the reply folded under it.

Shows a `DiaryEntry` value; what is done to it goes to `EntryActs`.
"""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.care import CareLevel
from desktop.domain.entries import DiaryEntry
from desktop.services.diary_service import DiaryService
from desktop.services.label_service import LabelService
from desktop.ui.care.care_panel import CarePanel
from desktop.ui.chat.text_body import TextBody
from desktop.ui.chat.turn_actions import is_hover
from desktop.ui.chat.turn_parts import INDENT_PX, MarginLine, MoodCard, SmallLabel
from desktop.ui.diary.day_words import no_text, written_at
from desktop.ui.diary.draft_keeper import DraftKeeper
from desktop.ui.diary.entry_acts import EntryActs
from desktop.ui.diary.entry_menu import EntryMenu, MenuButton
from desktop.ui.diary.entry_panels import EntryPanels
from desktop.ui.diary.tag_row import TagRow
from desktop.ui.labels.label_chip import LabelChip
from desktop.ui.theme import SPACE, Theme

# The chip's outline stands out to the left, so that its text lines up with the rest.
CHIP_INDENT_PX = INDENT_PX - 10


class EntryCard(QWidget):
    """Signals: controls_changed(): other controls are there for the keyboard now; opened(QWidget):
    this has been opened in here and is to be seen; help_wanted(): asked for under the entry."""

    controls_changed = Signal()
    opened = Signal(object)
    help_wanted = Signal()

    def __init__(
        self,
        entry: DiaryEntry,
        labels: LabelService,
        diary: DiaryService,
        drafts: DraftKeeper,
        acts: EntryActs,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._entry, self._acts, self._theme = entry, acts, theme
        self.time = SmallLabel(wrap=False)
        self.more = MenuButton(theme)
        self.body = TextBody(theme, self.tr("这一则"))
        self.panels = EntryPanels(entry, diary, drafts, acts, theme)
        self.chip = LabelChip(labels, theme)
        self.tags = TagRow(theme)
        self.unfold = QPushButton()
        self.unfold.setProperty("kind", "quiet")
        self.reply = TextBody(theme, self.tr("回复"))
        self.margin = MarginLine(theme)
        self.care: CarePanel | None = None
        self.menu = EntryMenu(self)
        self._lay_out()
        self._fill_menu()
        self._connect()
        self.margin.setContentsMargins(0, 0, 0, SPACE[3])
        self.margin.hide()
        self.show_entry(entry)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.body)
        column.addWidget(self.panels)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        inside.setSizePolicy(policy)
        self.card = MoodCard(inside, self._theme)
        self.margin.add(self.reply)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head())
        layout.addWidget(self.card)
        layout.addLayout(self._foot())
        layout.addWidget(self.margin)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(INDENT_PX, 0, 0, 0)
        head.addWidget(self.time, 1)
        head.addWidget(self.more)
        return head

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(CHIP_INDENT_PX, SPACE[2], 0, SPACE[2])
        foot.setSpacing(SPACE[2])
        foot.addWidget(self.chip)
        foot.addWidget(self.unfold)
        foot.addWidget(self.tags, 1)
        return foot

    def _fill_menu(self) -> None:
        menu, panels = self.menu, self.panels
        self._actions = [
            menu.add(self.tr("编辑"), "edit", panels.open_editor),
            menu.add(self.tr("标签…"), "tags", panels.open_tags),
            menu.add(self.tr("移到另一天…"), "move", panels.open_calendar),
        ]
        self._versions = menu.add(self.tr("较早的版本"), "versions", panels.open_versions)
        menu.addSeparator()
        self._actions.append(menu.add(self.tr("放进回收站"), "trash", self._on_trash))

    def _connect(self) -> None:
        self.chip.evidence_toggled.connect(self.body.mark)
        self.body.focus_moved.connect(self.card.set_lit)
        self.body.focus_moved.connect(self._reveal)
        self.reply.focus_moved.connect(self.margin.set_lit)
        self.more.clicked.connect(self._on_more)
        self.unfold.clicked.connect(self._on_unfold)
        self.panels.changed.connect(self._on_panel)

    # What it shows

    @property
    def entry(self) -> DiaryEntry:
        return self._entry

    def controls(self) -> list[QWidget]:
        """What the keyboard reaches, in order."""
        return [
            self.body,
            *self.panels.controls(),
            self.more,
            self.chip,
            self.unfold,
            *self.tags.buttons(),
            *(self.care.controls() if self.care is not None else []),
            self.reply,
        ]

    def show_care(self, level: CareLevel, *, fresh: bool, today: bool) -> None:
        """A card, a soft line or nothing under the text; see `CarePanel`."""
        if (self.care.level if self.care is not None else CareLevel.NONE) == level:
            return
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        if self.care is not None:
            layout.removeWidget(self.care)
            self.care.hide()
            self.care.deleteLater()
            self.care = None
        if level is not CareLevel.NONE:
            entry = self._entry.entry
            self.care = CarePanel(level, entry, self._theme, fresh=fresh, today=today)
            self.care.help_wanted.connect(self.help_wanted)
            self.care.controls_changed.connect(self.controls_changed)
            layout.insertWidget(layout.indexOf(self.margin), self.care)

    def take_focus(self) -> None:
        if self.panels.busy():
            self.panels.take_focus()
        else:
            self.body.setFocus()

    def show_entry(self, entry: DiaryEntry) -> None:
        """The entry as it is now."""
        self._entry = entry
        self.panels.set_entry(entry)
        text = entry.entry.text
        if self.body.raw() != text or not text:
            # Without text it came from elsewhere, with a mood or tags alone.
            self.body.show_plain(text, text or no_text())
        self.time.setText(written_at(entry.entry))
        self.tags.show_tags(entry.entry.tags)
        self._versions.setEnabled(entry.entry.edited_utc_ms is not None)
        self.card.set_valence(entry.label.valence if entry.label else None)
        self.chip.show_label(entry.id, entry.label)
        self._show_reply()

    def _show_reply(self) -> None:
        text = self._entry.reply
        self.unfold.setVisible(bool(text))
        if not text:
            self.margin.hide()
        elif self.reply.raw() != text:
            self.reply.finish_markdown(text)
        unfolded = not self.margin.isHidden()
        self.unfold.setText(self.tr("收起回复") if unfolded else self.tr("看回复"))

    # What the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is open closes by Escape from anywhere in the card; an editor has its own."""
        if event.key() == Qt.Key.Key_Escape and self.panels.busy() and not self.panels.editing():
            self.panels.close_panel()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if (hovered := is_hover(event)) is not None:
            self._reveal(hovered)
        return super().event(event)

    @Slot(bool)
    def _reveal(self, here: bool) -> None:
        self.more.set_shown(here or self.body.hasFocus() or self.underMouse())

    @Slot()
    def _on_more(self) -> None:
        self.menu.open_below(self.more)

    @Slot()
    def _on_unfold(self) -> None:
        self.margin.setVisible(self.margin.isHidden())
        self._show_reply()
        if self.margin.isVisible():
            self.opened.emit(self.margin)

    @Slot()
    def _on_trash(self) -> None:
        self._acts.trash(self._entry.id)

    @Slot()
    def _on_panel(self) -> None:
        """One thing at a time: with a panel open, Del means a letter."""
        editing, busy = self.panels.editing(), self.panels.busy()
        self.body.setVisible(not editing)
        for action in self._actions:
            action.setEnabled(not busy)
        self._versions.setEnabled(not busy and self._entry.entry.edited_utc_ms is not None)
        self.controls_changed.emit()
        if busy:
            self.opened.emit(self.panels)
        else:
            self.body.setFocus(Qt.FocusReason.OtherFocusReason)
