"""Whoever sits before a start: answers what it asks, in order."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from qasync import QEventLoop

from desktop import place_at_start
from desktop.start import prepare
from desktop.ui.missing_box import AskBox, MissingBox, Way

Act = Callable[[], bool]


class Person:
    """Does one thing after the other, each as soon as what it is for is on screen."""

    def __init__(self, *acts: Act) -> None:
        self.left = list(acts)
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(5)

    def _look(self) -> None:
        if self.left and self.left[0]():
            self.left.pop(0)


def shown(kind: type) -> object:
    widgets = QApplication.topLevelWidgets()
    return next((w for w in widgets if type(w) is kind and w.isVisible()), None)


def goes(way: Way, before: Callable[[], object] = lambda: None) -> Act:
    def act() -> bool:
        box = shown(MissingBox)
        if isinstance(box, MissingBox):
            before()
            box.buttons_of[way].click()
        return box is not None

    return act


def answers(yes: bool) -> Act:
    def act() -> bool:
        box = shown(AskBox)
        if isinstance(box, AskBox):
            assert box.defaultButton() is box.no
            (box.yes if yes else box.no).click()
        return box is not None

    return act


def reads(*words: str) -> Act:
    """A plain sentence, in which these stand."""

    def act() -> bool:
        box = shown(QMessageBox)
        if isinstance(box, QMessageBox):
            assert all(word in box.text() for word in words), box.text()
            box.accept()
        return box is not None

    return act


def takes(folder: Path) -> Act:
    def act() -> bool:
        dialog = shown(QFileDialog)
        if isinstance(dialog, QFileDialog):
            dialog.setDirectory(str(folder))
            dialog.accept()
        return dialog is not None

    return act


def start(loop: QEventLoop, home: Path, *acts: Act) -> Path | None:
    """The folder that the window would open."""
    person = Person(*acts)
    found = loop.run_until_complete(place_at_start.found(home, prepare))
    assert not person.left
    return None if found is None else found.folder
