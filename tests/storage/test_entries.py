"""Entries as a diary has them: edited with history, moved, tagged, thrown away, gone for good."""

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.domain.entries import COMPOSER, EntryKind, TagUse, edit_of, new_entry_on
from desktop.domain.search import Query
from desktop.storage.database import Database, open_database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.draft_store import DraftStore
from desktop.storage.entry_store import EntryStore
from desktop.storage.search_store import SearchStore

from .samples import DAY, add, model_label, moment


@pytest.fixture
def entries(database: Database) -> EntryStore:
    return EntryStore(database)


def texts(entries: EntryStore, day: date = DAY) -> list[str]:
    return [entry.entry.text for entry in entries.entries_on(day)]


def found(database: Database, text: str) -> list[str]:
    return [hit.entry.entry.text for hit in SearchStore(database).search(Query.of(text)).hits]


# Writing


def test_an_entry_without_a_turn(entries: EntryStore, store: DiaryStore) -> None:
    written = entries.write("只想写下来", moment(), DAY, ["散步", " 散步 ", "", "家 人\n"])
    assert (written.turn_id, written.reply, written.label) == (None, "", None)
    assert written.entry.kind is EntryKind.DIARY and written.entry.tags == ("家 人", "散步")
    assert (written.entry.created, written.entry.date) == (moment(), DAY)
    assert entries.entry(written.id) == written
    assert store.turns_on(DAY) == [] and store.days()[0].entries == 1


def test_a_day_holds_both_kinds_in_order(entries: EntryStore, store: DiaryStore) -> None:
    turn = add(store, "in the chat")
    entries.write("in the diary", moment(), DAY)
    first, second = entries.entries_on(DAY)
    assert (first.turn_id, first.entry) == (turn.id, turn.entry)
    assert second.turn_id is None
    assert entries.entries_on(DAY + timedelta(days=1)) == []


def test_unknown_entries(entries: EntryStore) -> None:
    for attempt in (
        lambda: entries.entry(7),
        lambda: entries.edit(7, "x", 0),
        lambda: entries.move(7, DAY),
        lambda: entries.set_tags(7, ["x"]),
        lambda: entries.earlier_texts(7),
    ):
        with pytest.raises(KeyError):
            attempt()
    entries.trash([7], 0)
    entries.restore([7])
    assert entries.delete_for_good([7]) == 0


def test_editing_keeps_what_stood_there(
    entries: EntryStore, store: DiaryStore, database: Database
) -> None:
    turn = store.add_label(add(store, "第一稿").id, model_label(), 0)
    assert entries.edit(turn.entry.id, "第一稿", 5).entry.edited_utc_ms is None
    entries.edit(turn.entry.id, "第二稿", 6)
    edited = entries.edit(turn.entry.id, "定稿", 7)
    assert (edited.entry.text, edited.entry.edited_utc_ms) == ("定稿", 7)
    assert edited.label == model_label()  # until there is a newer one
    earlier = entries.earlier_texts(turn.entry.id)
    assert [(e.text, e.replaced_utc_ms) for e in earlier] == [("第一稿", 6), ("第二稿", 7)]
    assert store.turn(turn.id).entry.text == "定稿"
    assert (found(database, "第一"), found(database, "定稿")) == ([], ["定稿"])


def test_moving(entries: EntryStore, store: DiaryStore, database: Database) -> None:
    turn = add(store, "昨晚写的")
    moved = entries.move(turn.entry.id, DAY - timedelta(days=1))
    assert moved.entry.created == turn.entry.created
    assert texts(entries) == [] and store.turns_on(DAY) == []
    assert [day.date for day in store.days()] == [DAY - timedelta(days=1)]
    query = Query.of("昨晚")
    assert SearchStore(database).search(query.within(DAY, None)).total == 0
    assert SearchStore(database).search(query.within(None, DAY - timedelta(days=1))).total == 1


# Tags


def test_tags(entries: EntryStore) -> None:
    first, second = (entries.write(text, moment(), DAY) for text in "ab")
    entries.set_tags(first.id, ["工作", "跑步"])
    entries.set_tags(second.id, ["跑步"])
    assert entries.tags() == [TagUse("跑步", 2), TagUse("工作", 1)]
    assert entries.set_tags(first.id, ["跑步"]).entry.tags == ("跑步",)
    assert entries.tags() == [TagUse("跑步", 2)]
    entries.trash([second.id], 0)
    assert entries.tags() == [TagUse("跑步", 1)]


def test_renaming_a_tag_joins_two(entries: EntryStore) -> None:
    both = entries.write("x", moment(), DAY, ["run", "跑步"])
    one = entries.write("y", moment(), DAY, ["run"])
    entries.rename_tag("run", " 跑步 ")
    assert [entries.entry(e.id).entry.tags for e in (both, one)] == [("跑步",), ("跑步",)]
    entries.rename_tag("跑步", "跑步")
    entries.rename_tag("nobody's", "x")
    assert entries.tags() == [TagUse("跑步", 2)]


# The trash


def test_the_trash_is_left_out_of_everything(
    entries: EntryStore, store: DiaryStore, database: Database
) -> None:
    kept, thrown = add(store, "留下"), add(store, "丢掉")
    for turn in (kept, thrown):
        store.add_label(turn.id, model_label(), 0)
    later = add(store, "之后")
    entries.trash([thrown.entry.id], 9)
    entries.trash([thrown.entry.id], 10)
    assert texts(entries) == ["留下", "之后"]
    assert [turn.entry.text for turn in store.turns_on(DAY)] == ["留下", "之后"]
    assert [turn.id for turn in store.turns_before(later.id)] == [kept.id]
    assert [turn.id for turn in store.last_turns(9)] == [kept.id, later.id]
    assert [point.entry_id for point in store.mood_points()] == [kept.entry.id]
    assert store.days()[0].entries == 2
    assert store.days()[0].first_line == "留下"
    assert found(database, "丢掉") == []
    assert SearchStore(database).search(Query()).total == 2
    (trashed,) = entries.trashed()
    assert (trashed.turn_id, trashed.entry.trashed_utc_ms) == (thrown.id, 9)
    assert store.turn(thrown.id).entry.text == "丢掉"


