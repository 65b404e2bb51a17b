"""The data page over a real diary: in, out, on paper, backed up, restored, by keyboard."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.entries import DiaryEntry, Entry
from desktop.domain.time import Moment
from desktop.errors import StorageFailure
from desktop.services.backup_service import BackupService
from desktop.services.transfer_service import TransferService
from desktop.services.undo import UndoHistory
from desktop.settings import Settings
from desktop.storage.backups import BackupFolder
from desktop.storage.database import Database, open_database
from desktop.storage.entry_store import EntryStore
from desktop.ui.data.data_page import DataPage
from desktop.ui.data.paper import HEAD, RESOLUTION, _blocks, _cuts, paper
from desktop.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

NOON = Moment(1_795_320_000_000, "Asia/Shanghai", 8 * 3600)
DAY = date(2026, 11, 22)
DAYLIO = (
    "full_date,date,weekday,time,mood,activities,note_title,note\n"
    "2026-03-01,March 1,Sunday,21:35,开心,家人,,一起吃饭\n"
    "2026-03-02,March 2,Monday,21:35,飘飘然,,,放风筝\n"
)


@dataclass
class Bench:
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
def bench(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Bench]:
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
    yield Bench(page, EntryStore(database), transfer, backups, tmp_path, moment, qtbot)
    transfer.close()
    backups.close()
    database.close()


# In


def test_a_preview_changes_nothing_and_the_import_remembers_moods(bench: Bench) -> None:
    card, path = bench.page.imports, bench.file("daylio.csv", DAYLIO)
    bench.rested(lambda: card.look_at(path))
    assert "会导入 2 则，已有 0 则，跳过 0 处。" in card.status.text()
    assert bench.texts(date(2026, 3, 1)) == [] and card.take.hasFocus()
    assert list(card.moods.boxes) == ["飘飘然"]
    box = card.moods.boxes["飘飘然"]
    assert box.currentText() == "没有分值"
    box.setCurrentIndex(box.findData(2.0))
    bench.rested(card.take.click)
    assert "导入了 2 则" in card.status.text() and not card.take.isVisible()
    (entry,) = bench.entries.entries_on(date(2026, 3, 2))
    assert entry.label is not None and entry.label.valence == 2.0
    bench.rested(lambda: card.look_at(path))
    assert "2 则都已经在这里" in card.status.text() and not card.take.isVisible()


def test_an_import_is_taken_back_on_a_page_in_other_words(bench: Bench, theme: Theme) -> None:
    card = bench.page.imports
    bench.rested(lambda: card.look_at(bench.file("daylio.csv", DAYLIO)))
    bench.rested(card.take.click)
    page = DataPage(bench.transfer, bench.backups, theme, lambda: paper(theme, {}, ""), lambda: DAY)
    bench.qtbot.addWidget(page)
    page.show()
    page.go_on_from(bench.page)
    bench.page = page
    assert "导入了 2 则" in page.imports.status.text()
    bench.rested(page.imports.undo.click)
    assert bench.texts(date(2026, 3, 1)) == bench.texts(date(2026, 3, 2)) == []
    assert page.imports.undo.isHidden()


def test_an_import_can_be_left(bench: Bench) -> None:
    card = bench.page.imports
    bench.rested(lambda: card.look_at(bench.file("daylio.csv", DAYLIO)))
    bench.qtbot.keyClick(card.cancel, Qt.Key.Key_Space)
    assert card.status.text() == "没有导入。" and card.file.hasFocus()
    assert bench.texts(date(2026, 3, 1)) == [] and not card.moods.isVisible()


def test_what_is_skipped_is_named(bench: Bench) -> None:
    notes = bench.folder / "notes"
    notes.mkdir()
    (notes / "2026-03-05.txt").write_text("好", "utf-8")
    (notes / "2026-03-06.txt").write_bytes(b"\xff\xfe\x00\xd8")
    (notes / "list.txt").write_text("牛奶", "utf-8")
    card = bench.page.imports
    bench.rested(lambda: card.look_at(notes))
    lines = [card.skipped.item(row).text() for row in range(card.skipped.count())]
    assert any(line.startswith("list.txt") for line in lines) and len(lines) == 2


def test_a_file_that_is_no_diary_is_named_and_nothing_happens(bench: Bench) -> None:
    card = bench.page.imports
    bench.rested(lambda: card.look_at(bench.file("photo.json", "[1]")))
    assert "photo.json" in card.status.text() and "--format" not in card.status.text()
    assert "不是认得的日记格式" in card.status.text() and "Day One" in card.status.text()
    assert card.status.property("kind") == "warning"
    bench.rested(lambda: card.look_at(bench.file("2026-03.txt", "1: {text: 好\n2: x\n")))
    assert "RedNotebook" in card.status.text() and "第 2 行" in card.status.text()
    bench.rested(lambda: card.look_at(bench.folder / "gone.json"))
    assert "不存在" in card.status.text()


def several(bench: Bench) -> Path:
    folder = bench.folder / "all"
    folder.mkdir()
    (folder / "daylio.csv").write_text(DAYLIO, "utf-8")
    (folder / "2026-03-05.md").write_text("五号", "utf-8")
    (folder / "letter.pdf").write_bytes(b"%PDF")
    return folder


def test_a_folder_of_several_formats_is_listed_taken_and_taken_back(bench: Bench) -> None:
    card, folder = bench.page.imports, several(bench)
    bench.rested(lambda: card.look_at(folder))
    assert "会导入 3 则" in card.status.text()
    lines = [card.came.item(row).text() for row in range(card.came.count())]
    assert lines == ["2026-03-05.md · 文本 · 1 则", "daylio.csv · Daylio CSV · 2 则"]
    assert card.skipped.item(0).text() == "letter.pdf · 不是认得的日记格式"
    with bench.qtbot.waitSignal(card.done) as done:
        bench.rested(card.take.click)
    assert card.undo.isVisible() and len(bench.texts(date(2026, 3, 5))) == 1
    bench.rested(done.args[0].undo)  # as Ctrl+Z does
    assert "3 则已经拿走" in card.status.text() and card.undo.isHidden()
    assert [bench.texts(date(2026, 3, day)) for day in (1, 2, 5)] == [[], [], []]
    bench.rested(lambda: card.look_at(folder))
    assert "会导入 3 则" in card.status.text()


@pytest.mark.parametrize("seen", [True, False])
def test_an_import_that_is_undone_is_announced_once(bench: Bench, seen: bool) -> None:
    """On the page if it is on show, else by whoever keeps the deeds."""
    history, told = UndoHistory(), list[str]()
    history.undone.connect(told.append)
    bench.page.imports.done.connect(history.add)
    bench.rested(lambda: bench.page.imports.look_at(bench.file("daylio.csv", DAYLIO)))
    bench.rested(bench.page.imports.take.click)
    bench.page.setVisible(seen)
    history.undo()
    bench.qtbot.waitUntil(lambda: "2 则已经拿走" in bench.page.imports.status.text())
    assert told == ([] if seen else ["导入了 2 则"])


def test_what_was_changed_since_the_import_goes_into_the_trash(bench: Bench) -> None:
    card = bench.page.imports
    bench.rested(lambda: card.look_at(bench.file("daylio.csv", DAYLIO)))
    bench.rested(card.take.click)
    (entry,) = bench.entries.entries_on(date(2026, 3, 1))
    bench.entries.edit(entry.id, "一起吃了饺子", NOON.utc_ms)
    bench.rested(card.undo.click)
    assert "1 则已经拿走" in card.status.text() and "回收站" in card.status.text()
    assert [e.entry.text for e in bench.entries.trashed()] == ["一起吃了饺子"]


def test_a_restored_diary_has_no_import_to_take_back(bench: Bench) -> None:
    card, backups = bench.page.imports, bench.page.backups
    bench.write("一")
    bench.rested(backups.make.click)
    bench.rested(lambda: card.look_at(bench.file("daylio.csv", DAYLIO)))
    bench.rested(card.take.click)
    assert card.undo.isVisible()
    backups.restore.click()
    bench.rested(backups.question.yes.click)
    assert card.undo.isHidden()


def test_a_file_can_be_dropped_but_one_at_a_time(bench: Bench) -> None:
    path = bench.file("daylio.csv", DAYLIO)

    def drop(*paths: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        no_keys = Qt.KeyboardModifier.NoModifier
        bench.page.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, no_keys))

    drop(path, path)
    assert "一次" in bench.page.imports.status.text()
    bench.rested(lambda: drop(path))
    assert "会导入 2 则" in bench.page.imports.status.text()


# Out


def test_every_format_is_written(bench: Bench) -> None:
    bench.write("看了一场电影")
    card = bench.page.exports
    for index in range(card.format.count()):
        card.format.setCurrentIndex(index)
        target = bench.folder / f"out{index}{card._kind().suffix}"
        bench.rested(lambda target=target: card.write_to(target))  # type: ignore[misc]
        assert "导出了 1 则" in card.status.text(), card._kind()
        assert target.exists()
    assert (bench.folder / "out4.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("suffix", [".json", ".pdf"])
def test_nothing_is_replaced_without_being_asked(bench: Bench, suffix: str) -> None:
    bench.write("一")
    card, target = bench.page.exports, bench.folder / f"out{suffix}"
    target.write_text("重要", "utf-8")
    suffixes = [card.format.itemData(n).suffix for n in range(card.format.count())]
    card.format.setCurrentIndex(suffixes.index(suffix))
    bench.rested(lambda: card.write_to(target))
    assert card.question.isVisible() and card.question.no.hasFocus()
    card.question.no.click()
    assert target.read_text("utf-8") == "重要" and card.start.hasFocus()
    bench.rested(lambda: card.write_to(target))
    bench.rested(card.question.yes.click)
    assert target.read_bytes() != "重要".encode() and not card.question.isVisible()
    assert not list(bench.folder.glob("*.new*"))


def test_a_span_of_days(bench: Bench) -> None:
    bench.write("一")
    card = bench.page.exports
    card.since.setText("昨天")
    card.start.click()
    assert "2026-01-31" in card.status.text() and card.since.hasFocus()
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    card.since.setText("2026-11-23")
    card.start.click()  # returns while the dialog is open
    dialog = card.findChild(QFileDialog)
    assert dialog is not None and dialog.isVisible()
    with bench.qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    target = bench.folder / "later.json"
    bench.rested(lambda: card.write_to(target))
    assert json.loads(target.read_text("utf-8"))["entries"] == []
    card.format.setCurrentIndex(card.format.count() - 1)
    bench.rested(lambda: card.write_to(bench.folder / "later.pdf"))
    assert "没有日记" in card.status.text() and not (bench.folder / "later.pdf").exists()


# Backups


def test_a_question_is_seen_whole_in_a_small_window(
    bench: Bench,
) -> None:
    """It opens below the last button, which may be the last thing that one sees."""
    card = bench.page.backups
    bench.write("一")
    bench.rested(card.make.click)
    bench.page.resize(760 - 56, 560 - 30)  # beside the rail, above the status bar
    area = bench.page.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    area.ensureWidgetVisible(card.restore, 0, 0)
    card.restore.click()
    sight = area.viewport()

    def seen(button: QWidget) -> bool:
        place = QRect(button.mapTo(sight, QPoint(0, 0)), button.size())
        return sight.rect().contains(place)

    bench.qtbot.waitUntil(lambda: seen(card.question.yes) and seen(card.question.no))


def test_back_up_restore_undo(bench: Bench) -> None:
    card = bench.page.backups
    assert card.none.isVisible() and not card.restore.isVisible()
    bench.write("一")
    bench.rested(card.make.click)
    assert card.list.count() == 1 and "1 则" in card.list.item(0).text()
    assert "核对过" in card.status.text() and card.make.hasFocus()
    bench.moment[0] = Moment(NOON.utc_ms + 3_600_000, NOON.zone, NOON.offset_s)
    bench.write("二")
    card.restore.click()
    assert bench.texts() == ["一", "二"] and card.question.no.hasFocus()
    with bench.qtbot.assertNotEmitted(bench.page.left):
        bench.qtbot.keyClick(card.question.no, Qt.Key.Key_Escape)
    assert bench.texts() == ["一", "二"] and card.restore.hasFocus()
    card.restore.click()
    bench.rested(card.question.yes.click)
    assert bench.texts() == ["一"] and "可以撤销" in card.status.text()
    card.undo.click()
    bench.rested(card.question.yes.click)
    assert bench.texts() == ["一", "二"]


def test_a_backup_that_was_lost_is_a_sentence(bench: Bench) -> None:
    card = bench.page.backups
    bench.write("一")
    bench.rested(card.make.click)
    next(bench.backups.folder.glob("*.sqlite3")).unlink()
    card.restore.click()
    bench.rested(card.question.yes.click)
    assert "不在了" in card.status.text() and bench.texts() == ["一"]
    assert card.none.isVisible()


def test_check_and_clear_away(bench: Bench) -> None:
    card = bench.page.backups
    bench.write("一")
    bench.rested(card.check.click)
    assert card.status.text() == "日记完好，共 1 则。"
    for hours in range(2):
        bench.moment[0] = Moment(NOON.utc_ms + hours * 3_600_000, NOON.zone, NOON.offset_s)
        bench.rested(card.make.click)
    card.purge.click()
    assert "彻底删除" in card.question.text.text()
    bench.rested(card.question.yes.click)
    assert card.list.count() == 1 and "删掉了 2 份" in card.status.text()
    assert card.list.hasFocus()  # there is nothing more to clear away


def test_a_backup_that_fails_says_so(bench: Bench) -> None:
    bench.backups.failed.emit(StorageFailure("backups: read-only"))
    text = bench.page.backups.status.text()
    assert "备份没有做成" in text and "read-only" in text


# The page


def test_escape_leaves(bench: Bench) -> None:
    bench.page.take_focus()
    with bench.qtbot.waitSignal(bench.page.left):
        bench.qtbot.keyClick(bench.page.imports.file, Qt.Key.Key_Escape)


@pytest.mark.parametrize(("width", "scale"), [(584, 1.0), (584, 1.5), (500, 2.0)])
def test_nothing_is_wider_than_the_page(
    bench: Bench, theme: Theme, width: int, scale: float
) -> None:
    bench.write("一")
    bench.rested(bench.page.backups.make.click)
    theme.apply(font_scale=scale)
    bench.page.resize(width, 900)
    bench.page.grab()
    QApplication.processEvents()
    for child in bench.page.findChildren(QWidget):
        if child.isVisibleTo(bench.page):
            assert child.mapTo(bench.page, QPoint(child.width(), 0)).x() <= width, child


# Paper


def test_each_year_begins_a_page(bench: Bench, theme: Theme) -> None:
    for years in range(3):
        day = DAY - timedelta(days=365 * years)
        for n in range(40):
            bench.entries.write(f"第 {n} 则\n<b>不是标签</b>" * 3, NOON, day)
    entries = bench.entries.entries_between(date.min, date.max)
    pdf = paper(theme, {}, "日记").draw(entries)
    assert pdf.startswith(b"%PDF") and pdf.count(b"/Type /Page\n") >= 6


def test_what_has_no_text_says_so_on_paper(theme: Theme) -> None:
    made = paper(theme, {}, "日记")
    bare = DiaryEntry(Entry(1, "", NOON, DAY, tags=("跑步",)))
    assert "（无文字）" in [text for text, _, _ in made._parts(bare)]
    written = replace(bare, entry=replace(bare.entry, text="字"))
    assert "（无文字）" not in [text for text, _, _ in made._parts(written)]


def pages_of(theme: Theme, *days: date, length: int = 1) -> int:
    entries = [
        DiaryEntry(Entry(n, "写一行\n" * length, NOON, day)) for n, day in enumerate(days, 1)
    ]
    return paper(theme, {}, "日记").draw(entries).count(b"/Type /Page\n")


def test_a_month_goes_on_below_the_last_one(theme: Theme) -> None:
    months = [date(2025, month, 3) for month in range(1, 13)]
    assert pages_of(theme, date(2024, 12, 31), date(2025, 1, 1)) == 2
    assert pages_of(theme, *months[:4]) == 1
    # Whether they are laid out as one month or as twelve, it is as many pages.
    days = [date(2025, 1, day) for day in range(1, 13)]
    for length in (5, 12, 31):
        apart, together = (pages_of(theme, *some, length=length) for some in (months, days))
        assert apart == together > 1


@pytest.mark.parametrize("used", [0.0, 0.35, 0.98, 1.0])
def test_no_heading_is_left_at_the_foot_of_a_page(theme: Theme, used: float) -> None:
    made = paper(theme, {}, "日记")
    days = [DAY + timedelta(days=n) for n in range(30)]
    entries = [DiaryEntry(Entry(n, "写" * 37 * n, NOON, day)) for n, day in enumerate(days, 1)]
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = made._writer(buffer)
    document = made._document(entries, writer)
    height = writer.pageLayout().paintRectPixels(RESOLUTION).height()
    left = height * (1 - used)
    tops = _cuts(document, height, left)
    room = 100  # what is blank above the next heading may hang over
    assert len(tops) > 2 and all(b - a <= height + room for a, b in pairwise(tops))
    assert tops[1] <= left + room
    for top in tops[1:]:
        above = [b for b in _blocks(document) if b.layout().position().y() < top - 1]
        assert not above or above[-1].userState() != HEAD
