"""A table that opens in a spreadsheet, and runs nothing there."""

import csv
import io

import pytest

from desktop.domain.spreadsheet import MARK, harmless, table


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_text_never_becomes_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_numbers_stay_numbers_and_text_stays_whole() -> None:
    text = table([["名称", "平均"], ['跑步, "慢"', -0.5], ["=1", None]])
    assert text.startswith(MARK)
    rows = list(csv.reader(io.StringIO(text.removeprefix(MARK))))
    assert rows == [["名称", "平均"], ['跑步, "慢"', "-0.5"], ["'=1", ""]]
