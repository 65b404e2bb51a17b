"""How days, counts and means are called: 今天, 11月20日 星期五, 3 则, 心情平均 +0.4."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from desktop.domain.entries import Entry
from desktop.domain.mood import Day
from desktop.domain.time import Moment
from desktop.services.wording import in_english
from desktop.ui.texts import clock_time, signed
from desktop.ui.texts import day_name as date_with_weekday

# The latest hour at which a day may begin that still counts as the evening before.
NOON = 12


def day_name(day: date, today: date) -> str:
    """Short enough for a narrow column; the year only where it is another one."""
    if day == today:
        return QCoreApplication.translate("days", "今天")
    if day == today - timedelta(days=1):
        return QCoreApplication.translate("days", "昨天")
    return full_date(day) if day.year != today.year else date_with_weekday(day)


def short_day_name(day: date, today: date) -> str:
    """The same where there is no room for the weekday."""
    name = day_name(day, today)
    return name if name != date_with_weekday(day) else short_date(day)


def short_date(day: date) -> str:
    return _format(day, QCoreApplication.translate("days", "M月d日"))


def full_date(day: date) -> str:
    return _format(day, QCoreApplication.translate("days", "yyyy年M月d日"))


def month_name(month: date) -> str:
    return _format(month, QCoreApplication.translate("days", "yyyy年M月"))


def weekday_letter(weekday: int) -> str:
    """Monday is 0. The narrowest name that the language has."""
    return interface_locale().standaloneDayName(weekday + 1, QLocale.FormatType.NarrowFormat)


def written_at(entry: Entry) -> str:
    """18:42, and the date too where it was written on another day than the one it belongs to."""
    local, parts = entry.created.local, [clock_time(entry.created)]
    after_midnight = local.date() - entry.date == timedelta(days=1) and local.hour < NOON
    if local.date() != entry.date and not after_midnight:
        written = QCoreApplication.translate("days", "{day} 写")
        parts = [written.format(day=f"{full_date(local.date())} {parts[0]}")]
    if entry.edited_utc_ms is not None:
        parts.append(QCoreApplication.translate("days", "改过"))
    return " · ".join(parts)


def short_date_and_time(entry: Entry) -> str:
    """2026年11月3日 18:42: the day it belongs to, and when it was written."""
    return f"{full_date(entry.date)} {clock_time(entry.created)}"


def moment_name(utc_ms: int, offset_s: int) -> str:
    """2026年11月3日 18:42, on the clock of that place."""
    moment = Moment(utc_ms, "", offset_s)
    return f"{full_date(moment.local.date())} {clock_time(moment)}"


def weekday_short(weekday: int) -> str:
    """周一, Mon; Monday is 0."""
    return interface_locale().standaloneDayName(weekday + 1, QLocale.FormatType.ShortFormat)


def month_short(month: int) -> str:
    """1月, Jan; January is 1."""
    return interface_locale().standaloneMonthName(month, QLocale.FormatType.ShortFormat)


def entry_count(entries: int) -> str:
    return QCoreApplication.translate("days", "{n} 则").format(n=entries)


def mean_words(mean: float | None) -> str:
    if mean is None:
        return QCoreApplication.translate("days", "还没有心情")
    return QCoreApplication.translate("days", "心情平均 {mean}").format(mean=signed(mean))


def describe_day(day: Day, today: date) -> str:
    """A whole sentence, for tooltips and screen readers."""
    name = date_with_weekday(day.date)
    if day.date == today:
        name = f"{day_name(day.date, today)} · {name}"
    if not day.entries:
        return f"{name} · {nothing_yet()}"
    return f"{name} · {entry_count(day.entries)} · {mean_words(day.mean)}"


def describe_month(month: date, days: Sequence[Day]) -> str:
    """A calendar in words. days: those of the month that have an entry."""
    if not days:
        return f"{month_name(month)} · {nothing_yet()}"
    means = [day.mean for day in days if day.mean is not None]
    text = QCoreApplication.translate("days", "{month} · {days} 天写过 · {n}").format(
        month=month_name(month), days=len(days), n=entry_count(sum(day.entries for day in days))
    )
    return f"{text} · {mean_words(sum(means) / len(means) if means else None)}"


def no_text() -> str:
    """Of an entry that is only a mood, tags or a picture."""
    return QCoreApplication.translate("days", "（无文字）")


def nothing_yet() -> str:
    return QCoreApplication.translate("days", "还没有写")


def interface_locale() -> QLocale:
    """Names of days and months in the language of the words around them."""
    return QLocale() if in_english() else QLocale(QLocale.Language.Chinese)


def _format(day: date, pattern: str) -> str:
    return interface_locale().toString(QDate(day.year, day.month, day.day), pattern)
