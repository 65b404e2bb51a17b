"""The diary page: a day in full, written for, edited, moved, tagged, thrown away, found."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.diary.diary_frame import Mode
from tests.ui.chat_fakes import TODAY
from tests.ui.diary_bench import YESTERDAY, Diary, card_of, focus, moment, press, shown, texts_of

# What the offscreen platform says of every window and of every list that pops up.
pytestmark = pytest.mark.qt_log_ignore("plugin does not support")
Key = Qt.Key


@pytest.fixture
def diary(qapp: QApplication, tmp_path: Path) -> Iterator[Diary]:
    made = Diary(tmp_path / "diary.sqlite3", [moment(TODAY, 20)])
    yield made
    made.close()


@pytest.fixture(autouse=True)
def plain(qapp: QApplication) -> Iterator[None]:
    yield
    qapp.setStyleSheet("")


# A day


def test_a_day_in_full_and_in_order(qtbot: QtBot, diary: Diary) -> None:
    long = "第一行\n\n" + "很长" * 5000
    first, second = diary.write(long, TODAY, "家", "跑步"), diary.write("第二则<b>")
    diary.label(first)
    page = shown(qtbot, diary)
    assert texts_of(page) == [long, "第二则<b>"]
    card, other = page.day_view.cards()
    assert card.body.toPlainText() == long and other.body.toPlainText() == "第二则<b>"
    assert (card.time.text(), card.tags.tags()) == ("18:42", ("家", "跑步"))
    assert "负面" in card.chip.text()
    assert "2 则" in page.bar.name.text() and second.id == other.entry.id


def test_a_reply_is_folded_under_its_entry(qtbot: QtBot, diary: Diary) -> None:
    diary.answered("累", "歇一歇。")
    diary.write("不要回复")
    page = shown(qtbot, diary)
    card, other = page.day_view.cards()
    assert not card.reply.isVisible() and not other.unfold.isVisible()
    qtbot.keyClick(card.unfold, Key.Key_Space)
    assert card.reply.isVisible() and card.reply.raw() == "歇一歇。"
    qtbot.keyClick(card.unfold, Key.Key_Space)
    assert not card.reply.isVisible()


def test_days_before_and_after_and_back_to_today(qtbot: QtBot, diary: Diary) -> None:
    diary.write("昨天的", YESTERDAY)
    page = shown(qtbot, diary)
    days: list[Any] = []
    page.day_shown.connect(days.append)
    assert not page.bar.after.isEnabled()
    qtbot.keyClick(page, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert texts_of(page) == ["昨天的"]
    qtbot.keyClick(page, Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    page.show_day(TODAY - timedelta(days=40))
    qtbot.keyClick(page, Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert days == [YESTERDAY, TODAY, TODAY - timedelta(days=40), TODAY]
    assert focus() is page.composer.editor


def test_a_day_without_a_word_can_be_written(qtbot: QtBot, diary: Diary) -> None:
    diary.write("更早", TODAY - timedelta(days=9))
    page = shown(qtbot, diary)
    page.show_day(YESTERDAY)
    empty = page.day_view.empty
    assert empty.isVisible() and "昨天还没有写" in empty.sentence.text()
    qtbot.keyClick(empty.write, Key.Key_Space)
    assert focus() is page.composer.editor
    qtbot.keyClick(empty.earlier, Key.Key_Space)
    assert texts_of(page) == ["更早"] and not empty.isVisible()


def test_an_open_calendar_has_the_keyboard_again_when_one_comes_back(
    qtbot: QtBot, diary: Diary
) -> None:
    diary.write("first")
    diary.write("second")
    page = shown(qtbot, diary)
    card = card_of(page, "second")
    card.panels.open_calendar()
    page.composer.take_focus()
    page.take_focus()
    assert focus() in card.panels.controls()
    card.body.setFocus()
    press(Key.Key_Escape)
    assert not card.panels.busy() and focus() is card.body


def test_taking_tags_back_leaves_the_row_where_it_was(qtbot: QtBot, diary: Diary) -> None:
    diary.answered("有回复的", "嗯。")
    page = shown(qtbot, diary)
    (card,) = page.day_view.cards()
    QApplication.sendPostedEvents()  # they lay it out
    place = card.unfold.geometry()
    diary.service.set_tags(card.entry.id, ["家"])
    page.reader.refresh()
    QApplication.sendPostedEvents()
    diary.service.set_tags(card.entry.id, [])
    page.reader.refresh()
    QApplication.sendPostedEvents()
    assert card.tags.tags() == () and card.unfold.geometry() == place


def test_entries_stand_above_what_is_written_with_and_without_a_scroll_bar(
    qtbot: QtBot, diary: Diary
) -> None:
    def left(part: QWidget) -> int:
        return part.mapTo(page, QPoint(0, 0)).x()

    diary.write("一则")
    page = shown(qtbot, diary)
    page.resize(883, 700)  # odd: what is halved is rounded
    QApplication.sendPostedEvents()
    places = {left(page.day_view.cards()[0].card), left(page.composer)}
    for number in range(30):
        diary.write(f"第 {number} 则")
    page.reader.refresh()
    qtbot.waitUntil(lambda: page.day_view.verticalScrollBar().maximum() > 0)
    assert {left(page.day_view.cards()[-1].card), left(page.composer)} == places
    assert len(places) == 1


def test_an_entry_without_text_says_so(qtbot: QtBot, diary: Diary) -> None:
    diary.label(diary.write("", TODAY, "家"))
    page = shown(qtbot, diary)
    (card,) = page.day_view.cards()
    assert (card.body.toPlainText(), card.body.raw()) == ("（无文字）", "")
    assert card.tags.tags() == ("家",) and "负面" in card.chip.text()


@pytest.mark.parametrize(("days", "said"), [(1, "已移到昨天"), (9, "已移到 11月12日")])
def test_a_day_of_figures_stands_apart(qtbot: QtBot, diary: Diary, days: int, said: str) -> None:
    entry, page = diary.write("一"), shown(qtbot, diary)
    with qtbot.waitSignal(page.acts.undoable) as told:
        page.acts.move(diary.service.entry(entry.id), TODAY - timedelta(days=days))
    assert told.args is not None and told.args[0].sentence == said


def test_what_others_write_appears_and_nothing_else_moves(qtbot: QtBot, diary: Diary) -> None:
    diary.write("一")
    page = shown(qtbot, diary)
    before = page.day_view.cards()[0]
    diary.answered("在聊天里写的", "好。")
    diary.service.reload()
    qtbot.waitUntil(lambda: len(page.day_view.cards()) == 2)
    assert page.day_view.cards()[0] is before


def test_on_this_day_without_the_bad_ones(qtbot: QtBot, diary: Diary) -> None:
    good, bad = TODAY.replace(year=2025), TODAY.replace(year=2023)
    diary.write("桂花 & 雨", good)
    diary.label(diary.write("很糟", bad))
    page = shown(qtbot, diary)
    card = page.day_view.on_this_day
    assert [row.text() for row in card.rows] == ["2025年11月21日 · 桂花 && 雨"] and card.isVisible()
    diary.on_this_day = "all_days"
    page.reader.refresh()
    assert len(card.rows) == 2
    diary.on_this_day = "never"
    page.reader.refresh()
    assert not card.isVisible()
    diary.on_this_day = "good_days"
    page.reader.refresh()
    qtbot.keyClick(card.rows[0], Key.Key_Space)
    assert page.day == good and focus() is page.day_view.cards()[0].body and not card.isVisible()
    page.show_today()
    qtbot.keyClick(card.shut, Key.Key_Space)
    page.reader.refresh()
    assert not card.isVisible()


# The trash


def test_thrown_away_and_taken_back(qtbot: QtBot, diary: Diary) -> None:
    for text in ("一", "二", "三"):
        diary.write(text)
    page = shown(qtbot, diary)
    card_of(page, "二").take_focus()
    press(Key.Key_Delete)
    page.reader.refresh()
    assert texts_of(page) == ["一", "三"] and focus() is card_of(page, "三").body
    assert page.undo_bar.isVisible()
    qtbot.keyClick(page.undo_bar.back, Key.Key_Space)
    page.reader.refresh()
    assert texts_of(page) == ["一", "二", "三"]


def test_the_trash_gives_back_and_deletes_for_good(qtbot: QtBot, diary: Diary) -> None:
    kept, gone = diary.write("留"), diary.write("删")
    diary.service.trash([kept.id, gone.id])
    page = shown(qtbot, diary)
    qtbot.keyClick(page.trash_button, Key.Key_Space)
    assert page.mode is Mode.TRASH and not page.composer.isVisible()
    rows = {row.body.raw(): row for row in page.trash.rows()}
    qtbot.keyClick(rows["删"].delete, Key.Key_Space)
    question = rows["删"].foot.question
    assert question is not None and "备份里还留着" in question.words.text()
    assert focus() is question.no and len(diary.service.trashed()) == 2
    with qtbot.waitSignal(diary.deletion.deleted):
        qtbot.keyClick(question.yes, Key.Key_Space)
        assert not rows["删"].foot.isEnabled() and not page.trash.empty.isEnabled()
    page.reader.refresh()
    assert [row.body.raw() for row in page.trash.rows()] == ["留"]
    qtbot.keyClick(page.trash.rows()[0].back, Key.Key_Space)
    page.reader.refresh()
    assert page.trash.rows() == [] and "空的" in page.trash.sentence.text()
    press(Key.Key_Escape)
    assert page.composer.isVisible() and texts_of(page) == ["留"]


def test_a_deletion_offers_to_clear_old_backups_away(qtbot: QtBot, diary: Diary) -> None:
    gone = diary.write("鱻鱻鱻")
    with qtbot.waitSignal(diary.backups.backup_made):
        diary.backups.back_up()
    diary.service.trash([gone.id])
    page = shown(qtbot, diary)
    page.show_trash()
    offer = page.trash.offer
    assert not offer.isVisible()
    with qtbot.waitSignal(diary.deletion.deleted):
        diary.deletion.delete([gone.id])
    assert "备份有 1 份" in offer.status.text() and offer.purge.isVisible()
    qtbot.keyClick(offer.purge, Key.Key_Space)
    assert focus() is offer.question.no
    with qtbot.waitSignal(diary.deletion.purged):
        qtbot.keyClick(offer.question.yes, Key.Key_Space)
    assert "删掉了 1 份" in offer.status.text() and not offer.purge.isVisible()
    (left,) = diary.backups.backups()
    assert "鱻".encode() not in (diary.backups.folder / left.name).read_bytes()


# As a whole


def test_everything_has_a_name_and_the_keyboard_gets_everywhere(qtbot: QtBot, diary: Diary) -> None:
    diary.answered("一", "好。")
    page = shown(qtbot, diary)
    for control in page.findChildren(QAbstractButton):
        internal = control.objectName().startswith("qt_") or control.parent() is page.search.field
        named = control.accessibleName() or control.text()
        assert internal or named or not control.isVisible(), control
    page.composer.take_focus()
    seen = []
    while (now := focus()) not in seen:
        seen.append(now)
        press(Key.Key_Tab)
    card = page.day_view.cards()[0]
    wanted = [
        page.search.field,
        page.trash_button,
        page.bar.before,
        card.body,
        card.more,
        card.chip,
    ]
    assert [part for part in seen if part in wanted] == wanted


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_wider_than_a_narrow_page(qtbot: QtBot, diary: Diary, scale: float) -> None:
    diary.write("一" * 300, TODAY, *("标签" + str(n) for n in range(9)))
    diary.write("一" * 300, TODAY.replace(year=2025))
    page = shown(qtbot, diary)
    page.day_view._theme.apply(font_scale=scale)
    assert page.minimumSizeHint().width() <= 584 * scale
    page.resize(round(584 * scale), 700)
    for act in (page.start_search, page.show_trash, page.leave):
        act()
        QApplication.processEvents()
        assert page.width() <= round(584 * scale)
    assert page.day_view.horizontalScrollBar().maximum() == 0
