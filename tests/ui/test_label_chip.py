"""The chip and its menu: two clicks or four keys to another label, what the model said, and why."""

from collections.abc import Callable, Iterator
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.domain.labels import GivenLabel, Label, LabelSource, Opinions
from desktop.services.label_service import LabelService
from desktop.ui.labels.label_chip import LabelChip
from desktop.ui.labels.label_words import MOST_LETTERS, shortened
from desktop.ui.theme import Theme
from tests.ui.chat_fakes import BAD, GOOD, UNSURE, FakeLabels, label

# Of the offscreen platform, about any menu; says nothing about ours.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "raise")

Show = Callable[..., LabelChip]


@pytest.fixture
def labels() -> FakeLabels:
    return FakeLabels()


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication, labels: FakeLabels) -> Iterator[Show]:
    theme = Theme("light")
    theme.apply()

    def build(shown: Label | None, **opinions: GivenLabel) -> LabelChip:
        chip = LabelChip(cast(LabelService, labels), theme)
        qtbot.addWidget(chip)
        labels.given[7] = Opinions(**opinions)
        chip.show_label(7, shown)
        with qtbot.waitActive(chip):
            chip.show()
            chip.activateWindow()
        return chip

    yield build
    qapp.setStyleSheet("")


def given(shown: Label | None) -> GivenLabel:
    return GivenLabel(shown.source if shown else LabelSource.PERSON, shown, 1)


def by_person(choice: object = GOOD) -> Label:
    assert choice in (GOOD, BAD, UNSURE)
    return Label(LabelSource.PERSON, choice.word, choice.valence)


def open_menu(qtbot: QtBot, chip: LabelChip, key: Qt.Key = Qt.Key.Key_Space) -> QMenu:
    chip.setFocus()
    qtbot.keyClick(chip, key)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    return cast(QMenu, QApplication.activePopupWidget())


def action(menu: QMenu, beginning: str) -> QAction:
    return next(a for a in menu.actions() if a.text().startswith(beginning))


def words(menu: QMenu) -> list[str]:
    return [a.text() for a in menu.actions() if not a.isSeparator()]


def test_another_label_by_mouse(qtbot: QtBot, show: Show, labels: FakeLabels) -> None:
    chip = show(label())
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    menu = cast(QMenu, QApplication.activePopupWidget())
    assert words(menu) == ["😄 正面", "😟 负面", "😶 不确定", "○ 没有标签"]
    assert [a.isChecked() for a in menu.actions()[:4]] == [False, True, False, False]
    place = menu.actionGeometry(menu.actions()[0]).center()
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
    assert labels.done == [("correct", 7, GOOD)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Down])
def test_no_label_by_keyboard(qtbot: QtBot, show: Show, labels: FakeLabels, key: Qt.Key) -> None:
    menu = open_menu(qtbot, show(label()), key)
    for _ in range(2):
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert labels.done == [("correct", 7, None)]


def test_confirming_the_model_s_word_counts(qtbot: QtBot, show: Show, labels: FakeLabels) -> None:
    menu = open_menu(qtbot, show(label()))
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert labels.done == [("correct", 7, BAD)]


def test_the_person_s_word_and_what_the_model_had_said(
    qtbot: QtBot, show: Show, labels: FakeLabels
) -> None:
    chip = show(by_person(), person=given(by_person()), model=given(label()))
    assert chip.text() == "😄 正面 · 你标的"
    assert chip.accessibleName() == "心情：😄 正面 · 你标的"
    for told in (chip.toolTip(), chip.accessibleDescription()):
        assert "由你标注" in told and "模型判断的是 😟 负面 · 91%" in told
    menu = open_menu(qtbot, chip)
    assert not action(menu, "模型判断的是").isEnabled()
    action(menu, "😄").trigger()  # what was said already isn't said again
    action(menu, "恢复模型的判断").trigger()
    assert labels.done == [("withdraw", 7, None)]
    menu.close()


def test_saying_that_none_fits(show: Show) -> None:
    chip = show(None, person=given(None), model=given(label()))
    assert chip.text() == "○ 没有标签 · 你标的" and "模型判断的是" in chip.toolTip()
    assert show(None).text() == "○ 没有标签"


def test_a_label_that_was_brought_along(qtbot: QtBot, show: Show) -> None:
    rad = Label(LabelSource.IMPORT, "R&B", 2.0)
    chip = show(rad, brought=given(rad), model=given(label()))
    assert chip.text() == "R&&B" and "R&B" in chip.accessibleName()  # no shortcut
    menu = open_menu(qtbot, chip)
    assert "模型判断的是 😟 负面 · 91%" in words(menu)
    assert not any(w.startswith("恢复") for w in words(menu))
    menu.close()
    chip = show(by_person(), person=given(by_person()), brought=given(rad))
    menu = open_menu(qtbot, chip)
    assert words(menu)[-1] == "恢复导入的标签"
    menu.close()


def test_why(qtbot: QtBot, show: Show) -> None:
    sentence = "今天又被老板批评了\n因为项目再一次延期，所以。"
    reason = Label(LabelSource.MODEL, "负面", -1.0, 0.9, "s", 1, "w", sentence)
    chip = show(reason)
    lit: list[str] = []
    chip.evidence_toggled.connect(lit.append)
    assert "为什么：" in chip.accessibleDescription()
    menu = open_menu(qtbot, chip)
    why = action(menu, "为什么")
    assert why.text() == f"为什么：“{shortened(sentence)}”"
    assert "\n" not in why.text() and len(shortened(sentence)) == MOST_LETTERS
    why.trigger()
    menu.close()
    again = open_menu(qtbot, chip)
    assert action(again, "为什么").isChecked()
    action(again, "为什么").trigger()
    again.close()
    assert lit == [sentence, ""]


def test_the_light_goes_with_the_reason(qtbot: QtBot, show: Show) -> None:
    chip = show(Label(LabelSource.MODEL, "负面", -1.0, 0.9, "s", 1, "w", "累。"))
    lit: list[str] = []
    chip.evidence_toggled.connect(lit.append)
    menu = open_menu(qtbot, chip)
    action(menu, "为什么").trigger()
    menu.close()
    chip.show_label(7, label())
    assert lit == ["累。", ""]


def test_a_single_sentence_needs_no_reason_and_says_so(
    qtbot: QtBot, show: Show, labels: FakeLabels
) -> None:
    labels.one_sentence = True
    menu = open_menu(qtbot, show(label()))
    assert not action(menu, "只有一句").isEnabled()
    menu.close()


def test_a_reason_on_request(qtbot: QtBot, show: Show, labels: FakeLabels) -> None:
    labels.explainable = True
    chip = show(label())
    lit: list[str] = []
    chip.evidence_toggled.connect(lit.append)
    menu = open_menu(qtbot, chip)
    action(menu, "为什么").trigger()
    menu.close()
    assert labels.done == [("explain", 7, None)] and lit == []
    chip.show_label(7, Label(LabelSource.MODEL, "负面", -1.0, 0.9, "s", 1, "w", "累。"))
    assert lit == ["累。"]


def test_no_single_sentence(qtbot: QtBot, show: Show) -> None:
    menu = open_menu(qtbot, show(Label(LabelSource.MODEL, "负面", -1.0, 0.9, "s", 1, "w", "")))
    assert not action(menu, "没有哪一句").isEnabled()
    menu.close()


def test_nothing_where_there_is_no_reason(qtbot: QtBot, show: Show) -> None:
    menu = open_menu(qtbot, show(label()))
    assert not any(text.startswith("为什么") for text in words(menu))
    menu.close()
