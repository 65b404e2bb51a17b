"""The engine on torch: prompts in, scores and streamed text out. Knows no tasks and no diary."""

import os
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor

from desktop.domain.messages import Message
from desktop.domain.turns import ReplyStats
from desktop.errors import Cancelled, ModelRefused, OutOfMemory
from desktop.inference.chatml import ChatTemplate, Prompt
from desktop.inference.engine import EngineInfo, GenerationConfig, raise_if_set
from desktop.inference.folder import ModelFolder, check_folder
from desktop.inference.qwen2 import KVCache, Qwen2, Weights, causal_mask
from desktop.inference.sampling import Sampler
from desktop.inference.tokenizer import Tokenizer
from desktop.inference.weights import load_weights

# A prefill can't be interrupted inside a forward, so it is cut into pieces of this many tokens.
PREFILL_CHUNK = 64
# Longer prompts than this make a laptop's person wait for seconds, whatever the weights allow.
MOST_CONTEXT = 2048
# Below this size float32 is fastest; above, bfloat16 halves the memory.
FLOAT32_BYTES = 1 << 30


class TorchEngine:
    """Qwen2-family weights behind the `Engine` protocol.

    One thread at a time. Two requests of one conversation share the prefix that they have in
    common only within a request; nothing is kept between requests.
    """

    def __init__(self, model: Qwen2, tokenizer: Tokenizer, info: EngineInfo) -> None:
        self._model, self._tokenizer, self._info = model, tokenizer, info
        self._template = ChatTemplate(tokenizer)

    @classmethod
    def load(
        cls, path: Path, stop: threading.Event | None = None, name: str | None = None
    ) -> "TorchEngine":
        """The folder's weights, called *name* or as the folder is called.

        Raises ModelMissing, ModelRefused, ModelDamaged, OutOfMemory, Cancelled.
        """
        folder = check_folder(path)
        torch.set_num_threads(_thread_count())
        tokenizer = Tokenizer.from_folder(folder.path)
        if tokenizer.size > folder.config.vocab_size:
            raise ModelRefused(f"{folder.path.name}: the tokenizer is another model's")
        dtype = _dtype_for(folder)
        try:
            weights = load_weights(folder, dtype, stop)
        except RuntimeError as error:
            raise _out_of_memory(error) from error
        context = min(folder.config.context, MOST_CONTEXT)
        info = EngineInfo(
            name=name or folder.path.name,
            weights=folder.weights_id(stop),
            parameters=_parameters(weights),
            precision=str(dtype).removeprefix("torch."),
            context=context,
        )
        return cls(Qwen2(folder.config, weights, context), tokenizer, info)

    @property
    def info(self) -> EngineInfo:
        return self._info

    def score(
        self,
        messages: Sequence[Message],
        choices: Sequence[str],
        stop: threading.Event | None = None,
    ) -> tuple[float, ...]:
        """See Engine.score. All choices go through one forward behind the shared prompt."""
        words = [self._tokenizer.encode(choice) for choice in choices]
        room = self._info.context - sum(map(len, words))
        prompt = self._template.prompt(messages, room)
        cache = self._model.new_cache()
        self._prefill(prompt.ids[:-1], cache, stop)
        raise_if_set(stop)
        return self._score_packed(prompt.ids[-1], words, cache)

    def _score_packed(self, last: int, words: list[list[int]], cache: KVCache) -> tuple[float, ...]:
        """The prompt's last token and all words in one forward, blind to each other.

        Each word but its last token is fed; row 0 predicts every word's first token.
        """
        ids, blocks = [last], []
        for word in words:
            blocks.append(range(len(ids), len(ids) + len(word) - 1))
            ids.extend(word[:-1])
        start = cache.length
        positions = torch.tensor([start, *(start + 1 + i for b in blocks for i in range(len(b)))])
        mask = _packed_mask(start, len(ids), blocks)
        logits = self._forward(
            torch.tensor(ids), cache, positions=positions, mask=mask, rows=torch.arange(len(ids))
        )
        logp = logits.log_softmax(-1)
        return tuple(
            sum(float(logp[row, token]) for row, token in zip((0, *block), word, strict=True))
            for block, word in zip(blocks, words, strict=True)
        )

    def generate(
        self,
        messages: Sequence[Message],
        config: GenerationConfig,
        stop: threading.Event | None = None,
    ) -> Generator[str, None, ReplyStats]:
        """See Engine.generate."""
        began = time.perf_counter()
        reserve = min(config.max_tokens, self._info.context // 2)
        prompt = self._template.prompt(messages, self._info.context - reserve)
        most = min(config.max_tokens, self._info.context - len(prompt.ids))
        clock = _ReplyClock(began, prompt)
        decoder = self._tokenizer.decoder()
        try:
            for token in self._tokens(prompt, config, most, stop):
                clock.count()
                if text := decoder.feed(token):
                    yield text
        except Cancelled:
            return clock.stats("stopped")
        return clock.stats("length" if clock.tokens >= most else "end")

    def _tokens(
        self, prompt: Prompt, config: GenerationConfig, most: int, stop: threading.Event | None
    ) -> Iterator[int]:
        """Ids of the reply without its end token. Raises Cancelled."""
        cache, sampler = self._model.new_cache(), Sampler(config)
        reply: list[int] = []
        logits = self._prefill(prompt.ids, cache, stop)
        while len(reply) < most:
            raise_if_set(stop)
            token = sampler.next(logits[0, : self._tokenizer.size], reply)
            if token in self._tokenizer.ends:
                return
            reply.append(token)
            yield token
            if len(reply) < most:
                logits = self._forward(torch.tensor([token]), cache)

    def _prefill(self, ids: Sequence[int], cache: KVCache, stop: threading.Event | None) -> Tensor:
        """Read ids in chunks; logits after the last one. Raises Cancelled between chunks."""
        logits = torch.empty(0)
        for at in range(0, len(ids), PREFILL_CHUNK):
            raise_if_set(stop)
            logits = self._forward(torch.tensor(ids[at : at + PREFILL_CHUNK]), cache)
        return logits

    def _forward(self, ids: Tensor, cache: KVCache, **how: Tensor) -> Tensor:
        try:
            return self._model.forward(ids, cache, **how)
        except RuntimeError as error:
            raise _out_of_memory(error) from error


class _ReplyClock:
    """Counts tokens and seconds of one reply."""

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


def _packed_mask(start: int, count: int, blocks: Sequence[range]) -> Tensor:
    """Causal, but no block sees another block: [count, start + count]."""
    mask = causal_mask(start, count)
    for block in blocks:
        if len(block):
            mask[block.stop :, start + block.start : start + block.stop] = False
    return mask


def _thread_count() -> int:
    """One core stays free for the window where there are more than two."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, (cores or 1) - 1) if (cores or 1) > 2 else (cores or 1)


def _dtype_for(folder: ModelFolder) -> torch.dtype:
    stored = sum(f.stat().st_size for f in folder.files)
    return torch.float32 if 2 * stored <= FLOAT32_BYTES else torch.bfloat16


def _parameters(weights: Weights) -> int:
    tensors = [weights.embedding, weights.norm]
    if weights.head is not weights.embedding:
        tensors.append(weights.head)
    for layer in weights.layers:
        fields = (getattr(layer, name) for name in layer.__slots__)
        tensors.extend(f for f in fields if f is not None)
    return sum(t.numel() for t in tensors)


def _out_of_memory(error: RuntimeError) -> BaseException:
    """torch has no class of its own for the CPU's allocator giving up."""
    if "alloc" in str(error) and "memory" in str(error):
        return OutOfMemory("not enough memory for the model")
    return error
