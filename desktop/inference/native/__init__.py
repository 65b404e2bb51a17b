"""The forward pass in C: whether it was built, and what this processor can run of it.

torch's own operators cost as much between the matrices as llama.cpp needs for everything; in one
parallel region, over weights mapped from disk, a decode step takes little longer than reading
them. Where the extension is missing (no compiler at installation, no x86-64) torch does the work.
"""

from desktop.inference.folder import ModelConfig
from desktop.inference.precision import Plan, Precision

try:
    from desktop.inference.native import _forward as library
except ImportError:  # built where there is a compiler; see ext-modules in pyproject.toml
    library = None  # type: ignore[assignment]

# forward.h: rows of a block of a matrix.
BLOCK = 16


def instruction_sets() -> tuple[str, ...]:
    """What it can run here, fastest first; empty where it can't."""
    return () if library is None else tuple(library.instruction_sets())


def can_run(config: ModelConfig, plan: Plan) -> bool:
    """Whether a model of this shape runs here in C: all int8, in whole blocks."""
    sizes = config.hidden_size, config.intermediate_size, config.head_dim, config.vocab_size
    whole = all(size % BLOCK == 0 for size in sizes)
    return bool(instruction_sets()) and whole and plan == Plan(Precision.INT8)
