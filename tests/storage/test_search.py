"""Search against a plain scan: the same entries, whatever is looked for, and where it stands."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.domain.entries import DiaryEntry
from desktop.domain.labels import Label, LabelSource
from desktop.domain.search import Query, Span, spans_of
from desktop.domain.time import Moment
from desktop.storage import search_store
from desktop.storage.database import Database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.entry_store import EntryStore
from desktop.storage.label_store import LabelStore
from desktop.storage.mood_rows import version_of
from desktop.storage.search_store import SearchStore

from .samples import DAY, add, label_by, model_label

# Few characters, so that terms meet texts: Chinese, a rare one beyond 16 bits, other scripts,
# digits, signs, spaces of every kind, what FTS5 takes for syntax, half a surrogate pair.
ALPHABET = [*"今天我心情好𠮷éÉ한あabABc019 \u3000\n\t，。！?!\"'*_-()^:%\\", "😄", "\x00", "\ud800"]
WORDS = ["今天", "心情", "happy", "HAPPY hour", "AI", "3月", "2026", "OR", "NOT", "NEAR(", "a_b"]


LEARNED = replace(model_label("负面", -1.0), own_word="正面", own_confidence=0.6)
BARE = Label(LabelSource.MODEL, "正面", 1.0, 0.7, "sentiment", 2, "")


def some_text(chance: random.Random, longest: int) -> str:
    pieces = chance.choices([*ALPHABET, *WORDS], k=chance.randrange(1, longest))
    return "".join(pieces)


def ascii_folded(text: str) -> str:
    return "".join(c.lower() if c.isascii() else c for c in text)


def plainly(entry: DiaryEntry, query: Query) -> bool:
    """What a scan that knows no index says."""
    text, label = ascii_folded(entry.entry.text), entry.label
    valence = None if label is None else label.valence
    return (
        all(ascii_folded(term) in text for term in query.terms)
        and (query.since is None or entry.entry.date >= query.since)
        and (query.until is None or entry.entry.date <= query.until)
        and (query.label is None or (label is not None and label.word == query.label))
        and (not query.no_label or label is None)
        and (query.version is None or (label is not None and version(label) == query.version))
        and (query.valence_from is None or (valence is not None and valence >= query.valence_from))
        and (query.valence_to is None or (valence is not None and valence <= query.valence_to))
        and set(query.tags) <= set(entry.entry.tags)
        and query.weekday in (None, entry.entry.date.weekday())
        and query.hour in (None, _hour(entry.entry.created))
    )


def version(label: Label) -> str:
    moved = label.own_word is not None
    return version_of(label.source, label.task, label.task_version, label.weights, moved)


def _hour(created: Moment) -> int:
    return (created.utc_ms // 1000 + created.offset_s) // 3600 % 24


def random_diary(database: Database, chance: random.Random, size: int) -> None:
    """Entries that were also edited, moved, tagged, labelled, thrown away and brought back."""
    entries, labels = EntryStore(database), LabelStore(database)
    for number in range(size):
        day = DAY + timedelta(days=chance.randrange(-40, 40))
        tags = chance.sample(["工作", "跑步", "家人"], chance.randrange(3))
        ms = chance.randrange(-(10**12), 2 * 10**12)  # before 1970, too
        created = Moment(ms, "Asia/Shanghai", chance.choice([28_800, -12_600]))
        entry = entries.write(some_text(chance, 30), created, day, tags)
        if chance.random() < 0.5:
            word, valence = chance.choice([("正面", 1.0), ("负面", -1.0), ("不确定", None)])
            plain = label_by(chance.choice(list(LabelSource)), word, valence)
            given = chance.choice([plain, model_label(word, valence), LEARNED, BARE])
            labels.add(entry.id, given, number)
        if chance.random() < 0.1:
            labels.correct(entry.id, None, number)
        if chance.random() < 0.2:
            entries.edit(entry.id, some_text(chance, 30), number)
        if chance.random() < 0.2:
            entries.move(entry.id, day + timedelta(days=chance.randrange(-9, 9)))
        if chance.random() < 0.2:
            entries.trash([entry.id], number)
            if chance.random() < 0.5:
                entries.restore([entry.id])


def random_query(chance: random.Random, known: list[str]) -> Query:
    text = chance.choice(known)
    start = chance.randrange(len(text)) if text else 0
    part = text[start : start + chance.randrange(1, 5)]
    typed = chance.choice([part, some_text(chance, 4), f"{part} {chance.choice(WORDS)}"])
    filters = {
        "since": DAY + timedelta(days=chance.randrange(-40, 10)),
        "until": DAY + timedelta(days=chance.randrange(-10, 40)),
        "label": chance.choice(["正面", "负面", "不确定"]),
        "no_label": True,
        "version": chance.choice(["person", "import", "model", *map(version, (LEARNED, BARE))]),
        "valence_from": chance.choice([-1.0, 0.0]),
        "valence_to": chance.choice([-1.0, 0.0, 1.0]),
        "weekday": chance.randrange(7),
        "hour": chance.randrange(24),
        "tags": tuple(chance.sample(["工作", "跑步", "没有"], chance.randrange(1, 3))),
    }
    chosen = {name: value for name, value in filters.items() if chance.random() < 0.15}
    terms = Query.of(typed).terms if chance.random() < 0.9 else ()
    return Query(terms=terms, **chosen)  # type: ignore[arg-type]


@pytest.mark.parametrize(("seed", "many"), [(0, 3000), (1, 3000), (2, 20), (3, 0)])
def test_search_agrees_with_a_plain_scan(
    database: Database, seed: int, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """many: from how many on a search goes another way."""
    monkeypatch.setattr(search_store, "_MANY", many)
    chance = random.Random(seed)
    random_diary(database, chance, 150)
    entries, search = EntryStore(database), SearchStore(database)
    days = [DAY + timedelta(days=number) for number in range(-60, 60)]
    everything = [entry for day in days for entry in entries.entries_on(day)]
    known = [entry.entry.text for entry in everything]
    found = wrong = 0
    for _ in range(500):
        query = random_query(chance, known)
        expected = [entry for entry in everything if plainly(entry, query)]
        expected.sort(key=lambda entry: (entry.entry.date, entry.id), reverse=True)
        page = search.search(query, limit=1000)
        wrong += [hit.entry for hit in page.hits] != expected or page.total != len(expected)
        wrong += search.entry_ids(query) != sorted(entry.id for entry in expected)
        found += bool(expected)
    print(f"searches: tried 500, with hits {found}, wrong {wrong}")
    assert wrong == 0 and found > 150


def test_words_of_one_and_two_characters_and_parts_of_words(
    store: DiaryStore, database: Database
) -> None:
    add(store, "今天去了大观楼，很开心。Happy birthday 2026！")
    search = SearchStore(database)
    for typed in ("观", "开心", "大观楼", "app", "HAPPY", "y", "day 2026", "02", "！", "心。H", ""):
        assert search.search(Query.of(typed)).total == 1, typed
    for typed in ("开 观 x", "今 楼心", "happyb", "26 27", "大观 開"):
        assert search.search(Query.of(typed)).total == 0, typed


def test_terms_that_are_syntax_elsewhere(store: DiaryStore, database: Database) -> None:
    add(store, 'say "x" OR (y) NOT z* body:a^b')
    search = SearchStore(database)
    for typed in ('"x"', "OR", "(y)", "NOT z*", "body:a^b", '"', "*", "^"):
        assert search.search(Query.of(typed)).total == 1, typed
    assert search.search(Query.of('"y"')).total == 0


def test_pages(store: DiaryStore, database: Database) -> None:
    for number in range(25):
        add(store, f"第{number}则", DAY + timedelta(days=number % 5))
    search = SearchStore(database)
    whole = search.search(Query.of("则"), limit=100)
    pages = [search.search(Query.of("则"), limit=10, offset=at) for at in (0, 10, 20, 30)]
    assert [page.total for page in pages] == [25] * 4
    assert tuple(hit for page in pages for hit in page.hits) == whole.hits
    days = [hit.entry.entry.date for hit in whole.hits]
    assert days == sorted(days, reverse=True)


def test_a_hit_carries_what_a_page_shows(store: DiaryStore, database: Database) -> None:
    turn = store.add_label(add(store, "跑步了，跑步真好 RUN run").id, model_label(), 0)
    EntryStore(database).set_tags(turn.entry.id, ["运动"])
    (hit,) = SearchStore(database).search(Query.of("跑步 run")).hits
    assert hit.entry.turn_id == turn.id and hit.entry.label == model_label()
    assert hit.entry.entry.tags == ("运动",)
    assert [hit.entry.entry.text[s.start : s.end] for s in hit.spans] == [
        "跑步",
        "跑步",
        "RUN",
        "run",
    ]


@pytest.mark.parametrize(
    ("text", "terms", "spans"),
    [
        ("aaa", ("aa",), [(0, 3)]),
        ("今天天气", ("今天", "天气"), [(0, 4)]),
        ("今天的天气", ("今天", "天气"), [(0, 2), (3, 5)]),
        ("ÉéAa", ("é", "A"), [(1, 4)]),
        ("😄x😄", ("😄",), [(0, 1), (2, 3)]),
        ("nothing", ("某",), []),
    ],
)
def test_spans(text: str, terms: tuple[str, ...], spans: list[tuple[int, int]]) -> None:
    assert spans_of(text, terms) == tuple(Span(*span) for span in spans)


def test_the_first_and_last_possible_day(store: DiaryStore, database: Database) -> None:
    for day in (date.min, date.max):
        add(store, "边界", day)
    search = SearchStore(database)
    assert search.search(Query.of("边界")).total == 2
    assert search.search(Query.of("边界").within(date.max, None)).total == 1
    assert search.search(Query.of("边界").within(None, date.min)).total == 1
