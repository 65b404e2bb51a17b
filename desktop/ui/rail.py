"""The rail: where one can go, and at its foot how the model is. Knows no pages."""

from enum import IntEnum

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.services.requests import EnginePhase
from desktop.ui import shortcuts, texts
from desktop.ui.icons import Glyph, IconPainter
from desktop.ui.theme import SPACE, Theme

RAIL_PX = 56


class Place(IntEnum):
    """Where one can go, in this order."""

    TODAY = 0
    DIARY = 1
    MOOD = 2
    SETTINGS = 3
    HELP = 4


class ModelDot(QWidget):
    """The model's state as a small dot: full when it can answer, hollow when it can't yet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._phase = theme, EnginePhase.LOADING
        self.setFixedSize(12, 12)
        theme.changed.connect(self.update)

    def set_phase(self, phase: EnginePhase) -> None:
        self._phase = phase
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = self._theme.palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        asleep = self._phase not in (EnginePhase.READY, EnginePhase.THINKING)
        gone = self._phase in (EnginePhase.UNAVAILABLE, EnginePhase.ASLEEP)
        colour = QColor(tokens.soft_ink if gone else tokens.warning if asleep else tokens.accent)
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush if asleep else colour)
        painter.drawEllipse(QRectF(2.5, 2.5, 7, 7))


class Rail(QWidget):
    """Where one goes, and at the bottom how the model is. Signal chosen(index)."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._group.idToggled.connect(self._on_toggled)
        self._dot = ModelDot(theme)
        self.word = QLabel()
        self.word.setTextFormat(Qt.TextFormat.PlainText)
        self.word.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(2, SPACE[2], 3, SPACE[3])
        self._layout.setSpacing(SPACE[1])
        self._add(Glyph.TODAY, self.tr("今天"), "today")
        self._add(Glyph.DIARY, self.tr("日记"), "diary")
        self._add(Glyph.MOOD, self.tr("心情"), "mood")
        self._add(Glyph.SETTINGS, self.tr("设置"), "settings")
        self._layout.addStretch(1)
        self._add(Glyph.HELP, self.tr("需要帮助"), "help", self.tr("需要\n帮助"))
        self._layout.addWidget(self._dot, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addWidget(self.word)
        theme.changed.connect(self._fit)
        self._fit()

    def _add(self, glyph: Glyph, word: str, keys: str, short: str = "") -> None:
        """keys: what leads there, too. short: the word as it fits below the icon."""
        place = len(self._group.buttons())
        button = QToolButton()
        button.setText(short or word)
        button.setAccessibleName(word)
        button.setToolTip(f"{word} · {shortcuts.shown(keys)}")
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
        IconPainter(button, glyph, self._theme, 22)
        self._group.addButton(button, place)
        self._layout.addWidget(button)
        shortcut = QShortcut(self)
        shortcut.setKeys(shortcuts.sequences(keys))
        shortcut.activated.connect(button.click)

    @Slot(int, bool)
    def _on_toggled(self, place: int, checked: bool) -> None:
        """Tab comes to where one is; the arrow keys go on from there."""
        policy = Qt.FocusPolicy.StrongFocus if checked else Qt.FocusPolicy.ClickFocus
        self.place(place).setFocusPolicy(policy)

    @Slot()
    def _fit(self) -> None:
        # A minimum of its own would replace the layout's, and cut off a longer word.
        self._layout.activate()
        self.setMinimumWidth(max(self._theme.px(RAIL_PX), self._layout.minimumSize().width()))

    def place(self, place: int) -> QAbstractButton:
        """The button of that place."""
        return self._group.button(place)

    def choose(self, place: int) -> None:
        self.place(place).click()

    def set_phase(self, phase: EnginePhase) -> None:
        word = texts.phase_word(phase)
        self._dot.set_phase(phase)
        self.word.setText(word)
        self.word.setAccessibleName(self.tr("模型：{word}").format(word=word))
