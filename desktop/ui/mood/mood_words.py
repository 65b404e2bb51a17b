"""What the mood page says: how it is computed, whose labels it shows, what is still missing."""

from collections.abc import Mapping, Sequence
from datetime import date, time

from PySide6.QtCore import QCoreApplication

from desktop.domain.mood import FEWEST_IN_WINDOW, WINDOW_DAYS, DailyMood
from desktop.ui.diary.day_words import entry_count, full_date
from desktop.ui.texts import MINUS, day_name, signed

MINIMUM_ENTRIES, MINIMUM_DAYS = 5, 3


def valence_ticks() -> list[tuple[float, str]]:
    """The steps of the scale with a word each, so that colour is never needed to read them."""
    return [
        (2.0, QCoreApplication.translate("mood", "很好 +2")),
        (1.0, QCoreApplication.translate("mood", "不错 +1")),
        (0.0, QCoreApplication.translate("mood", "平平 0")),
        (-1.0, QCoreApplication.translate("mood", "不好 {minus}1").format(minus=MINUS)),
        (-2.0, QCoreApplication.translate("mood", "很糟 {minus}2").format(minus=MINUS)),
    ]


def of_source(name: str, source: str | None) -> str:
    """What a mark is called where only one source of labels is shown. source: its name."""
    return name if source is None else f"{name} · {source}"


def version_notice(versions: Sequence[tuple[str, int]], names: Mapping[str, str]) -> str:
    """Names the sources when there are several; empty when there is nothing to say."""
    if len(versions) < 2:
        return ""
    named = QCoreApplication.translate("mood", "、").join(
        QCoreApplication.translate("mood", "{source}（{n} 则）").format(
            source=names.get(version, version), n=count
        )
        for version, count in versions
    )
    sentence = QCoreApplication.translate(
        "mood", "图里的标签有 {n} 种来源：{named}。不同来源的尺度未必一样，可以只看一种。"
    )
    return sentence.format(n=len(versions), named=named)


def how_computed(day_begins_at: time) -> str:
    """The sentence under the chart."""
    return QCoreApplication.translate(
        "mood",
        "每个点是一则日记，挨得太近的叠成一个：先看你改过的标签，其次是导入的，再其次是模型的；"
        "“不确定”和没有标签的不算在内。细线是每天的平均，只连相邻的日子，看得很远时不画；"
        "粗线是 {window} 天平均，"
        "当天和之前 {before} 天里有心情的日子各算一份，不满 {fewest} 天就断开。"
        "一天从 {begins} 算起，更早写的归前一天。",
    ).format(
        begins=day_begins_at.strftime("%H:%M"),
        window=WINDOW_DAYS,
        before=WINDOW_DAYS - 1,
        fewest=FEWEST_IN_WINDOW,
    )


def how_zoomed() -> str:
    """What the chart does beside being looked at; no part of what is exported."""
    return QCoreApplication.translate("mood", "按住 Ctrl 滚动滚轮或按 +、− 缩放，拖动可以左右移。")


def moving_name() -> str:
    """Of the thick line."""
    return QCoreApplication.translate("mood", "{window} 天平均").format(window=WINDOW_DAYS)


def being_relabelled(left: int) -> str:
    text = QCoreApplication.translate("mood", "旧日记正在重新标心情，还有 {n} 则；图会跟着变。")
    return text.format(n=left)


def summary(days: Sequence[DailyMood]) -> str:
    """Days in words: from when to when, how many entries, the mean of all of these entries."""
    entries = sum(day.count for day in days)
    mean = sum(day.mean * day.count for day in days) / entries
    text = QCoreApplication.translate(
        "mood", "{first} – {last} · {days} 天 · {n} · 按则平均 {mean}"
    )
    return text.format(
        first=full_date(days[0].date),
        last=full_date(days[-1].date),
        days=len(days),
        n=entry_count(entries),
        mean=signed(mean),
    )


def nothing_in_sight() -> str:
    return QCoreApplication.translate("mood", "这段日子没有带心情的日记")


def describe_mood(day: DailyMood, today: date, moving: float | None = None) -> str:
    """moving: the mean of the days up to it, where there is one."""
    text = QCoreApplication.translate("mood", "{day} · {n} · 按则平均 {mean}").format(
        day=day_name(day.date, today), n=entry_count(day.count), mean=signed(day.mean)
    )
    if moving is None:
        return text
    more = QCoreApplication.translate("mood", "{window} 天平均 {mean}")
    return f"{text} · {more.format(window=WINDOW_DAYS, mean=signed(moving))}"


def too_little(entries: int, days: int) -> str:
    """What there is, and from when on a chart says something."""
    if not entries:
        return QCoreApplication.translate(
            "mood", "满 {entries} 则带心情的日记、{days} 个不同的日子，这里就会有一张图。"
        ).format(entries=MINIMUM_ENTRIES, days=MINIMUM_DAYS)
    return QCoreApplication.translate(
        "mood",
        "现在有 {n} 则带心情的日记，写在 {d} 个日子里；"
        "满 {entries} 则、{days} 个日子，就能画出来。",
    ).format(n=entries, d=days, entries=MINIMUM_ENTRIES, days=MINIMUM_DAYS)


def enough(entries: int, days: int) -> bool:
    return entries >= MINIMUM_ENTRIES and days >= MINIMUM_DAYS
