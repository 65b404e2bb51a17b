"""Posts and reviews as label examples: cleaned, doubted, shared among the tasks."""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tools.train_starter.examples import LabelExample
from tools.train_starter.settings import Settings
from tools.train_starter.sources import clean_post, clipped, tidy
from tools.train_starter.teacher import Linear, unseen

# What the posts' labels mean in each of the program's tasks; a label that is missing in a task
# means none of its answers.
EMOTIONS = {
    "happy": "快乐",
    "angry": "愤怒",
    "sad": "悲伤",
    "fear": "焦虑",
    "surprise": "惊讶",
    "neutral": "平静",
}
POLARITY = {"快乐": "正面", "兴奋": "正面", "愤怒": "负面", "悲伤": "负面", "焦虑": "负面"}
THREE = POLARITY | {"平静": "中性"}
# Rare emotions are shown this often in a pass, or the model would hardly ever name them.
REPEATS = {"焦虑": 2, "惊讶": 2}

_FOLDS = 5
_SHORTEST = 3
_CLEAR = 0.5

Post = tuple[str, str]  # a text and its emotion


@dataclass(frozen=True, slots=True)
class Posts:
    """kept: to train on. clear: those of them whose label a linear model would have given.

    held_out: rows held back, doubtful labels among them.
    """

    kept: list[Post]
    clear: list[Post]
    held_out: list[dict[str, str]]


def cleaned(rows: Iterable[dict[str, Any]], settings: Settings) -> Posts:
    """See `Posts`. The order is random and always the same."""
    chosen = settings.prepare
    posts = _distinct(
        (clipped(clean_post(row["text"]), chosen.post_characters), EMOTIONS[row["label"]])
        for row in rows
    )
    random.Random(settings.seed).shuffle(posts)
    held_out = [{"text": text, "label": label} for text, label in posts[: chosen.held_out]]
    believed = _believed(posts[chosen.held_out :], settings.seed)
    return Posts(
        kept=[post for post, share in believed if share >= chosen.doubted_below],
        clear=[post for post, share in believed if share >= _CLEAR],
        held_out=held_out,
    )


def _distinct(posts: Iterable[Post]) -> list[Post]:
    """Without short ones, and without texts that were given two different labels."""
    labels: dict[str, set[str]] = defaultdict(set)
    for text, label in posts:
        if len(text) >= _SHORTEST:
            labels[text].add(label)
    return [(text, found.pop()) for text, found in labels.items() if len(found) == 1]


def _believed(posts: list[Post], seed: int) -> list[tuple[Post, float]]:
    """How likely its label is to a linear model that hasn't seen the post."""
    texts, labels = [text for text, _ in posts], [label for _, label in posts]
    names = list(EMOTIONS.values())
    said = unseen(texts, labels, names, folds=_FOLDS, seed=seed)
    given = said[range(len(posts)), [names.index(label) for label in labels]]
    return list(zip(posts, given.tolist(), strict=True))


def by_task(posts: Sequence[Post]) -> dict[str, list[LabelExample]]:
    """The same posts as questions of each task."""
    emotions = [post for post in posts for _ in range(REPEATS.get(post[1], 1))]
    return {
        "emotion": [LabelExample("emotion", text, label) for text, label in emotions],
        "sentiment": _mapped("sentiment", posts, POLARITY),
        "sentiment3": _mapped("sentiment3", posts, THREE),
    }


def _mapped(task: str, posts: Iterable[Post], names: dict[str, str]) -> list[LabelExample]:
    return [LabelExample(task, text, names[label]) for text, label in posts if label in names]


def reviews(rows: Iterable[dict[str, Any]], settings: Settings) -> list[LabelExample]:
    """Long ones keep their ends."""
    names, most = {"1": "正面", "0": "负面"}, settings.prepare.review_characters
    texts = {clipped(tidy(row["text"]), most): names[str(row["label"])] for row in rows}
    return [LabelExample("sentiment", t, label) for t, label in texts.items() if len(t) > 4]


class Moods:
    """Says whether a text is good or bad where no person did, as the program does before chat."""

    def __init__(self, posts: Sequence[Post], seed: int) -> None:
        known = [(text, POLARITY[label]) for text, label in posts if label in POLARITY]
        self._model = Linear(["正面", "负面"], seed).fit(
            [text for text, _ in known], [label for _, label in known]
        )

    def of(self, texts: Sequence[str], least: float) -> list[str | None]:
        """None where neither is likelier than *least*."""
        best = self._model.probabilities(texts).max(-1)
        pairs = zip(best.values.tolist(), best.indices.tolist(), strict=True)
        return [self._model.labels[i] if p >= least else None for p, i in pairs]
