"""The thin line between two topics of a day."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.chat.turn_parts import SmallLabel
from desktop.ui.theme import SPACE


class TopicLine(QWidget):
    """The thin line behind which the model remembers nothing."""

    def __init__(self) -> None:
        super().__init__()
        text = self.tr("新话题 · 之前的话不再带给模型")
        self.setAccessibleName(text)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, SPACE[1], 0, SPACE[1])
        layout.setSpacing(SPACE[3])
        for part in (_rule(), SmallLabel(text, wrap=False), _rule()):
            layout.addWidget(part)


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("kind", "rule")
    rule.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return rule
