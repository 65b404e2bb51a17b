"""Backups on the data page: made, restored, undone, checked, cleared away."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.domain.time import Moment
from desktop.errors import StorageFailure
from desktop.ui.data.backup_card import BackupCard
from tests.ui.data_bench import NOON, DataBench

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_a_question_is_seen_whole_in_a_small_window(
    data_bench: DataBench,
) -> None:
    """It opens below the last button, which may be the last thing that one sees."""
    card = data_bench.page.backups
    data_bench.write("一")
    data_bench.rested(card.make.click)
    data_bench.page.resize(760 - 56, 560 - 30)  # beside the rail, above the status bar
    area = data_bench.page.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    area.ensureWidgetVisible(card.restore, 0, 0)
    card.restore.click()
    yes, no = card.question.yes, card.question.no
    data_bench.qtbot.waitUntil(lambda: seen(yes, area) and seen(no, area))


def seen(part: QWidget, area: QScrollArea) -> bool:
    sight = area.viewport()
    return sight.rect().contains(QRect(part.mapTo(sight, QPoint(0, 0)), part.size()))


def test_what_became_of_it_is_said_where_the_button_is(data_bench: DataBench) -> None:
    """In a small window the foot of the card is out of sight."""
    card = data_bench.page.backups
    data_bench.write("一")
    for hours in range(8):
        later(data_bench, hours)
        data_bench.rested(card.make.click)
    data_bench.page.resize(760 - 56, 360)
    area = data_bench.page.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    for pressed in (card.make, card.purge, card.check):
        card.say("")
        bar = area.verticalScrollBar()
        bar.setValue(bar.value() + below(pressed, area) - 300)
        if pressed is card.purge:
            pressed.click()
            data_bench.rested(card.question.yes.click)
        else:
            data_bench.rested(pressed.click)
        data_bench.qtbot.waitUntil(lambda: seen(card.status, area))
        if pressed.isVisible():
            assert 0 < below(card.status, area) - below(pressed, area) < 60


def below(part: QWidget, area: QScrollArea) -> int:
    return part.mapTo(area.viewport(), QPoint(0, 0)).y()


def later(bench: DataBench, hours: int) -> None:
    bench.moment[0] = Moment(NOON.utc_ms + hours * 3_600_000, NOON.zone, NOON.offset_s)


def test_the_chosen_backup_stays_chosen_when_others_come(data_bench: DataBench) -> None:
    """One that was asked for is chosen itself: it is what one has just made."""
    card = data_bench.page.backups
    for hours, text in enumerate("一二三"):
        later(data_bench, hours)
        data_bench.write(text)
        data_bench.rested(card.make.click)
        assert card.list.currentRow() == 0 and f"{hours + 1} 则" in chosen(card)
    card.list.setCurrentRow(2)
    later(data_bench, 30)
    data_bench.write("四")
    data_bench.backups.look()  # the daily one comes by itself
    data_bench.qtbot.waitUntil(lambda: card.list.count() != 3 and card.list.isEnabled())
    assert card.list.count() == 4 and "1 则" in chosen(card)
    card.restore.click()
    data_bench.rested(card.question.yes.click)
    assert data_bench.texts() == ["一"] and card.list.count() == 5
    assert card.list.currentRow() == 4 and "1 则" in chosen(card)


def chosen(card: BackupCard) -> str:
    item = card.list.currentItem()
    return "" if item is None else item.text()


def test_back_up_restore_undo(data_bench: DataBench) -> None:
    card = data_bench.page.backups
    assert card.none.isVisible() and not card.restore.isVisible()
    data_bench.write("一")
    data_bench.rested(card.make.click)
    assert card.list.count() == 1 and "1 则" in card.list.item(0).text()
    assert "核对过" in card.status.text() and card.make.hasFocus()
    later(data_bench, 1)
    data_bench.write("二")
    card.restore.click()
    assert data_bench.texts() == ["一", "二"] and card.question.no.hasFocus()
    with data_bench.qtbot.assertNotEmitted(data_bench.page.left):
        data_bench.qtbot.keyClick(card.question.no, Qt.Key.Key_Escape)
    assert data_bench.texts() == ["一", "二"] and card.restore.hasFocus()
    card.restore.click()
    data_bench.rested(card.question.yes.click)
    assert data_bench.texts() == ["一"] and "可以撤销" in card.status.text()
    card.undo.click()
    data_bench.rested(card.question.yes.click)
    assert data_bench.texts() == ["一", "二"]


def test_a_backup_that_was_lost_is_a_sentence(data_bench: DataBench) -> None:
    card = data_bench.page.backups
    data_bench.write("一")
    data_bench.rested(card.make.click)
    next(data_bench.backups.folder.glob("*.sqlite3")).unlink()
    card.restore.click()
    data_bench.rested(card.question.yes.click)
    assert "不在了" in card.status.text() and data_bench.texts() == ["一"]
    assert card.none.isVisible()


def test_check_and_clear_away(data_bench: DataBench) -> None:
    card = data_bench.page.backups
    data_bench.write("一")
    data_bench.rested(card.check.click)
    assert card.status.text() == "日记完好，共 1 则。"
    for hours in range(2):
        later(data_bench, hours)
        data_bench.rested(card.make.click)
    card.purge.click()
    assert "彻底删除" in card.question.text.text()
    data_bench.rested(card.question.yes.click)
    assert card.list.count() == 1 and "删掉了 2 份" in card.status.text()
    assert card.list.hasFocus()  # there is nothing more to clear away


def test_a_backup_that_fails_says_so(data_bench: DataBench) -> None:
    data_bench.backups.failed.emit(StorageFailure("backups: read-only"))
    text = data_bench.page.backups.status.text()
    assert "备份没有做成" in text and "read-only" in text
