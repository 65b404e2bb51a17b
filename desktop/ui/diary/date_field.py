"""A date as one types it: a year, a month or a day, or nothing for any."""

import re
from calendar import monthrange
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit

from desktop.ui.theme import Theme

_DATE = re.compile(r"\s*(\d{4})(?:\D(\d{1,2})(?:\D(\d{1,2}))?)?\D?\s*")
_TIGHT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})\s*")
WIDTH = 116


def span_of(text: str) -> tuple[date, date] | None:
    """First and last day of what is meant: 2026, 2026-11, 2026/11/3, 2026年11月3日, 20261103."""
    found = _TIGHT.fullmatch(text) or _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        return date(year or 0, month or 1, day or 1), _last(year or 0, month, day)
    except ValueError:
        return None


def _last(year: int, month: int | None, day: int | None) -> date:
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


class DateField(QLineEdit):
    """Signal span_changed(): another span, or none; what can't be read is none and looks wrong."""

    span_changed = Signal()

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._span: tuple[date, date] | None = None
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setToolTip(self.tr("年、月或日，比如 2026、2026-11、2026-11-3"))
        self.textChanged.connect(self._on_text)
        theme.changed.connect(self._fit)
        self._fit()

    def first(self) -> date | None:
        return self._span[0] if self._span else None

    def last(self) -> date | None:
        return self._span[1] if self._span else None

    @Slot()
    def _on_text(self) -> None:
        before, self._span = self._span, span_of(self.text())
        wrong = bool(self.text().strip()) and self._span is None
        if wrong != bool(self.property("wrong")):
            self.setProperty("wrong", wrong)
            self.setAccessibleDescription(self.toolTip() if wrong else "")
            self.style().unpolish(self)
            self.style().polish(self)
        if self._span != before:
            self.span_changed.emit()

    @Slot()
    def _fit(self) -> None:
        self.setFixedWidth(self._theme.px(WIDTH))
