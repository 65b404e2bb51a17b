"""The care rules on reviewed lines: none of the explicit ones is missed, ordinary life is left be.

Figures on other people's texts are measured by hand (they can't be shipped) and stand in README.
"""

import re
import time
from collections import defaultdict
from pathlib import Path

import pytest

from desktop.domain import care
from desktop.domain.care import CareLevel, care_level, is_explicit, kept_apart, shown_level
from desktop.domain.care_patterns import names, words

LINES = Path(__file__).with_name("care_lines.txt")


def reviewed() -> dict[str, list[str]]:
    """Lines by their class."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    heading = ""
    for line in LINES.read_text("utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
        elif line and not line.startswith("#"):
            found[heading].append(line)
    return dict(found)


REVIEWED = reviewed()


def test_there_are_enough_lines_of_every_class() -> None:
    assert set(REVIEWED) == {"explicit", "passive", "harmed", "worry", "other"}
    assert sum(map(len, REVIEWED.values())) >= 600
    assert all(len(lines) >= 40 and len(set(lines)) == len(lines) for lines in REVIEWED.values())


def test_no_explicit_line_is_missed() -> None:
    assert [line for line in REVIEWED["explicit"] if not is_explicit(line)] == []


def test_passive_lines_are_passive() -> None:
    wrong = [line for line in REVIEWED["passive"] if care_level(line) is not CareLevel.PASSIVE]
    assert wrong == []


def test_violence_against_the_writer_or_at_home_is_told_from_worries() -> None:
    wrong = [line for line in REVIEWED["harmed"] if care_level(line) is not CareLevel.HARMED]
    assert wrong == []


def test_violence_beside_a_wish_to_die_is_a_card() -> None:
    assert is_explicit("他又打我了，我不想活了")
    assert care_level("他又打我了，活着好累") is CareLevel.HARMED


def test_worries_about_somebody_near_are_worries() -> None:
    wrong = [line for line in REVIEWED["worry"] if care_level(line) is not CareLevel.WORRY]
    assert wrong == []


def test_strangers_the_past_sayings_and_ordinary_days_raise_nothing() -> None:
    assert [line for line in REVIEWED["other"] if kept_apart(line)] == []


@pytest.mark.parametrize(
    "frame",
    ["{}", "今天下雨，上了一天班。\n{}\n晚上吃了面。", "{}\n哈喽", "　{}　", "“{}”", "{}!!!"],
)
def test_an_explicit_line_is_found_wherever_it_stands(frame: str) -> None:
    lines = ["我想死", "不想活了", "我想自杀", "遗书写好了", "I want to kill myself"]
    assert all(is_explicit(frame.format(line)) for line in lines)


@pytest.mark.parametrize(
    "spelling",
    ["想 死", "想　死了", "想\u200b死", "我想自☆杀", "不 想 活 了", "想殺死自己", "ＫＭＳ", "想🔪自杀", "自鲨", "想亖"],
)  # fmt: skip
def test_width_spaces_signs_and_homophones_hide_nothing(spelling: str) -> None:
    assert is_explicit(spelling)


def test_the_most_urgent_clause_counts() -> None:
    assert care_level("笑死我了。后来一个人的时候，我想死") is CareLevel.EXPLICIT
    assert care_level("朋友说她想死，我也觉得活着没意思") is CareLevel.PASSIVE
    assert care_level("以前想过自杀，现在好多了") is CareLevel.MENTION
    assert care_level("今天晒了被子") is CareLevel.NONE


def test_a_soft_line_is_said_once_a_day_of_each_kind_and_a_card_every_time() -> None:
    day = ["活着好累", "我想死", "活够了", "朋友自杀了", "我想死", "他说他想死", "吃了面"]
    shown = [shown_level(text, day[:place]) for place, text in enumerate(day)]
    soft, none = CareLevel.PASSIVE, CareLevel.NONE
    card = CareLevel.EXPLICIT
    assert shown == [soft, card, none, CareLevel.WORRY, card, none, none]


def test_a_card_takes_no_soft_line_away() -> None:
    assert shown_level("活够了", ["我想死", "朋友自杀了"]) is CareLevel.PASSIVE


@pytest.mark.parametrize("text", ["", " \n", "。。。", "\ud83d", "死" * 50_000, "我" * 100_000])
def test_any_text_has_a_level(text: str) -> None:
    care_level(text)


def test_every_list_can_be_looked_for_and_is_looked_for() -> None:
    rules = Path(care.__file__).read_text("utf-8")
    assert all(words(name).search("") is None for name in names())
    used = set(re.findall(r'words\("(\w+)"\)|for name in \("(\w+)", "(\w+)"\)', rules))
    assert {name for found in used for name in found if name} == set(names()) - {"people"}


def test_it_takes_less_than_a_millisecond_a_line() -> None:
    lines = [line for group in REVIEWED.values() for line in group]
    began = time.perf_counter()
    for line in lines:
        care_level(line)
    assert (time.perf_counter() - began) / len(lines) < 1e-3
