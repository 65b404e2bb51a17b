"""The window: the rail, the pages, the status bar.

Puts ready-made pages in their places and shows the model's state. Shutting down is app's work.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QWidget,
)

from desktop.domain.turns import ReplyStats
from desktop.errors import EnvironmentFailure
from desktop.services import wording
from desktop.services.chat_service import ChatService
from desktop.services.inference_service import InferenceService
from desktop.services.label_service import LabelService
from desktop.services.requests import EnginePhase, EngineState
from desktop.settings import Settings
from desktop.ui import shortcuts, texts
from desktop.ui.beside_days import BesideDays
from desktop.ui.chat.chat_page import ChatPage
from desktop.ui.chat.notices import NoticeBar
from desktop.ui.chat.turn_parts import ElidingLabel, SmallLabel
from desktop.ui.connection_chip import ConnectionChip
from desktop.ui.diary.day_list import DayColumn
from desktop.ui.late_diary import LateDiary
from desktop.ui.late_page import LatePage
from desktop.ui.rail import Place, Rail
from desktop.ui.theme import SPACE, Theme, has_chinese_font

FIRST_SIZE = QSize(1080, 760)
# What the first size leaves of a small screen is for the window's frame, and to see it is a window.
SHARE_OF_SCREEN = 0.9
UNDONE_SHOWN_MS = 6000


@dataclass(frozen=True, slots=True)
class Pages:
    """What the window is given ready-made."""

    day_list: DayColumn
    diary: LateDiary
    mood: QWidget
    settings: QWidget
    help: QWidget


class MainWindow(QMainWindow):
    """Signals: closing(): the person closed the window; app decides what happens then.
    undo_wanted(): outside a text that has its own.
    """

    closing = Signal()
    undo_wanted = Signal()

    def __init__(
        self,
        chat: ChatService,
        inference: InferenceService,
        labels: LabelService,
        theme: Theme,
        settings: Settings,
        pages: Pages,
        peak_memory: Callable[[], int],
        *,
        reduced_motion: bool = False,
    ) -> None:
        super().__init__()
        self._chat, self._pages, self._theme = chat, pages, theme
        self._peak_memory = peak_memory
        self.setWindowTitle(self.tr("心情日记"))
        self.chat_page = ChatPage(chat, inference, labels, theme, reduced_motion=reduced_motion)
        self.rail = Rail(theme)
        self.notices, self.passing = (NoticeBar(theme, indent=SPACE[5]) for _ in range(2))
        self.state_line = ElidingLabel()
        self.speed_line = SmallLabel(wrap=False)
        self.memory_line = SmallLabel(wrap=False)
        self.connection_chip = ConnectionChip()
        self._undone_timer = QTimer(self)
        self._undone_timer.setSingleShot(True)
        self._undone_timer.setInterval(UNDONE_SHOWN_MS)
        self._undone_timer.timeout.connect(self.forget_undone)
        self._lay_out()
        self._connect(inference)
        labels.storage_failed.connect(self._on_storage_failed)
        self._tell_at_start(settings)
        theme.changed.connect(self._fit)
        self._fit()
        self.resize(FIRST_SIZE.boundedTo(self.screen().availableSize() * SHARE_OF_SCREEN))
        self.chat_page.composer.take_focus()

    # How it is put together

    def _lay_out(self) -> None:
        pages = self._pages
        self.today = BesideDays(pages.day_list, self.chat_page, self._theme)
        self.stack = QStackedWidget()
        pages_in_order = (self.today, pages.diary, pages.mood, pages.settings, pages.help)
        for page in pages_in_order:  # as in Place
            self.stack.addWidget(page)
        self._frame(self.stack)
        self._fill_status_bar()

    def _frame(self, stack: QStackedWidget) -> None:
        page = QWidget()
        page.setObjectName("page")
        right = QGridLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.notices, 0, 0)
        right.addWidget(stack, 1, 0)
        # Over the page, for it comes and goes by itself: nothing moves from under the pointer.
        right.addWidget(self.passing, 1, 0, Qt.AlignmentFlag.AlignTop)
        right.setRowStretch(1, 1)
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        layout.addLayout(right, 1)
        self.setCentralWidget(page)

    def _fill_status_bar(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(SPACE[2], 0, SPACE[3], 0)
        bar.addWidget(self.state_line, 1)
        bar.addPermanentWidget(self.speed_line)
        bar.addPermanentWidget(self.memory_line)
        bar.addPermanentWidget(self.connection_chip)

    def _connect(self, inference: InferenceService) -> None:
        self.rail.chosen.connect(self._on_place_chosen)
        self.chat_page.help_wanted.connect(self.show_help)
        self._pages.day_list.day_chosen.connect(self.chat_page.show_day)
        self.chat_page.day_shown.connect(self._pages.day_list.select)
        toggle = QShortcut(self)
        toggle.setKeys(shortcuts.sequences("days"))
        toggle.activated.connect(self._toggle_days)
        find = QShortcut(self)
        find.setKeys(shortcuts.sequences("find"))
        find.activated.connect(self._find)
        undo = QShortcut(shortcuts.sequences("undo")[0], self)
        undo.activated.connect(self.undo_wanted)
        self._chat.turn_finished.connect(self._on_turn_finished)
        self._chat.storage_failed.connect(self._on_storage_failed)
        self.notices.acted.connect(self._on_notice_acted)
        inference.state_changed.connect(self._on_engine)
        self._pages.day_list.select(self.chat_page.day)
        self.rail.choose(Place.TODAY)
        self._on_engine(inference.state)

    def _tell_at_start(self, settings: Settings) -> None:
        if not has_chinese_font():
            # Both languages: without a font nobody could read the Chinese one.
            chinese = self.tr("没有中文字体，文字会变成方框。Debian 请安装 fonts-noto-cjk。")
            english = "No Chinese font is installed. On Debian, install fonts-noto-cjk."
            self.notices.tell("font", f"{chinese}\n{english}")
        if settings.problems:
            self.notices.tell("settings", wording.explain_kind("settings", settings.problems[0]))

    @Slot()
    def _fit(self) -> None:
        """Never so small that large text would be cut off."""
        wanted = QSize(max(640, self._theme.px(380)), max(480, self._theme.px(340)))
        self.setMinimumSize(wanted.boundedTo(self.screen().availableSize()))

    # What it shows of the model and the diary

    @Slot(object)
    def _on_engine(self, state: EngineState) -> None:
        self.rail.set_phase(state.phase)
        self.state_line.setText(texts.engine_sentence(state))
        self._show_memory()
        if state.phase is EnginePhase.UNAVAILABLE:
            self.notices.tell("model", _why_no_model(state), self.tr("看看模型"))
        else:
            self.notices.clear("model")

    @Slot(object, object)
    def _on_turn_finished(self, _turn_id: int, stats: ReplyStats) -> None:
        if stats.tokens_per_second > 0:
            self.speed_line.setText(texts.speed(stats.tokens_per_second))
        self._show_memory()

    def _show_memory(self) -> None:
        self.memory_line.setText(texts.memory(self._peak_memory()))

    @Slot(object)
    def _on_storage_failed(self, failure: EnvironmentFailure) -> None:
        self.notices.tell("storage", wording.explain(failure))

    @Slot(str)
    def _on_notice_acted(self, key: str) -> None:
        if key == "model":
            self.rail.choose(Place.SETTINGS)

    @Slot(str)
    def tell_undone(self, sentence: str) -> None:
        """For a while: the page on show may be another than where it was done."""
        self.passing.tell("undone", self.tr("已撤销：{done}").format(done=sentence), calm=True)
        self._undone_timer.start()

    @Slot(str)
    def tell_not_undone(self, sentence: str) -> None:
        """Until it is read. sentence: why."""
        self._undone_timer.stop()
        self.passing.tell("undone", sentence)

    @Slot()
    def forget_undone(self) -> None:
        """Its time is over, or something new was done, which it would seem to speak of."""
        self._undone_timer.stop()
        self.passing.clear("undone")

    @Slot(int)
    def _on_place_chosen(self, place: int) -> None:
        page, here = self.stack.widget(place), self.stack.currentIndex()
        self.stack.setCurrentIndex(place)
        if place == here and isinstance(page, LatePage):
            page.go_home()
        if place == Place.TODAY:
            self.chat_page.composer.take_focus()  # one comes here to write
        elif place == Place.DIARY:
            self._pages.diary.diary.take_focus()

    @Slot()
    def show_help(self) -> None:
        """What can be done in a bad hour, and who can be called."""
        self.rail.choose(Place.HELP)

    @Slot()
    def _toggle_days(self) -> None:
        page = self.stack.currentWidget()
        if isinstance(page, BesideDays):
            page.toggle()
        elif page is self._pages.diary:
            self._pages.diary.toggle_days()

    @Slot()
    def _find(self) -> None:
        """In the page that is open, if it can look for something itself; else in the diary."""
        page = self.stack.currentWidget()
        if isinstance(page, LatePage) and page.start_search():
            return
        self.rail.choose(Place.DIARY)
        self._pages.diary.diary.start_search()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.closing.emit()


def _why_no_model(state: EngineState) -> str:
    error = state.error
    return wording.explain(error) if error else wording.explain_kind("model_unavailable")
