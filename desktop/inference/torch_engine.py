"""The engine on torch: prompts in, scores and streamed text out. Knows no tasks and no diary."""

import threading
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace

import torch
from torch import Tensor

from desktop.domain.messages import Message, Role
from desktop.domain.turns import ReplyStats
from desktop.errors import Cancelled
from desktop.inference.chatml import ChatTemplate, Prompt
from desktop.inference.engine import (
    EngineInfo,
    GenerationConfig,
    Purpose,
    Scored,
    Work,
    raise_if_set,
)
from desktop.inference.forward import Forward
from desktop.inference.memory import out_of_memory
from desktop.inference.packed import PackedWords
from desktop.inference.prefixes import Prefixes, Slot
from desktop.inference.reply_clock import ReplyClock
from desktop.inference.sampling import Sampler
from desktop.inference.threads import ThreadGovernor
from desktop.inference.tokenizer import Tokenizer

# A prefill can't be interrupted inside a forward, so it is cut into pieces of this many tokens.
PREFILL_CHUNK = 128


class TorchEngine:
    """Qwen2-family weights behind the `Engine` protocol.

    One thread at a time. What a request has in common with the one before it for the same
    purpose (a label task, the conversation) is not computed again.
    governor: what decode steps are to be run by, also by who measures them.
    """

    def __init__(
        self, model: Forward, tokenizer: Tokenizer, info: EngineInfo, threads: int = 1
    ) -> None:
        self._model, self._tokenizer, self._info = model, tokenizer, info
        self._template = ChatTemplate(tokenizer)
        self._prefixes = Prefixes(model.new_cache)
        self._work = Work()
        self.governor = ThreadGovernor(threads)

    @property
    def info(self) -> EngineInfo:
        return self._info

    @property
    def work(self) -> Work:
        return self._work

    @property
    def model(self) -> Forward:
        """The forward itself, for measuring it."""
        return self._model

    def encode(self, messages: Sequence[Message], room: int | None = None) -> Prompt:
        """The ids that the model is shown for these messages."""
        return self._template.prompt(messages, room or self._info.context)

    def score(
        self,
        messages: Sequence[Message],
        choices: Sequence[str],
        stop: threading.Event | None = None,
    ) -> Scored:
        """See Engine.score. All choices go through one forward behind the shared prompt."""
        began = time.perf_counter()
        words = [self._tokenizer.encode(choice) for choice in choices]
        prompt = self.encode(messages, self._score_room(words))
        self._count_encoding(began)
        slot = self._slot(Purpose.SCORE, messages)
        rest = self._read_up_to_the_end(prompt.ids, slot, stop)
        packed = PackedWords(rest, words, slot.cache.length)
        raise_if_set(stop)
        states = torch.empty(packed.rows.numel(), self._model.config.hidden_size)
        logits = self._forward(
            packed.ids,
            slot,
            positions=packed.positions,
            mask=packed.mask,
            rows=packed.rows,
            states=states,
        )
        slot.keep(rest)  # and not the words: they are no part of what comes next
        return Scored(packed.scores(logits), tuple(states[0].tolist()))

    def _count_encoding(self, began: float) -> None:
        seconds = time.perf_counter() - began
        self._work = replace(self._work, encode_s=self._work.encode_s + seconds)

    def _score_room(self, words: Sequence[Sequence[int]]) -> int:
        return self._info.context - sum(map(len, words))

    def generate(
        self,
        messages: Sequence[Message],
        config: GenerationConfig,
        stop: threading.Event | None = None,
    ) -> Generator[str, None, ReplyStats]:
        """See Engine.generate."""
        began = time.perf_counter()
        prompt = self.encode(messages, self._generate_room(config))
        self._count_encoding(began)
        most = min(config.max_tokens, self._info.context - len(prompt.ids))
        clock = ReplyClock(began, prompt)
        decoder = self._tokenizer.decoder()
        slot = self._slot(Purpose.GENERATE, messages)
        try:
            for token in self._tokens(prompt, slot, config, most, stop):
                clock.count()
                if text := decoder.feed(token):
                    yield text
        except Cancelled:
            return clock.stats("stopped")
        return clock.stats("length" if clock.tokens >= most else "end")

    def _generate_room(self, config: GenerationConfig) -> int:
        return self._info.context - min(config.max_tokens, self._info.context // 2)

    def prepare(
        self,
        messages: Sequence[Message],
        purpose: Purpose,
        config: GenerationConfig,
        stop: threading.Event | None = None,
    ) -> None:
        """See Engine.prepare."""
        room = self._generate_room(config) if purpose is Purpose.GENERATE else self._score_room([])
        ids = self._template.beginning(messages, room)
        slot = self._slot(purpose, messages)
        self.governor.settle()
        at = slot.rewind_to(ids, all_of_it=True)
        for start in range(at, len(ids), PREFILL_CHUNK):
            self._read(ids[start : start + PREFILL_CHUNK], slot, stop)

    def _slot(self, purpose: Purpose, messages: Sequence[Message]) -> Slot:
        """By what it is for: tasks with different system texts have nothing in common."""
        system = next((m.text for m in messages if m.role is Role.SYSTEM), "")
        return self._prefixes.slot(f"{purpose}\n{system}")

    def _tokens(
        self,
        prompt: Prompt,
        slot: Slot,
        config: GenerationConfig,
        most: int,
        stop: threading.Event | None,
    ) -> Iterator[int]:
        """Ids of the reply without its end token. Raises Cancelled."""
        sampler, reply = Sampler(config), list[int]()
        rest = self._read_up_to_the_end(prompt.ids, slot, stop)
        logits = self._next(rest, slot, stop)
        while len(reply) < most:
            raise_if_set(stop)
            token = sampler.next(logits[0, : self._tokenizer.size], reply)
            if token in self._tokenizer.ends:
                return
            reply.append(token)
            yield token
            if len(reply) < most:
                logits = self._next([token], slot, stop)

    def _read_up_to_the_end(
        self, ids: Sequence[int], slot: Slot, stop: threading.Event | None
    ) -> list[int]:
        """Read what isn't known yet, but for the last chunk of it, which is returned."""
        self.governor.settle()
        known = slot.rewind_to(ids)
        self._work = replace(
            self._work,
            prompt_tokens=self._work.prompt_tokens + len(ids),
            reused_tokens=self._work.reused_tokens + known,
        )
        rest = list(ids[known:])
        while len(rest) > PREFILL_CHUNK:
            self._read(rest[:PREFILL_CHUNK], slot, stop)
            del rest[:PREFILL_CHUNK]
        return rest

    def _read(self, ids: Sequence[int], slot: Slot, stop: threading.Event | None) -> None:
        raise_if_set(stop)
        try:
            self._model.read(torch.tensor(ids), slot.cache)
        except (RuntimeError, MemoryError) as error:
            raise out_of_memory(error) from error
        slot.keep(ids)

    def _next(self, ids: Sequence[int], slot: Slot, stop: threading.Event | None) -> Tensor:
        """Logits after ids. Raises Cancelled."""
        raise_if_set(stop)
        if len(ids) == 1:
            logits = self.governor.run(lambda: self._forward(torch.tensor(ids), slot))
        else:
            self.governor.settle()
            logits = self._forward(torch.tensor(ids), slot)
        slot.keep(ids)
        return logits

    def _forward(self, ids: Tensor, slot: Slot, **how: Tensor) -> Tensor:
        try:
            return self._model.forward(ids, slot.cache, **how)
        except (RuntimeError, MemoryError) as error:
            raise out_of_memory(error) from error
