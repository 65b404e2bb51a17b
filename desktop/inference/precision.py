"""In how many bits the weights are run: what there is to choose, and the first choice."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.inference.folder import ModelConfig

# The matrices of one layer, and the head; a group is the smallest thing a plan decides on.
GROUPS = ("qkv", "out", "gate_up", "down", "head")

# Smaller models fit into memory in any precision: int8 only where it is also the fastest.
_SMALL = 100_000_000


class Precision(StrEnum):
    """float32: as trained, or better. bfloat16: half the memory, 8 bits of mantissa. int8: whole
    numbers with one scale a row, activations rounded as they come; norms, attention and sums
    stay in float32."""

    FLOAT32 = "float32"
    BFLOAT16 = "bfloat16"
    INT8 = "int8"


@dataclass(frozen=True, slots=True)
class Plan:
    """A precision, and the groups of matrices that stay in bfloat16 because int8 hurts them."""

    precision: Precision
    keep: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if unknown := self.keep - set(GROUPS):
            raise ValueError(f"no such groups: {sorted(unknown)}")

    def is_int8(self, group: str) -> bool:
        return self.precision is Precision.INT8 and group not in self.keep

    def __str__(self) -> str:
        """Short, for file names, labels and people: ``int8`` or ``int8-keep-down``."""
        return "-keep-".join(
            (str(self.precision), *(["-".join(sorted(self.keep))] * bool(self.keep)))
        )

    @classmethod
    def parse(cls, text: str) -> "Plan":
        """The inverse of str(). Raises ValueError."""
        precision, _, keep = text.partition("-keep-")
        return cls(Precision(precision), frozenset(keep.split("-")) if keep else frozenset())


def first_choice(config: ModelConfig, *, fast_int8: bool) -> Plan:
    """What to run before the doctor has looked: int8 where it is fast or memory is the limit.

    fast_int8: whether this processor multiplies 8-bit numbers without losing range (VNNI).
    """
    small = parameters(config) < _SMALL
    return Plan(Precision.FLOAT32 if small and not fast_int8 else Precision.INT8)


def parameters(config: ModelConfig) -> int:
    """How many numbers the matrices of such a model hold."""
    hidden, inner = config.hidden_size, config.intermediate_size
    heads = (config.heads + 2 * config.kv_heads) * config.head_dim
    layer = hidden * heads + config.heads * config.head_dim * hidden + 3 * hidden * inner
    tables = (1 if config.tied else 2) * config.vocab_size * hidden
    return config.layers * layer + tables
