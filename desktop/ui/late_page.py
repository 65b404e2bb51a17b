"""A page that is built when it is first wanted: nobody waits for it at the start."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget


@runtime_checkable
class Searchable(Protocol):
    """A page with a search of its own."""

    def start_search(self) -> None: ...


@runtime_checkable
class WithHome(Protocol):
    """Pages behind each other: the first is where one comes by choosing the place anew."""

    def go_home(self) -> None: ...


class LatePage(QWidget):
    """Stands for a page until it is shown or asked for. make: builds it, once."""

    def __init__(self, make: Callable[[], QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._page: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    @property
    def is_built(self) -> bool:
        return self._page is not None

    @property
    def page(self) -> QWidget:
        if self._page is None:
            self._page = self._make()
            self._layout.addWidget(self._page)
            self._page.show()  # a layout would only do so once events are handled again
        return self._page

    def start_search(self) -> bool:
        """Go to the page's own search; False where it has none."""
        page = self.page
        if isinstance(page, Searchable):
            page.start_search()
            return True
        return False

    def go_home(self) -> None:
        """To the first of its pages, where it has several."""
        if isinstance(self._page, WithHome):
            self._page.go_home()

    def showEvent(self, event: QShowEvent) -> None:
        _ = self.page
        super().showEvent(event)
