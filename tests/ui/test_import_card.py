"""Importing on the data page: looked at, taken, taken back."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from desktop.services.undo import UndoHistory
from desktop.ui.data.data_page import DataPage
from desktop.ui.data.paper import paper
from desktop.ui.theme import Theme
from tests.ui.data_bench import DAY, DAYLIO, NOON, DataBench

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_a_preview_changes_nothing_and_the_import_remembers_moods(data_bench: DataBench) -> None:
    card, path = data_bench.page.imports, data_bench.file("daylio.csv", DAYLIO)
    data_bench.rested(lambda: card.look_at(path))
    assert "会导入 2 则，已有 0 则，跳过 0 处。" in card.status.text()
    assert data_bench.texts(date(2026, 3, 1)) == [] and card.take.hasFocus()
    assert list(card.moods.boxes) == ["飘飘然"]
    box = card.moods.boxes["飘飘然"]
    assert box.currentText() == "没有分值"
    box.setCurrentIndex(box.findData(2.0))
    data_bench.rested(card.take.click)
    assert "导入了 2 则" in card.status.text() and not card.take.isVisible()
    (entry,) = data_bench.entries.entries_on(date(2026, 3, 2))
    assert entry.label is not None and entry.label.valence == 2.0
    data_bench.rested(lambda: card.look_at(path))
    assert "2 则都已经在这里" in card.status.text() and not card.take.isVisible()


def test_an_import_is_taken_back_on_a_page_in_other_words(
    data_bench: DataBench, theme: Theme
) -> None:
    card = data_bench.page.imports
    data_bench.rested(lambda: card.look_at(data_bench.file("daylio.csv", DAYLIO)))
    data_bench.rested(card.take.click)
    page = DataPage(
        data_bench.transfer, data_bench.backups, theme, lambda: paper(theme, {}, ""), lambda: DAY
    )
    data_bench.qtbot.addWidget(page)
    page.show()
    page.go_on_from(data_bench.page)
    data_bench.page = page
    assert "导入了 2 则" in page.imports.status.text()
    data_bench.rested(page.imports.undo.click)
    assert data_bench.texts(date(2026, 3, 1)) == data_bench.texts(date(2026, 3, 2)) == []
    assert page.imports.undo.isHidden()


def test_buttons_that_are_not_there_leave_no_room(data_bench: DataBench) -> None:
    card = data_bench.page.imports
    at_rest = card.height() - card.file.mapTo(card, card.file.rect().bottomLeft()).y()
    export = data_bench.page.exports
    start = export.start.mapTo(export, export.start.rect().bottomLeft()).y()
    assert at_rest == export.height() - start
    data_bench.rested(lambda: card.look_at(data_bench.file("daylio.csv", DAYLIO)))
    assert card.take.isVisible() and card.cancel.isVisible()


def test_an_import_can_be_left(data_bench: DataBench) -> None:
    card = data_bench.page.imports
    data_bench.rested(lambda: card.look_at(data_bench.file("daylio.csv", DAYLIO)))
    data_bench.qtbot.keyClick(card.cancel, Qt.Key.Key_Space)
    assert card.status.text() == "没有导入。" and card.file.hasFocus()
    assert data_bench.texts(date(2026, 3, 1)) == [] and not card.moods.isVisible()


def test_what_is_skipped_is_named(data_bench: DataBench) -> None:
    notes = data_bench.folder / "notes"
    notes.mkdir()
    (notes / "2026-03-05.txt").write_text("好", "utf-8")
    (notes / "2026-03-06.txt").write_bytes(b"\xff\xfe\x00\xd8")
    (notes / "list.txt").write_text("牛奶", "utf-8")
    card = data_bench.page.imports
    data_bench.rested(lambda: card.look_at(notes))
    lines = [card.skipped.item(row).text() for row in range(card.skipped.count())]
    assert any(line.startswith("list.txt") for line in lines) and len(lines) == 2


def test_a_file_that_is_no_diary_is_named_and_nothing_happens(data_bench: DataBench) -> None:
    card = data_bench.page.imports
    data_bench.rested(lambda: card.look_at(data_bench.file("photo.json", "[1]")))
    assert "photo.json" in card.status.text() and "--format" not in card.status.text()
    assert "不是认得的日记格式" in card.status.text() and "Day One" in card.status.text()
    assert card.status.property("kind") == "warning"
    data_bench.rested(lambda: card.look_at(data_bench.file("2026-03.txt", "1: {text: 好\n2: x\n")))
    assert "RedNotebook" in card.status.text() and "第 2 行" in card.status.text()
    data_bench.rested(lambda: card.look_at(data_bench.folder / "gone.json"))
    assert "不存在" in card.status.text()


def several(data_bench: DataBench) -> Path:
    folder = data_bench.folder / "all"
    folder.mkdir()
    (folder / "daylio.csv").write_text(DAYLIO, "utf-8")
    (folder / "2026-03-05.md").write_text("五号", "utf-8")
    (folder / "letter.pdf").write_bytes(b"%PDF")
    return folder


def test_a_folder_of_several_formats_is_listed_taken_and_taken_back(data_bench: DataBench) -> None:
    card, folder = data_bench.page.imports, several(data_bench)
    data_bench.rested(lambda: card.look_at(folder))
    assert "会导入 3 则" in card.status.text()
    lines = [card.came.item(row).text() for row in range(card.came.count())]
    assert lines == ["2026-03-05.md · 文本 · 1 则", "daylio.csv · Daylio CSV · 2 则"]
    assert card.skipped.item(0).text() == "letter.pdf · 不是认得的日记格式"
    with data_bench.qtbot.waitSignal(card.done) as done:
        data_bench.rested(card.take.click)
    assert card.undo.isVisible() and len(data_bench.texts(date(2026, 3, 5))) == 1
    data_bench.rested(done.args[0].undo)  # as Ctrl+Z does
    assert "3 则已经拿走" in card.status.text() and card.undo.isHidden()
    assert [data_bench.texts(date(2026, 3, day)) for day in (1, 2, 5)] == [[], [], []]
    data_bench.rested(lambda: card.look_at(folder))
    assert "会导入 3 则" in card.status.text()


@pytest.mark.parametrize("seen", [True, False])
def test_an_import_that_is_undone_is_announced_once(data_bench: DataBench, seen: bool) -> None:
    """On the page if it is on show, else by whoever keeps the deeds."""
    history, told = UndoHistory(), list[str]()
    history.undone.connect(told.append)
    data_bench.page.imports.done.connect(history.add)
    data_bench.rested(
        lambda: data_bench.page.imports.look_at(data_bench.file("daylio.csv", DAYLIO))
    )
    data_bench.rested(data_bench.page.imports.take.click)
    data_bench.page.setVisible(seen)
    history.undo()
    data_bench.qtbot.waitUntil(lambda: "2 则已经拿走" in data_bench.page.imports.status.text())
    assert told == ([] if seen else ["导入了 2 则"])


def test_what_was_changed_since_the_import_goes_into_the_trash(data_bench: DataBench) -> None:
    card = data_bench.page.imports
    data_bench.rested(lambda: card.look_at(data_bench.file("daylio.csv", DAYLIO)))
    data_bench.rested(card.take.click)
    (entry,) = data_bench.entries.entries_on(date(2026, 3, 1))
    data_bench.entries.edit(entry.id, "一起吃了饺子", NOON.utc_ms)
    data_bench.rested(card.undo.click)
    assert "1 则已经拿走" in card.status.text() and "回收站" in card.status.text()
    assert [e.entry.text for e in data_bench.entries.trashed()] == ["一起吃了饺子"]


def test_a_restored_diary_has_no_import_to_take_back(data_bench: DataBench) -> None:
    card, backups = data_bench.page.imports, data_bench.page.backups
    data_bench.write("一")
    data_bench.rested(backups.make.click)
    data_bench.rested(lambda: card.look_at(data_bench.file("daylio.csv", DAYLIO)))
    data_bench.rested(card.take.click)
    assert card.undo.isVisible()
    backups.restore.click()
    data_bench.rested(backups.question.yes.click)
    assert card.undo.isHidden()


def test_a_file_can_be_dropped_but_one_at_a_time(data_bench: DataBench) -> None:
    path = data_bench.file("daylio.csv", DAYLIO)

    def drop(*paths: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        no_keys = Qt.KeyboardModifier.NoModifier
        data_bench.page.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, no_keys))

    drop(path, path)
    assert "一次" in data_bench.page.imports.status.text()
    data_bench.rested(lambda: drop(path))
    assert "会导入 2 则" in data_bench.page.imports.status.text()
