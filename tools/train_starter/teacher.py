"""A linear model over character n-grams: finds labels to doubt, and moods where none are given."""

import zlib
from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

_BUCKETS = 1 << 18
_LONGEST = 3
_EPOCHS, _BATCH, _RATE = 4, 128, 4e-3


class Linear:
    """Logistic regression over which n-grams of 1 to 3 characters a text has."""

    def __init__(self, labels: Sequence[str], seed: int) -> None:
        self.labels = list(labels)
        self._seed = seed
        self._table = nn.EmbeddingBag(_BUCKETS, len(self.labels), mode="sum", sparse=True)
        nn.init.zeros_(self._table.weight)

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> "Linear":
        features = list(map(_features, texts))
        truth = torch.tensor([self.labels.index(label) for label in labels])
        optimiser = torch.optim.SparseAdam(list(self._table.parameters()), lr=_RATE)
        order = torch.Generator().manual_seed(self._seed)
        for _ in range(_EPOCHS):
            for part in torch.randperm(len(texts), generator=order).split(_BATCH):
                loss = functional.cross_entropy(
                    self._logits([features[i] for i in part]), truth[part]
                )
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
        return self

    @torch.no_grad()
    def probabilities(self, texts: Sequence[str]) -> Tensor:
        """[texts, labels]."""
        features = list(map(_features, texts))
        parts = [features[i : i + 4096] for i in range(0, len(features), 4096)]
        return torch.cat([self._logits(part).softmax(-1) for part in parts])

    def _logits(self, features: Sequence[Tensor]) -> Tensor:
        sizes = torch.tensor([len(f) for f in features])
        offsets = sizes.cumsum(0) - sizes
        weights = sizes.float().rsqrt().repeat_interleave(sizes)
        logits: Tensor = self._table(torch.cat(list(features)), offsets, per_sample_weights=weights)
        return logits * 4.0


def _features(text: str) -> Tensor:
    """The n-grams' buckets. By CRC because Python's own hash differs from run to run."""
    text = f" {text} "
    grams = {
        text[i : i + n] for n in range(1, _LONGEST + 1) for i in range(max(0, len(text) - n + 1))
    }
    return torch.tensor(sorted(zlib.crc32(g.encode()) % _BUCKETS for g in grams))


def unseen(
    texts: Sequence[str], labels: Sequence[str], names: Sequence[str], *, folds: int, seed: int
) -> Tensor:
    """[texts, names]: what models say of each text that were fitted on the other folds."""
    said = torch.zeros(len(texts), len(names))
    for fold in range(folds):
        inside = list(range(fold, len(texts), folds))
        outside = [i for i in range(len(texts)) if i % folds != fold]
        model = Linear(names, seed).fit([texts[i] for i in outside], [labels[i] for i in outside])
        said[inside] = model.probabilities([texts[i] for i in inside])
    return said
