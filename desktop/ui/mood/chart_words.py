"""What the painted charts say: each mark, each chart in words, how each is computed."""

from collections.abc import Mapping, Sequence
from datetime import date, time

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.domain.comparison import FEWEST_DAYS, Finding
from desktop.domain.mood import Day
from desktop.domain.moods import Share
from desktop.ui.diary.day_words import entry_count, full_date, interface_locale, nothing_yet
from desktop.ui.mood.mood_words import valence_ticks
from desktop.ui.texts import percent, signed

MOST_NAMED = 3

# By this name lupdate finds the strings.
translate = QCoreApplication.translate


def weekday_name(weekday: int) -> str:
    return interface_locale().standaloneDayName(weekday + 1, QLocale.FormatType.LongFormat)


def span_words(days: int | None) -> str:
    """Which days a chart counts."""
    if days is None:
        return translate("mood", "全部日子")
    return translate("mood", "最近 {n} 天").format(n=days)


# The year


def year_summary(year: int, days: Sequence[Day]) -> str:
    entries = sum(day.entries for day in days)
    means = [day.mean for day in days if day.mean is not None]
    if not days:
        return f"{year} · {nothing_yet()}"
    text = translate("mood", "{year} 年 · {days} 天写过 · {n}").format(
        year=year, days=len(days), n=entry_count(entries)
    )
    if means:
        mean = signed(sum(means) / len(means))
        text += " · " + translate("mood", "{days} 天有心情，按天平均 {mean}").format(
            days=len(means), mean=mean
        )
    return text


def how_year() -> str:
    return translate(
        "mood",
        "每格是一天，颜色是这一天所有心情的平均；空心是写过、但没有心情，淡色是没有写。",
    )


def scale_words() -> list[tuple[float | None, str]]:
    """The legend: every step of the scale from low to high, then what has no mood."""
    steps: list[tuple[float | None, str]] = [*reversed(valence_ticks())]
    return [*steps, (None, translate("mood", "没有心情"))]


# How often


def unlabelled(entries: int, days: int | None) -> str:
    """What the shares leave out; empty when there is none."""
    if not entries:
        return ""
    if days is None:
        text = translate("mood", "另有 {n}没有标签，不算在内。")
    else:
        text = translate("mood", "这 {days} 天里另有 {n}没有标签，不算在内。")
    return text.format(n=entry_count(entries), days=days)


def count_and_share(entries: int, of: int) -> str:
    return f"{entries} · {percent(entries / of)}"


def describe_share(name: str, share: Share, of: int) -> str:
    text = translate("mood", "{name} · {n} · 占 {share} · 最近一次 {day}")
    return text.format(
        name=name,
        n=entry_count(share.entries),
        share=percent(share.entries / of),
        day=full_date(date.fromordinal(share.latest)),
    )


def describe_count(name: str, entries: int, of: int) -> str:
    text = translate("mood", "{name} · {n} · 占 {share}")
    return text.format(name=name, n=entry_count(entries), share=percent(entries / of))


def spread_summary(names: Sequence[tuple[str, int]]) -> str:
    """The labels with their numbers."""
    return " · ".join(f"{name} {entries}" for name, entries in names)


def how_spread() -> str:
    return translate(
        "mood",
        "只数有标签的。上面数每个标签有多少则，也数“不确定”的；"
        "下面数心情的每一级，夹在两级之间的算离 0 远的那级。",
    )


# The week


def describe_hour(weekday: int, hour: int, share: Share, fewest: int) -> str:
    when = hour_name(weekday, hour)
    if share.entries < fewest:
        few = translate("mood", "{when} · {n}，还太少")
        return few.format(when=when, n=entry_count(share.entries))
    text = translate("mood", "{when} · {n} · 按则平均 {mean}")
    return text.format(when=when, n=entry_count(share.entries), mean=signed(share.mean))


def hour_name(weekday: int, hour: int) -> str:
    text = translate("mood", "{weekday} {hour} 点")
    return text.format(weekday=weekday_name(weekday), hour=hour)


def week_summary(cells: Mapping[tuple[int, int], Share]) -> str:
    """The brightest and the darkest weekday: the extremes of single hours are mostly chance."""
    sums: dict[int, tuple[float, int]] = {}
    for (weekday, _), share in cells.items():
        total, entries = sums.get(weekday, (0.0, 0))
        sums[weekday] = (total + share.mean * share.entries, entries + share.entries)
    means = [(total / entries, weekday, entries) for weekday, (total, entries) in sums.items()]
    text = translate("mood", "最亮：{best} · 最暗：{worst}")
    return text.format(best=_weekday_words(*max(means)), worst=_weekday_words(*min(means)))