def test_editing_and_moving_in_the_trash_keeps_it_there(
    entries: EntryStore, database: Database
) -> None:
    entry = entries.write("旧", moment(), DAY)
    entries.trash([entry.id], 1)
    entries.edit(entry.id, "新", 2)
    entries.move(entry.id, DAY + timedelta(days=1))
    assert found(database, "新") == []
    entries.restore([entry.id])
    assert found(database, "新") == ["新"] and texts(entries, DAY + timedelta(days=1)) == ["新"]
    entries.restore([entry.id])
    assert found(database, "新") == ["新"]


def test_only_the_trash_is_deleted_for_good(entries: EntryStore) -> None:
    kept, thrown = (entries.write(text, moment(), DAY, [text]) for text in ("留", "丢"))
    entries.trash([thrown.id], 1)
    assert entries.delete_for_good([kept.id]) == 0
    assert entries.empty_trash() == 1 == len(entries.tags())
    assert texts(entries) == ["留"] and entries.trashed() == []


def test_deleted_means_gone_from_the_files(tmp_path: Path) -> None:
    """Texts, earlier texts, tags, labels' evidence, drafts, replies, and the index's tokens."""
    path = tmp_path / "diary.sqlite3"
    database = open_database(path)
    entries, store, drafts = EntryStore(database), DiaryStore(database), DraftStore(database)
    for number in range(300):
        add(store, f"别的日子 {number} " * 20)
    secrets = ["鱻鱻鱻第一稿", "龘龘龘第二稿", "爩爩爩标签", "灪灪灪草稿", "麤麤麤回答"]
    turn = add(store, secrets[0] * 50)
    store.save_reply(turn.id, secrets[4] * 50)
    store.restart(turn.id, 0)
    entries.edit(turn.entry.id, secrets[1] * 50, 1)
    entries.set_tags(turn.entry.id, [secrets[2]])
    drafts.save(edit_of(turn.entry.id), secrets[3], 2)
    entries.trash([turn.entry.id], 3)
    assert entries.empty_trash() == 1
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert not [secret for secret in secrets if secret[0].encode() in written]
    assert len(store.last_turns(999)) == 300
    assert database.query("PRAGMA integrity_check") == [("ok",)]
    with database.transaction():
        database.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    database.close()
    # What the check is worth: before the deletion they stood there.
    assert "别的日子".encode() in written


# Drafts


def test_drafts(database: Database) -> None:
    drafts, entries = DraftStore(database), EntryStore(database)
    drafts.save(COMPOSER, "半句", 1)
    drafts.save(COMPOSER, "半句话", 2)
    place = new_entry_on(DAY)
    drafts.save(place, "写给那天", 3)
    assert [(d.place, d.text) for d in drafts.drafts()] == [
        (place, "写给那天"),
        (COMPOSER, "半句话"),
    ]
    entry = entries.write("写给那天的", moment(), DAY, draft=place)
    assert drafts.draft(place) is None
    drafts.save(edit_of(entry.id), "改了一半", 4)
    entries.edit(entry.id, "改好了", 5)
    assert drafts.draft(edit_of(entry.id)) is None
    drafts.save(COMPOSER, "  ", 6)
    assert drafts.drafts() == []


def test_a_draft_survives_a_kill(tmp_path: Path) -> None:
    import subprocess

    code = (
        "import os, sys; from pathlib import Path\n"
        "from desktop.storage.database import open_database\n"
        "from desktop.storage.draft_store import DraftStore\n"
        "DraftStore(open_database(Path(sys.argv[1]))).save('composer', '还没发', 1)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    path = tmp_path / "diary.sqlite3"
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    database = open_database(path)
    draft = DraftStore(database).draft(COMPOSER)
    assert draft is not None and draft.text == "还没发"
    database.close()


# On this day


def test_on_this_day(entries: EntryStore, store: DiaryStore) -> None:
    years = {year: add(store, str(year), date(year, 3, 1)) for year in (2020, 2022, 2023, 2024)}
    add(store, "another day", date(2020, 3, 2))
    store.add_label(years[2022].id, model_label(valence=-1.0), 0)
    store.add_label(years[2023].id, model_label(valence=2.0), 0)
    entries.trash([years[2024].entry.id], 0)
    remembered = entries.on_this_day(DAY)
    assert [entry.entry.text for entry in remembered] == ["2023", "2020"]
    with_bad = entries.on_this_day(DAY, bad_days=True)
    assert [entry.entry.text for entry in with_bad] == ["2023", "2022", "2020"]
    assert entries.on_this_day(date(2020, 3, 1), bad_days=True) == []


def test_a_day_that_begins_without_words_is_called_by_its_next_entry(store: DiaryStore) -> None:
    for text in (" \u3000\n", "下雨了"):
        add(store, text)
    assert [(day.entries, day.first_line) for day in store.days()] == [(2, "下雨了")]


def test_a_day_without_any_words_has_no_first_line(store: DiaryStore) -> None:
    add(store, "\n ")
    assert [(day.entries, day.first_line) for day in store.days()] == [(1, "")]
