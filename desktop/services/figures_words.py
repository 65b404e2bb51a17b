"""What requests cost, in words in the interface's language: for the page and the terminal."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop.domain.figures import Figures, Kind, Medians, Stage

# By this name lupdate finds the strings.
translate = QCoreApplication.translate

# Between a number and its unit: no line ends there.
GAP = "\N{NO-BREAK SPACE}"
NONE = "\N{EN DASH}"
LabelWord = Callable[[str], str]


def kind_word(kind: Kind) -> str:
    return {
        Kind.TURN: translate("figures", "回复"),
        Kind.JOB: translate("figures", "任务"),
        Kind.LABEL: translate("figures", "标心情"),
    }[kind]


def stage_name(stage: Stage) -> str:
    return {
        Stage.QUEUE: translate("figures", "排队"),
        Stage.PREPROCESSING: translate("figures", "预处理"),
        Stage.LABEL: translate("figures", "判断心情"),
        Stage.HISTORY: translate("figures", "拼对话"),
        Stage.FIRST_TOKEN: translate("figures", "第一个词"),
        Stage.DECODE: translate("figures", "往下写"),
        Stage.SAVE: translate("figures", "保存"),
    }[stage]


def stage_meaning(stage: Stage) -> str:
    return {
        Stage.QUEUE: translate("figures", "等前面的请求，或等模型醒来"),
        Stage.PREPROCESSING: translate("figures", "把这一则变成词元"),
        Stage.LABEL: translate("figures", "模型读它，说出心情"),
        Stage.HISTORY: translate("figures", "把前面的对话变成词元"),
        Stage.FIRST_TOKEN: translate("figures", "读完对话，到第一个字出现"),
        Stage.DECODE: translate("figures", "一个词元一个词元地写完"),
        Stage.SAVE: translate("figures", "存进日记，在线程之间传递"),
    }[stage]


# Numbers


def milliseconds(seconds: float) -> str:
    """0.4 ms, 23 ms, 1,530 ms"""
    thousandth = seconds * 1000
    number = f"{thousandth:.1f}" if thousandth < 9.95 else f"{thousandth:,.0f}"
    return f"{number}{GAP}ms"


def megabytes(count: int) -> str:
    return f"{count / 2**20:,.0f}{GAP}MB"


def speed(figures: Figures | Medians) -> str:
    return f"{figures.tokens_per_second:.1f}" if figures.tokens_per_second > 0 else NONE


def ended(figures: Figures, *, with_day: bool = False) -> str:
    """When, by the clock on this machine's wall."""
    local = datetime.fromtimestamp(figures.at_utc_ms / 1000).astimezone()
    return f"{local:%m-%d %H:%M:%S}" if with_day else f"{local:%H:%M:%S}"


def label(figures: Figures, word: LabelWord) -> str:
    """负面 91%"""
    if figures.label is None:
        return NONE
    share = f" {figures.confidence:.0%}" if figures.confidence is not None else ""
    return word(figures.label) + share


def cached(figures: Figures) -> str:
    """Whether the label was known already."""
    if figures.cached is None:
        return NONE
    return translate("figures", "有") if figures.cached else translate("figures", "没有")


def ending(figures: Figures) -> str:
    """How it ended, where it did not simply come to its end; else empty."""
    return {
        "length": translate("figures", "到了长度上限"),
        "stopped": translate("figures", "被停下"),
        "time": translate("figures", "到了时间上限"),
        "loop": translate("figures", "在重复，被截断"),
        "failed": translate("figures", "失败"),
    }.get(figures.ending, "")


# Sentences and tables


def introduction() -> str:
    return translate(
        "figures",
        "每次请求用了多久，时间花在哪里。各段加起来就是从发出到存好的全部时间。"
        "只记数字，不记任何文字；留最近 1000 次，日记彻底删除时一起删除。",
    )


def empty() -> str:
    return translate("figures", "还没有数字。写一则，这里就会有。")


def facts(figures: Figures, word: LabelWord) -> list[tuple[str, str]]:
    """What else is known of it, each with its name."""
    tokens = translate("figures", "{prompt}（其中 {reused} 之前读过）").format(
        prompt=figures.prompt_tokens, reused=figures.reused_tokens
    )
    memory = translate("figures", "{now}，最高 {peak}").format(
        now=megabytes(figures.memory_bytes), peak=megabytes(figures.peak_bytes)
    )
    return [
        (translate("figures", "心情"), label(figures, word)),
        (translate("figures", "标签缓存里有"), cached(figures)),
        (translate("figures", "给模型看的词元"), tokens),
        (translate("figures", "回复的词元"), str(figures.tokens)),
        (translate("figures", "词元/秒"), speed(figures)),
        (translate("figures", "内存"), memory),
        (translate("figures", "精度"), figures.precision or NONE),
    ]


def medians_name(kind: Kind, found: Medians) -> str:
    sentence = {
        Kind.TURN: translate("figures", "最近 {n} 次回复的中位数"),
        Kind.JOB: translate("figures", "最近 {n} 次任务的中位数"),
        Kind.LABEL: translate("figures", "最近 {n} 次判断心情的中位数"),
    }[kind]
    return sentence.format(n=found.count)


def medians_line(found: Medians) -> str:
    """共 1,530 ms · 排队 0.2 ms · …"""
    total = translate("figures", "共 {ms}").format(ms=milliseconds(found.total_s))
    parts = [total, *(f"{stage_name(s)}{GAP}{milliseconds(v)}" for s, v in _named(found.seconds))]
    if found.tokens_per_second > 0:
        parts.append(translate("figures", "{n} 词元/秒").format(n=speed(found)))
    return " · ".join(parts)


def columns() -> tuple[str, ...]:
    """Over what `row` gives; the first three are words."""
    return (
        translate("figures", "时间"),
        translate("figures", "请求"),
        translate("figures", "心情"),
        translate("figures", "共"),
        *map(stage_name, Stage),
        translate("figures", "提示"),
        translate("figures", "读过"),
        translate("figures", "回复"),
        translate("figures", "词元/秒"),
        translate("figures", "缓存"),
        translate("figures", "内存"),
    )


def row(figures: Figures, word: LabelWord) -> tuple[str, ...]:
    """All of it in one line, milliseconds and megabytes without their units."""
    return (
        ended(figures, with_day=True),
        kind_word(figures.kind),
        label(figures, word),
        *_bare(figures.total_s, *figures.seconds),
        str(figures.prompt_tokens),
        str(figures.reused_tokens),
        str(figures.tokens),
        speed(figures),
        cached(figures),
        megabytes(figures.memory_bytes).removesuffix(f"{GAP}MB"),
    )


def medians_row(found: Medians) -> tuple[str, ...]:
    """The same of medians."""
    name = translate("figures", "中位数")
    rest = (NONE, NONE, NONE, speed(found), NONE, NONE)
    return (name, str(found.count), "", *_bare(found.total_s, *found.seconds), *rest)


def units() -> str:
    return translate("figures", "各段和总计以毫秒计，内存以 MB 计。")


def _bare(*seconds: float) -> tuple[str, ...]:
    return tuple(milliseconds(value).removesuffix(f"{GAP}ms") for value in seconds)


def _named(seconds: tuple[float, ...]) -> list[tuple[Stage, float]]:
    return list(zip(Stage, seconds, strict=True))
