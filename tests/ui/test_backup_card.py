"""Backups on the data page: made, restored, undone, checked, cleared away."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.domain.time import Moment
from desktop.errors import StorageFailure
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
    sight = area.viewport()

    def seen(button: QWidget) -> bool:
        place = QRect(button.mapTo(sight, QPoint(0, 0)), button.size())
        return sight.rect().contains(place)

    data_bench.qtbot.waitUntil(lambda: seen(card.question.yes) and seen(card.question.no))


def test_back_up_restore_undo(data_bench: DataBench) -> None:
    card = data_bench.page.backups
    assert card.none.isVisible() and not card.restore.isVisible()
    data_bench.write("一")
    data_bench.rested(card.make.click)
    assert card.list.count() == 1 and "1 则" in card.list.item(0).text()
    assert "核对过" in card.status.text() and card.make.hasFocus()
    data_bench.moment[0] = Moment(NOON.utc_ms + 3_600_000, NOON.zone, NOON.offset_s)
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
        data_bench.moment[0] = Moment(NOON.utc_ms + hours * 3_600_000, NOON.zone, NOON.offset_s)
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
