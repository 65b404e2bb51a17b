"""Reading ahead: what is read, when it is given up, and that nobody can tell afterwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.turns import TurnState
from desktop.inference.engine import Purpose
from desktop.services.preparation import LEAST_TEXT
from desktop.services.requests import EnginePhase
from tests.services.conftest import Bench


@pytest.fixture
def ready(bench: Bench) -> Iterator[Bench]:
    bench.load()
    bench.qtbot.waitUntil(lambda: bench.inference.state.phase is EnginePhase.READY)
    bench.chat._settings.set("prefill_while_typing", "always")
    yield bench


def _prepared(bench: Bench) -> list[tuple[Purpose, str]]:
    return [(purpose, messages[-1].text) for purpose, messages in bench.engine.prepared]


def test_a_pause_reads_it_for_mood_and_reply(ready: Bench) -> None:
    ready.answered(lambda: ready.chat.send("早上好"))
    ready.chat.typing_paused("今天有点累")
    ready.qtbot.waitUntil(lambda: len(ready.engine.prepared) == 2)
    assert _prepared(ready) == [(Purpose.SCORE, "今天有点累"), (Purpose.GENERATE, "今天有点累")]
    assert "早上好" in ready.engine.prepared[1][1][1].text  # with what was said before
    assert len(ready.store.last_turns(9)) == 1  # and nothing is saved


def test_the_same_text_is_read_once(ready: Bench) -> None:
    ready.chat.typing_paused("今天有点累")
    ready.chat.typing_paused("今天有点累 ")
    ready.answered(lambda: ready.chat.send("今天有点累"))
    assert len(ready.engine.prepared) <= 2


def test_another_text_ends_it_at_once_and_more_text_does_not(ready: Bench) -> None:
    ready.chat.typing_paused("今天有点累")
    request = ready.chat._preparation._running
    assert request is not None
    ready.chat.typing_changed("今天有点累，想")
    assert not request.stop.is_set()
    ready.chat.typing_changed("昨天")
    assert request.stop.is_set()


def test_sending_ends_it(ready: Bench) -> None:
    ready.chat.typing_paused("今天有点累")
    request = ready.chat._preparation._running
    turn = ready.answered(lambda: ready.chat.send("今天有点累"))
    assert request is not None and request.stop.is_set()
    assert turn.state is TurnState.DONE


@pytest.mark.parametrize("wish", ["never", "on_mains"])
def test_not_when_it_is_not_wanted(
    ready: Bench, wish: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.services.power._on_battery", lambda: True)
    ready.chat._settings.set("prefill_while_typing", wish)
    ready.chat.typing_paused("今天有点累")
    ready.answered(lambda: ready.chat.send("好"))
    assert ready.engine.prepared == []


def test_not_while_a_reply_is_written_nor_for_a_few_letters(ready: Bench) -> None:
    ready.chat.typing_paused("累" * (LEAST_TEXT - 1))

    def send_and_type_on() -> None:
        ready.chat.send("好")
        ready.chat.typing_paused("还有一句话")

    ready.answered(send_and_type_on)
    assert ready.engine.prepared == []


def test_a_failure_of_it_is_nobodys_business(ready: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError("今天有点累")

    monkeypatch.setattr(ready.engine, "prepare", fail)
    ready.chat.typing_paused("今天有点累")
    assert ready.answered(lambda: ready.chat.send("今天有点累")).state is TurnState.DONE


def test_nothing_of_it_reaches_the_disk(ready: Bench, tmp_path: Path) -> None:
    ready.chat.typing_paused("不想让人看见的话")
    ready.qtbot.waitUntil(lambda: len(ready.engine.prepared) == 2)
    files = [f for f in tmp_path.rglob("*") if f.is_file()]
    assert not any("不想让人看见".encode() in f.read_bytes() for f in files)
