"""The page of figures: the last requests, the chosen one stage by stage, medians, diagnostics."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import QLabel

from desktop.domain.figures import Figures, Kind, medians
from desktop.services import figures_words as words
from desktop.services.figures_service import FiguresService
from desktop.ui.chat.turn_parts import SmallLabel
from desktop.ui.data.parts import Line
from desktop.ui.figures.figures_model import FiguresModel
from desktop.ui.figures.figures_row import title
from desktop.ui.figures.figures_table import FiguresTable
from desktop.ui.figures.request_card import RequestCard
from desktop.ui.icons import Glyph, IconPainter
from desktop.ui.settings.button import button
from desktop.ui.settings.opening import opened
from desktop.ui.settings.page_behind import PageBehind
from desktop.ui.settings.scrolled import page_layout, scroll
from desktop.ui.theme import SPACE, Theme


class FiguresPage(PageBehind):
    """Signal left(): back to the settings."""

    def __init__(
        self,
        figures: FiguresService,
        word: words.LabelWord,
        diagnose: Callable[[], str],
        logs: Path,
        theme: Theme,
    ) -> None:
        """word: what a label is called. diagnose: the text to copy. logs: the log's folder."""
        super().__init__()
        self._figures, self._diagnose, self._logs = figures, diagnose, logs
        self.back = button(self.tr("设置"), "back")
        self.back.setAccessibleName(self.tr("回到设置"))
        IconPainter(self.back, Glyph.PREVIOUS, theme, 16)
        self.model = FiguresModel(word, figures.most, self)
        self.table = FiguresTable(self.model, theme)
        self.card = RequestCard(theme, word)
        self.nothing, self.medians, self.note = QLabel(words.empty()), SmallLabel(), SmallLabel()
        self.copy = button(self.tr("复制诊断信息"), "outlined")
        self.log = button(self.tr("打开日志文件夹"), "outlined")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        page, layout = page_layout()
        heading = QLabel(title())
        heading.setProperty("kind", "title")
        self.note.hide()
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(heading)
        layout.addWidget(SmallLabel(words.introduction()))
        layout.addSpacing(SPACE[2])
        for part in (self.nothing, self.table, self.card, self.medians):
            layout.addWidget(part)
        layout.addSpacing(SPACE[2])
        layout.addWidget(Line(self.copy, self.log))
        layout.addWidget(self.note)
        layout.addStretch(1)
        scroll(page, self)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.copy.clicked.connect(self._on_copy)
        self.log.clicked.connect(self._on_log)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self._figures.added.connect(self._on_added)

    def take_focus(self) -> None:
        """To the table, if there is anything in it."""
        (self.table if self.model.rowCount() else self.copy).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Read anew: entries that were deleted for good took theirs with them."""
        super().showEvent(event)
        self.model.show(self._figures.newest())
        self.table.choose(0)
        self._show()

    @Slot(object)
    def _on_added(self, figures: Figures) -> None:
        """Who looks at the newest goes on doing so; who looks at another stays there."""
        if not self.isVisible():
            return
        row = self.table.currentIndex().row()
        self.model.add(figures)
        self.table.choose(row + 1 if row > 0 else 0)
        self._show()

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show()

    def _show(self) -> None:
        chosen = self.model.figures(self.table.currentIndex().row())
        self.nothing.setVisible(not self.model.rowCount())
        self.table.setVisible(self.model.rowCount() > 0)
        self.card.show_figures(chosen)
        kind = chosen.kind if chosen is not None else Kind.TURN
        found = medians([figures for figures in self.model.rows if figures.kind is kind])
        self.medians.setVisible(found is not None)
        if found is not None:
            parts = words.medians_name(kind, found), words.medians_line(found)
            self.medians.setText("\n".join(parts))

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._diagnose())
        self._say(
            self.tr(
                "复制好了：版本、平台、精度、体检、最近的请求和日志末尾。"
                "里面没有你写的文字和心情，也没有用户名，用户文件夹写成 ~。"
            )
        )

    @Slot()
    def _on_log(self) -> None:
        sentence = self.tr("打不开，它在这里：{place}").format(place=self._logs)
        self._say("" if opened(self._logs) else sentence)

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Back):
            self.left.emit()
        else:
            super().keyPressEvent(event)
