"""What the care card and the help page say: fixed, reviewed sentences; nothing here is generated.

No methods, no diagnosis, no blame. The numbers are data: resources/care/lines.toml.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from PySide6.QtCore import QCoreApplication

from desktop import resources
from desktop.domain.care import CareLevel
from desktop.domain.safety_plan import PlanStep
from desktop.services.wording import in_english

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Who can be called. checked: the day on which number and hours were last looked up."""

    number: str
    zh: str
    en: str
    hours_zh: str
    hours_en: str
    region: str
    source: str
    checked: date

    @property
    def name(self) -> str:
        """Who it is, in the interface's language, with the hours where they are known."""
        name, hours = (self.en, self.hours_en) if in_english() else (self.zh, self.hours_zh)
        return f"{name} · {hours}" if hours else name


@cache
def help_lines() -> tuple[HelpLine, ...]:
    """All of the file, in its order."""
    stored = tomllib.loads(resources.CARE_LINES.read_text("utf-8"))
    return tuple(HelpLine(**line) for line in stored["line"])


def lines_here() -> tuple[HelpLine, ...]:
    """Those on the card: mainland China's; in English also where to look elsewhere."""
    regions = ("CN", "*") if in_english() else ("CN",)
    return tuple(line for line in help_lines() if line.region in regions)


def heard(*, saved: bool = True) -> str:
    """saved: false where the person wished that nothing is kept."""
    if not saved:
        return translate(
            "care",
            "你写下的，我读到了；照你要的，没有存下来。能写出来很不容易；你现在一定很难受。",
        )
    return translate(
        "care",
        "你写下的，我读到了，也存好了。能写出来很不容易；你现在一定很难受。",
    )


def steps() -> tuple[str, ...]:
    """What to do, first things first."""
    return (
        translate("care", "你现在一个人吗？身边安全吗？请先离开会伤到自己的东西和地方。"),
        translate("care", "找一个离你近的人，告诉他你现在很难熬，请他陪着你；一句“能陪我一会儿吗”就够。"),
        translate("care", "或者现在就打一个电话，那边有人在听："),
    )  # fmt: skip


def limits() -> str:
    return translate(
        "care",
        "这个程序帮不上更多：它不联网，没有通知任何人，也不会有人看到你写的。"
        "请找一个真正的人。想继续写，随时可以写。",
    )


def soft_words(level: CareLevel) -> str:
    """For who is weary of living, or worried about somebody near or mourning them."""
    here = lines_here()
    urgent = next(line.number for line in here if "120" in line.number)
    if level is CareLevel.WORRY:
        sentence = translate(
            "care",
            "身边的人遇到这样的事，你一定很难受，不用一个人扛。"
            "不知道怎么办时可以打 {line} 问问；马上有危险，打 {urgent}。",
        )
    elif level is CareLevel.HARMED:
        return translate(
            "care",
            "这不是你的错。现在有危险，马上打 110；想找人说说、问问怎么办，"
            "可以打 12338（妇女）、12355（青少年）或 12356。",
        )
    else:
        sentence = translate("care", "听上去你撑得很辛苦。想有人陪着说说话，可以打 {line}。")
    return sentence.format(line=here[0].number, urgent=urgent)


def soft_line(level: CareLevel) -> str:
    """The same with the way to the page."""
    way = translate("care", "更多在“需要帮助”（F1）里。")
    return f"{soft_words(level)} {way}" if in_english() else f"{soft_words(level)}{way}"


@cache
def _replies() -> dict[str, list[dict[str, str]]]:
    return tomllib.loads(resources.CARE_REPLIES.read_text("utf-8"))


def fixed_reply(level: CareLevel, said: Sequence[str]) -> str:
    """A reviewed sentence in place of a small model's reply, or none where the level needs none.

    said: earlier replies, oldest first; the one that was said longest ago, or never, is next.
    """
    language = "en" if in_english() else "zh"
    sentences = [words[language] for words in _replies().get(level.name.lower(), [])]
    last = {reply: place for place, reply in enumerate(said)}
    return min(sentences, key=lambda sentence: last.get(sentence, -1), default="")


def folded_line() -> str:
    return translate("care", "写下这一则时你很难受。电话和安全计划都在“需要帮助”（F1）里。")


def card_text(*, saved: bool = True) -> str:
    """The whole card as lines, for the terminal. saved: see `heard`."""
    return f"{heard(saved=saved)}\n{help_text()}"


def card_in_brief() -> str:
    """Stands under an entry of the past in the terminal, where the card was."""
    sentence = translate(
        "care", "这里显示过求助的卡片：{numbers}。安全计划在窗口的“需要帮助”（F1）里。"
    )
    return sentence.format(numbers=" · ".join(line.number for line in lines_here()))


def help_text() -> str:
    """The card without what it says of a text that was kept."""
    numbers = (f"  {line.number}  {line.name}" for line in lines_here())
    return "\n".join((*steps(), *numbers, limits()))


def plan_introduction() -> str:
    return translate(
        "care",
        "好一些的时候，给难熬的时候写几句话。一步一步来，一步不够再往下走。"
        "只存在这本日记里，写一点是一点，随写随存。",
    )


def step_words(step: PlanStep) -> tuple[str, str]:
    """A step's title, and what one could write there."""
    return {
        PlanStep.SIGNS: (
            translate("care", "1. 我怎么知道难熬的时候要来了"),
            translate("care", "例：连着几天睡不着，不想回消息，觉得自己是负担。"),
        ),
        PlanStep.MYSELF: (
            translate("care", "2. 我自己能做的"),
            translate("care", "例：洗个热水澡，听那张歌单，下楼走二十分钟。"),
        ),
        PlanStep.PLACES: (
            translate("care", "3. 能让我分心的人和地方"),
            translate("care", "例：楼下的咖啡馆，图书馆，找室友一起吃饭。"),
        ),
        PlanStep.PEOPLE: (
            translate("care", "4. 我可以求助的人和电话"),
            translate("care", "例：姐姐的电话；小林，半夜也可以打。"),
        ),
        PlanStep.PROFESSIONALS: (
            translate("care", "5. 医生、咨询师和热线"),
            translate("care", "例：我的咨询师和她的电话；12356。"),
        ),
        PlanStep.SAFER: (
            translate("care", "6. 让身边安全一些"),
            translate("care", "例：把药交给家人保管；难熬时不一个人待着。"),
        ),
        PlanStep.REASONS: (
            translate("care", "7. 对我来说值得活下去的"),
            translate("care", "例：猫；想看的那片海；答应过妹妹的事。"),
        ),
    }[step]
