"""The diary page over a diary in memory, with no model anywhere."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.entries import DiaryEntry
from desktop.domain.time import Moment
from desktop.domain.turns import ReplyStats, TurnState
from desktop.services.backup_service import BackupService
from desktop.services.chat_service import ChatService
from desktop.services.deletion import Deletion
from desktop.services.diary_service import DiaryService
from desktop.settings import Settings
from desktop.storage.backups import BackupFolder
from desktop.storage.database import open_database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.entry_store import EntryStore
from desktop.storage.label_store import LabelStore
from desktop.ui.diary.diary_page import DiaryPage
from desktop.ui.diary.draft_keeper import DraftKeeper
from desktop.ui.diary.entry_card import EntryCard
from desktop.ui.theme import Theme
from tests.ui.chat_fakes import TODAY, FakeChat, fake_labels, label

YESTERDAY = TODAY - timedelta(days=1)


def moment(day: date, hour: int = 18) -> Moment:
    at = datetime(day.year, day.month, day.day, hour, 42, tzinfo=timezone(timedelta(hours=8)))
    return Moment(int(at.timestamp() * 1000), "Asia/Shanghai", 8 * 3600)


@dataclass
class Diary:
    """path: of its file. now: what the clock says."""

    path: Path
    now: list[Moment]
    on_this_day: str = "good_days"

    def __post_init__(self) -> None:
        self.database, self.chat = open_database(self.path), FakeChat()
        self.entries, self.labels = EntryStore(self.database), LabelStore(self.database)
        self.turns = DiaryStore(self.database)
        self.service = DiaryService(
            self.database,
            self.turns,
            cast(ChatService, self.chat),
            Settings(None),
            lambda: self.now[0],
        )
        folder = BackupFolder(self.path.with_name("backups"))
        self.backups = BackupService(self.database, self.path, folder, lambda: self.now[0])
        self.deletion = Deletion(self.path, self.service, self.backups)

    def write(self, text: str, day: date = TODAY, *tags: str) -> DiaryEntry:
        return self.entries.write(text, moment(day), day, tags)

    def label(self, entry: DiaryEntry) -> None:
        self.labels.add(entry.id, label(), 0)

    def answered(self, text: str, reply: str, day: date = TODAY) -> None:
        turn = self.turns.add_turn(text, moment(day), day, self.turns.current_topic())
        self.turns.finish(turn.id, reply, TurnState.DONE, ReplyStats(), None)

    def page(self) -> DiaryPage:
        theme = Theme("light")
        theme.apply()
        drafts = DraftKeeper(self.service)
        page = DiaryPage(
            self.service, fake_labels(), drafts, self.deletion, theme, lambda: self.on_this_day
        )
        drafts.setParent(page)
        return page

    def close(self) -> None:
        self.deletion.close()
        self.backups.close()
        self.service.close()
        self.database.close()


def texts_of(page: DiaryPage) -> list[str]:
    return [card.body.raw() for card in page.day_view.cards()]


def card_of(page: DiaryPage, text: str) -> EntryCard:
    return next(card for card in page.day_view.cards() if card.body.raw() == text)


def press(key: Qt.Key, control: bool = False) -> None:
    """To whatever has the keyboard."""
    modifier = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(focus(), key, modifier if control else Qt.KeyboardModifier.NoModifier)


def focus() -> QWidget:
    now = QApplication.focusWidget()
    assert now is not None
    return now


def shown(qtbot: QtBot, diary: Diary) -> DiaryPage:
    """Its page in an active window."""
    page = diary.page()
    qtbot.addWidget(page)
    page.resize(800, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page
