"""When a page follows what is being written. Knows a scroll bar, not what it scrolls."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QScrollBar

NEAR_PX = 20


class FollowRule(QObject):
    """Follows only if the view was within 20 px of the bottom before the change.

    Signal near_changed(bool): whether the bottom is in view, so that a way back can be offered.
    """

    near_changed = Signal(bool)

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__(bar)
        self._bar, self._near = bar, True
        self._moving = False
        self._kept: int | None = None
        bar.valueChanged.connect(self._on_value)
        bar.rangeChanged.connect(self._on_range)

    @property
    def near(self) -> bool:
        return self._near

    @Slot()
    def jump(self) -> None:
        """To the bottom, whatever was in view; and follow from there."""
        self._kept = None
        self._set_near(True)
        self._bar.setValue(self._bar.maximum())

    def keep_distance(self) -> None:
        """Something will be put in above: what is in view stays there until one scrolls."""
        self._kept = self._bar.maximum() - self._bar.value()

    @Slot()
    def stay(self) -> None:
        """What comes next is to be read from where one is, not from its end."""
        self._kept = None
        self._set_near(False)

    @Slot(int)
    def _on_value(self, value: int) -> None:
        if not self._moving:
            self._kept = None
        self._set_near(self._bar.maximum() - value <= NEAR_PX)

    @Slot(int, int)
    def _on_range(self, _minimum: int, maximum: int) -> None:
        # Layouts settle in several steps: each is answered by what was in view before all.
        self._moving = True
        if self._kept is not None:
            self._bar.setValue(maximum - self._kept)
        elif self._near:
            self._bar.setValue(maximum)
        self._on_value(self._bar.value())
        self._moving = False

    def _set_near(self, near: bool) -> None:
        if near != self._near:
            self._near = near
            self.near_changed.emit(near)
