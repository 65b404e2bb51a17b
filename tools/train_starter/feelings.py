"""Labels for the texts of each kind: who writes one feels what `sentences/feelings.toml` says.

Posts are loud; diary lines often say what happened and not how it felt, which no post teaches.
"""

import random
import tomllib
from collections import defaultdict
from collections.abc import Iterable

from tools.train_starter import own
from tools.train_starter.examples import LabelExample
from tools.train_starter.soft import TASKS, meant, shared

PATH = own.FOLDER / "feelings.toml"
_MOST = 160  # texts of each kind; of more, some
_TOLD = 0.5  # how much of a text's shares must have an answer in the task


def labelled(texts: Iterable[tuple[str, str]], seed: int) -> dict[str, list[LabelExample]]:
    """For each classify task, texts with the shares of its answers. texts: kinds and texts."""
    feelings = tomllib.loads(PATH.read_text("utf-8"))
    chance = random.Random(seed)
    by_kind = defaultdict[str, list[str]](list)
    for kind, text in texts:
        by_kind[kind].append(text)
    found = defaultdict[str, list[LabelExample]](list)
    for kind, shares in feelings.items():
        chosen = chance.sample(by_kind[kind], min(_MOST, len(by_kind[kind])))
        for task in TASKS:
            answers = meant(task, shares)
            if 1 - answers.pop("", 0.0) >= _TOLD:
                found[task] += [shared(task, text, answers) for text in chosen]
    return dict(found)
