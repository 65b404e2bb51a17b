"""Step 2: a byte-level BPE of our own, trained on the prepared examples, which it then encodes.

python -m tools.train_starter.tokenizer --work DIR
"""

import itertools
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, normalizers, pre_tokenizers
from tokenizers import Tokenizer as Backend
from tokenizers.decoders import ByteLevel as ByteLevelDecoder
from tokenizers.models import BPE
from tokenizers.trainers import BpeTrainer

from desktop.inference.tokenizer import END_OF_TEXT, IM_END, IM_START, Tokenizer
from tools.train_starter.command import Place, place_from
from tools.train_starter.examples import (
    CLASSIFY_TASKS,
    Encoded,
    Encoder,
    LabelExample,
    TalkExample,
    chat_task,
    classify_task,
    from_row,
)
from tools.train_starter.settings import Settings
from tools.train_starter.soft import LATER

Array = NDArray[Any]
CONTROL = (IM_START, IM_END, END_OF_TEXT)
# Qwen's own: words with what stands before them, single digits, signs, line breaks.
_WORDS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
# Every label and every part of a prompt becomes a token or two: a label is then one forward
# behind a dozen ids instead of forty.
_OFTEN = 3000
_TAUGHT_WITH = 6000  # examples of each source; more would change few merges and take gigabytes


def main(arguments: Sequence[str] | None = None) -> None:
    place = place_from(__doc__, arguments)
    train_tokenizer(place)
    encode_sources(place)


def train_tokenizer(place: Place) -> None:
    """Write `tokenizer.json` from all sources' texts and the tasks' prompts."""
    backend = Backend(BPE())
    backend.normalizer = normalizers.NFC()
    backend.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_WORDS), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    backend.decoder = ByteLevelDecoder()
    trainer = BpeTrainer(
        vocab_size=place.settings.vocabulary - len(CONTROL),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    backend.train_from_iterator(_texts(place), trainer)
    backend.add_special_tokens(list(CONTROL))
    backend.save(str(place.work / "tokenizer.json"))


def _texts(place: Place) -> Iterator[str]:
    yield from itertools.chain.from_iterable(itertools.repeat(list(_fixed()), _OFTEN))
    for name in [name for name in dict(used_sources(place.settings)) if name not in LATER]:
        for example in itertools.islice(examples_of(place.work, name), _TAUGHT_WITH):
            if isinstance(example, TalkExample):
                yield from (part for turn in example.turns for part in (turn.text, turn.reply))
            else:
                yield example.text


def _fixed() -> Iterator[str]:
    """What the program itself writes around a text."""
    for task in map(classify_task, CLASSIFY_TASKS):
        yield task.system
        yield from (choice.word for choice in task.labels.choices)
    yield chat_task().system
    if (with_mood := chat_task().labelled) is not None:
        yield with_mood.fill(text="", label="")
    yield from ("system\n", "user\n", "assistant\n")


def examples_of(work: Path, name: str) -> Iterator[LabelExample | TalkExample]:
    with (work / "examples" / f"{name}.jsonl").open(encoding="utf-8") as lines:
        yield from (from_row(json.loads(line)) for line in lines)


def used_sources(settings: Settings) -> list[tuple[str, int]]:
    """Every source that a stage names, with the length of the rows that it fills."""
    used = {
        (name, batch.length): None
        for stage in settings.stages
        for batch in stage.batches.values()
        for name in batch.sources
    }
    return list(used)


def encoded_path(work: Path, name: str, length: int) -> Path:
    return work / "encoded" / f"{name}-{length}.npz"


def encode_sources(place: Place, made: Collection[str] | None = None) -> None:
    """Write `encoded/SOURCE-LENGTH.npz` for every source that a stage names.

    made: those of them that there are now, and only them; else all that `prepare` made.
    """
    encoder = Encoder(Tokenizer.from_folder(place.work))
    for name, most in used_sources(place.settings):
        if (name in LATER) if made is None else (name not in made):
            continue
        examples = examples_of(place.work, name)
        pieces = (piece for example in examples for piece in encoder.encode(example, most))
        count, total = _save(encoded_path(place.work, name, most), pieces, encoder.answers)
        print(f"{name}, at most {most}: {count} pieces, {total} tokens", flush=True)


def _save(path: Path, pieces: Iterable[Encoded], answers: list[int]) -> tuple[int, int]:
    """ids, kinds, where each piece ends, its shares of the answers. Returns pieces and tokens."""
    ids, kinds, ends, shares = list[Array](), list[Array](), [0], list[Array]()
    for piece in pieces:
        shares.append(np.array(piece.shares or [0.0] * len(answers), dtype=np.float32))
        ids.append(np.array(piece.ids, dtype=np.uint16))
        kinds.append(np.array(piece.kinds, dtype=np.uint8))
        ends.append(ends[-1] + len(piece))
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        ids=np.concatenate(ids),
        kinds=np.concatenate(kinds),
        ends=np.array(ends[1:]),
        answers=np.array(answers, dtype=np.int64),
        shares=np.stack(shares),
    )
    return len(ids), ends[-1]


if __name__ == "__main__":
    main()
