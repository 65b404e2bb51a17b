"""The recipe's settings file, as typed values. Reads no data."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SETTINGS = Path(__file__).with_name("settings.toml")
# The two kinds of batch: short texts with one label each, and conversations.
LABELS, TALK = "labels", "talk"


@dataclass(frozen=True, slots=True)
class Sizes:
    """The network's, but for its vocabulary."""

    hidden: int
    layers: int
    heads: int
    intermediate: int


@dataclass(frozen=True, slots=True)
class Weights:
    """How much the error at a token counts, by what the token belongs to."""

    label: float
    reply: float
    text: float


@dataclass(frozen=True, slots=True)
class Batch:
    """rows of length tokens; each source's share of them."""

    rows: int
    length: int
    sources: dict[str, float]


@dataclass(frozen=True, slots=True)
class Optimiser:
    """Peak rates; steps until they are reached; share that an average of the weights keeps of
    itself a step; norm that gradients are cut to."""

    muon: float
    adamw: float
    weight_decay: float
    warm_up: int
    average: float
    clip: float


@dataclass(frozen=True, slots=True)
class Prepare:
    """See settings.toml."""

    held_out: int
    post_characters: int
    review_characters: int
    reply_sentences: int
    doubted_below: float


@dataclass(frozen=True, slots=True)
class Stage:
    """steps: how long. rate: the share of the peak rates at its beginning and at its end, with a
    straight line between. batches: what each step reads, by kind. mix: it begins with the mean
    of the averaged weights after these steps (a soup, Wortsman et al. 2022), or, if there are
    none, where the stage before ended."""

    steps: int
    rate: tuple[float, float]
    batches: dict[str, Batch]
    mix: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    seed: int
    vocabulary: int
    shape: Sizes
    weights: Weights
    optimiser: Optimiser
    prepare: Prepare
    stages: tuple[Stage, ...]

    @property
    def steps(self) -> int:
        return sum(stage.steps for stage in self.stages)

    @property
    def kept(self) -> set[int]:
        """The steps whose averaged weights a later stage begins with, and the last one."""
        return {self.steps, *(step for stage in self.stages for step in stage.mix)}

    def mix_after(self, step: int) -> tuple[int, ...]:
        """What the stage that begins after this step is to be mixed of."""
        begin = 0
        for stage in self.stages:
            if begin == step:
                return stage.mix
            begin += stage.steps
        return ()


def load_settings(path: Path = SETTINGS) -> Settings:
    """Raises KeyError or TypeError, which name what is missing or too much."""
    raw = tomllib.loads(path.read_text("utf-8"))
    return Settings(
        seed=raw["seed"],
        vocabulary=raw["tokenizer"]["vocabulary"],
        shape=Sizes(**raw["shape"]),
        weights=Weights(**raw["weights"]),
        optimiser=Optimiser(**raw["optimiser"]),
        prepare=Prepare(**raw["prepare"]),
        stages=tuple(map(_stage, raw["stages"])),
    )


def _stage(raw: dict[str, Any]) -> Stage:
    first, last = raw["rate"]
    batches = {kind: Batch(**raw[kind]) for kind in (LABELS, TALK)}
    return Stage(raw["steps"], (first, last), batches, tuple(raw.get("mix", ())))
