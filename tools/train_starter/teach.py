"""Before the last stage of step 3: what readers find likely of each text, as shares.

python -m tools.train_starter.teach --work DIR --model FOLDER [--data DIR]
Writes and encodes `taught_emotion`, `taught_sentiment`, `taught_sentiment3`, `taught_reviews`.
`distil` draws a label; here the network learns how likely each one is, which says more
(Hinton et al. 2015). A pupil comes near its teachers only where it has seen them judge, so they
judge texts, too, that are put together from pieces of posts and that nobody has labelled.
Needs two more libraries: pip install -e '.[train]'
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from tools.train_starter.command import Place, parser, place_of
from tools.train_starter.distil import (
    BELIEVED,
    FOLDS,
    Reader,
    by_fold,
    even,
    fitted,
    labelled,
    mean,
    network,
    sentences,
    unseen,
)
from tools.train_starter.examples import LabelExample
from tools.train_starter.mixtures import mixtures
from tools.train_starter.posts import REPEATS
from tools.train_starter.prepare import write_examples
from tools.train_starter.soft import NAMES, TASKS, Taught, shared
from tools.train_starter.tokenizer import Array, encode_sources, examples_of

_REVIEWS = ("正面", "负面")
_MIXED = 60_000


def main(arguments: Sequence[str] | None = None) -> None:
    made = parser(__doc__)
    made.add_argument("--model", type=Path, required=True, metavar="FOLDER")
    options = made.parse_args(arguments)
    teach(place_of(options), options.model)


def teach(place: Place, model: Path) -> None:
    """Write the four sources and encode them."""
    taught = Taught(place.settings.seed)
    for text, shares, times in _posts(place, model):
        taught.add(text, dict(zip(NAMES, shares.tolist(), strict=True)), times)
    for task in TASKS:
        write_examples(place, f"taught_{task}", taught.examples[task])
    write_examples(place, "taught_reviews", _reviews(place))
    encode_sources(place, [f"taught_{task}" for task in (*TASKS, "reviews")])


def _posts(place: Place, model: Path) -> Iterator[tuple[str, Array, int]]:
    """Posts, mixed texts and sentences of conversations: shares of the emotions, and how often."""
    posts = {row.text: row.label for row in labelled(place)}
    texts, labels = list(posts), np.array([NAMES.index(label) for label in posts.values()])
    reader = Reader()
    features = reader.know(texts)
    fold = np.arange(len(texts)) % FOLDS
    mixed, said_of_mixed = list[str](), list[Array]()
    for number, judge in enumerate(by_fold(features, labels)):
        mine = np.flatnonzero(fold == number)
        for place_in_texts, said in zip(mine, judge.predict_proba(features[mine]), strict=True):
            shares = (1 - BELIEVED) * said
            shares[labels[place_in_texts]] += BELIEVED
            text = texts[place_in_texts]
            yield text, shares, REPEATS.get(posts[text], 1)
        made = list(mixtures([texts[i] for i in mine], _MIXED // FOLDS, place.settings.seed))
        mixed += made
        said_of_mixed.append(judge.predict_proba(reader.features(made)))
    spoken = sentences(place)
    said = fitted(features, labels).predict_proba(reader.features(spoken))
    chosen = even(said)
    unlabelled = mixed + [spoken[i] for i in chosen]
    both = mean(np.concatenate([*said_of_mixed, said[chosen]]), network(model, unlabelled))
    for text, shares in zip(unlabelled, both, strict=True):
        yield text, shares, 1


def _reviews(place: Place) -> Iterator[LabelExample]:
    rows = [r for r in examples_of(place.work, "reviews_sentiment") if isinstance(r, LabelExample)]
    labels = np.array([_REVIEWS.index(row.label) for row in rows])
    said = unseen(Reader().know([row.text for row in rows]), labels)
    shares = BELIEVED * np.eye(len(_REVIEWS))[labels] + (1 - BELIEVED) * said
    for row, found in zip(rows, shares.tolist(), strict=True):
        yield shared("sentiment", row.text, dict(zip(_REVIEWS, found, strict=True)))


if __name__ == "__main__":
    main()
