"""The filter on replies: no cut word is ever shown, ordinary sentences pass as they are."""

import pytest

from desktop.domain.word_filter import LONGEST, SentenceFilter, WordList
from desktop.services.reply_filter import sensitive_words

NOTE = "（略）"
WORDS = WordList(["傻逼", "做爱", "shit"], ["做爱心"])


def streamed(text: str, size: int = 1, before: str = "") -> list[str]:
    """What is shown after each piece, and at the end."""
    filter = SentenceFilter(WORDS, NOTE, before)
    shown = [filter.feed(text[at : at + size]) for at in range(0, len(text), size)]
    return [*shown, filter.finish()]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_the_sentence_is_replaced_whatever_the_pieces(size: int) -> None:
    text = "我在听。他真是个傻逼！先歇一歇吧……\n- 喝点水"
    assert "".join(streamed(text, size)) == "我在听。（略）先歇一歇吧……\n- 喝点水"


def test_nothing_of_the_sentence_is_shown_first() -> None:
    for shown in streamed("好的。你这个傻逼。"):
        assert not set(shown) & set("你这个傻逼")


@pytest.mark.parametrize(
    "text",
    ["", "好", "累。\n\n早点睡！", "Take it easy. It's fine.", "没有句号" * 100, "```\na.b\n```"],
)
def test_all_else_passes_as_it_is(text: str) -> None:
    assert "".join(streamed(text)) == text


@pytest.mark.parametrize(
    "text", ["一起做爱心便当。", "Shitake is a mushroom.", "这是日本的shiitake。"]
)
def test_only_whole_terms_count(text: str) -> None:
    assert "".join(streamed(text)) == text


@pytest.mark.parametrize("text", ["ＳＨＩＴ！", "oh Shit.", "他们在做爱。"])
def test_width_and_case_hide_nothing(text: str) -> None:
    assert "".join(streamed(text)) == NOTE


def test_several_in_a_row_are_said_once() -> None:
    assert "".join(streamed("傻逼。傻逼！好了。傻逼？")) == f"{NOTE}好了。{NOTE}"


def test_a_word_that_a_stop_cut_in_two() -> None:
    assert "".join(streamed("逼！再说。", before="你真是傻")) == f"{NOTE}再说。"


def test_a_sentence_without_an_end_does_not_hold_up_the_reply() -> None:
    filter = SentenceFilter(WORDS, NOTE)
    assert filter.feed("一句很长的话，" * 40) != ""
    assert len("一句很长的话，" * 40) > LONGEST


def test_ordinary_replies_hold_no_word_of_the_list() -> None:
    ordinary = [
        "听起来这一天不容易。", "去吃个蛋挞吧。", "你妈妈的做法我能理解。", "他们一定很担心。",
        "做操你喜欢吗？", "别说自己弱，智慧在后头。", "体操你练了多久？",
    ]  # fmt: skip
    words = sensitive_words()
    assert [line for line in ordinary if words.holds(line)] == []
    assert words.holds("你这个王八蛋") and words.holds("FUCK you")
