"""Conversations as examples of the chat task: which replies are worth learning."""

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from tools.train_starter import own
from tools.train_starter.examples import Exchange, TalkExample, classify_task
from tools.train_starter.posts import Moods, Post
from tools.train_starter.settings import Prepare
from tools.train_starter.sources import clean_reply, is_crisis, sentences, tidy

# Told in this share of the turns where it is known: by default the program tells it.
_MOOD_TOLD = 0.7
_LONGEST_POST = 80
_MOST_POSTS = 4000  # of an emotion
_OWN_LINES = 5  # times that each of our own lines is answered
_LONGEST_QUESTION = 120  # characters; the same for an answer to one
# A reply that names itself or its profession, offers what the program can't do, or says goodbye
# for a consulting room.
_OF_ANOTHER = re.compile(
    "艾薇|医生|咨询|来访者|病人|患者|楼主|题主|邀请|答主|诊断|处方|服用|药物|催眠|预约|心理学|疗法|治疗|抱抱|亲爱的"
    "|我也?曾|我的经验|我的经历|我是一|我以前|我们称|提供支持|加油哦|http"
)


def smile(rows: Iterable[dict[str, Any]]) -> Iterator[TalkExample]:
    """Whole, for the language in them; first replies are read but not learned."""
    for turns in _of(rows, "smile"):
        yield TalkExample(tuple(replace(t, learn=n > 0) for n, t in enumerate(turns)))


def smile_short(rows: Iterable[dict[str, Any]], chosen: Prepare) -> Iterator[TalkExample]:
    """Later turns whose reply is short and the program's own to say."""
    for turns in _of(rows, "smile"):
        judged = [replace(t, learn=n > 0 and _worth(t.reply, chosen)) for n, t in enumerate(turns)]
        if sum(t.learn for t in judged) * 2 >= len(judged):
            yield TalkExample(tuple(judged))


def good(rows: Iterable[dict[str, Any]], source: str, chosen: Prepare) -> Iterator[TalkExample]:
    """Conversations of a good source; of a long reply the first sentences are learned."""
    for turns in _of(rows, source):
        shortened = [replace(t, reply=_beginning(t.reply, chosen)) for t in turns]
        judged = tuple(replace(t, learn=_worth(t.reply, chosen)) for t in shortened)
        if any(t.learn for t in judged):
            yield TalkExample(judged)


def questions(rows: Iterable[dict[str, Any]]) -> Iterator[TalkExample]:
    """General talk, as far as it is short."""
    for turns in _of(rows, None):
        short = [t for t in turns if max(len(t.text), len(t.reply)) <= _LONGEST_QUESTION]
        if len(short) == len(turns):
            yield TalkExample(tuple(turns))


def answerable(found: Iterable[Post], seed: int) -> list[Post]:
    """Posts that a diary could hold and the model may answer, and our own lines among them."""
    posts = [*found, *own.labelled_lines()["emotion"] * _OWN_LINES]
    random.Random(seed).shuffle(posts)
    seen: Counter[str] = Counter()
    chosen = []
    for text, emotion in posts:
        fits = 6 <= len(text) <= _LONGEST_POST and not is_crisis(text) and "【" not in text
        # Public posts are angrier than diaries, and a reply to anger fits nothing else.
        if fits and seen[emotion] < _MOST_POSTS:
            seen[emotion] += 1
            chosen.append((text, emotion))
    return chosen


def _of(rows: Iterable[dict[str, Any]], source: str | None) -> Iterator[list[Exchange]]:
    for row in rows:
        if source is None or row["src"] == source:
            turns = list(_exchanges(row["dialog"]))
            if turns and not any(is_crisis(t.text + t.reply) for t in turns):
                yield turns


def _exchanges(dialog: Sequence[Sequence[str]]) -> Iterator[Exchange]:
    """Pairs of a person's text and the reply to it; ends where they stop taking turns."""
    for asked, answered in zip(dialog[::2], dialog[1::2], strict=False):
        if (asked[0], answered[0]) != ("user", "assistant"):
            return
        text, reply = tidy(_without_address(clean_reply(asked[1]))), clean_reply(answered[1])
        if not text or not reply:
            return
        yield Exchange(text, reply)


def _without_address(text: str) -> str:
    """Nobody in this program is called a doctor."""
    for address in ("你好", "您好", "嗨", "艾薇医生", "艾薇", "心理咨询师", "医生"):
        text = text.removeprefix(address).lstrip("，,。.：:！! ") or text
    return text


def _beginning(reply: str, chosen: Prepare) -> str:
    """The last of the sentences instead of the third if it asks something back."""
    parts = list(sentences(reply))
    if len(parts) <= chosen.reply_sentences:
        return reply
    kept = parts[: chosen.reply_sentences]
    if parts[-1].rstrip().endswith(("？", "?")):
        kept[-1] = parts[-1]
    return "".join(kept)


def _worth(reply: str, chosen: Prepare) -> bool:
    return (
        len(list(sentences(reply))) <= chosen.reply_sentences
        and 6 <= len(reply) <= 140
        and _OF_ANOTHER.search(reply) is None
    )


def with_moods(
    examples: list[TalkExample], moods: Moods, seed: int, *, mistaken: float = 0.0
) -> Iterator[TalkExample]:
    """Tell the mood of turns as the program will, where a linear model is sure enough.

    mistaken: in this share of the turns any mood is told, right or not, so that the reply is
    to the text: a mood can be wrong, and a question has none.
    """
    texts = [turn.text for example in examples for turn in example.turns]
    found = iter(moods.of(texts, classify_task("sentiment").unsure_below)) if texts else iter(())
    chance = random.Random(seed)
    for example in examples:
        named = [(turn, next(found)) for turn in example.turns]
        told = chance.random() < _MOOD_TOLD
        yield TalkExample(
            tuple(
                replace(t, mood=_told(mood, chance, mistaken) if told else None)
                for t, mood in named
            )
        )


def _told(mood: str | None, chance: random.Random, mistaken: float) -> str | None:
    any_mood: tuple[str | None, ...] = ("正面", "负面", None)
    return chance.choice(any_mood) if chance.random() < mistaken else mood
