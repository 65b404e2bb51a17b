"""A day's entries in order, one card below the other, or one sentence where there is none."""

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.domain.care import shown_level
from desktop.domain.entries import DiaryEntry, edit_of
from desktop.services.diary_service import DiaryService
from desktop.services.label_service import LabelService
from desktop.ui.column import ColumnArea
from desktop.ui.diary.day_words import day_name
from desktop.ui.diary.draft_keeper import DraftKeeper
from desktop.ui.diary.entry_acts import EntryActs
from desktop.ui.diary.entry_card import EntryCard
from desktop.ui.diary.entry_panels import EntryPanels
from desktop.ui.diary.focus import holds_focus
from desktop.ui.diary.on_this_day import OnThisDay
from desktop.ui.theme import SPACE, Theme


class EmptyDay(QWidget):
    """Signals: write_wanted(), earlier_wanted()."""

    write_wanted = Signal()
    earlier_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.write = QPushButton(self.tr("写这一天"))
        self.write.setProperty("kind", "outlined")
        self.earlier = QPushButton()
        self.earlier.setProperty("kind", "quiet")
        self.write.clicked.connect(self.write_wanted)
        self.earlier.clicked.connect(self.earlier_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[5], SPACE[7], SPACE[5], SPACE[5])
        layout.setSpacing(SPACE[3])
        layout.addWidget(self.sentence)
        layout.addWidget(self.write, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.earlier, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def show_day(self, name: str, earlier: str) -> None:
        """earlier: the day before it that has something; empty where none has."""
        self.sentence.setText(self.tr("{day}还没有写。").format(day=name))
        self.earlier.setText(self.tr("看上一次写的：{day}").format(day=earlier))
        self.earlier.setVisible(bool(earlier))


class DayView(ColumnArea):
    """Signals: controls_changed(): other controls are there for the keyboard now;
    earlier_wanted(date): the day before an empty one that has something; tag_chosen(str).
    """

    controls_changed = Signal()
    earlier_wanted = Signal(object)
    tag_chosen = Signal(str)
    help_wanted = Signal()

    def __init__(
        self,
        labels: LabelService,
        diary: DiaryService,
        drafts: DraftKeeper,
        acts: EntryActs,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._labels, self._diary, self._drafts = labels, diary, drafts
        self._acts, self._theme = acts, theme
        self._cards: dict[int, EntryCard] = {}
        self._earlier: date | None = None
        self._day: date | None = None
        self.empty = EmptyDay()
        self.on_this_day = OnThisDay(theme)
        self._layout = self.new_column()
        self._layout.setContentsMargins(SPACE[5], SPACE[2], SPACE[5], SPACE[5])
        self._layout.setSpacing(SPACE[4])
        self._layout.addWidget(self.empty)
        self._layout.addWidget(self.on_this_day)
        self._layout.addStretch(1)
        self.empty.earlier_wanted.connect(self._on_earlier)

    def cards(self) -> list[EntryCard]:
        return list(self._cards.values())

    def controls(self) -> list[QWidget]:
        """What the keyboard reaches, in order."""
        cards = [part for card in self.cards() for part in card.controls()]
        return [*cards, self.empty.write, self.empty.earlier, *self.on_this_day.controls()]

    def show_day(self, day: date, on_this_day: str) -> list[DiaryEntry]:
        """Read and show a day; its entries. Raises StorageFailure: then all is as it was.

        on_this_day: ``good_days``, ``all_days`` or ``never``.
        """
        entries, today = self._diary.entries_on(day), self._diary.today()
        years, drafts = self._of_earlier_years(day, today, on_this_day), self._drafts.drafts()
        if not entries:
            self._say_nothing(day, today)
        self.on_this_day.show_entries(years)
        self._show_entries(entries)
        self._show_care(entries, fresh=day == self._day, today=day == today)
        self._day = day
        self._go_on_editing(drafts)
        return entries

    def _of_earlier_years(self, day: date, today: date, wish: str) -> list[DiaryEntry]:
        """Below today only; days that were bad only where the person asked for them."""
        if wish == "never" or day != today:
            return []
        return self._diary.on_this_day(today, bad_days=wish == "all_days")

    def _say_nothing(self, day: date, today: date) -> None:
        written = (known.date for known in self._diary.days() if known.date < day)
        self._earlier = next(written, None)
        earlier = day_name(self._earlier, today) if self._earlier else ""
        self.empty.show_day(day_name(day, today), earlier)

    @Slot()
    def _on_earlier(self) -> None:
        if self._earlier is not None:
            self.earlier_wanted.emit(self._earlier)

    def _go_on_editing(self, drafts: dict[str, str]) -> None:
        """What was left in an editor by a crash or by closing stands in one again."""
        for card in self.cards():
            text = drafts.get(edit_of(card.entry.id))
            if text is not None and text != card.entry.entry.text and not card.panels.busy():
                card.panels.go_on_editing(text)

    def _show_entries(self, entries: list[DiaryEntry]) -> None:
        """These in this order; cards of entries that stay, stay with what is open in them."""
        lost = self._leave(set(self._cards) - {entry.id for entry in entries})
        kept, self._cards = self._cards, {}
        for place, entry in enumerate(entries):
            card = kept.get(entry.id)
            if card is None:
                card = self._new_card(entry)
            else:
                card.show_entry(entry)
            if self._layout.indexOf(card) != place:
                self._layout.removeWidget(card)
                self._layout.insertWidget(place, card)
            self._cards[entry.id] = card
        self.empty.setVisible(not entries)
        if lost:  # not to wherever Qt would put the keyboard
            first = next(iter(self.cards()), None)
            first.take_focus() if first is not None else self.empty.write.setFocus()
        self.controls_changed.emit()

    def _show_care(self, entries: list[DiaryEntry], *, fresh: bool, today: bool) -> None:
        texts = [entry.entry.text for entry in entries]
        for place, entry in enumerate(entries):
            level = shown_level(texts[place], texts[:place])
            self._cards[entry.id].show_care(level, fresh=fresh, today=today)

    def _new_card(self, entry: DiaryEntry) -> EntryCard:
        card = EntryCard(entry, self._labels, self._diary, self._drafts, self._acts, self._theme)
        card.tags.tag_chosen.connect(self.tag_chosen)
        card.controls_changed.connect(self.controls_changed)
        card.opened.connect(self._on_opened)
        card.help_wanted.connect(self.help_wanted)
        return card

    def _leave(self, gone: set[int]) -> bool:
        """Take cards away; the keyboard goes to the one that takes the place. True if the
        keyboard was in them and there is none."""
        ids = list(self._cards)
        held = next((i for i in gone if holds_focus(self._cards[i])), None)
        left = [i for i in ids if i not in gone]
        for entry_id in gone:
            card = self._cards.pop(entry_id)
            self._layout.removeWidget(card)
            card.hide()
            card.deleteLater()
        if held is not None and left:
            after = [i for i in left if ids.index(i) > ids.index(held)]
            self._cards[after[0] if after else left[-1]].take_focus()
        return held is not None and not left

    def go_to(self, entry_id: int | None) -> None:
        """Bring an entry into sight and the keyboard to it; by default the one in which something
        is open, or the first."""
        by_default = sorted(self.cards(), key=lambda card: not card.panels.busy())
        card = self._cards.get(entry_id or 0) or next(iter(by_default), None)
        if card is None:
            self.empty.write.setFocus()
            return
        card.take_focus()
        # The cards have their heights only once they were laid out.
        QTimer.singleShot(0, self, self._show_focused)

    def mark(self, entry_id: int, passage: str) -> None:
        """Light up a passage of an entry on show."""
        if (card := self._cards.get(entry_id)) is not None:
            card.body.mark(passage)

    @Slot(object)
    def _on_opened(self, part: QWidget) -> None:
        QTimer.singleShot(0, part, lambda: self._reveal(part))

    def _reveal(self, part: QWidget) -> None:
        """Bring the whole of it into sight, or its beginning where it is taller than the page; of
        an editor the end, where one writes."""
        bar = self.verticalScrollBar()
        top = part.mapTo(self.viewport(), part.rect().topLeft()).y() + bar.value()
        bottom = top + part.height() + SPACE[5]
        if bottom - bar.value() > self.viewport().height():
            editing = isinstance(part, EntryPanels) and part.editing()
            end = bottom - self.viewport().height()
            bar.setValue(end if editing else min(end, top - SPACE[4]))

    @Slot()
    def _show_focused(self) -> None:
        for card in self.cards():
            if holds_focus(card):
                top = card.y()
                self.verticalScrollBar().setValue(max(top - SPACE[4], 0))
