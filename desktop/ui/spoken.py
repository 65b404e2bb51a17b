"""What a painted widget is to a screen reader, of which Qt knows only that it is a widget; and
what is said when the keyboard has moved inside it.
"""

from collections.abc import Callable
from typing import TypeVar
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Painted = TypeVar("Painted", bound=type[QWidget])

_roles: dict[type[QWidget], QAccessible.Role] = {}
# Qt uses an interface as long as its widget lives; nobody else would keep it for that long.
_kept: WeakKeyDictionary[QWidget, QAccessibleInterface] = WeakKeyDictionary()


def spoken_as(role: QAccessible.Role) -> Callable[[Painted], Painted]:
    """For a class of widgets, and those derived from it: they are charts, tables, pictures.

    For the class, because Qt may ask before a widget's constructor has run to its end.
    """

    def remember(kind: Painted) -> Painted:
        if not _roles:
            QAccessible.installFactory(_make)
        _roles[kind] = role
        return kind

    return remember


def announce(widget: QWidget, words: str) -> None:
    """Read aloud at once, if there is a screen reader."""
    if words:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def _make(class_name: str, thing: QObject | None) -> QAccessibleInterface | None:
    """Asked for every class that a widget is of, its own first; None leaves it to Qt."""
    if not isinstance(thing, QWidget) or class_name != type(thing).__name__:
        return None
    role = next((_roles[kind] for kind in type(thing).__mro__ if kind in _roles), None)
    if role is None:
        return None
    made = _kept[thing] = QAccessibleWidget(thing, role)
    return made
