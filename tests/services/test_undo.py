"""What was done is taken back in turn, each once, whichever way it is asked for."""

import pytest

from desktop.errors import DiskFull
from desktop.services.undo import Deed, UndoHistory


@pytest.fixture
def taken_back() -> list[str]:
    return []


@pytest.fixture
def history(qapp: object, taken_back: list[str]) -> UndoHistory:
    history = UndoHistory()
    for name in ("一", "二"):
        history.add(Deed(lambda name=name: name, lambda name=name: taken_back.append(name)))  # type: ignore[misc]
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
    deed = Deed(lambda: "三", lambda: taken_back.append("三"))
    history.add(deed)
    deed.undo()
    deed.undo()
    history.undo()
    assert taken_back == ["三", "二"]


def test_nothing_of_another_diary(history: UndoHistory, taken_back: list[str]) -> None:
    history.forget()
    history.undo()
    assert taken_back == []


def test_what_cannot_be_taken_back_is_said_and_tried_again(
    history: UndoHistory, taken_back: list[str]
) -> None:
    """Nobody is told that it was undone, and it stays the next in turn."""
    full, told, failed = [True], list[str](), list[str]()

    def undo() -> None:
        if full[0]:
            raise DiskFull("diary.sqlite3")
        taken_back.append("三")

    history.undone.connect(told.append)
    history.failed.connect(failed.append)
    history.add(Deed(lambda: "三", undo))
    history.undo()
    assert (told, taken_back, len(failed)) == ([], [], 1) and failed[0]
    full[0] = False
    history.undo()
    assert told == taken_back == ["三"] and len(failed) == 1
