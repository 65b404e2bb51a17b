"""Our engine under measurement: asked as the program asks it. Runs in a process of its own."""

from itertools import pairwise
from time import perf_counter
from typing import Any

from desktop import resources
from desktop.bench.figures import Samples
from desktop.bench.material import Case
from desktop.bench.spec import REPLY_TOKENS, Spec, timed
from desktop.inference.assistant import Assistant
from desktop.inference.engine import GenerationConfig
from desktop.inference.precision import Plan
from desktop.inference.turn_tasks import Tasks


class Ours:
    """The program's own engine, asked as the program asks it."""

    def __init__(self, spec: Spec) -> None:
        from desktop.inference.loading import load_engine

        plan = Plan.parse(spec.plan) if spec.plan else None
        self._engine = load_engine(spec.source, plan=plan, cache=spec.cache)
        self._tokens = _Watched(self._engine._tokenizer, self._engine.model.config.vocab_size)
        self._engine._tokenizer = self._tokens  # type: ignore[assignment] # see _Watched
        self._assistant = Assistant(self._engine, Tasks.from_folder(resources.PROMPTS))
        self.facts = {
            "precision": self._engine.info.precision,
            "kernels": self._engine.info.kernels,
            "weights": self._engine.info.weights,
            "parameters": self._engine.info.parameters,
            "step_bytes": self._engine.model.weights.step_bytes,
            "threads": self._engine.governor.count,
        }

    def encode(self, case: Case) -> Samples:
        return timed(lambda: self._engine.encode(case.messages))

    def label(self, case: Case) -> Samples:
        """The task's system text was read for an earlier label, as it is in the program."""
        return timed(lambda: self._assistant.classify(case.text))

    def reply(self, case: Case) -> Samples:
        began = perf_counter()
        self._answer(case, REPLY_TOKENS)
        total = perf_counter() - began
        times = self._tokens.times
        steps = [after - before for before, after in pairwise(times)]
        return {"first": [times[0] - began], "token": steps, "seconds": [total]}

    def prefill(self, case: Case) -> Samples:
        config = GenerationConfig(max_tokens=1)
        return timed(lambda: list(self._engine.generate(case.messages, config)))

    def running(self, case: Case) -> Samples:
        """Enter in a conversation: first token without and with what was typed read ahead."""
        self._after_last_reply(case)
        cold = timed(lambda: self._answer(case, 1))["seconds"]
        self._after_last_reply(case)
        self._assistant.prepare(case.history, case.text)
        ahead = timed(lambda: self._answer(case, 1))["seconds"]
        return {"cold": cold, "ahead": ahead}

    def _after_last_reply(self, case: Case) -> None:
        """Bring the memory into the state in which the last reply left it."""
        *before, last = case.history
        list(self._assistant.reply(before, last.text, partial=last.reply, max_tokens=1))

    def _answer(self, case: Case, tokens: int) -> None:
        for _ in self._assistant.reply(case.history, case.text, max_tokens=tokens):
            pass


class _Watched:
    """A tokenizer that takes the time of every token that is decoded, in seconds.

    It knows no end of a reply: all replies that are compared must be equally long.
    """

    ends: frozenset[int] = frozenset()

    def __init__(self, tokenizer: Any, size: int) -> None:
        """size: of the choice that is sampled from; made-up weights have a smaller tokenizer."""
        self._tokenizer, self.size = tokenizer, size
        self.times: list[float] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tokenizer, name)

    def decoder(self) -> "_WatchedDecoder":
        self.times.clear()
        return _WatchedDecoder(self._tokenizer.decoder(), self.times)


class _WatchedDecoder:
    def __init__(self, decoder: Any, times: list[float]) -> None:
        self._decoder, self._times = decoder, times

    def feed(self, token: int) -> str:
        text: str = self._decoder.feed(token)
        self._times.append(perf_counter())
        return text
