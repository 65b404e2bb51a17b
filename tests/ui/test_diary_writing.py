"""Writing and editing on the diary page: nothing that was typed is ever lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from desktop.domain.entries import DiaryEntry, EntryKind, edit_of, new_entry_on
from desktop.errors import DiskFull
from desktop.ui.diary.writing import EntryEditor
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


# Writing


def test_what_is_written_is_only_kept(qtbot: QtBot, diary: Diary) -> None:
    page = shown(qtbot, diary)
    page.show_day(YESTERDAY)
    page.composer.take_focus()
    qtbot.keyClicks(focus(), "one")
    press(Key.Key_Return)
    qtbot.keyClicks(focus(), "two")
    assert texts_of(page) == []
    press(Key.Key_Return, control=True)
    (entry,) = diary.service.entries_on(YESTERDAY)
    assert (entry.entry.text, entry.entry.kind) == ("one\ntwo", EntryKind.DIARY)
    assert texts_of(page) == ["one\ntwo"] and page.composer.text() == ""
    assert diary.service.drafts() == []
    assert page.day_view.cards()[0].time.text().startswith("2026年11月21日")


def test_a_draft_outlives_a_crash(qtbot: QtBot, diary: Diary) -> None:
    page = shown(qtbot, diary)
    page.composer.take_focus()
    qtbot.keyClicks(focus(), "half")
    qtbot.waitUntil(lambda: diary.service.draft(new_entry_on(TODAY)) is not None)
    page.show_day(YESTERDAY)
    assert page.composer.text() == ""
    qtbot.keyClicks(page.composer.editor, "other")
    page.show_day(TODAY)
    assert page.composer.text() == "half"
    qtbot.waitUntil(lambda: len(diary.service.drafts()) == 2)
    again = shown(qtbot, diary)
    assert again.composer.text() == "half" and again.notices.keys() == ["draft"]
    again.notices.acted.emit("draft")
    assert again.day == YESTERDAY and again.notices.keys() == []
    assert again.composer.text() == "other"


def test_a_failure_loses_nothing(
    qtbot: QtBot, diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, diary)
    qtbot.keyClicks(page.composer.editor, "kept")

    def full(*_: object, **__: object) -> DiaryEntry:
        raise DiskFull("full")

    with monkeypatch.context() as patch:
        patch.setattr(diary.service, "write", full)
        qtbot.keyClick(page.composer.send, Key.Key_Space)
        assert page.composer.text() == "kept" and page.notices.keys() == ["storage"]
    qtbot.keyClick(page.composer.send, Key.Key_Space)
    assert texts_of(page) == ["kept"] and page.notices.keys() == []


def test_a_draft_that_cannot_be_saved_is_told_once(
    qtbot: QtBot, diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, diary)
    told: list[object] = []
    page.drafts.failed.connect(told.append)

    def full(*_: object) -> None:
        raise DiskFull("full")

    with monkeypatch.context() as patch:
        patch.setattr(diary.service, "save_draft", full)
        for text in ("a", "b"):
            qtbot.keyClicks(page.composer.editor, text)
            page.drafts.flush()
        assert len(told) == 1 and page.notices.keys() == ["storage"]
        page.show_day(YESTERDAY)  # and back: it is not lost on the way
        assert page.composer.text() == ""
        page.show_day(TODAY)
        assert page.composer.text() == "ab"
    page.drafts.flush()
    draft = diary.service.draft(new_entry_on(TODAY))
    assert draft is not None and draft.text == "ab" and page.notices.keys() == []


# Editing


def test_editing_keeps_what_was_there(qtbot: QtBot, diary: Diary) -> None:
    entry = diary.write("first")
    page = shown(qtbot, diary)
    card = card_of(page, "first")
    card.take_focus()
    press(Key.Key_F2)
    qtbot.keyClicks(focus(), " more")
    press(Key.Key_Return, control=True)
    page.reader.refresh()
    assert texts_of(page) == ["first more"] and focus() is card.body and card.body.isVisible()
    assert card.time.text().endswith("改过")
    press(Key.Key_H, control=True)
    assert card.panels.busy() and isinstance(focus(), QTextEdit)
    version = focus()
    assert isinstance(version, QTextEdit) and version.toPlainText() == "first"
    restore = [b for b in card.panels.findChildren(QAbstractButton) if b.text() == "恢复这一版"]
    qtbot.keyClick(restore[0], Key.Key_Space)
    page.reader.refresh()
    assert texts_of(page) == ["first"] and not card.panels.busy()
    earlier = [version.text for version in diary.service.earlier_texts(entry.id)]
    assert earlier == ["first", "first more"]


def test_leaving_the_editor_changes_nothing(qtbot: QtBot, diary: Diary) -> None:
    entry = diary.write("first")
    page = shown(qtbot, diary)
    card_of(page, "first").take_focus()
    press(Key.Key_F2)
    qtbot.keyClicks(focus(), "x")
    press(Key.Key_Delete)  # a letter, not the entry
    press(Key.Key_Escape)
    assert texts_of(page) == ["first"] and diary.service.draft(edit_of(entry.id)) is None
    assert card_of(page, "first").body.isVisible()


def test_an_edit_outlives_a_crash(qtbot: QtBot, diary: Diary) -> None:
    entry = diary.write("first")
    diary.service.save_draft(edit_of(entry.id), "first half")
    page = shown(qtbot, diary)
    (editor,) = page.findChildren(EntryEditor)
    assert editor.editor.toPlainText() == "first half" and "没有改完" in editor.note.text()
    editor.editor.setFocus()
    press(Key.Key_Return, control=True)
    assert diary.service.entry(entry.id).entry.text == "first half"
    assert diary.service.drafts() == []


def test_an_edit_that_cannot_be_saved_is_not_lost_with_its_card(
    qtbot: QtBot, diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    diary.write("first")
    page = shown(qtbot, diary)

    def full(*_: object) -> None:
        raise DiskFull("full")

    monkeypatch.setattr(diary.service, "save_draft", full)
    card_of(page, "first").take_focus()
    press(Key.Key_F2)
    qtbot.keyClicks(focus(), " half")
    page.show_day(YESTERDAY)
    page.show_day(TODAY)
    editor = page.day_view.cards()[0].panels.controls()[0]
    assert isinstance(editor, QTextEdit) and editor.toPlainText() == "first half"


def test_tags_are_completed_from_known_ones(qtbot: QtBot, diary: Diary) -> None:
    diary.write("别的", YESTERDAY, "跑步")
    entry = diary.write("一", TODAY, "家")
    page = shown(qtbot, diary)
    card_of(page, "一").take_focus()
    press(Key.Key_G, control=True)
    line = focus()
    assert isinstance(line, QLineEdit) and line.text() == "家"
    line.insert("，#新的、跑")
    completer = line.completer()
    completer.setCompletionPrefix("跑")
    assert completer.pathFromIndex(completer.currentIndex()) == "家、#新的、跑步"
    line.setText("家，#新的 , 跑步")
    press(Key.Key_Return)
    assert diary.service.entry(entry.id).entry.tags == ("家", "新的", "跑步")


def test_moving_to_another_day_and_back(qtbot: QtBot, diary: Diary) -> None:
    entry = diary.write("一")
    page = shown(qtbot, diary)
    card_of(page, "一").take_focus()
    press(Key.Key_M, control=True)
    press(Key.Key_Left)  # to a day without entries
    press(Key.Key_Return)
    assert diary.service.entry(entry.id).entry.date == YESTERDAY
    page.reader.refresh()
    assert texts_of(page) == [] and page.undo_bar.isVisible()
    qtbot.keyClick(page, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    page.reader.refresh()
    assert texts_of(page) == ["一"] and not page.undo_bar.isVisible()
