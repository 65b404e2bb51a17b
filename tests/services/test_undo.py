"""What was done is taken back in turn, each once, whichever way it is asked for."""

import pytest

from desktop.services.undo import Deed, UndoHistory


@pytest.fixture
def taken_back() -> list[str]:
    return []


@pytest.fixture
def history(qapp: object, taken_back: list[str]) -> UndoHistory:
    history = UndoHistory()
    for name in ("一", "二"):
        history.add(Deed(name, lambda name=name: taken_back.append(name)))  # type: ignore[misc]
    return history


def test_the_last_comes_first(history: UndoHistory, taken_back: list[str]) -> None:
    told: list[str] = []
    history.undone.connect(told.append)
    for _ in range(3):
        history.undo()
    assert taken_back == told == ["二", "一"]


def test_what_was_taken_back_elsewhere_is_passed_over(
    history: UndoHistory, taken_back: list[str]
) -> None:
    deed = Deed("三", lambda: taken_back.append("三"))
    history.add(deed)
    deed.undo()
    deed.undo()
    history.undo()
    assert taken_back == ["三", "二"]


def test_nothing_of_another_diary(history: UndoHistory, taken_back: list[str]) -> None:
    history.forget()
    history.undo()
    assert taken_back == []
