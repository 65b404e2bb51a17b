"""One step of learning: losses, gradients, both optimisers, the average; and all of it on disk."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional

from tools.train_starter.examples import Kind
from tools.train_starter.model import Qwen2, Shape
from tools.train_starter.muon import Muon
from tools.train_starter.packing import Rows
from tools.train_starter.settings import Settings

Losses = dict[str, tuple[float, int]]  # by kind of token: the sum of errors, and of how many


class Learner:
    """step: how many are done. average: the weights' moving average, which is what is shipped."""

    def __init__(self, settings: Settings, device: str, *, compiled: bool = True) -> None:
        torch.manual_seed(settings.seed)
        self._settings, self._device = settings, device
        self.step = 0
        self.network = Qwen2(Shape(vocabulary=settings.vocabulary, **asdict(settings.shape)))
        self.network.to(device)
        self.average = {n: p.detach().clone() for n, p in self.network.named_parameters()}
        self._optimisers = self._make_optimisers()
        chosen = settings.weights
        by_kind = {Kind.TEXT: chosen.text, Kind.REPLY: chosen.reply, Kind.LABEL: chosen.label}
        self._weights = torch.tensor([by_kind.get(k, 0.0) for k in Kind], device=device)
        # dynamic=False: a program for each length of rows; there are two or three.
        self._errors = torch.compile(self._eager, dynamic=False) if compiled else self._eager

    @property
    def parameters(self) -> int:
        return sum(p.numel() for p in self.network.parameters())

    def _make_optimisers(self) -> tuple[torch.optim.Optimizer, ...]:
        """Muon for the layers' matrices, AdamW for the embeddings, norms and biases."""
        chosen = self._settings.optimiser
        named = dict(self.network.named_parameters())
        matrices = [n for n, p in named.items() if p.ndim == 2 and "embed" not in n]
        rest = [p for n, p in named.items() if n not in matrices]
        return (
            Muon((named[n] for n in matrices), chosen.muon, weight_decay=chosen.weight_decay),
            torch.optim.AdamW(rest, chosen.adamw, betas=(0.9, 0.98), weight_decay=0.0),
        )

    def learn(self, batches: dict[str, Rows]) -> Losses:
        """One step on the batches together; what the errors were."""
        moved = {kind: _moved(rows, self._device) for kind, rows in batches.items()}
        total = sum(float(self._weights[_aims(rows)[1]].sum()) for rows in moved.values())
        losses: Losses = {}
        for kind, rows in moved.items():
            targets, kinds = _aims(rows)
            shares = functional.pad(rows.shares[:, 1:], (0, 0, 0, 1))
            seen = (rows.ids, rows.positions, rows.examples)
            errors = self._errors(*seen, targets, shares, rows.answers)
            ((errors * self._weights[kinds]).sum() / total).backward()
            losses |= _summed(kind, errors.detach(), kinds)
        self._update()
        return losses

    def _eager(
        self,
        ids: Tensor,
        positions: Tensor,
        examples: Tensor,
        targets: Tensor,
        shares: Tensor,
        answers: Tensor,
    ) -> Tensor:
        """The error at each token, [rows, length]: cross-entropy with the target, or with the
        shares where there are some (Hinton et al. 2015)."""
        with torch.autocast(self._device, torch.bfloat16):
            logits = self.network(ids, positions, examples)
        flat = functional.cross_entropy(
            logits.flatten(0, 1).float(), targets.flatten(), reduction="none"
        ).view_as(targets)
        # The log-sum of all logits is the error of the target and its logit together.
        of_target = logits.gather(-1, targets.unsqueeze(-1)).squeeze(-1).float()
        of_answers = logits[..., answers].float()
        shared = flat + of_target - (shares * of_answers).sum(-1)
        return torch.where(shares.sum(-1) > 0, shared, flat)

    def _update(self) -> None:
        chosen = self._settings.optimiser
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), chosen.clip)
        share = rate(self._settings, self.step)
        for optimiser, peak in zip(self._optimisers, (chosen.muon, chosen.adamw), strict=True):
            for group in optimiser.param_groups:
                group["lr"] = peak * share
            optimiser.step()
            optimiser.zero_grad()
        self.step += 1
        # Early on, the average forgets faster: it would be of the random beginning.
        keep = min(chosen.average, self.step / (self.step + 10))
        with torch.no_grad():
            for name, parameter in self.network.named_parameters():
                self.average[name].lerp_(parameter, 1 - keep)

    def begin_with(self, files: Sequence[Path]) -> None:
        """Go on from the mean of what `save_average` wrote."""
        mean = mean_of(files)
        with torch.no_grad():
            for name, parameter in self.network.named_parameters():
                parameter.copy_(mean[name])
                self.average[name].copy_(mean[name])

    def save_average(self, path: Path) -> None:
        save_file(self.average, path)

    def save(self, path: Path) -> None:
        """All that the next step depends on. Never leaves half a file."""
        state = {
            "step": self.step,
            "network": self.network.state_dict(),
            "average": self.average,
            "optimisers": [optimiser.state_dict() for optimiser in self._optimisers],
            "random": torch.get_rng_state(),
        }
        part = path.with_suffix(".part")
        torch.save(state, part)
        part.replace(path)

    def load(self, path: Path) -> None:
        state: dict[str, Any] = torch.load(path, map_location=self._device, weights_only=True)
        self.step = state["step"]
        self.network.load_state_dict(state["network"])
        self.average = state["average"]
        for optimiser, kept in zip(self._optimisers, state["optimisers"], strict=True):
            optimiser.load_state_dict(kept)
        torch.set_rng_state(state["random"].cpu())


def mean_of(files: Sequence[Path]) -> dict[str, Tensor]:
    """Of what `Learner.save_average` wrote."""
    found = [load_file(file) for file in files]
    return {
        name: torch.stack([weights[name].float() for weights in found]).mean(0) for name in found[0]
    }


def rate(settings: Settings, step: int) -> float:
    """The share of the peak rates at a step: what its stage says, and at first a warm-up."""
    rising = (step + 1) / settings.optimiser.warm_up
    for stage in settings.stages:
        if step < stage.steps:
            first, last = stage.rate
            return min(rising, first + (last - first) * step / stage.steps)
        step -= stage.steps
    raise ValueError("behind the last step")


def _moved(rows: Rows, device: str) -> Rows:
    return Rows(**{f.name: getattr(rows, f.name).to(device) for f in fields(rows)})


def _aims(rows: Rows) -> tuple[Tensor, Tensor]:
    """The next token of each token, and its kind. Every example begins with a given token."""
    return functional.pad(rows.ids[:, 1:], (0, 1)), functional.pad(rows.kinds[:, 1:], (0, 1))


def _summed(batch: str, errors: Tensor, kinds: Tensor) -> Losses:
    found: Losses = {}
    for kind in (Kind.LABEL, Kind.REPLY, Kind.TEXT):
        chosen = errors[kinds == kind]
        if len(chosen):
            found[f"{batch} {kind.name.lower()}"] = float(chosen.sum()), len(chosen)
    return found
