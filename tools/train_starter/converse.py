"""Replies to the fixed openings, written down so that people can read every one.

python -m tools.train_starter.converse --model FOLDER --to FILE
"""

import argparse
import itertools
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop import resources
from desktop.domain.turns import Exchange
from desktop.inference.assistant import Assistant
from desktop.inference.loading import load_engine
from desktop.inference.turn_tasks import Tasks

OPENINGS = Path(__file__).with_name("openings.toml")


@dataclass(frozen=True, slots=True)
class Turn:
    """One text, the mood named for it, and the reply."""

    text: str
    mood: str
    reply: str


def main(arguments: Sequence[str] | None = None) -> None:
    made = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--model", type=Path, default=resources.BUNDLED_MODEL, metavar="FOLDER")
    made.add_argument("--to", type=Path, required=True, metavar="FILE", help="Markdown")
    options = made.parse_args(arguments)
    talks = converse(assistant(options.model))
    options.to.write_text("\n".join(_lines(talks)) + "\n", "utf-8")
    print(f"{len(replies(talks))} replies, distinct-2 {distinct_2(replies(talks)):.3f}")


def assistant(folder: Path) -> Assistant:
    """The program's own."""
    return Assistant(load_engine(folder), Tasks.from_folder(resources.PROMPTS))


def draw_with(talker: Assistant, seed: int) -> None:
    """Let it draw its next replies with this seed."""
    tasks = Tasks.from_folder(resources.PROMPTS)
    generation = replace(tasks.chat.generation, seed=seed)
    talker.use(replace(tasks, chat=replace(tasks.chat, generation=generation)))


def converse(talker: Assistant) -> dict[str, list[list[Turn]]]:
    """For each kind its conversations; an opening is one of a single turn.

    The program draws by chance; here each reply is drawn with its number as the seed, so that
    the replies are the same every time.
    """
    raw = tomllib.loads(OPENINGS.read_text("utf-8"))
    longer = raw.pop("conversations")["turns"]
    texts = {kind: [[text] for text in part["openings"]] for kind, part in raw.items()}
    seeds = itertools.count(1)
    return {
        kind: [_talk(talker, talk, seeds) for talk in talks]
        for kind, talks in (*texts.items(), ("多轮", longer))
    }


def _talk(talker: Assistant, texts: Sequence[str], seeds: Iterator[int]) -> list[Turn]:
    """As in the program: first the mood, then a reply that has been told it."""
    turns = list[Turn]()
    for text in texts:
        history = [Exchange(turn.text, turn.mood, turn.reply) for turn in turns]
        mood = talker.classify(text).choice.word
        draw_with(talker, next(seeds))
        turns.append(Turn(text, mood, "".join(talker.reply(history, text, label=mood))))
    return turns


def replies(talks: dict[str, list[list[Turn]]]) -> list[str]:
    return [turn.reply for kind in talks.values() for talk in kind for turn in talk]


def distinct_2(texts: Sequence[str]) -> float:
    """The share of different ones among all pairs of neighbouring characters (Li et al. 2016)."""
    pairs = [text[i : i + 2] for text in texts for i in range(len(text) - 1)]
    return len(set(pairs)) / max(1, len(pairs))


def _lines(talks: dict[str, list[list[Turn]]]) -> Iterator[str]:
    yield "# What the bundled model answers"
    yield ""
    yield "Written by `python -m tools.train_starter.converse --to docs/starter-replies.md`,"
    yield "each with its number as the seed, with the program's own settings. Nothing is left out"
    yield "or chosen."
    for kind, conversations in talks.items():
        yield from ("", f"## {kind}", "")
        for talk in conversations:
            for turn in talk:
                yield f"- **{turn.text}** ({turn.mood}) {turn.reply}"
            if len(talk) > 1:
                yield ""


if __name__ == "__main__":
    main()
