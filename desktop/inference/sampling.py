"""Choosing the next token from logits. Same order and meaning as in transformers' generate."""

from collections.abc import Sequence

import torch
from torch import Tensor

from desktop.inference.engine import GenerationConfig


class Sampler:
    """Draws ids for one reply.

    The repetition penalty (Keskar et al. 2019, CTRL, eq. 4.1) looks at the reply only: over
    the prompt as well it would also make the end of a reply less likely with every turn.
    """

    def __init__(self, config: GenerationConfig) -> None:
        self._config = config
        self._random = torch.Generator()
        if config.seed is None:
            self._random.seed()
        else:
            self._random.manual_seed(config.seed)

    def next(self, logits: Tensor, reply: Sequence[int]) -> int:
        """One id from logits of shape [vocabulary]; reply: the ids so far."""
        config = self._config
        logits = logits.float()
        if config.repetition_penalty != 1.0 and reply:
            logits = _penalised(logits, reply, config.repetition_penalty)
        if config.temperature == 0.0:
            return int(logits.argmax())
        logits, places = self._candidates(logits / config.temperature)
        if config.top_p < 1.0:
            logits = _top_p(logits, config.top_p)
        chosen = int(torch.multinomial(logits.softmax(-1), 1, generator=self._random))
        return chosen if places is None else int(places[chosen])

    def _candidates(self, logits: Tensor) -> tuple[Tensor, Tensor | None]:
        """The top_k logits and their ids; or all, without ids.

        What follows works on these few: sorting a vocabulary of 150 000 for top_p would take as
        long as a third of a decode step.
        """
        k = self._config.top_k
        if not 0 < k < logits.numel():
            return logits, None
        return logits.topk(k)


def _penalised(logits: Tensor, reply: Sequence[int], penalty: float) -> Tensor:
    seen = torch.tensor(sorted(set(reply)))
    chosen = logits[seen]
    out = logits.clone()
    out[seen] = torch.where(chosen > 0, chosen / penalty, chosen * penalty)
    return out


def _top_p(logits: Tensor, p: float) -> Tensor:
    ordered, places = logits.sort(descending=True)
    before = ordered.softmax(-1).cumsum(-1) - ordered.softmax(-1)
    drop = before >= p
    drop[0] = False
    return logits.index_fill(0, places[drop], -torch.inf)
