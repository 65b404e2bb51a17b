"""`python -m desktop bench-diary`: a diary of twenty years, made up, and how long it takes to use.

Each row has a bound that it must stay within; the exit code says whether all do.
"""

import argparse
import json
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from desktop import resources
from desktop.domain.backups import Reason
from desktop.domain.labels import GivenLabel, Label, LabelSource
from desktop.domain.search import Query
from desktop.domain.time import Moment
from desktop.domain.transfer import ExportFormat, ImportFormat, PortableEntry, Reading
from desktop.storage.backups import BackupFolder
from desktop.storage.checks import check
from desktop.storage.database import open_database
from desktop.storage.diary_store import DiaryStore
from desktop.storage.entry_store import EntryStore
from desktop.storage.exporters.writing import export
from desktop.storage.import_store import ImportStore
from desktop.storage.label_store import LabelStore
from desktop.storage.search_store import SearchStore

YEARS, LAST_DAY = 20, date(2026, 11, 20)
_AT = datetime(2026, 11, 21, tzinfo=UTC)
_TAGS = [f"tag {number}" for number in range(40)]
_WORDS = (("+", 1.0), ("-", -1.0), ("?", None))
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that one does with a diary. ms: median; bound_ms: what it may take."""

    name: str
    ms: float
    bound_ms: float

    @property
    def good(self) -> bool:
        return self.ms <= self.bound_ms


def run(options: argparse.Namespace) -> int:
    """Make it, use it, print; 1 if something takes longer than it may."""
    with tempfile.TemporaryDirectory() as folder:
        rows = list(measure(Path(folder), max(options.entries, 1)))
    print(f"{options.entries} entries in {YEARS} years")
    for row in rows:
        verdict = "" if row.good else "  too slow"
        print(f"  {row.name:<34} {row.ms:>9.1f} ms  (bound {row.bound_ms:g}){verdict}")
    if options.json:
        figures = {"entries": options.entries, "rows": [asdict(row) for row in rows]}
        options.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    return 0 if all(row.good for row in rows) else 1


def entries_of_twenty_years(count: int) -> Iterator[PortableEntry]:
    """Sentences put together by chance, several entries a day, labelled, some with tags."""
    chance = random.Random(1)
    sentences = resources.DOCTOR_SENTENCES.read_text("utf-8").splitlines()
    for number in range(count):
        day = LAST_DAY - timedelta(days=(count - 1 - number) * YEARS * 365 // count)
        noon = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
        word, valence = chance.choice(_WORDS)
        label = Label(LabelSource.MODEL, word, valence, 0.9, "sentiment", 1, "0" * 64)
        yield PortableEntry(
            text="".join(chance.choices(sentences, k=chance.randrange(1, 9))),
            created=Moment(int(noon.timestamp() * 1000) + number, "Asia/Shanghai", 28_800),
            date=day,
            tags=tuple(chance.sample(_TAGS, chance.choice((0, 0, 1, 2)))),
            labels=(GivenLabel(LabelSource.MODEL, label, 0),),
            origin="bench",
            foreign_id=str(number),
        )


def measure(folder: Path, count: int) -> Iterator[Row]:
    """The rows, in the order in which a person meets them."""
    path = folder / "diary.sqlite3"
    entries = list(entries_of_twenty_years(count))
    database = open_database(path)
    began = time.perf_counter()
    ImportStore(database).take(ImportFormat.OWN, Reading(list(entries)), 0)
    # What importing costs grows with what is imported: half a millisecond an entry, at least 1 s.
    yield Row("import", (time.perf_counter() - began) * 1000, max(1000.0, 0.5 * count))
    database.close()

    def start() -> None:
        opened = open_database(path)
        store = DiaryStore(opened)
        store.repair_interrupted()
        store.days()
        store.turns_on(LAST_DAY)
        opened.close()

    yield Row("start: open, days, today", _median(start), 500)
    database = open_database(path)
    try:
        yield from _reading(database, entries)
        yield from _whole(database, folder, count)
    finally:
        database.close()


def _reading(database: Any, entries: list[PortableEntry]) -> Iterator[Row]:
    store, diary = DiaryStore(database), EntryStore(database)
    days = iter([LAST_DAY - timedelta(days=number * 300) for number in range(_ROUNDS)])
    yield Row("another day", _median(lambda: diary.entries_on(next(days))), 20)
    yield Row("calendar: all days", _median(store.days), 200)
    yield Row("charts: all moods", _median(store.mood_points), 500)
    yield from _charts(database, len(entries))
    yield Row("on this day", _median(lambda: diary.on_this_day(LAST_DAY)), 50)
    labels = LabelStore(database)
    month = (LAST_DAY - timedelta(days=29), LAST_DAY)
    yield Row("agreement of 30 days", _median(lambda: labels.agreement(*month)), 20)
    search = SearchStore(database)
    for name, query in _queries(entries):
        yield Row(f"search: {name}", _median(lambda query=query: search.search(query)), 30)  # type: ignore[misc]
    of_mood = replace(next(_queries(entries))[1], valence_from=0.5)
    bound = 30 * max(len(entries) / 60_000, 1.0)
    yield Row("search: it in a good mood", _median(lambda: search.search(of_mood)), bound)
    texts = iter(range(_ROUNDS))
    entry_id = diary.entries_on(LAST_DAY)[0].id
    yield Row("edit", _median(lambda: diary.edit(entry_id, f"edit {next(texts)}", 0)), 100)


def _charts(database: Any, count: int) -> Iterator[Row]:
    """Bounds: 200 ms for 50 000 entries, and 60 frames a second whatever there is."""
    from desktop.bench.charts import measure_charts  # the window's libraries: only for this

    bounds = (200 * max(count / 50_000, 1.0), 1000 / 60)
    for (name, ms), bound in zip(measure_charts(database, _ROUNDS), bounds, strict=False):
        yield Row(name, ms, round(bound, 1))


def _queries(entries: list[PortableEntry]) -> Iterator[tuple[str, Query]]:
    counts = Counter(character for entry in entries[:2000] for character in entry.text)
    common = counts.most_common(1)[0][0]
    text = entries[len(entries) // 2].text
    yield "the commonest character", Query.of(common)
    yield "two characters", Query.of(text[:2])
    yield "two words", Query.of(f"{text[:2]} {text[-4:-2]}")
    yield "a sentence", Query.of(text[:8])
    yield "nothing", Query.of("zq")
    yield "a year of it", Query.of(common).within(date(2020, 1, 1), date(2020, 12, 31))


def _whole(database: Any, folder: Path, count: int) -> Iterator[Row]:
    """What goes through all of it; bounds in milliseconds an entry, at least 1 s."""
    bound = max(1000.0, 0.1 * count)
    targets = iter(folder / f"{number}.json" for number in range(_ROUNDS))
    export_ = _median(lambda: export(database, ExportFormat.JSON, next(targets), 0), rounds=1)
    yield Row("export as JSON", export_, bound)
    backups = BackupFolder(folder / "backups")
    yield Row(
        "backup, verified",
        _median(lambda: backups.make(database, Reason.MANUAL, _AT), rounds=1),
        bound,
    )
    yield Row("check of the whole file", _median(lambda: check(database, whole=True), 1), bound)
    diary = EntryStore(database)
    diary.trash([1], 0)
    yield Row("delete for good", _median(diary.empty_trash, rounds=1), bound)


def _median(act: Callable[[], object], rounds: int = _ROUNDS) -> float:
    """Milliseconds."""
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)
