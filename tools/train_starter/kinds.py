"""Texts by kind, with replies that fit every text of their kind: `sentences/kinds_*.toml`.

A network of a few million parameters can't say much of its own about a topic, but it can tell
what kind of text it has before it, and each kind has replies that are true whatever it is about.
"""

import itertools
import random
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from tools.train_starter import own
from tools.train_starter.examples import Exchange, TalkExample
from tools.train_starter.posts import Post
from tools.train_starter.sources import is_crisis

_FILES = ("ask", "self", "life", "hard", "bright", "lines")
PATHS = tuple(own.FOLDER / f"kinds_{name}.toml" for name in _FILES)
# Public posts that were read one by one, by the first digits of their hash, with the kind of which
# every reply would fit them.
READ = own.FOLDER / "read_posts.tsv"
_AT_LEAST = 240  # exchanges of each kind; the texts of a small one meet more of the replies
_FILLINGS = 100  # of a text with slots: one with several slots would drown all the others
_LINES = 2  # times that a line as it stands in a diary counts
_ROWS = 2  # times that all are set in rows
_TOLD = 8  # times that each of our own conversations is told among them
_LONGEST_ASKED = 60  # characters
# Two texts that share more than this of their pairs of characters ask the same.
_NEAR = 0.7
# What public questions are about, by the first rule that is found in them.
_ASKED = (
    ("", r"你|我"),
    ("translate", r"翻译|总结|概括|改写|润色|语法|纠正"),
    ("write", r"^(?:请|帮|可以|能)?.{0,6}(?:写|编)|文案|策划|起名|取名|作文"),
    ("recommend", r"推荐"),
    ("", r"故事|笑话|扮演|药|病|治"),
    ("reckoning", r"等于|方程|概率|\d+.*多少|几个|计算"),
    ("knowledge", r"什么|如何|怎|为何|哪|吗|谁|几|多少|区别|介绍|解释|说明|[?？]"),
)
_LOW = ("悲伤", "焦虑")
# What public posts are about, where the emotion and a word of it agree.
_FELT = (
    ("sleepless", _LOW, r"失眠|睡不着|睡不好"),
    ("breakup", _LOW, r"分手|失恋|前任"),
    ("ill", _LOW, r"感冒|发烧|头疼|头痛|胃疼|嗓子"),
    ("money", _LOW, r"没钱|房租|工资|存款"),
    ("work", _LOW, r"加班|不想上班|作业|论文"),
    ("homesick", _LOW, r"想家"),
    ("lonely", _LOW, r"孤独|孤单|想你|一个人"),
    ("worthless", _LOW, r"没用|自卑|讨厌自己|失败"),
    ("nervous", _LOW, r"紧张|忐忑|害怕|怕"),
    ("pressure", _LOW, r"压力|崩溃|焦虑"),
    ("tired", _LOW, r"好累|累死|累坏|累得|太累|疲惫"),
    ("empty", _LOW, r"没意思|无聊|迷茫|空虚|没劲"),
    ("angry", ("愤怒",), r"气|过分|恶心|无语|凭什么|讨厌"),
    ("success", ("快乐",), r"考过|通过了|成功|第一名|录取|恭喜"),
    ("happy", ("快乐", "兴奋"), r"开心|幸福|高兴|感动|激动"),
    ("food", ("平静", "快乐"), r"吃了|好吃|晚饭|早餐|美味"),
    ("weather", ("平静",), r"下雨|下雪|天气|太阳"),
)
_MOST_POSTS = 250  # of a kind
_LONGEST_POST = 50  # characters


def kinds(
    asked: Iterable[Mapping[str, Any]],
    felt: Iterable[Post],
    seed: int,
    posts: Iterable[str] = (),
) -> Iterator[TalkExample]:
    """Each text with replies of its kind, alone and in rows with other kinds.

    asked: public conversations, whose first questions are answered as their kind is.
    felt: public posts and our own lines with their emotions.
    posts: public posts, of which those are taken that were read one by one (`READ`).
    """
    chance = random.Random(seed)
    said = answers()
    texts = _texts(asked, felt, posts)
    yield from (TalkExample((exchange,)) for exchange in _exchanges(texts, said, chance))
    for _ in range(_ROWS):
        again = list(_exchanges(texts, said, chance))
        yield from own.in_rows(chance.sample(again, len(again)), chance)
    yield from list(_conversations()) * _TOLD


