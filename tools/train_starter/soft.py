"""Labels as likely as readers find each: what is in doubt is learned as doubtful.

`Soft` draws a label: the mean over many draws is what a network learns from soft labels (Hinton
et al. 2015), without another loss. `Taught` keeps the shares.
"""

import random
from collections import defaultdict
from collections.abc import Mapping

from tools.train_starter.examples import LabelExample
from tools.train_starter.posts import EMOTIONS, POLARITY, THREE

NAMES = tuple(EMOTIONS.values())
TASKS = ("emotion", "sentiment", "sentiment3")
# What `distil` and `teach` make when there is a network to ask.
LATER = {f"{how}_{task}" for how in ("soft", "taught") for task in (*TASKS, "reviews")}
# What the emotions mean in the tasks that have fewer answers.
_MEANINGS = {"sentiment": POLARITY, "sentiment3": THREE}


def meant(task: str, shares: Mapping[str, float]) -> dict[str, float]:
    """How likely each of the task's answers is; "": none of them."""
    meaning = _MEANINGS.get(task, {name: name for name in NAMES})
    joined = defaultdict[str, float](float)
    for name, share in shares.items():
        joined[meaning.get(name, "")] += share
    return dict(joined)


class Soft:
    """Examples of every task, by task. The same seed and texts give the same labels."""

    def __init__(self, seed: int) -> None:
        self.examples = defaultdict[str, list[LabelExample]](list)
        self._chance = random.Random(seed)

    def add(self, text: str, shares: Mapping[str, float], times: int = 1) -> None:
        """shares: how likely each emotion is; they needn't sum to one. times: for `emotion`."""
        for _ in range(times):
            self._draw("emotion", text, shares)
        for task in TASKS[1:]:
            self._draw(task, text, meant(task, shares))

    def _draw(self, task: str, text: str, shares: Mapping[str, float]) -> None:
        """No example where an emotion was drawn that means none of the task's answers."""
        label = self._chance.choices(list(shares), list(shares.values()))[0]
        if label:
            self.examples[task].append(LabelExample(task, text, label))


class Taught:
    """Examples of every task, by task, with what readers said."""

    def __init__(self, seed: int) -> None:
        self.examples = defaultdict[str, list[LabelExample]](list)
        self._chance = random.Random(seed)

    def add(self, text: str, shares: Mapping[str, float], times: int = 1) -> None:
        """shares: of the emotions; they needn't sum to one. times: for `emotion`.

        A task is asked about a text as often as the text has an answer in it.
        """
        for task in TASKS:
            found = meant(task, shares)
            none, total = found.pop("", 0.0), sum(shares.values())
            if self._chance.random() >= none / total:
                example = shared(task, text, found)
                self.examples[task] += [example] * (times if task == "emotion" else 1)


def shared(task: str, text: str, shares: Mapping[str, float]) -> LabelExample:
    """An example with shares that sum to one."""
    total = sum(shares.values())
    rounded = {word: round(share / total, 4) for word, share in shares.items()}
    return LabelExample(task, text, max(shares, key=lambda word: shares[word]), rounded)
