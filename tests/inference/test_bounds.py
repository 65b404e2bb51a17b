"""Memory and time stay bounded: many turns, very long texts, cancelling at any moment."""

import random
import sys
import threading
from pathlib import Path

import pytest

from desktop import resources
from desktop.domain.turns import Exchange
from desktop.errors import Cancelled
from desktop.inference.assistant import Assistant
from desktop.inference.loading import load_engine
from desktop.inference.turn_tasks import Tasks

TURNS, CANCELS = 500, 200
MB = 1 << 20


@pytest.fixture
def assistant(tiny: Path) -> Assistant:
    return Assistant(load_engine(tiny), Tasks.from_folder(resources.PROMPTS))


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


def _turn(assistant: Assistant, history: list[Exchange], text: str) -> None:
    word = assistant.classify(text).choice.word
    reply = "".join(assistant.reply(history, text, label=word, max_tokens=4))
    history.append(Exchange(text, word, reply))


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_five_hundred_turns_take_no_more_memory_than_one_hundred(assistant: Assistant) -> None:
    history: list[Exchange] = []
    for number in range(100):
        _turn(assistant, history, f"第{number}天，又下雨了")
    before = _resident()
    for number in range(100, TURNS):
        _turn(assistant, history, f"第{number}天，又下雨了")
    assert _resident() - before < 40 * MB
    assert len(history) == TURNS


def test_a_hundred_thousand_characters_are_shortened_and_said_so(assistant: Assistant) -> None:
    text = "今天开会，改方案，又开会。" * 7700
    assert len(text) > 100_000
    assert assistant.classify(text).probabilities
    stream = assistant.reply([], text, label=None, max_tokens=4)
    while True:
        try:
            next(stream)
        except StopIteration as end:
            stats = end.value
            break
    assert stats.shortened and stats.prompt_tokens + stats.tokens <= assistant.info.context


def test_cancelled_at_any_moment_it_is_silent_and_sound(tiny: Path, assistant: Assistant) -> None:
    """After the event is set at most the piece at hand comes, and what follows is as ever."""
    source = random.Random(8)
    text = "很长的一天。" * 30
    for _ in range(CANCELS):
        stop, after = threading.Event(), 0
        timer = threading.Timer(source.random() * 0.02, stop.set)
        timer.start()
        try:
            assistant.classify(text + str(source.random()), stop)
            for _piece in assistant.reply([], text, max_tokens=60, stop=stop):
                after += stop.is_set()
        except Cancelled:
            pass
        timer.join()
        assert after <= 1
    fresh = Assistant(load_engine(tiny), Tasks.from_folder(resources.PROMPTS))
    again = "".join(assistant.reply([], "早", temperature=0.0, max_tokens=20))
    assert again == "".join(fresh.reply([], "早", temperature=0.0, max_tokens=20))