def _weekday_words(mean: float, weekday: int, entries: int) -> str:
    text = translate("mood", "{when} · {n} · 按则平均 {mean}")
    return text.format(when=weekday_name(weekday), n=entry_count(entries), mean=signed(mean))


def how_week(begins: time, fewest: int) -> str:
    text = translate(
        "mood",
        "每格是写在这一钟点的心情的平均，按写的时候当地的钟；{begins} 以前写的归前一天。"
        "不到 {n} 则的格子只画一圈。",
    )
    return text.format(begins=begins.strftime("%H:%M"), n=fewest)


def too_few_for_week(entries: int, fewest: int) -> str:
    text = translate("mood", "数据还太少：这段日子有 {n}，满 {fewest} 则才看得出钟点的不同。")
    return text.format(n=entry_count(entries), fewest=fewest)


# Tags and words


def finding_numbers(finding: Finding) -> str:
    days = translate("mood", "{n} 天").format(n=finding.days)
    if finding.mean is None:
        return translate("mood", "{days} · 还太少").format(days=days)
    text = translate("mood", "{days} · {mean}（{low} 到 {high}）")
    low, high = signed(finding.low), signed(finding.high)
    return text.format(days=days, mean=signed(finding.mean), low=low, high=high)


def describe_finding(finding: Finding) -> str:
    if finding.mean is None:
        text = translate("mood", "写到 {name} 的有 {n} 天，数据还太少")
        return text.format(name=finding.name, n=finding.days)
    text = translate(
        "mood", "写到 {name} 的 {n} 天平均 {mean}，95 % 区间 {low} 到 {high}；{verdict}"
    )
    return text.format(
        name=finding.name,
        n=finding.days,
        mean=signed(finding.mean),
        low=signed(finding.low),
        high=signed(finding.high),
        verdict=_verdict(finding),
    )


def _verdict(finding: Finding) -> str:
    if not finding.clear:
        return translate("mood", "和其他日子看不出差别")
    away = f"{abs(finding.difference):.1f}"
    if finding.difference > 0:
        return translate("mood", "比其他日子高 {away}").format(away=away)
    return translate("mood", "比其他日子低 {away}").format(away=away)


def findings_summary(findings: Sequence[Finding]) -> str:
    clear = sorted((f for f in findings if f.clear), key=lambda f: -abs(f.difference))
    if not clear:
        return translate("mood", "还没有哪个标签或词和心情明显有关")
    return translate("mood", "；").join(describe_finding(f) for f in clear[:MOST_NAMED])


def how_findings(most: int) -> str:
    text = translate(
        "mood",
        "比较写到它的日子和其他有心情的日子（两边各满 {n} 天）：点是这些天的平均，"
        "一天算一份，线是 95 % 区间（t 分布）。"
        "比的多了总有碰巧，所以按 Benjamini-Hochberg 法校正，误报不超过 5 % 才算有差别、名字加粗；"
        "相邻的日子往往相像，区间只是大概，也说不出谁是因、谁是果。标签只看最常用的 {most} 个。",
    )
    return text.format(n=FEWEST_DAYS, most=most)


def too_few_for_findings(days: int) -> str:
    text = translate("mood", "数据还太少：这段日子有 {n} 天有心情，满 {fewest} 天才能比较。")
    return text.format(n=days, fewest=2 * FEWEST_DAYS)


def no_tags_yet() -> str:
    return translate("mood", "还没有标签。给日记加上标签，或者在上面写一个词。")


def quoted(word: str) -> str:
    """A word among tags."""
    return translate("mood", "“{word}”").format(word=word)


def word_not_found(word: str) -> str:
    return translate("mood", "日记里没有写到“{word}”。").format(word=word)


def column_names() -> dict[str, str]:
    """Headers of the tables."""
    return {
        "date": translate("mood", "日期"),
        "entries": translate("mood", "则数"),
        "mean": translate("mood", "平均"),
        "moving": translate("mood", "7 天平均"),
        "kind": translate("mood", "种类"),
        "name": translate("mood", "名称"),
        "weekday": translate("mood", "星期"),
        "hour": translate("mood", "钟点"),
        "days": translate("mood", "天数"),
        "low": translate("mood", "95 % 下限"),
        "high": translate("mood", "95 % 上限"),
        "difference": translate("mood", "与其他日子之差"),
        "p": translate("mood", "p 值"),
        "clear": translate("mood", "校正后有差别"),
        "label": translate("mood", "标签"),
        "step": translate("mood", "心情"),
    }


def headers(*names: str) -> list[str]:
    known = column_names()
    return [known[name] for name in names]
