"""Below the search field: from when to when, which mood, which tag, and what a chart meant."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QSizePolicy, QWidget

from desktop.domain.entries import TagUse
from desktop.domain.labels import LabelSet
from desktop.domain.search import Query
from desktop.services.wording import choice_word
from desktop.ui.diary.date_field import DateField
from desktop.ui.settings.dropdown import Dropdown
from desktop.ui.theme import SPACE, Theme

# What all four need beside each other, at normal text size.
ROOM = 470


class FilterBar(QWidget):
    """Signal changed(): another filter."""

    changed = Signal()

    def __init__(self, labels: LabelSet, theme: Theme) -> None:
        super().__init__()
        self.since = DateField(self.tr("从哪天"), theme)
        self.until = DateField(self.tr("到哪天"), theme)
        self.mood = _dropdown(self.tr("心情"))
        self.tag = _dropdown(self.tr("标签"))
        self.mood.addItem(self.tr("全部心情"), None)
        for choice in (*labels.choices, labels.unsure):
            self.mood.addItem(f"{choice.emoji} {choice_word(choice)}".strip(), choice.word)
        self._beyond = Query()
        self.beyond = QPushButton()
        self.beyond.setProperty("kind", "tag")
        self.beyond.hide()
        self.beyond.clicked.connect(self._on_beyond_left)
        self.set_tags(())
        self._theme = theme
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE[2])
        self._arrange(narrow=False)
        self.since.span_changed.connect(self.changed)
        self.until.span_changed.connect(self.changed)
        self.mood.activated.connect(self._on_chosen)
        self.tag.activated.connect(self._on_chosen)

    def controls(self) -> list[QWidget]:
        return [self.since, self.until, self.mood, self.tag, self.beyond]

    def _arrange(self, *, narrow: bool) -> None:
        """In one row, or in two where there is no room."""
        self._narrow = narrow
        for place, part in enumerate(self.controls()):
            row, column = divmod(place, 2) if narrow else (0, place)
            self._layout.addWidget(part, row, column)
        self._layout.setColumnStretch(5, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(ROOM)
        if narrow != self._narrow:
            self._arrange(narrow=narrow)

    def minimumSizeHint(self) -> QSize:
        # Of the two rows: else it could never become narrow enough for them.
        return QSize(self._theme.px(260), super().minimumSizeHint().height())

    def set_tags(self, tags: Sequence[TagUse]) -> None:
        """Offer these; the chosen one stays if it is still there."""
        chosen = self.tag.currentData()
        self.tag.clear()
        self.tag.addItem(self.tr("全部标签"), None)
        for tag in tags:
            self.tag.addItem(f"{tag.name} · {tag.entries}", tag.name)
        self.tag.setCurrentIndex(max(self.tag.findData(chosen), 0))
        self.tag.setEnabled(bool(tags))

    def clear(self) -> None:
        self.since.clear()
        self.until.clear()
        self.mood.setCurrentIndex(0)
        self.tag.setCurrentIndex(0)
        self._look_beyond(Query(), "")

    def show_query(self, query: Query, name: str) -> None:
        """Look for what a chart or a tag leads to; the words are the field's.

        name: of what the other filters can't say. It stands beside them and can be taken away.
        """
        self.clear()
        mood = self.mood.findData(query.label)
        tag = self.tag.findData(query.tags[0]) if query.tags else 0
        self.mood.setCurrentIndex(max(mood, 0))
        self.tag.setCurrentIndex(max(tag, 0))
        label, tags = query.label if mood < 0 else None, query.tags if tag < 0 else ()
        self._look_beyond(replace(query, terms=(), label=label, tags=tags), name)

    def _look_beyond(self, query: Query, name: str) -> None:
        self._beyond = query
        self.beyond.setText(f"{name}  ✕".replace("&", "&&"))
        self.beyond.setAccessibleName(self.tr("不再只看“{name}”").format(name=name))
        self.beyond.setVisible(query != Query())

    @Slot()
    def _on_beyond_left(self) -> None:
        self._look_beyond(Query(), "")
        self.mood.setFocus()
        self.changed.emit()

    def query(self, text: str) -> Query:
        """What is looked for with these words."""
        tag, beyond = self.tag.currentData(), self._beyond
        return replace(
            beyond,
            terms=Query.of(text).terms,
            since=self.since.first(),
            until=self.until.last(),
            label=self.mood.currentData() or beyond.label,
            tags=(tag,) if tag else beyond.tags,
        )

    @Slot(int)
    def _on_chosen(self, _index: int) -> None:
        self.changed.emit()


def _dropdown(name: str) -> Dropdown:
    box = Dropdown()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return box
