"""What moods of another program mean: a line for each name that nobody knows."""

from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.domain.transfer import MoodUse
from desktop.ui import texts
from desktop.ui.data.parts import words
from desktop.ui.settings.dropdown import Dropdown
from desktop.ui.theme import SPACE

VALENCES = (2.0, 1.0, 0.0, -1.0, -2.0)


class MoodChoices(QWidget):
    """boxes: by name. What is left without a value is in no average and can be told later."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, Dropdown] = {}
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE[2])
        self._layout.setColumnStretch(0, 1)
        self.hide()

    def show_moods(self, moods: tuple[MoodUse, ...]) -> None:
        """Asks for those without a value."""
        self._clear()
        unknown = [mood for mood in moods if mood.valence is None]
        self.setVisible(bool(unknown))
        if not unknown:
            return
        text = self.tr("不认得这些心情。告诉程序它们算多少，以后也这样算；没有分值的不进平均。")
        self._layout.addWidget(words(text, "small"), 0, 0, 1, 2)
        for row, mood in enumerate(unknown, 1):
            name = words(f"{mood.name} × {mood.entries}")
            self.boxes[mood.name] = box = self._box(mood.name)
            name.setBuddy(box)
            self._layout.addWidget(name, row, 0)
            self._layout.addWidget(box, row, 1)

    def given(self) -> dict[str, float]:
        chosen = {name: box.currentData() for name, box in self.boxes.items()}
        return {name: value for name, value in chosen.items() if value is not None}

    def _box(self, name: str) -> Dropdown:
        box = Dropdown()
        box.addItem(self.tr("没有分值"), None)
        for valence in VALENCES:
            box.addItem(f"{texts.signed(valence)[:2]} · {self._word(valence)}", valence)
        box.setAccessibleName(self.tr("心情“{name}”算多少").format(name=name))
        return box

    def _word(self, valence: float) -> str:
        return {
            2.0: self.tr("很好"),
            1.0: self.tr("好"),
            0.0: self.tr("一般"),
            -1.0: self.tr("不好"),
            -2.0: self.tr("很不好"),
        }[valence]

    def _clear(self) -> None:
        self.boxes = {}
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
