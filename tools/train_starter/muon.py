"""Muon (Jordan et al. 2024): momentum whose matrices are made orthogonal before the step."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor

# Coefficients of the quintic iteration and its count, from the method's own publication.
_A, _B, _C = 3.4445, -4.7750, 2.0315
_ITERATIONS = 5


class Muon(torch.optim.Optimizer):
    """For the weight matrices inside the layers; everything else belongs to AdamW.

    lr: root mean square of a step is about 0.2 of it, as AdamW's would be. momentum: Nesterov's.
    weight_decay: decoupled, times lr.
    """

    def __init__(
        self,
        parameters: Iterable[Tensor],
        lr: float,
        momentum: float = 0.95,
        weight_decay: float = 0.0,
    ) -> None:
        defaults = {"lr": lr, "momentum": momentum, "weight_decay": weight_decay}
        super().__init__(parameters, defaults)

    @torch.no_grad()
    def step(self, closure: Any = None) -> None:  # type: ignore[override]
        for group in self.param_groups:
            by_shape: dict[tuple[int, ...], list[Tensor]] = defaultdict(list)
            for parameter in group["params"]:
                if parameter.grad is not None:
                    by_shape[tuple(parameter.shape)].append(parameter)
            for same in by_shape.values():
                self._step_together(same, group)

    def _step_together(self, parameters: list[Tensor], group: dict[str, Any]) -> None:
        """Matrices of one shape in one batch: far fewer and larger operations."""
        moved = torch.stack([self._momentum(p, group["momentum"]) for p in parameters])
        rows, columns = parameters[0].shape
        scale = group["lr"] * 0.2 * max(rows, columns) ** 0.5
        for parameter, update in zip(parameters, orthogonal(moved), strict=True):
            parameter.mul_(1 - group["lr"] * group["weight_decay"])
            parameter.add_(update.to(parameter.dtype), alpha=-scale)

    def _momentum(self, parameter: Tensor, momentum: float) -> Tensor:
        assert parameter.grad is not None
        state = self.state[parameter]
        if "momentum" not in state:
            state["momentum"] = torch.zeros_like(parameter)
        average: Tensor = state["momentum"]
        average.lerp_(parameter.grad, 1 - momentum)
        return parameter.grad.lerp(average, momentum)


def orthogonal(matrices: Tensor) -> Tensor:
    """The nearest orthogonal matrix of each [count, rows, columns], roughly, in BF16."""
    x = matrices.bfloat16()
    tall = x.shape[1] > x.shape[2]
    x = x.mT if tall else x
    x = x / (torch.linalg.vector_norm(x, dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(_ITERATIONS):
        square = x @ x.mT
        x = _A * x + (_B * square + _C * square @ square) @ x
    found: Tensor = x.mT if tall else x
    return found
