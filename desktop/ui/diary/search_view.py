"""Search in the diary: the field, the filters, and what was found while one types."""

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from desktop.domain.labels import LabelSet
from desktop.domain.search import Found, Query
from desktop.errors import StorageFailure
from desktop.services.diary_service import DiaryService
from desktop.ui.chat.turn_parts import SmallLabel
from desktop.ui.diary.filter_bar import FilterBar
from desktop.ui.diary.found_delegate import FoundDelegate
from desktop.ui.diary.found_model import FoundModel, FoundRole
from desktop.ui.theme import SPACE, Theme

PAGE = 50
# Shorter than between two keys of a fast typist.
LOOK_MS = 40
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class SearchField(QLineEdit):
    """Signals: entered(); left(): Esc; moved(QKeyEvent): up or down among the results; pressed():
    by the mouse."""

    entered = Signal()
    left = Signal()
    moved = Signal(object)
    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(self.tr("搜索日记（Ctrl+F）"))
        self.setAccessibleName(self.tr("搜索日记"))
        self.setClearButtonEnabled(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in _ENTER:
            self.entered.emit()
        elif key in _MOVES:
            self.moved.emit(event)
        else:
            super().keyPressEvent(event)


class FoundList(QListView):
    """Signals: opened(DiaryEntry, str): and the first passage in it that was found; left()."""

    opened = Signal(object, str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setItemDelegate(FoundDelegate(theme))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("找到的"))
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Something is lit, so that one sees where the keyboard is."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.open_current()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def open_current(self) -> None:
        """The chosen one."""
        self._on_clicked(self.currentIndex())

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(FoundRole.ENTRY), index.data(FoundRole.PASSAGE))


class SearchView(QWidget):
    """Signals: opened and left as the list's; failed(StorageFailure).

    field: made here, but it stands at the top of the page.
    """

    opened = Signal(object, str)
    left = Signal()
    failed = Signal(object)

    def __init__(self, labels: LabelSet, diary: DiaryService, theme: Theme) -> None:
        super().__init__()
        self._diary, self._query = diary, Query()
        self.field = SearchField()
        self.filters = FilterBar(labels, theme)
        self.total = SmallLabel()
        self.model = FoundModel(self)
        self.list = FoundList(theme)
        self.list.setModel(self.model)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_MS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[4], SPACE[1], SPACE[4], SPACE[2])
        layout.setSpacing(SPACE[2])
        layout.addWidget(self.filters)
        layout.addWidget(self.total)
        layout.addWidget(self.list, 1)
        self._connect()

    def _connect(self) -> None:
        self.field.textChanged.connect(self._timer.start)
        self.field.entered.connect(self._on_entered)
        self.field.left.connect(self._on_left)
        self.field.moved.connect(self._on_moved)
        self.filters.changed.connect(self._timer.start)
        self.list.opened.connect(self.opened)
        self.list.left.connect(self._on_left)
        self.model.modelReset.connect(self._on_rows)
        self.model.rowsInserted.connect(self._on_rows)
        self._on_rows()
        self._timer.timeout.connect(self.look)

    @Slot()
    def _on_rows(self) -> None:
        """The keyboard doesn't come to where nothing is."""
        policy, found = Qt.FocusPolicy, self.model.rowCount() > 0
        self.list.setFocusPolicy(policy.StrongFocus if found else policy.NoFocus)

    def controls(self) -> list[QWidget]:
        return [*self.filters.controls(), self.list]

    def begin(self) -> None:
        """Tags and results are read anew, for what stands in the field."""
        try:
            self.filters.set_tags(self._diary.tags())
        except StorageFailure as failure:
            self.failed.emit(failure)
        self.look()

    def show_query(self, query: Query, name: str) -> None:
        """See `FilterBar.show_query`."""
        self.field.setText(" ".join(query.terms))
        self.begin()  # with the tags that there are now
        self.filters.show_query(query, name)
        self.look()
        self.list.setFocus()

    @Slot()
    def look(self) -> None:
        """Find what is asked for now."""
        self._timer.stop()
        before, query = self._query, self.filters.query(self.field.text())
        row = max(self.list.currentIndex().row(), 0) if query == before else 0
        self._query = query
        if query == Query():
            self.model.show(Found(0, ()))
            self.total.setText(self.tr("写几个字，或者只用日期、心情、标签来找。"))
            return
        found = self._page(query, 0)
        if found is not None:
            self.model.show(found, lambda offset: self._page(query, offset) or Found(0, ()))
            self.list.setCurrentIndex(self.model.index(min(row, len(found.hits) - 1)))
            self.total.setText(self._sentence(found.total))

    def _sentence(self, total: int) -> str:
        if not total:
            return self.tr("没有找到。几个词之间用空格，要都有才算。")
        return self.tr("找到 {n} 则，Enter 打开。").format(n=f"{total:,}")

    def _page(self, query: Query, offset: int) -> Found | None:
        try:
            return self._diary.search(query, PAGE, offset)
        except StorageFailure as failure:
            self.failed.emit(failure)
            return None

    @Slot()
    def _on_entered(self) -> None:
        if self._timer.isActive():
            self.look()
        self.list.open_current()

    @Slot(object)
    def _on_moved(self, event: QKeyEvent) -> None:
        """Among what was found, while the keyboard stays in the field."""
        QListView.keyPressEvent(self.list, event)

    @Slot()
    def _on_left(self) -> None:
        self.field.clear()
        self.filters.clear()
        self._timer.stop()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_left()
        else:
            super().keyPressEvent(event)