def _conversations() -> Iterator[TalkExample]:
    """Of the other files, where a reply is to all that was said before."""
    exam = [_pairs(text) for text in own.exam()]
    for talk in (talk for path in own.TALKS for talk in _raw(path)["conversation"]):
        if not any(_near(_pairs(text), exam) for text, _ in talk["turns"]):
            yield TalkExample(tuple(Exchange(text, reply) for text, reply in talk["turns"]))


def answers() -> dict[str, list[str]]:
    """The replies of each kind; where it is named again without any, only texts are added."""
    named = (kind for path in PATHS for kind in _raw(path)["kind"])
    return {kind["name"]: kind["replies"] for kind in named if "replies" in kind}


def _exchanges(
    texts: Mapping[str, list[str]], said: Mapping[str, list[str]], chance: random.Random
) -> Iterator[Exchange]:
    plain = {text for _, text in lines()}
    for kind, replies in said.items():
        told = [text for text in texts[kind] for _ in range(_LINES if text in plain else 1)]
        told *= max(1, -(-_AT_LEAST // len(told)))
        turns = itertools.cycle(chance.sample(replies, len(replies)))
        for text in chance.sample(told, len(told)):
            yield Exchange(text, next(turns))


def _texts(
    asked: Iterable[Mapping[str, Any]], felt: Iterable[Post], posts: Iterable[str]
) -> dict[str, list[str]]:
    """By kind, each once, none of them near one that the replies are judged by."""
    found = defaultdict[str, list[str]](list)
    for kind, text in (*own_texts(), *_asked(asked), *_felt(felt), *_read(posts)):
        found[kind].append(text)
    exam = [_pairs(text) for text in own.exam()]
    return {
        kind: [text for text in dict.fromkeys(texts) if not _near(_pairs(text), exam)]
        for kind, texts in found.items()
    }


def own_texts() -> Iterator[tuple[str, str]]:
    """Kinds and texts: the texts of these files, and of the talks elsewhere that name a kind."""
    for path in (*PATHS, *own.TALKS):
        raw = _raw(path)
        for part in (*raw.get("kind", ()), *raw.get("talk", ())):
            if kind := part.get("name", part.get("kind")):
                yield from ((kind, f) for t in part["texts"] for f in _filled(t, raw["slots"]))


def lines() -> Iterator[tuple[str, str]]:
    """Kinds and texts of those that were written as they stand in diaries, each in its own
    words."""
    for part in _raw(PATHS[-1])["kind"]:
        yield from ((part["name"], text) for text in part["texts"])


def _filled(text: str, slots: Mapping[str, list[str]]) -> list[str]:
    every = list(own.filled(text, dict(slots)))
    return random.Random(text).sample(every, min(_FILLINGS, len(every)))


def _asked(asked: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for row in asked:
        text = str(row["dialog"][0][1]).strip()
        fits = len(text) <= _LONGEST_ASKED and not is_crisis(text)
        if fits and (kind := kind_of(text)):
            yield kind, text


def _felt(posts: Iterable[Post]) -> Iterator[tuple[str, str]]:
    seen = Counter[str]()
    for text, emotion in posts:
        kind = _kind_felt(text, emotion) if len(text) <= _LONGEST_POST else ""
        seen[kind] += 1
        if kind and seen[kind] <= _MOST_POSTS:
            yield kind, text


def _read(posts: Iterable[str]) -> Iterator[tuple[str, str]]:
    kind_of_key = dict(line.split("\t") for line in READ.read_text("utf-8").splitlines())
    found = ((kind_of_key.get(key(text)), text) for text in posts)
    yield from ((kind, text) for kind, text in found if kind and not is_crisis(text))


def key(text: str) -> str:
    """Names a public post in `READ`, where its words are not to stand."""
    return sha256(own.bare(text).encode()).hexdigest()[:10]


def _kind_felt(text: str, emotion: str) -> str:
    found = (k for k, those, rule in _FELT if emotion in those and re.search(rule, text))
    return next(found, "")


def kind_of(question: str) -> str:
    """Empty for one that no rule is sure of."""
    return next((kind for kind, rule in _ASKED if re.search(rule, question)), "")


def _near(pairs: set[str], exam: Iterable[set[str]]) -> bool:
    """By the overlap that Dice (1945) measures."""
    return any(2 * len(pairs & one) > _NEAR * (len(pairs) + len(one)) for one in exam)


def _pairs(text: str) -> set[str]:
    bare = own.bare(text)
    return {bare[i : i + 2] for i in range(max(1, len(bare) - 1))}


def _raw(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))
