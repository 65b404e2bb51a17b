"""The quiet row above the chart: how far back to look, and whose labels to show."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from desktop.ui.diary.flow import Flow
from desktop.ui.settings.dropdown import Dropdown
from desktop.ui.theme import RADIUS_CONTROL, Theme

FIRST_RANGE = 90
ALL_DAYS = 0


class RangeBar(QWidget):
    """Signals:
    range_chosen(int | None): newest days to show; None shows all.
    version_chosen(str | None): one source of labels; None shows all of them.
    """

    range_chosen = Signal(object)
    version_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._group = QButtonGroup(self)
        self._versions = Dropdown()
        self._versions.setAccessibleName(self.tr("只看一种来源的标签"))
        self._versions.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._versions.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._arrange()
        self._group.idClicked.connect(self._on_range)
        self._versions.activated.connect(self._on_version)
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def _arrange(self) -> None:
        layout = Flow(self)  # the sources go below the ranges where the window is narrow
        for days, text in self._ranges():
            layout.addWidget(self._button(days, text))
        layout.addWidget(self._versions)

    def _ranges(self) -> list[tuple[int, str]]:
        return [
            (30, self.tr("30 天")),
            (90, self.tr("90 天")),
            (365, self.tr("一年")),
            (ALL_DAYS, self.tr("全部")),
        ]

    def _button(self, days: int, text: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setCheckable(True)
        button.setChecked(days == FIRST_RANGE)
        button.setAccessibleName(self.tr("看 {range}").format(range=text))
        # Tab comes to the one that is chosen, arrows lead on: as Qt does it once one was pressed.
        first = Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus
        button.setFocusPolicy(first)
        self._group.addButton(button, days)
        return button

    def set_versions(self, names: Mapping[str, str], chosen: str | None) -> None:
        """Offer the sources by their names; a single one needs no choice."""
        self._versions.clear()
        self._versions.addItem(self.tr("全部来源"), None)
        for version, name in names.items():
            self._versions.addItem(name, version)
        self._versions.setCurrentIndex(max(self._versions.findData(chosen), 0))
        self._versions.setVisible(len(names) > 1)

    def choose(self, days: int | None) -> None:
        """As if that button had been pressed, without a word about it."""
        button = self._group.button(ALL_DAYS if days is None else days)
        if button is not None:
            button.setChecked(True)

    def forget_range(self) -> None:
        """None of the buttons is true any more: the person zoomed by hand."""
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)

    @Slot(int)
    def _on_range(self, days: int) -> None:
        self.range_chosen.emit(None if days == ALL_DAYS else days)

    @Slot(int)
    def _on_version(self, index: int) -> None:
        self.version_chosen.emit(self._versions.itemData(index))

    @Slot()
    def _on_theme(self) -> None:
        palette = self._theme.palette
        self.setStyleSheet(
            f"QToolButton:checked {{ background: {palette.card}; color: {palette.ink};"
            f" border: 1px solid {palette.line}; border-radius: {RADIUS_CONTROL}px; }}"
            f"QToolButton:checked:focus {{ border-color: {palette.accent}; }}"
        )
