"""The engine on torch: prompts in, scores and streamed text out. Knows no tasks and no diary."""

import threading
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from desktop.domain.messages import Message, Role
from desktop.domain.turns import ReplyStats
from desktop.errors import Cancelled, ModelRefused, OutOfMemory
from desktop.inference.adapter import with_adapter
from desktop.inference.block_weights import load_blocks
from desktop.inference.chatml import ChatTemplate, Prompt
from desktop.inference.engine import (
    EngineInfo,
    GenerationConfig,
    Purpose,
    Scored,
    Work,
    raise_if_set,
)
from desktop.inference.folder import ModelFolder, check_folder
from desktop.inference.forward import Forward
from desktop.inference.linears import has_fast_int8
from desktop.inference.native import can_run
from desktop.inference.native_qwen2 import NativeQwen2
from desktop.inference.packed import PackedWords
from desktop.inference.precision import Plan, first_choice, parameters
from desktop.inference.prefixes import Prefixes, Slot
from desktop.inference.qwen2 import Qwen2
from desktop.inference.sampling import Sampler
from desktop.inference.stored import Layout
from desktop.inference.threads import ThreadGovernor, available_cores, fastest_count
from desktop.inference.tokenizer import Tokenizer
from desktop.inference.weights import load_weights
from desktop.inference.weights_cache import WeightsCache

# A prefill can't be interrupted inside a forward, so it is cut into pieces of this many tokens.
PREFILL_CHUNK = 128
# Longer prompts than this make a laptop's person wait for seconds, whatever the weights allow.
MOST_CONTEXT = 2048


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

    @classmethod
    def load(
        cls,
        path: Path,
        stop: threading.Event | None = None,
        *,
        name: str | None = None,
        plan: Plan | None = None,
        cache: Path | None = None,
        native: bool = True,
        adapter: Path | None = None,
        threads: int | None = None,
    ) -> "TorchEngine":
        """The folder's weights, called *name* or as the folder is called.

        plan: the precision; None takes the doctor's choice, or else the first one. cache: a
        folder for what is worth keeping (hashes, quantised weights); None keeps nothing.
        native: False leaves all work to torch, also what runs in C here. adapter: the folder of
        one to merge. threads: the most there may be; None finds the fastest number by trying.
        Raises ModelMissing, ModelRefused, ModelDamaged, AdapterRefused, OutOfMemory, Cancelled.
        """
        folder, store = check_folder(path), WeightsCache(cache)
        if adapter is not None:
            folder = with_adapter(folder, adapter)
        tokenizer = Tokenizer.from_folder(folder.path, cache)
        if tokenizer.size > folder.config.vocab_size:
            raise ModelRefused(f"{folder.path.name}: the tokenizer is another model's")
        identity = store.identity(folder, stop)
        plan = plan or store.choice(identity) or _first_choice(folder)
        try:
            model = _load(folder, plan, store, identity, stop, native=native)
        except RuntimeError as error:
            raise _out_of_memory(error) from error
        if threads is None:
            threads = fastest_count(model.sample)
        info = EngineInfo(
            name=name or folder.path.name,
            weights=identity,
            parameters=parameters(folder.config),
            precision=str(plan),
            context=_context(folder),
            kernels=model.kernels,
            tasks=folder.config.tasks,
            script=folder.config.script,
            turns=folder.config.turns,
        )
        return cls(model, tokenizer, info, min(threads, available_cores()))

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
        clock = _ReplyClock(began, prompt)
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
            raise _out_of_memory(error) from error
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


def _load(
    folder: ModelFolder,
    plan: Plan,
    store: WeightsCache,
    identity: str,
    stop: threading.Event | None,
    *,
    native: bool,
) -> Forward:
    """In C where that can be done, otherwise by torch."""
    in_c = native and can_run(folder.config, plan)
    cache = store.quantised(identity, plan, Layout.BLOCKS if in_c else Layout.ROWS)
    model: Forward
    if in_c:
        blocks = load_blocks(folder, plan, cache, stop)
        model = NativeQwen2(folder.config, blocks, _context(folder))
    else:
        model = Qwen2(folder.config, load_weights(folder, plan, cache, stop), _context(folder))
    if cache is not None and cache.exists():
        store.tidy(cache)
    return model


def _context(folder: ModelFolder) -> int:
    return min(folder.config.context, MOST_CONTEXT)


def _first_choice(folder: ModelFolder) -> Plan:
    return first_choice(folder.config, fast_int8=has_fast_int8())


def _out_of_memory(error: RuntimeError | MemoryError) -> BaseException:
    """torch has no class of its own for the CPU's allocator giving up."""
    if isinstance(error, MemoryError) or ("alloc" in str(error) and "memory" in str(error)):
        return OutOfMemory("not enough memory for the model")
    return error
