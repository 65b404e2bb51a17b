"""Short ways to write what the storage tests need."""

from datetime import date
from pathlib import Path

from desktop.domain.labels import Label, LabelSource
from desktop.domain.time import Moment
from desktop.domain.turns import ReplyStats, Turn
from desktop.storage.database import open_database
from desktop.storage.diary_store import DiaryStore

DAY = date(2026, 3, 1)
STATS = ReplyStats(
    tokens=12, prompt_tokens=30, first_token_s=0.5, total_s=2.0, left_out=3, reason="end"
)


def moment(utc_ms: int = 1_772_323_200_000) -> Moment:
    return Moment(utc_ms, "Asia/Shanghai", 8 * 3600)


def open_store(path: Path | None) -> DiaryStore:
    return DiaryStore(open_database(path))


def add(
    store: DiaryStore, text: str = "今天很好", day: date = DAY, topic: int | None = None
) -> Turn:
    return store.add_turn(text, moment(), day, store.current_topic() if topic is None else topic)


def model_label(word: str = "正面", valence: float | None = 1.0) -> Label:
    return Label(LabelSource.MODEL, word, valence, 0.9, "sentiment", 1, "3fa2b1c9d0e1")


def label_by(source: LabelSource, word: str, valence: float | None) -> Label:
    return Label(source, word, valence, None, None, None, None)
