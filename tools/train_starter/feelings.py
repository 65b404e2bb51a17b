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
_MOST = 120  # texts of each kind; all lines as they stand in diaries, of the others some
# Good kinds are fewer, and posts are sad more often than not: a line of such a kind counts twice.
_GLAD = "快乐"
_TOLD = 0.5  # how much of a text's shares must have an answer in the task


def labelled(
    texts: Iterable[tuple[str, str]], seed: int, lines: Iterable[tuple[str, str]] = ()
) -> dict[str, list[LabelExample]]:
    """For each classify task, texts with the shares of its answers. texts, lines: kinds and texts;
    lines are as they stand in diaries."""
    feelings = tomllib.loads(PATH.read_text("utf-8"))
    chance = random.Random(seed)
    plain, others = _by_kind(lines), _by_kind(texts)
    found = defaultdict[str, list[LabelExample]](list)
    for kind, shares in feelings.items():
        rest = [text for text in others[kind] if text not in plain[kind]]
        some = chance.sample(rest, min(max(_MOST - len(plain[kind]), 0), len(rest)))
        chosen = some + list(plain[kind]) * (2 if shares.get(_GLAD, 0) > _TOLD else 1)
        for task in TASKS:
            answers = meant(task, shares)
            if 1 - answers.pop("", 0.0) >= _TOLD:
                found[task] += [shared(task, text, answers) for text in chosen]
    return dict(found)


def _by_kind(texts: Iterable[tuple[str, str]]) -> dict[str, dict[str, None]]:
    """Each text once, in the order in which it came."""
    found = defaultdict[str, dict[str, None]](dict)
    for kind, text in texts:
        found[kind][text] = None
    return found
