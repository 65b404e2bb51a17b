"""The chip of an entry's mood: what counts, who said it, and the menu in which to say another.

For any page: give it the service, `show_label` after every change, and let `evidence_toggled`
light up a sentence in the text beside it. The service keeps what is chosen and tells everybody.
"""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QContextMenuEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QMenu, QToolButton, QToolTip

from desktop.domain.labels import Label, LabelChoice, LabelSource, Opinions, Prediction
from desktop.services.label_service import LabelService
from desktop.ui import texts
from desktop.ui.labels import label_words as words
from desktop.ui.theme import Theme

CHIP_PX = 23
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class LabelChip(QToolButton):
    """Signal evidence_toggled(str): this sentence is to be seen in the text; "" for none."""

    evidence_toggled = Signal(str)

    def __init__(self, labels: LabelService, theme: Theme) -> None:
        super().__init__()
        self._service, self._theme = labels, theme
        self._entry_id = 0
        self._label: Label | None = None
        self._opinions = Opinions()
        self._asked, self._lit = False, False
        self.setProperty("kind", "chip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._menu: QMenu | None = None
        self.clicked.connect(self._open)
        theme.changed.connect(self._fit)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self.setFixedHeight(self._theme.px(CHIP_PX))  # the same with an emoji and without

    # What it shows

    def show_label(
        self, entry_id: int, label: Label | None, prediction: Prediction | None = None
    ) -> None:
        """The label that counts for the entry now. prediction: in full, while it is known."""
        self._entry_id, self._label = entry_id, label
        # What the model says needs no look at what others said: they would count before it.
        by_model = label is not None and label.source is LabelSource.MODEL
        self._opinions = Opinions() if by_model else self._service.opinions(entry_id)
        choices = self._service.choices
        text = words.chip_text(label, self._opinions, choices)
        lines = words.chip_lines(label, self._opinions, choices, prediction)
        self.setText(_plain(text))
        self.setToolTip(texts.plain_tooltip(lines))
        self.setAccessibleName(self.tr("心情：{label}").format(label=text))
        self.setAccessibleDescription("\n".join((*lines, self.tr("按回车可以改"))))
        self._answer()

    def _answer(self) -> None:
        """A sentence that was asked for is there."""
        evidence = words.evidence_of(self._label, self._opinions)
        if self._lit and not evidence:
            self._light(False)  # the text or the label is another
        if self._asked and evidence is not None:
            self._asked = False
            if evidence:
                self._light(True)
            else:
                self._say(self._nothing_decided())

    def _nothing_decided(self) -> str:
        return self.tr("没有哪一句单独决定了它")

    def _say(self, text: str) -> None:
        below = self.mapToGlobal(QPoint(0, self.height()))
        QToolTip.showText(below, texts.plain_tooltip([text]), self)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    @Slot(bool)
    def _light(self, lit: bool) -> None:
        self._lit = lit
        evidence = words.evidence_of(self._label, self._opinions) or ""
        self.evidence_toggled.emit(evidence if lit else "")

    # The menu

    def _filled(self) -> QMenu:
        """Filled anew each time: what it offers depends on what was said so far.

        The menu itself stays: one that deletes itself as it closes was still being told of keys.
        """
        if self._menu is None:
            self._menu = QMenu(self)
            self._menu.setAccessibleName(self.tr("改心情"))
        menu = self._menu
        menu.clear()
        for choice in (*self._service.choices.choices, self._service.choices.unsure, None):
            self._add_choice(menu, choice)
        menu.addSeparator()
        self._add_past(menu)
        self._add_reason(menu)
        return menu

    def _add_choice(self, menu: QMenu, choice: LabelChoice | None) -> None:
        action = self._add(menu, words.choice_text(choice), lambda: self._correct(choice))
        action.setCheckable(True)
        if choice is None:
            action.setChecked(self._label is None)
        else:
            action.setChecked(self._label is not None and self._label.word == choice.word)
        if action.isChecked():
            menu.setActiveAction(action)

    def _add_past(self, menu: QMenu) -> None:
        model = self._opinions.model_label
        if model is not None:
            said = menu.addAction(_plain(words.model_said(model, self._service.choices)))
            said.setEnabled(False)
        own = words.by_itself(self._label, self._opinions, self._service.choices)
        if own is not None:
            menu.addAction(_plain(own)).setEnabled(False)
        if self._opinions.person is not None:
            self._add(menu, words.restore(self._opinions), self._withdraw)

    def _add_reason(self, menu: QMenu) -> None:
        evidence = words.evidence_of(self._label, self._opinions)
        if evidence:
            action = menu.addAction(_plain(words.why(evidence)))
            action.setCheckable(True)
            action.setChecked(self._lit)
            action.toggled.connect(self._light)
        elif self._service.is_one_sentence(self._entry_id):
            menu.addAction(self.tr("只有一句，心情就是看它定的")).setEnabled(False)
        elif evidence == "":
            menu.addAction(self._nothing_decided()).setEnabled(False)
        elif self._label is None and self._service.is_left_out(self._entry_id):
            self._add(menu, self.tr("让模型来标"), self._ask_model)
        elif self._service.can_explain(self._entry_id):
            self._add(menu, self.tr("为什么"), self._explain)

    def _add(self, menu: QMenu, text: str, act: Callable[[], None]) -> QAction:
        action = menu.addAction(_plain(text))
        action.triggered.connect(act)
        return action

    def _correct(self, choice: LabelChoice | None) -> None:
        """Choosing what counts already only says something if it was not the person's word."""
        said = self._opinions.person
        if said is None or (said.label.word if said.label else None) != (
            choice.word if choice else None
        ):
            self._service.correct(self._entry_id, choice)

    def _withdraw(self) -> None:
        self._service.withdraw(self._entry_id)

    def _ask_model(self) -> None:
        self._service.ask_model(self._entry_id)

    def _explain(self) -> None:
        self._asked = True
        self._service.explain(self._entry_id)

    # How it is opened

    @Slot()
    def _open(self) -> None:
        self._filled().popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENING:
            self._open()
        else:
            super().keyPressEvent(event)


def _plain(text: str) -> str:
    """A word that was brought along may hold an ampersand, which Qt would take for a shortcut."""
    return text.replace("&", "&&")
