"""What the doctor finds: how weights do in each precision, and which one suits them here.

Plain figures; how they are measured and what they are called on screen is others' business.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# What a precision must keep: the labels of 98 of 100 sentences, and distributions so close that
# no one would notice (a KL divergence of 0.05 nats moves a likely word by a few percent).
LEAST_AGREEMENT = 0.98
MOST_KL = 0.05


@dataclass(frozen=True, slots=True)
class Examined:
    """One precision, measured.

    plan: as an engine's info has it, ``int8`` or ``int8-keep-down-out``. agreement: share of the
    sentences that float32 is sure of with float32's label; where two labels are close, either
    is as good. kl: mean divergence from float32's next-token distribution, in nats.
    label_ms: median. step_ms: least. load_s: seconds to load, from the cache where there is one.
    step_bytes: weights read a step, which is also about the memory.
    """

    plan: str
    agreement: float
    kl: float
    label_ms: float
    step_ms: float
    load_s: float
    step_bytes: int

    @property
    def agrees(self) -> bool:
        return self.agreement >= LEAST_AGREEMENT

    @property
    def close(self) -> bool:
        return self.kl <= MOST_KL

    @property
    def good(self) -> bool:
        """Whether one would not notice that it isn't float32."""
        return self.agrees and self.close


@dataclass(frozen=True, slots=True)
class Report:
    """What was found. weights: their SHA-256. examined: the first one is float32, the measure
    of the others. choice: one of their plans.

    Why it was chosen is in the figures: how much it wins, and what was faster but not good.
    """

    weights: str
    parameters: int
    examined: tuple[Examined, ...]
    choice: str

    @property
    def exact(self) -> Examined:
        return self.examined[0]

    @property
    def chosen(self) -> Examined:
        return next(e for e in self.examined if e.plan == self.choice)

    @property
    def times_as_fast(self) -> float:
        """As float32, a token."""
        return self.exact.step_ms / self.chosen.step_ms

    @property
    def share_of_memory(self) -> float:
        return self.chosen.step_bytes / self.exact.step_bytes

    @property
    def too_different(self) -> tuple[str, ...]:
        """Plans that would be faster still, but answer too differently."""
        worse = (e for e in self.examined if not e.good)
        return tuple(e.plan for e in worse if e.step_ms < self.chosen.step_ms)


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an examination is. number, of: plans; it may turn out that there are more to measure.
    sentence, of sentences: 0 while the weights are loaded.
    """

    plan: str
    number: int
    of: int
    sentence: int
    sentences: int


def choose(examined: Sequence[Examined]) -> Examined:
    """The fastest that keeps float32's answers; float32, the first, does by definition."""
    return min((examined[0], *(e for e in examined if e.good)), key=lambda e: e.step_ms)
