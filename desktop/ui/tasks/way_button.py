"""How the next entry is answered: a quiet button with a menu. For that entry only; the settings
say what holds otherwise.
"""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Slot
from PySide6.QtGui import QAction, QActionGroup, QShowEvent
from PySide6.QtWidgets import QMenu, QPushButton

from desktop.domain.ways import Order, Tone, Way
from desktop.services.task_words import order_word, tone_word


class WayButton(QPushButton):
    """usual: the settings' way; tones: whether the loaded model can follow a tone.

    way: None while nothing was chosen for this entry.
    """

    def __init__(self) -> None:
        super().__init__()
        self.way: Way | None = None
        self.usual: Callable[[], Way] = Way
        self.tones: Callable[[], bool] = bool
        self.setProperty("kind", "quiet")
        self.menu_of_ways = QMenu(self)
        self.menu_of_ways.setAccessibleName(self.tr("怎样回应"))
        self.clicked.connect(self._open)
        self.show_way()

    def use(self, usual: Callable[[], Way]) -> None:
        """What holds where nothing was chosen for the entry."""
        self.usual = usual
        self.show_way()

    def reset(self) -> None:
        """The entry was sent: the settings hold again."""
        self.way = None
        self.show_way()

    def show_way(self) -> None:
        """What differs from a label and then a reply, or nothing but what it is for."""
        way = self.way or self.usual()
        words = [] if way.order is Order.LABEL_FIRST else [order_word(way.order)]
        if way.tone is not Tone.FREE and way.order is not Order.LABEL_ONLY:
            words.append(tone_word(way.tone))
        name = self.tr("回应方式")
        self.setText(" · ".join(words) or name)
        self.setAccessibleName(f"{name}: {' · '.join((order_word(way.order), *words))}")
        self.setToolTip(self.tr("先心情还是先回复，什么语气；只用于这一则"))

    def showEvent(self, event: QShowEvent) -> None:
        """The settings may say another way by now."""
        super().showEvent(event)
        self.show_way()

    def fill(self) -> QMenu:
        """The menu as things stand."""
        menu, way = self.menu_of_ways, self.way or self.usual()
        menu.clear()
        self._add_group(menu, [(o, order_word(o)) for o in Order], way.order)
        menu.addSeparator()
        self._add_group(menu, [(t, tone_word(t)) for t in Tone], way.tone)
        if not self.tones():
            menu.addSeparator()
            menu.addAction(self.tr("这个模型不会换语气，需要更大的模型")).setEnabled(False)
        return menu

    def _add_group(
        self, menu: QMenu, choices: list[tuple[Order | Tone, str]], current: Order | Tone
    ) -> None:
        group = QActionGroup(menu)
        for choice, word in choices:
            action = QAction(word, menu)
            action.setCheckable(True)
            action.setChecked(choice is current)
            action.setEnabled(choice not in (Tone.LISTEN, Tone.ADVISE) or self.tones())
            action.triggered.connect(lambda _checked, choice=choice: self._choose(choice))
            group.addAction(action)
            menu.addAction(action)

    def _choose(self, choice: Order | Tone) -> None:
        way = self.way or self.usual()
        if isinstance(choice, Order):
            self.way = Way(choice, way.tone)
        else:
            self.way = Way(way.order, choice)
        self.show_way()

    @Slot()
    def _open(self) -> None:
        menu = self.fill()
        menu.popup(self.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
