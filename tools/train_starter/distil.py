"""Between two stages of step 3: labels as several readers give them (Hinton et al. 2015).

python -m tools.train_starter.distil --work DIR --model FOLDER [--data DIR]
Writes and encodes `soft_emotion`, `soft_sentiment`, `soft_sentiment3`. FOLDER holds the network as
it was exported before. Needs two more libraries: pip install -e '.[train]'
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import jieba
import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from desktop.inference.loading import load_engine
from tools.train_starter.command import Place, parser, place_of
from tools.train_starter.evaluate import answers
from tools.train_starter.examples import LabelExample
from tools.train_starter.posts import REPEATS
from tools.train_starter.prepare import write_examples
from tools.train_starter.soft import NAMES, Soft
from tools.train_starter.sources import EMPATHIC, is_crisis, read
from tools.train_starter.tokenizer import Array, encode_sources, examples_of

FOLDS = 4
# A post's own label counts half; the other half is what a reader says that hasn't seen it.
BELIEVED = 0.5
# Sentences nobody has labelled: of so many drawn, at most so many of each likeliest emotion.
_DRAWN, _MOST_OF_ONE = 120_000, 5_500
_SHORTEST, _LONGEST = 8, 90  # characters
# The network is too sure of itself by this much (evaluate).
_TEMPERATURE = 1.6


class Reader:
    """Logistic regression over n-grams of characters (1 to 4) and of words (1 and 2), TF-IDF."""

    def __init__(self) -> None:
        common: dict[str, Any] = {"min_df": 2, "sublinear_tf": True, "lowercase": False}
        self._characters = TfidfVectorizer(analyzer="char", ngram_range=(1, 4), **common)
        self._words = TfidfVectorizer(
            tokenizer=jieba.lcut, token_pattern=None, ngram_range=(1, 2), **common
        )

    def know(self, texts: Sequence[str]) -> Any:
        """Which n-grams there are, and those of *texts* as a sparse matrix."""
        return hstack([v.fit_transform(texts) for v in (self._characters, self._words)]).tocsr()

    def features(self, texts: Sequence[str]) -> Any:
        return hstack([v.transform(texts) for v in (self._characters, self._words)]).tocsr()


def fitted(features: Any, labels: Array) -> LogisticRegression:
    """Not to the end, as scikit-learn warns: each takes most of a minute as it is."""
    return LogisticRegression(C=2.0, max_iter=40, tol=1e-3).fit(features, labels)


def main(arguments: Sequence[str] | None = None) -> None:
    made = parser(__doc__)
    made.add_argument("--model", type=Path, required=True, metavar="FOLDER")
    options = made.parse_args(arguments)
    distil(place_of(options), options.model)


def distil(place: Place, model: Path) -> None:
    """Write the three sources and encode them."""
    posts = {row.text: row.label for row in labelled(place)}
    texts, labels = list(posts), np.array([NAMES.index(label) for label in posts.values()])
    reader = Reader()
    features = reader.know(texts)
    given = np.eye(len(NAMES))[labels]
    shares = BELIEVED * given + (1 - BELIEVED) * unseen(features, labels)
    more = sentences(place)
    said = fitted(features, labels).predict_proba(reader.features(more))
    chosen = even(said)
    more, said = [more[i] for i in chosen], said[chosen]
    both = mean(said, network(model, more))
    copies = [REPEATS.get(label, 1) for label in posts.values()] + [1] * len(more)
    soft = Soft(place.settings.seed)
    for text, row, times in zip(
        texts + more, np.concatenate([shares, both]).tolist(), copies, strict=True
    ):
        soft.add(text, dict(zip(NAMES, row, strict=True)), times)
    for task, examples in soft.examples.items():
        write_examples(place, f"soft_{task}", examples)
    encode_sources(place, [f"soft_{task}" for task in soft.examples])


def unseen(features: Any, labels: Array) -> Array:
    """[texts, classes]: what readers say that were fitted on the other folds."""
    said = np.zeros((len(labels), len(np.unique(labels))))
    fold = np.arange(len(labels)) % FOLDS
    for number, model in enumerate(by_fold(features, labels)):
        said[fold == number] = model.predict_proba(features[fold == number])
    return said


def by_fold(features: Any, labels: Array) -> Iterator[LogisticRegression]:
    """A reader for each fold, fitted on the others."""
    fold = np.arange(len(labels)) % FOLDS
    for number in range(FOLDS):
        yield fitted(features[fold != number], labels[fold != number])


def labelled(place: Place) -> Iterator[LabelExample]:
    for example in examples_of(place.work, "weibo_emotion"):
        assert isinstance(example, LabelExample)
        yield example


def sentences(place: Place) -> list[str]:
    """What people say in public conversations, in a random order that is always the same."""
    rows = read(place.data, EMPATHIC)
    said = (text.strip() for row in rows for role, text in row["dialog"] if role == "user")
    fit = dict.fromkeys(t for t in said if _SHORTEST <= len(t) <= _LONGEST and not is_crisis(t))
    return random.Random(place.settings.seed).sample(list(fit), min(_DRAWN, len(fit)))


def even(said: Array) -> list[int]:
    """The first of each likeliest emotion: most of the sentences are thanks."""
    found = defaultdict[int, list[int]](list)
    for number, emotion in enumerate(said.argmax(1)):
        found[emotion].append(number)
    return sorted(n for numbers in found.values() for n in numbers[:_MOST_OF_ONE])


def network(folder: Path, texts: Iterable[str]) -> Array:
    """What the network says of each text, less sure than it does; 兴奋 counts as 快乐."""
    rows = list[list[float]]()
    for shares in answers(load_engine(folder), "emotion", texts):
        joined = {**shares, "快乐": shares["快乐"] + shares.get("兴奋", 0.0)}
        rows.append([max(joined[name], 1e-9) ** (1 / _TEMPERATURE) for name in NAMES])
    return np.array(rows)


def mean(one: Array, other: Array) -> Array:
    """Geometric, of two readers that err differently."""
    return np.asarray(np.sqrt(one * other))


if __name__ == "__main__":
    main()
