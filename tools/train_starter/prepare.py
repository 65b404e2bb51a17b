"""Step 1: the data folder and our own sentences become one file of examples per source.

python -m tools.train_starter.prepare --data ../shared/data --work DIR
"""

import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tools.train_starter import dialogues, feelings, kinds, own, posts
from tools.train_starter.command import Place, place_from
from tools.train_starter.examples import LabelExample, TalkExample
from tools.train_starter.sources import EMPATHIC, POSTS, QUESTIONS, REVIEWS, read

# How often a conversation tells any mood instead of the right one.
_MISTAKEN = {"own_talk": 0.5, "own_replies": 0.15, "own_kinds": 0.4}


def main(arguments: Sequence[str] | None = None) -> None:
    prepare(place_from(__doc__, arguments))


def prepare(place: Place) -> None:
    """Write `examples/SOURCE.jsonl` and the posts held back, `held_out.jsonl`."""
    found = posts.cleaned(read(place.data, POSTS), place.settings)
    _write_rows(place.work / "held_out.jsonl", found.held_out)
    _labels(place, found)
    _talk(place, found)


def _labels(place: Place, found: posts.Posts) -> None:
    for task, rows in posts.by_task(found.kept).items():
        write_examples(place, f"weibo_{task}", rows)
    write_examples(
        place, "reviews_sentiment", posts.reviews(read(place.data, REVIEWS), place.settings)
    )
    for task, lines in own.labelled_lines().items():
        write_examples(place, f"own_{task}", [LabelExample(task, t, label) for t, label in lines])
    felt = feelings.labelled(kinds.own_texts(), place.settings.seed, kinds.lines())
    for task, examples in felt.items():
        write_examples(place, f"felt_{task}", examples)


def _talk(place: Place, found: posts.Posts) -> None:
    seed, chosen, spoken = place.settings.seed, place.settings.prepare, read(place.data, EMPATHIC)
    moods, asked = posts.Moods(found.kept, seed), read(place.data, QUESTIONS)
    felt = dialogues.answerable(found.clear, seed)
    sources: dict[str, Iterable[TalkExample]] = {
        "smile": dialogues.smile(spoken),
        "smile_short": dialogues.smile_short(spoken, chosen),
        "cpsycoun": dialogues.good(spoken, "cpsycoun", chosen),
        "aiwei": dialogues.good(spoken, "emollm_aiwei", chosen),
        "emollm": dialogues.good(spoken, "emollm_data", chosen),
        "oasst": dialogues.questions(asked),
        "own_talk": own.talks(seed),
        "own_kinds": kinds.kinds(asked, felt, seed, [text for text, _ in found.kept]),
        "own_replies": own.replies(felt, seed),
    }
    for name, examples in sources.items():
        mistaken = _MISTAKEN.get(name, 0.0)
        told = dialogues.with_moods(list(examples), moods, seed, mistaken=mistaken)
        write_examples(place, name, told)


def write_examples(place: Place, name: str, examples: Iterable[LabelExample | TalkExample]) -> None:
    """In one random order that is always the same."""
    rows = [example.as_row() for example in examples]
    random.Random(f"{place.settings.seed} {name}").shuffle(rows)
    _write_rows(place.work / "examples" / f"{name}.jsonl", rows)
    print(f"{name}: {len(rows)} examples", flush=True)


def _write_rows(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


if __name__ == "__main__":
    main()
