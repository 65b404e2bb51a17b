"""One control for each type of setting. Each announces what the person chose, and nothing else."""

from PySide6.QtCore import QSignalBlocker, Qt, QTime, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QSpinBox,
    QTimeEdit,
    QToolButton,
    QWidget,
)

from desktop.settings import Option, Value
from desktop.ui.settings.dropdown import Dropdown
from desktop.ui.settings.setting_texts import choice_name, zero_name
from desktop.ui.texts import MINUS
from desktop.ui.theme import SPACE
from desktop.ui.wheel import leave_wheel_to_page

CLOCK = "HH:mm"
PERCENT = 100
SHARE_STEP = 0.1
# By the unit at the end of the key; of anything else one by one.
_STEPS = {"tokens": 16, "s": 10, "min": 5}
# The line inside must not get the style sheet's frame and padding a second time. NoButtons would
# leave it one pixel wide: Qt forgets the room of the buttons in a box with a style sheet.
PLAIN_BOX = """
QLineEdit { border: none; padding: 0; background: transparent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
"""


class Control(QWidget):
    """Signal edited(value): the person's choice; `show_value` alone never emits it."""

    edited = Signal(object)

    def __init__(self, editor: QWidget) -> None:
        super().__init__()
        self._editor = editor
        leave_wheel_to_page(editor)
        self.setFocusProxy(editor)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE[1])
        self._layout.addWidget(editor, 1)

    def show_value(self, value: Value) -> None:
        raise NotImplementedError

    def set_name(self, name: str, description: str) -> None:
        """For screen readers."""
        self._editor.setAccessibleName(name)
        self._editor.setAccessibleDescription(description)


class StepControl(Control):
    """A value with a button for less and one for more; the arrow keys do the same."""

    def __init__(self, box: QAbstractSpinBox) -> None:
        super().__init__(box)
        self._box = box
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.setKeyboardTracking(False)
        box.setStyleSheet(PLAIN_BOX)
        self.less, self.more = QToolButton(), QToolButton()
        self._add(self.less, MINUS, self.tr("减少"), 0)
        self._add(self.more, "+", self.tr("增加"), -1)
        self.less.clicked.connect(self._on_less)
        self.more.clicked.connect(self._on_more)

    def _add(self, button: QToolButton, sign: str, name: str, place: int) -> None:
        button.setText(sign)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setAutoRepeat(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._layout.insertWidget(place, button)

    @Slot()
    def _on_less(self) -> None:
        self._box.stepBy(-1)

    @Slot()
    def _on_more(self) -> None:
        self._box.stepBy(1)


class ChoiceControl(Control):
    """One of a few values."""

    def __init__(self, option: Option) -> None:
        self.box = Dropdown()
        super().__init__(self.box)
        for choice in option.choices:
            self.box.addItem(choice_name(option.key, choice), choice)
        self.box.activated.connect(self._on_activated)

    def show_value(self, value: Value) -> None:
        self.box.setCurrentIndex(max(self.box.findData(value), 0))

    @Slot(int)
    def _on_activated(self, index: int) -> None:
        self.edited.emit(self.box.itemData(index))


class WholeControl(StepControl):
    """A whole number; announced when it is complete, not while it is being typed.

    most: what makes sense here, where that is less than the schema allows.
    """

    def __init__(self, option: Option, most: int | None = None) -> None:
        self.box = QSpinBox()
        super().__init__(self.box)
        most = most or int(option.maximum or 2**31 - 1)
        self.box.setRange(int(option.minimum or 0), most)
        self.box.setSingleStep(_STEPS.get(option.key.rpartition("_")[2], 1))
        self.box.setSpecialValueText(zero_name(option.key))
        self.box.valueChanged.connect(self._on_changed)

    def show_value(self, value: Value) -> None:
        with QSignalBlocker(self.box):
            self.box.setValue(int(value))

    @Slot(int)
    def _on_changed(self, value: int) -> None:
        self.edited.emit(value)


class ShareControl(StepControl):
    """A number with one decimal."""

    def __init__(self, option: Option) -> None:
        self.box = QDoubleSpinBox()
        super().__init__(self.box)
        self.box.setRange(option.minimum or 0.0, option.maximum or 1e9)
        self.box.setDecimals(1)
        self.box.setSingleStep(SHARE_STEP)
        self.box.valueChanged.connect(self._on_changed)

    def show_value(self, value: Value) -> None:
        with QSignalBlocker(self.box):
            self.box.setValue(float(value))

    @Slot(float)
    def _on_changed(self, value: float) -> None:
        self.edited.emit(round(value, 1))


class PercentControl(StepControl):
    """A factor as a percentage."""

    def __init__(self, option: Option) -> None:
        self.box = QSpinBox()
        super().__init__(self.box)
        self.box.setRange(
            round((option.minimum or 0) * PERCENT), round((option.maximum or 1) * PERCENT)
        )
        self.box.setSingleStep(10)
        self.box.setSuffix(self.tr(" %"))
        self.box.valueChanged.connect(self._on_changed)

    def show_value(self, value: Value) -> None:
        with QSignalBlocker(self.box):
            self.box.setValue(round(float(value) * PERCENT))

    @Slot(int)
    def _on_changed(self, value: int) -> None:
        self.edited.emit(value / PERCENT)


class TimeControl(StepControl):
    """A time of the day, kept as text."""

    def __init__(self, _option: Option) -> None:
        self.box = QTimeEdit()
        super().__init__(self.box)
        self.box.setDisplayFormat(CLOCK)
        self.box.timeChanged.connect(self._on_changed)

    def show_value(self, value: Value) -> None:
        with QSignalBlocker(self.box):
            self.box.setTime(QTime.fromString(str(value), CLOCK))

    @Slot(QTime)
    def _on_changed(self, value: QTime) -> None:
        self.edited.emit(value.toString(CLOCK))
