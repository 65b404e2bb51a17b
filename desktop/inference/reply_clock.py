"""How long a reply took and how many tokens it has."""

import time

from desktop.domain.turns import ReplyStats
from desktop.inference.chatml import Prompt


class ReplyClock:
    """Counts tokens and seconds of one reply.

    began: by `time.perf_counter`, before the prompt was encoded.
    """

    def __init__(self, began: float, prompt: Prompt) -> None:
        self._began, self._prompt = began, prompt
        self._first = 0.0
        self.tokens = 0

    def count(self) -> None:
        self.tokens += 1
        if self.tokens == 1:
            self._first = time.perf_counter() - self._began

    def stats(self, reason: str) -> ReplyStats:
        return ReplyStats(
            tokens=self.tokens,
            prompt_tokens=len(self._prompt.ids),
            first_token_s=self._first,
            total_s=time.perf_counter() - self._began,
            left_out=self._prompt.left_out,
            shortened=self._prompt.shortened,
            reason=reason,
        )
