"""The page about what is learned from corrections: what it says, its switch, and forgetting."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.labels import Label, LabelChoice, LabelSet, LabelSource, Opinions
from desktop.domain.learning import LEAST_JUDGED, Trial
from desktop.services.learning_state import LearningPhase, LearningState
from desktop.ui.labels import label_words, learning_words
from desktop.ui.labels.learning_page import LearningPage, LearningRow
from desktop.ui.theme import Theme

HELPS = Trial(judged=40, own_right=20, gained=12, lost=2, witnesses=200, changed=9)
EVERYWHERE = Trial(judged=40, own_right=0, gained=6, lost=0, witnesses=200, changed=40)
NOTHING = Trial(judged=40, own_right=20, gained=2, lost=2, witnesses=200, changed=0)


class FakeLearning(QObject):
    """A learner by script; `asked` is what it was told to do."""

    state_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.state = LearningState()
        self.asked: list[object] = []

    def become(self, state: LearningState) -> None:
        self.state = state
        self.state_changed.emit(state)

    def switch(self, on: bool) -> None:
        self.asked.append(on)

    def forget(self) -> int:
        self.asked.append("forget")
        return 7

    def remember(self, token: int) -> None:
        self.asked.append(token)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme("light")
    made.apply()
    yield made
    qapp.setStyleSheet("")


@pytest.fixture
def learning(qapp: QApplication) -> FakeLearning:
    return FakeLearning()


@pytest.fixture
def page(learning: FakeLearning, theme: Theme, qtbot: QtBot) -> LearningPage:
    page = LearningPage(learning, theme)  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (LearningState(LearningPhase.OFF), "关着"),
        (LearningState(LearningPhase.WAITING), "醒来"),
        (LearningState(LearningPhase.TOO_FEW, 7), f"有 7 则，满 {LEAST_JUDGED} 则"),
        (LearningState(LearningPhase.READING, 40, 33), "还有 33 则"),
        (LearningState(LearningPhase.FITTING, 40), "正在算"),
        (LearningState(LearningPhase.USED, 40, trial=HELPS), "用上了"),
        (LearningState(LearningPhase.UNUSED, 40, trial=NOTHING), "不比模型自己更准"),
        (LearningState(LearningPhase.UNUSED, 40, trial=EVERYWHERE), "没改过的也改掉不少"),
    ],
)
def test_one_sentence_says_how_it_stands(
    state: LearningState, words: str, learning: FakeLearning, page: LearningPage, theme: Theme
) -> None:
    row = LearningRow(learning, theme)  # type: ignore[arg-type]
    learning.become(state)
    assert words in page.status.text() and row.note.text() == page.status.text()
    assert "{" not in page.status.text() + page.definition.text()
    assert page.switch.box.currentData() == ("off" if state.phase is LearningPhase.OFF else "on")
    row.deleteLater()


def test_the_figures(learning: FakeLearning, page: LearningPage) -> None:
    learning.become(LearningState(LearningPhase.USED, 41, trial=HELPS))
    assert [figure.text() for _, figure in page.figures] == ["41", "50%", "75%"]
    assert "40 则里，模型自己猜对 20 则，学了以后 30 则" in page.definition.text()
    assert "200 则你没改过的，其中 9 则会变" in page.definition.text()
    assert page.figures[1][1].accessibleName() == "模型自己猜对 50%"


def test_the_switch(learning: FakeLearning, page: LearningPage, qtbot: QtBot) -> None:
    page.take_focus()
    qtbot.keyClick(page.switch.box, Qt.Key.Key_Down)
    qtbot.keyClick(page.switch.box, Qt.Key.Key_Up)
    assert learning.asked == [False, True]


@pytest.mark.parametrize("undo", [lambda page: page.undo.back.click(), None])
def test_forgetting_can_be_taken_back(
    undo: Callable[[LearningPage], None] | None,
    learning: FakeLearning,
    page: LearningPage,
    qtbot: QtBot,
) -> None:
    learning.become(LearningState(LearningPhase.USED, 40, trial=HELPS))
    page.forget.click()
    assert page.undo.isVisible() and page.undo.sentence.text() == learning_words.forgotten()
    if undo is not None:
        undo(page)
    else:
        qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert learning.asked == ["forget", 7] and not page.undo.isVisible()


def test_there_is_nothing_to_forget(learning: FakeLearning, page: LearningPage) -> None:
    learning.become(LearningState(LearningPhase.TOO_FEW, 0))
    assert not page.forget.isEnabled()
    learning.become(LearningState(LearningPhase.TOO_FEW, 3))
    assert page.forget.isEnabled()


def test_escape_leads_back(page: LearningPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page, Qt.Key.Key_Escape)


def test_a_label_that_was_moved_says_so(qapp: QApplication) -> None:
    good = LabelChoice("正面", "Positive", "😄", 1.0)
    bad = LabelChoice("负面", "Negative", "😟", -1.0)
    labels = LabelSet((good, bad), LabelChoice("不确定", "Unsure", "😶", None))
    moved = Label(LabelSource.MODEL, "负面", -1.0, 0.7, own_word="正面", own_confidence=0.66)
    lines = label_words.chip_lines(moved, Opinions(), labels, None)
    assert "按你的更正调整过，模型自己判断的是 😄 正面 · 66%" in lines
    plain = Label(LabelSource.MODEL, "负面", -1.0, 0.7)
    lines = label_words.chip_lines(plain, Opinions(), labels, None)
    assert not any("调整" in line for line in lines)
