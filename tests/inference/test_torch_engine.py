"""The engine as its users see it: streams, stops, limits, and what it says of itself."""

import gc
import threading
import weakref
from collections.abc import Generator
from pathlib import Path

import pytest
import torch

from desktop import resources
from desktop.domain.messages import Message, Role
from desktop.domain.turns import ReplyStats
from desktop.errors import Cancelled
from desktop.inference.assistant import Assistant
from desktop.inference.engine import GenerationConfig
from desktop.inference.loading import load_engine
from desktop.inference.precision import Plan, Precision
from desktop.inference.qwen2 import KVCache
from desktop.inference.torch_engine import PREFILL_CHUNK, TorchEngine
from desktop.inference.turn_tasks import Tasks

EXACT = Plan(Precision.FLOAT32)

TALK = [Message(Role.SYSTEM, "你好"), Message(Role.USER, "今天下雨了")]


@pytest.fixture(scope="module")
def engine(tiny: Path) -> TorchEngine:
    return load_engine(tiny, plan=EXACT)


def _drain(stream: Generator[str, None, ReplyStats]) -> tuple[list[str], ReplyStats]:
    pieces: list[str] = []
    while True:
        try:
            pieces.append(next(stream))
        except StopIteration as end:
            return pieces, end.value


def test_it_says_what_it_is(engine: TorchEngine, tiny: Path) -> None:
    import hashlib

    (weights,) = tiny.glob("*.safetensors")
    assert engine.info.weights == hashlib.sha256(weights.read_bytes()).hexdigest()
    assert engine.info.name == tiny.name
    assert engine.info.context == 512
    assert engine.info.precision == "float32"


def test_it_streams_and_counts(engine: TorchEngine) -> None:
    pieces, stats = _drain(engine.generate(TALK, GenerationConfig(max_tokens=20, seed=1)))
    assert len(pieces) > 1 and all(pieces)
    assert stats.reason == "length" and stats.tokens == 20
    assert 0 < stats.first_token_s <= stats.total_s
    assert stats.tokens_per_second > 0


def test_the_same_seed_says_the_same(engine: TorchEngine) -> None:
    config = GenerationConfig(max_tokens=16, temperature=1.0, top_p=0.9, seed=9)
    assert _drain(engine.generate(TALK, config))[0] == _drain(engine.generate(TALK, config))[0]


def test_stop_ends_it_after_the_piece_at_hand(engine: TorchEngine) -> None:
    stop = threading.Event()
    stream = engine.generate(TALK, GenerationConfig(max_tokens=400, seed=1), stop)
    next(stream)
    stop.set()
    pieces, stats = _drain(stream)
    assert pieces == [] and stats.reason == "stopped" and stats.tokens < 400


def test_stop_is_seen_between_the_chunks_of_a_prefill(
    engine: TorchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop, read = threading.Event(), []
    reading = engine.model.read

    def counted(ids: torch.Tensor, cache: KVCache) -> None:
        read.append(ids.numel())
        stop.set()
        reading(ids, cache)

    monkeypatch.setattr(engine.model, "read", counted)
    long = [Message(Role.USER, "很长的一天。" * 80)]
    _, stats = _drain(engine.generate(long, GenerationConfig(max_tokens=9), stop))
    assert stats.reason == "stopped" and read == [PREFILL_CHUNK]
    read.clear()
    with pytest.raises(Cancelled):
        engine.score(long, ["正面", "负面"], stop)
    assert read == []


def test_it_never_goes_beyond_its_context(engine: TorchEngine) -> None:
    talk = [
        message
        for n in range(60)
        for message in (Message(Role.USER, f"第{n}天下雨"), Message(Role.ASSISTANT, "带伞"))
    ]
    messages = [TALK[0], *talk, TALK[1]]
    _, stats = _drain(engine.generate(messages, GenerationConfig(max_tokens=10_000, seed=2)))
    assert stats.left_out > 0
    assert stats.prompt_tokens + stats.tokens <= engine.info.context


def test_loading_can_be_cancelled(tiny: Path) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        load_engine(tiny, stop)


@pytest.mark.parametrize("precision", list(Precision))
def test_an_engine_goes_without_a_search_for_cycles(precision: Precision) -> None:
    """Two may not fit side by side, and such a search is forbidden on the worker."""
    assert not gc.isenabled()
    engine = load_engine(resources.BUNDLED_MODEL, plan=Plan(precision))
    assistant = Assistant(engine, Tasks.from_folder(resources.PROMPTS))
    assistant.classify("今天很好")
    _drain(assistant.reply([], "你好"))
    gone = weakref.ref(engine), weakref.ref(engine.model)
    del engine, assistant
    assert [one() for one in gone] == [None, None]
