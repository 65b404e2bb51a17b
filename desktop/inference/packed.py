"""Several possible answers in one forward: the words behind one prompt, blind to each other."""

from collections.abc import Sequence

import torch
from torch import Tensor

from desktop.inference.qwen2 import causal_mask


class PackedWords:
    """Ids, positions and mask for a prompt's rest with all words behind it.

    rest: the end of the prompt, at least one id; start: how many ids came before it. Each word
    but its last token is fed; the rest's last row predicts the first token of every word.
    rows: the rows whose logits `scores` needs.
    """

    def __init__(self, rest: Sequence[int], words: Sequence[Sequence[int]], start: int) -> None:
        self._words = words
        ids, positions = list(rest), list(range(start, start + len(rest)))
        self._blocks: list[range] = []
        for word in words:
            self._blocks.append(range(len(ids), len(ids) + len(word) - 1))
            positions.extend(range(start + len(rest), start + len(rest) + len(word) - 1))
            ids.extend(word[:-1])
        self._last = len(rest) - 1
        self.ids, self.positions = torch.tensor(ids), torch.tensor(positions)
        self.mask = self._mask(start, len(ids))
        self.rows = torch.arange(self._last, len(ids))

    def _mask(self, start: int, count: int) -> Tensor:
        mask = causal_mask(start, count)
        for block in self._blocks:
            mask[block.stop :, start + block.start : start + block.stop] = False
        return mask

    def scores(self, logits: Tensor) -> tuple[float, ...]:
        """Sum of the log-probabilities of each word's tokens; logits: [rows, vocabulary]."""
        logp = logits.log_softmax(-1)
        return tuple(
            sum(
                float(logp[row - self._last, token])
                for row, token in zip((self._last, *block), word, strict=True)
            )
            for block, word in zip(self._blocks, self._words, strict=True)
        )
