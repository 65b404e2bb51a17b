"""Which precision is chosen, and the figures that tell why."""

import pytest

from desktop.domain.examination import Examined, Report, choose


def _examined(plan: str, step_ms: float, agreement: float = 1.0, kl: float = 0.0) -> Examined:
    return Examined(plan, agreement, kl, 10.0, step_ms, 1.0, 200 if plan == "float32" else 50)


def _report(*examined: Examined) -> Report:
    return Report("5c" * 32, 13_000_000, examined, choose(examined).plan)


@pytest.mark.parametrize(
    ("agreement", "kl", "chosen"),
    [(1.0, 0.01, "int8"), (0.9, 0.01, "float32"), (1.0, 0.5, "float32")],
)
def test_the_fastest_that_keeps_the_answers(agreement: float, kl: float, chosen: str) -> None:
    slow = _examined("float32", 40), _examined("bfloat16", 60)
    report = _report(*slow, _examined("int8", 20, agreement, kl))
    assert report.choice == chosen == report.chosen.plan
    assert report.too_different == (() if chosen == "int8" else ("int8",))


def test_what_it_wins() -> None:
    report = _report(_examined("float32", 40), _examined("int8", 16))
    assert (report.times_as_fast, report.share_of_memory) == (2.5, 0.25)


def test_what_is_slower_needs_no_excuse() -> None:
    slower = _examined("int8-keep-down", 20, kl=1.0)
    report = _report(_examined("float32", 40), _examined("int8", 16), slower)
    assert report.too_different == ()


def test_float32_is_chosen_where_nothing_else_gives_its_answers() -> None:
    report = _report(_examined("float32", 40), _examined("int8", 20, agreement=0.0, kl=1000.0))
    assert report.chosen is report.exact
