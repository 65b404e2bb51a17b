"""Where the diary lies: its path, a way to look at it, to move it, what a move left behind."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.errors import StorageFailure
from desktop.services import place_words
from desktop.services.place_service import PlaceService
from desktop.ui.data.parts import BREAK, Line, Question, bring_into_sight, button, read_aloud, words
from desktop.ui.file_dialogs import FileDialogs
from desktop.ui.settings.opening import opened
from desktop.ui.settings.path_text import PathText
from desktop.ui.theme import SPACE, Theme


class PlaceControl(QWidget):
    """Without a service it only shows the folder. Signal move_now(): close the diary, move it, open
    it again."""

    move_now = Signal()

    def __init__(self, theme: Theme, folder: str, files: FileDialogs) -> None:
        super().__init__()
        self._folder, self._files = Path(folder), files
        self._service: PlaceService | None = None
        self.path = PathText(theme, "")
        self.path.show_path(folder)
        self.note, self.trouble = words(kind="small"), words(kind="warning")
        self.open = button(self.tr("打开文件夹"), self._on_open)
        self.elsewhere = button(self.tr("移动…"), self._on_move)
        self.now = button("", self.move_now.emit)
        self.cancel = button("", self._on_cancel)
        self.question = Question(self.tr("不用了"))
        self.copies = QWidget()
        self._copies = QVBoxLayout(self.copies)
        self._arrange()

    def _arrange(self) -> None:
        self._copies.setContentsMargins(0, SPACE[1], 0, 0)
        self._copies.setSpacing(SPACE[2])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[2])
        buttons = Line(self.open, self.elsewhere, self.now, self.cancel)
        for part in (self.path, self.note, buttons, self.question, self.trouble, self.copies):
            layout.addWidget(part)
        for part in (self.note, self.trouble, self.copies, self.elsewhere, self.now, self.cancel):
            part.hide()

    def follow(self, service: PlaceService) -> None:
        """From now on it can be moved, if the service says so."""
        self._service = service
        service.changed.connect(self._refresh)
        self._refresh()

    @property
    def service(self) -> PlaceService:
        assert self._service is not None
        return self._service

    @Slot()
    def _refresh(self) -> None:
        try:
            wish = self.service.wish
            opens = self.service.wish_opens
            copies = self.service.old_copies()
        except StorageFailure as failure:
            self._say_trouble(f"{place_words.not_noted()}\n{failure}")
            return
        self._show_wish(wish, opens)
        self._show_copies(copies)

    def _show_wish(self, wish: Path | None, opens: bool) -> None:
        text = "" if self.service.movable else place_words.fixed()
        if wish is not None:
            text = place_words.wished_open(wish) if opens else place_words.wished(wish)
        self._show(self.note, text)
        self.elsewhere.setVisible(self.service.movable and wish is None)
        self.now.setText(self.tr("现在就打开") if opens else self.tr("现在就搬"))
        self.cancel.setText(self.tr("不打开了") if opens else self.tr("不搬了"))
        for control in (self.now, self.cancel):
            control.setVisible(wish is not None)

    def _show_copies(self, copies: list[Path]) -> None:
        while (item := self._copies.takeAt(0)) is not None:
            if (shown := item.widget()) is not None:
                shown.hide()
                shown.deleteLater()
        for copy in copies:
            look = button(self.tr("看旧的一份"), partial(self._open, copy))
            trash = button(self.tr("放进回收站…"), lambda: None)
            trash.clicked.connect(partial(self._on_trash, copy, trash))
            text = words(place_words.old_copy(copy).replace("/", f"/{BREAK}"), "small")
            self._copies.addWidget(text)
            self._copies.addWidget(Line(look, trash))
        self.copies.setVisible(bool(copies))

    # What the person asks for

    def _on_open(self) -> None:
        self._open(self._folder)

    def _open(self, folder: Path) -> None:
        there = opened(folder)
        sentence = self.tr("打不开，它在这里：{place}").format(place=folder)
        self._say_trouble("" if there else sentence)

    def _on_move(self) -> None:
        self._say_trouble("")
        title, begin = self.tr("日记搬到哪个文件夹"), self._folder.parent
        self._files.take_folder(self, title, self._on_chosen, begin)

    @Slot(str)
    def _on_chosen(self, folder: str) -> None:
        try:
            found = self.service.look(Path(folder))
        except StorageFailure as failure:
            self._say_trouble(f"{place_words.not_noted()}\n{failure}")
            return
        if found.target is not None:
            act, text = partial(self.service.move_to, found.target), place_words.ask_move(found)
            self._ask(text, self.tr("选定这里"), act)
        elif found.diary is not None:
            act, text = partial(self.service.open_other, found.diary), place_words.ask_open(found)
            self._ask(text, self.tr("选定那一本"), act)
        else:
            self._say_trouble(place_words.refused(found))

    def _ask(self, text: str, yes: str, act: Callable[[], None]) -> None:
        self.question.ask(text, yes, lambda: self._noted(act), self.elsewhere)

    def _on_cancel(self) -> None:
        self._noted(self.service.cancel)

    def _noted(self, act: Callable[[], None]) -> None:
        try:
            act()
        except StorageFailure as failure:
            self._say_trouble(f"{place_words.not_noted()}\n{failure}")
            return
        (self.elsewhere if self.now.isHidden() else self.now).setFocus()
        read_aloud(self, self.note.text())

    def _on_trash(self, copy: Path, pressed: QWidget, _checked: bool = False) -> None:
        self._say_trouble("")
        text = place_words.ask_trash(copy)
        self.question.ask(text, self.tr("放进回收站"), partial(self._trash, copy), pressed)

    def _trash(self, copy: Path) -> None:
        try:
            gone = self.service.put_into_trash(copy)
        except StorageFailure:
            gone = False
        self._say_trouble("" if gone else place_words.not_trashed(copy))
        if gone:
            self.open.setFocus()

    def _say_trouble(self, text: str) -> None:
        self._show(self.trouble, text)
        if text:
            read_aloud(self, text)
            QTimer.singleShot(0, self.trouble, self._show_trouble)

    @Slot()
    def _show_trouble(self) -> None:
        """It stands below the buttons, which may be the last thing that one sees."""
        if self.trouble.isVisible():
            bring_into_sight(self.trouble)

    @staticmethod
    def _show(label: QLabel, text: str) -> None:
        label.setText(text.replace("/", f"/{BREAK}"))
        label.setVisible(bool(text))
