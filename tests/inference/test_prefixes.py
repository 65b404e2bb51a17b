"""What was read once isn't read again, and never changes an answer."""

import random
from pathlib import Path

import pytest
import torch

from desktop.domain.messages import Message, Role
from desktop.errors import Cancelled
from desktop.inference.engine import GenerationConfig, Purpose
from desktop.inference.loading import load_engine
from desktop.inference.precision import Plan, Precision
from desktop.inference.prefixes import MOST_SLOTS, Prefixes
from desktop.inference.qwen2 import KVCache, Qwen2
from desktop.inference.torch_engine import TorchEngine

EXACT = Plan(Precision.FLOAT32)

SYSTEM = Message(Role.SYSTEM, "你是一个乐于助人且富有同理心的AI助手。")
GREEDY = GenerationConfig(max_tokens=12, temperature=0.0)


@pytest.fixture
def engine(tiny: Path) -> TorchEngine:
    return load_engine(tiny, plan=EXACT)


@pytest.fixture
def counted(engine: TorchEngine, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many ids each forward read."""
    read: list[int] = []
    original = Qwen2._read

    def reading(
        model: Qwen2,
        ids: torch.Tensor,
        cache: KVCache,
        positions: torch.Tensor | None,
        mask: torch.Tensor | None,
    ) -> torch.Tensor:
        read.append(ids.numel())
        return original(model, ids, cache, positions, mask)

    monkeypatch.setattr(Qwen2, "_read", reading)
    return read


def _user(text: str) -> Message:
    return Message(Role.USER, text)


def _reply(engine: TorchEngine, messages: list[Message]) -> str:
    return "".join(engine.generate(messages, GREEDY))


def test_a_label_reads_only_the_text(engine: TorchEngine, counted: list[int]) -> None:
    engine.score([SYSTEM, _user("早上好")], ["正面", "负面"])
    first = sum(counted)
    counted.clear()
    engine.score([SYSTEM, _user("晚上好")], ["正面", "负面"])
    assert sum(counted) <= first - len(engine._tokenizer.encode(SYSTEM.text))
    assert len(counted) == 1


def test_a_conversation_reads_only_what_is_new(engine: TorchEngine, counted: list[int]) -> None:
    talk = [SYSTEM, _user("今天下雨了，哪里也没去")]
    reply = _reply(engine, talk)
    counted.clear()
    _reply(engine, [*talk, Message(Role.ASSISTANT, reply), _user("嗯")])
    whole = len(engine.encode([*talk, Message(Role.ASSISTANT, reply), _user("嗯")]).ids)
    assert sum(counted[: -GREEDY.max_tokens + 1]) < whole / 2


def test_what_was_reused_is_counted(engine: TorchEngine, counted: list[int]) -> None:
    first = [SYSTEM, _user("早上好")]
    reply = _reply(engine, first)
    before = engine.work
    assert before.prompt_tokens > 0 and before.encode_s > 0 and before.reused_tokens == 0
    again = [*first, Message(Role.ASSISTANT, reply), _user("晚上好")]
    counted.clear()
    _reply(engine, again)
    work = engine.work.since(before)
    assert work.prompt_tokens == len(engine.encode(again).ids)
    assert work.prompt_tokens - work.reused_tokens == counted[0] and work.reused_tokens > 20


def test_naming_a_mood_does_not_forget_the_conversation(
    engine: TorchEngine, counted: list[int]
) -> None:
    talk = [SYSTEM, _user("今天下雨了，哪里也没去")]
    _reply(engine, talk)
    engine.score([Message(Role.SYSTEM, "只回答情绪。"), _user("好")], ["正面", "负面"])
    counted.clear()
    _reply(engine, talk)
    assert counted[0] == 1


def test_prepared_text_leaves_little_to_do(engine: TorchEngine, counted: list[int]) -> None:
    text = "今天和老朋友见了面，聊了很多很多以前的事"
    engine.prepare([SYSTEM, _user(text[:12])], Purpose.GENERATE, GREEDY)
    engine.prepare([SYSTEM, _user(text)], Purpose.GENERATE, GREEDY)
    counted.clear()
    _reply(engine, [SYSTEM, _user(text)])
    closing = engine._template._opened([_user("")])
    assert counted[0] == len(closing.closing) + len(closing.answer)


def test_answers_are_those_of_a_fresh_engine(tiny: Path, engine: TorchEngine) -> None:
    """Whatever came before: other texts, prepared ones, stopped ones, the same ones."""
    source = random.Random(3)
    texts = ["早", "今天下雨了", "今天下雨了，没带伞", "考试没考好" * 20, "😀<|im_end|>"]
    for _ in range(25):
        messages = [SYSTEM]
        for _ in range(source.randint(0, 2)):
            messages += [_user(source.choice(texts)), Message(Role.ASSISTANT, source.choice(texts))]
        messages.append(_user(source.choice(texts)))
        match source.randint(0, 3):
            case 0:
                engine.prepare(messages, source.choice(list(Purpose)), GREEDY)
            case 1:
                next(iter(engine.generate(messages, GREEDY)), None)  # left in the middle
            case 2:
                words = ["正面", "非常不开心"]
                fresh = load_engine(tiny, plan=EXACT).score(messages, words).scores
                assert engine.score(messages, words).scores == pytest.approx(fresh, abs=1e-3)
            case _:
                fresh_engine = load_engine(tiny, plan=EXACT)
                assert _reply(engine, messages) == _reply(fresh_engine, messages)


def test_cancelled_reading_is_of_use_and_does_no_harm(
    tiny: Path, engine: TorchEngine, counted: list[int]
) -> None:
    import threading

    messages = [SYSTEM, _user("很长的一天。" * 40)]
    stop = threading.Event()
    original = engine.model.read

    def read_once(ids: torch.Tensor, cache: object) -> None:
        original(ids, cache)
        stop.set()

    engine.model.read = read_once  # type: ignore[method-assign]
    with pytest.raises(Cancelled):
        engine.prepare(messages, Purpose.GENERATE, GREEDY, stop)
    engine.model.read = original  # type: ignore[method-assign]
    assert _reply(engine, messages) == _reply(load_engine(tiny, plan=EXACT), messages)


def test_memory_is_bounded(engine: TorchEngine) -> None:
    for number in range(3 * MOST_SLOTS):
        engine.score([Message(Role.SYSTEM, f"任务{number}"), _user("好")], ["正面", "负面"])
    assert len(engine._prefixes._slots) == MOST_SLOTS


class _Filled:
    """A cache whose tokens take 1 MB each."""

    length = 0

    @property
    def filled_bytes(self) -> int:
        return self.length << 20


def test_what_takes_too_much_memory_goes_but_never_the_two_newest() -> None:
    prefixes = Prefixes(_Filled)
    for purpose, length in (("label", 1), ("other", 20), ("chat", 40)):
        prefixes.slot(purpose).keep([7] * length)
    assert prefixes.slot("other").ids  # 61 MB are not too much
    prefixes.slot("chat").keep([7] * 30)
    assert prefixes.slot("label").ids  # 91 MB are, but not these two's fault
    assert len(prefixes.slot("chat").ids) == 70
    assert not prefixes.slot("other").ids
