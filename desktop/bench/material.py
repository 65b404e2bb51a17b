"""What is read and answered: texts of a given number of tokens, never the same one twice."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.messages import Message, Role
from desktop.domain.turns import Exchange
from desktop.inference.chatml import ChatTemplate
from desktop.inference.tokenizer import Tokenizer
from desktop.inference.turn_tasks import Tasks

LABEL_TOKENS = (10, 30, 50)
TEXT_TOKENS = 30
PREFILL_TOKENS = 256
TURNS = 6

_ROOM = 2048
_PIECES = [
    "今天",
    "昨天晚上",
    "早上",
    "下午",
    "一整天",
    "刚才",
    "这个周末",
    "最近",
    "我",
    "妈妈",
    "朋友",
    "老师",
    "同事",
    "室友",
    "很",
    "有点",
    "还是",
    "真的",
    "其实",
    "一直",
    "终于",
    "又",
    "没有",
    "开心",
    "难过",
    "生气",
    "着急",
    "平静",
    "累",
    "高兴",
    "害怕",
    "轻松",
    "想家",
    "失望",
    "满意",
    "上班",
    "考试",
    "下雨",
    "实验",
    "论文",
    "面试",
    "跑步",
    "做饭",
    "回家",
    "吵架",
    "电影",
    "生病",
    "散步",
    "睡觉",
    "读书",
    "聊天",
    "旅行",
    "加班",
    "迟到",
    "了",
    "的",
    "在",
    "和",
    "就",
    "也",
    "都",
    "，",
    "。",
    "但是",
    "因为",
    "所以",
    "以后",
    "不想",
    "希望",
    "觉得",
]
# Each is one token in every vocabulary of the family: a text is filled up with them.
_SINGLE = tuple("我的了在是不有他这个人一上也，。")


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to do. messages and ids: the same prompt, for engines that read the one or
    the other. history: what was said before, for what is measured inside a conversation."""

    text: str
    messages: tuple[Message, ...]
    ids: tuple[int, ...]
    history: tuple[Exchange, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """What every engine does once before any of them goes on. labels: by tokens of the text."""

    labels: dict[int, Case]
    reply: Case
    prefill: Case
    running: Case


class Material:
    """Rounds for one tokenizer; the same ones in every run."""

    def __init__(self, tokenizer: Tokenizer, tasks: Tasks, seed: int = 1) -> None:
        self._tokenizer, self._tasks = tokenizer, tasks
        self._template = ChatTemplate(tokenizer)
        self._random = random.Random(seed)
        self._history = tuple(
            Exchange(self.text(TEXT_TOKENS), None, self.text(45)) for _ in range(TURNS)
        )

    def rounds(self, count: int) -> Iterator[Round]:
        for _ in range(count):
            yield Round(
                labels={n: self._label(n) for n in LABEL_TOKENS},
                reply=self._conversation(()),
                prefill=self._prefill(),
                running=self._conversation(self._history),
            )

    def text(self, tokens: int) -> str:
        """About a day, and *tokens* long; shorter only if this vocabulary can't do it."""
        text, have = "", 0
        for _ in range(20 * tokens):
            if have == tokens:
                break
            more = text + self._random.choice(_PIECES if tokens - have > 4 else _SINGLE)
            if (count := len(self._tokenizer.encode(more))) <= tokens:
                text, have = more, count
        return text

    def _case(
        self, text: str, messages: tuple[Message, ...], history: tuple[Exchange, ...] = ()
    ) -> Case:
        return Case(text, messages, self._template.prompt(messages, _ROOM).ids, history)

    def _label(self, tokens: int) -> Case:
        text = self.text(tokens)
        return self._case(text, self._tasks.sentiment.messages(text))

    def _conversation(self, history: tuple[Exchange, ...]) -> Case:
        text, chat = self.text(TEXT_TOKENS), self._tasks.chat
        messages = [Message(Role.SYSTEM, chat.system)]
        for exchange in history:
            messages.append(chat.user_message(exchange.text, None))
            messages.append(Message(Role.ASSISTANT, exchange.reply))
        return self._case(text, (*messages, chat.user_message(text, None)), history)

    def _prefill(self) -> Case:
        """A text without a system text: of PREFILL_TOKENS beyond what all such prompts share,
        which our engine doesn't read again; the ids are without it for those that would."""
        one, other = (self._plain(text).ids for text in ("我", "他"))
        shared = next(n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)
        case = self._plain(self.text(PREFILL_TOKENS - len(one) + 1 + shared))
        return Case(case.text, case.messages, case.ids[shared:])

    def _plain(self, text: str) -> Case:
        return self._case(text, (Message(Role.USER, text),))
