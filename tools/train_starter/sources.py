"""Reads the training data and cleans single texts. Refuses whatever is kept for measuring."""

import json
import lzma
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

POSTS, REVIEWS = "emotion6_weibo", "polarity_shopping"
EMPATHIC, QUESTIONS = "chat_empathic", "chat_oasst1_zh"

# Who writes this is helped by people; the model learns no answer to it.
CRISIS = re.compile(
    "自杀|自尽|轻生|自残|自伤|自虐|割腕|跳楼|上吊|安眠药|遗书|想死|去死|寻死|求死|不想活|活不下去|活着没"
    "|结束生命|结束自己|了结自己|离开这个世界|杀了|杀人|强奸|性侵|猥亵"
)

_LINK = re.compile(r"(?:https?://|www\.)[\w./?=&%#:-]+|网页链接")
_NAME = re.compile(r"(?:回复)?@[\w\-·]{1,30}[:：]?")
_STAGE_DIRECTION = re.compile(r"[（(【\[*][^）)】\]*]{1,24}[）)】\]*]")
_EMOJI_NAME = re.compile(r"_?[A-Za-z]+\.(?:gif|png)_?")
_EMOJI = re.compile(r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200D]+")
_SPACES = re.compile(r"[ \t\u3000\xa0]+")
_SENTENCE = re.compile(r"[^。！？!?…~～]*[。！？!?…~～]+[”」』）)]*|[^。！？!?…~～]+$")


class NotForTrainingError(Exception):
    """A file that figures are measured with."""


def read(data: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a file of the data folder's `train`; NotForTrainingError for any other."""
    path = (data / "train" / f"{name}.jsonl.xz").resolve()
    if "dev" in path.parts or path.parent != (data / "train").resolve():
        raise NotForTrainingError(str(path))
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def clean_post(text: str) -> str:
    """A post without addresses, names, and what it repeats of others; may be empty."""
    own, *quoted = text.split("//@")
    if len(own.strip()) < 4 and quoted:
        own = re.split("[:：]", quoted[0], maxsplit=1)[-1]
    return tidy(_NAME.sub("", _LINK.sub("", own)).replace("??", ""))


def clean_reply(text: str) -> str:
    """A reply without stage directions and pictures."""
    for pattern in (_STAGE_DIRECTION, _EMOJI_NAME, _EMOJI):
        text = pattern.sub("", text)
    return tidy(text)


def tidy(text: str) -> str:
    return _SPACES.sub(" ", text.replace("\r", "")).strip()


def clipped(text: str, most: int) -> str:
    """The text's two ends, where a writer says what it is about and how it went."""
    if len(text) <= most:
        return text
    head = most * 3 // 5
    return text[:head] + "……" + text[head - most :]


def sentences(text: str) -> Iterator[str]:
    return (match.group() for match in _SENTENCE.finditer(text) if match.group().strip())


def is_crisis(text: str) -> bool:
    return CRISIS.search(text) is not None
