"""What a forward pass is to the engine, in whatever way it is done."""

from typing import Any, Protocol

from torch import Tensor

from desktop.inference.folder import ModelConfig


class Cache(Protocol):
    """Keys and values of the tokens read so far; only the forward that made it knows its form.

    length: how many tokens; setting it lower forgets the later ones. filled_bytes: their memory.
    """

    length: int

    @property
    def filled_bytes(self) -> int: ...


class Weights(Protocol):
    """step_bytes: bytes of weights that one decode step reads, what its speed is limited by."""

    @property
    def step_bytes(self) -> int: ...


class Forward(Protocol):
    """See `Qwen2`, whose methods these are. kernels: what calculates."""

    kernels: str

    @property
    def config(self) -> ModelConfig: ...
    @property
    def weights(self) -> Weights: ...
    def new_cache(self) -> Any: ...
    def read(self, ids: Tensor, cache: Any) -> None: ...
    def sample(self) -> None: ...
    def forward(
        self,
        ids: Tensor,
        cache: Any,
        *,
        positions: Tensor | None = None,
        mask: Tensor | None = None,
        rows: Tensor | None = None,
        states: Tensor | None = None,
    ) -> Tensor: ...
