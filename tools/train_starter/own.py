"""Our own sentences: `sentences/*.toml`, reviewed by hand, for what the public data lack."""

import itertools
import random
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tools.train_starter.examples import Exchange, TalkExample
from tools.train_starter.posts import POLARITY, THREE, Post

FOLDER = Path(__file__).with_name("sentences")
DIARY, REPLIES = (FOLDER / f"{name}.toml" for name in ("diary", "replies"))
TALKS = tuple(FOLDER / f"{name}.toml" for name in ("talk", "life", "everyday"))
OPENINGS = Path(__file__).with_name("openings.toml")
# Of a reply's two parts, how often both are said, the first alone, the second alone.
_PARTS = ((True, True), (True, False), (False, True))
_OFTEN = (7, 1, 2)
_FOLLOWED = 0.8
_LONGEST_ROW = 4
_ROWS_OF_TALK = 2  # times that all talks are set in rows
_SLOT = re.compile(r"\{(\w+)\}")


def labelled_lines(path: Path = DIARY) -> dict[str, list[tuple[str, str]]]:
    """For each classify task, diary lines with the task's answer."""
    emotions = [(line, label) for label, lines in _lines(path).items() for line in lines]
    return {
        "emotion": emotions,
        "sentiment": [
            *((t, POLARITY[label]) for t, label in emotions if label in POLARITY),
            *((t, word) for t in _neither(emotions) for word in dict.fromkeys(POLARITY.values())),
        ],
        "sentiment3": [
            *((t, THREE[label]) for t, label in emotions if label in THREE),
            *((t, THREE["平静"]) for t in _questions()),
        ],
    }


def _neither(emotions: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Texts that are neither good nor bad: with both answers, so that the model is unsure."""
    yield from (text for text, label in emotions if label not in POLARITY)
    yield from _questions()


def _questions() -> Iterator[str]:
    """What people ask and say without a mood; its talk says so with `mood = false`."""
    for path in TALKS:
        raw = tomllib.loads(path.read_text("utf-8"))
        for talk in raw["talk"]:
            if not talk.get("mood", True):
                yield from (f for line in talk["texts"] for f in filled(line, raw["slots"]))


def _lines(path: Path) -> dict[str, list[str]]:
    raw = tomllib.loads(path.read_text("utf-8"))
    slots = raw.pop("slots", {})
    return {
        label: list(dict.fromkeys(f for line in lines for f in filled(line, slots)))
        for label, lines in raw["lines"].items()
    }


def talks(seed: int, paths: Sequence[Path] = TALKS) -> Iterator[TalkExample]:
    """Conversations: each text in every wording with the replies in turn, alone and in a row."""
    files = [tomllib.loads(path.read_text("utf-8")) for path in paths]
    chance = random.Random(seed)
    yield from (TalkExample((exchange,)) for exchange in _all_alone(files, chance))
    for talk in itertools.chain.from_iterable(raw["conversation"] for raw in files):
        yield TalkExample(tuple(Exchange(text, reply) for text, reply in talk["turns"]))
    for _ in range(_ROWS_OF_TALK):
        again = _all_alone(files, chance)
        yield from in_rows(chance.sample(again, len(again)), chance)


def _all_alone(files: Iterable[dict[str, Any]], chance: random.Random) -> list[Exchange]:
    found = (e for raw in files for e in _alone(raw["talk"], raw["slots"], chance))
    judged = {bare(text) for text in openings()}
    return [exchange for exchange in found if bare(exchange.text) not in judged]


def openings() -> Iterator[str]:
    """What the replies are judged by (`converse`), and therefore never trained on."""
    for kind in tomllib.loads(OPENINGS.read_text("utf-8")).values():
        yield from kind.get("openings", ())


def exam() -> Iterator[str]:
    """The openings and every text of the conversations that the replies are judged by."""
    yield from openings()
    turns = tomllib.loads(OPENINGS.read_text("utf-8"))["conversations"]["turns"]
    yield from itertools.chain.from_iterable(turns)


def bare(text: str) -> str:
    """Without marks and blanks: two texts that differ by nothing else are the same question."""
    return re.sub(r"[\W_]", "", text)


def _alone(
    talks: Iterable[dict[str, Any]], slots: dict[str, list[str]], chance: random.Random
) -> Iterator[Exchange]:
    for talk in talks:
        answers = _answers(talk["replies"], talk.get("follows", []), chance)
        for text in (f for line in talk["texts"] for f in filled(line, slots)):
            yield Exchange(text, next(answers))


def _answers(openings: list[str], follows: list[str], chance: random.Random) -> Iterator[str]:
    """Without end: each opening in turn, mostly with something behind it where there is any."""
    for opening in itertools.cycle(openings):
        said = follows and chance.random() < _FOLLOWED
        yield opening + chance.choice(follows) if said else opening


def in_rows(exchanges: Iterable[Exchange], chance: random.Random) -> Iterator[TalkExample]:
    """One to four of them after another: a day's entries often have nothing to do with each
    other, and each reply is to the last of them."""
    waiting = iter(exchanges)
    while row := tuple(itertools.islice(waiting, chance.randint(1, _LONGEST_ROW))):
        yield TalkExample(row)


def replies(posts: Iterable[Post], seed: int, path: Path = REPLIES) -> Iterator[TalkExample]:
    """Each text with a reply that fits any text of its emotion."""
    raw = tomllib.loads(path.read_text("utf-8"))
    chance = random.Random(seed)
    yield from in_rows((_reply(post, raw[post[1]], chance) for post in posts), chance)


def _reply(post: Post, words: dict[str, list[str]], chance: random.Random) -> Exchange:
    opening, follow = chance.choice(words["openings"]), chance.choice(words["follows"])
    first, second = chance.choices(_PARTS, _OFTEN)[0]
    return Exchange(post[0], opening * first + follow * second)


def filled(line: str, slots: dict[str, list[str]]) -> Iterator[str]:
    """The line with every combination of its slots' words."""
    names = list(dict.fromkeys(_SLOT.findall(line)))
    for words in itertools.product(*(slots[name] for name in names)):
        yield _with(line, dict(zip(names, words, strict=True)))


def _with(line: str, words: dict[str, str]) -> str:
    return _SLOT.sub(lambda match: words[match.group(1)], line)
