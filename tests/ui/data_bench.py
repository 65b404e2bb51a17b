"""The data page over a real diary, with all that it needs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.time import Moment
from desktop.services.backup_service import BackupService
from desktop.services.transfer_service import TransferService
from desktop.settings import Settings
from desktop.storage.backups import BackupFolder
from desktop.storage.database import Database, open_database
from desktop.storage.entry_store import EntryStore
from desktop.ui.data.data_page import DataPage
from desktop.ui.data.paper import paper
from desktop.ui.theme import Theme

NOON = Moment(1_795_320_000_000, "Asia/Shanghai", 8 * 3600)
DAY = date(2026, 11, 22)
DAYLIO = (
    "full_date,date,weekday,time,mood,activities,note_title,note\n"
    "2026-03-01,March 1,Sunday,21:35,开心,家人,,一起吃饭\n"
    "2026-03-02,March 2,Monday,21:35,飘飘然,,,放风筝\n"
)


@dataclass
class DataBench:
    """moment: what the clock says. folder: where files may lie."""

    page: DataPage
    entries: EntryStore
    transfer: TransferService
    backups: BackupService
    folder: Path
    moment: list[Moment]
    qtbot: QtBot

    def write(self, text: str) -> None:
        self.entries.write(text, self.moment[0], DAY, ("家人",))

    def texts(self, day: date = DAY) -> list[str]:
        return [entry.entry.text for entry in self.entries.entries_on(day)]

    def rested(self, act: Callable[[], object]) -> None:
        """Do it and wait until the page can be used again."""
        act()
        assert not self.page.imports.file.isEnabled()
        self.qtbot.waitUntil(self.page.imports.file.isEnabled)

    def file(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, "utf-8")
        return path


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme("light")
    made.apply()
    yield made
    made.apply(font_scale=1.0)
    qapp.setStyleSheet("")


@pytest.fixture
def data_bench(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[DataBench]:
    path, moment = tmp_path / "diary.sqlite3", [NOON]
    database: Database = open_database(path)
    transfer = TransferService(path, tmp_path / "backups", Settings(None), lambda: moment[0])
    folder = BackupFolder(tmp_path / "backups")
    backups = BackupService(database, path, folder, lambda: moment[0])
    words = {"正面": "Positive"}
    page = DataPage(transfer, backups, theme, lambda: paper(theme, words, "日记"), lambda: DAY)
    qtbot.addWidget(page)
    page.resize(760, 1400)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    yield DataBench(page, EntryStore(database), transfer, backups, tmp_path, moment, qtbot)
    transfer.close()
    backups.close()
    database.close()
