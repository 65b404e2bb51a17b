"""What values are called on screen: enums, dates, numbers and labels in the interface's language.

Knows no widgets. Failures have their words in `desktop.services.wording`.
"""

import html
from collections.abc import Iterable, Sequence
from datetime import date
from statistics import fmean

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from desktop.domain.entries import DiaryEntry
from desktop.domain.labels import Label, LabelSet, LabelSource, Prediction
from desktop.domain.time import Moment
from desktop.domain.turns import Turn, TurnState
from desktop.domain.ways import Unlabelled
from desktop.services import task_words, wording
from desktop.services.requests import EnginePhase, EngineState
from desktop.services.wording import choice_word, in_english

MINUS = "\N{MINUS SIGN}"


def _locale() -> QLocale:
    return QLocale() if in_english() else QLocale(QLocale.Language.Chinese)


# Dates and numbers


def day_name(day: date, today: date | None = None) -> str:
    """11月21日 星期六; with the year where it isn't this one."""
    if today is None or day.year == today.year:
        pattern = QCoreApplication.translate("texts", "M月d日 dddd")
    else:
        pattern = QCoreApplication.translate("texts", "yyyy年M月d日 dddd")
    return _locale().toString(QDate(day.year, day.month, day.day), pattern)


def day_sentence(day: date, turns: Sequence[Turn | DiaryEntry], today: date | None = None) -> str:
    """11月21日 星期六 · 3 则 · 心情平均 +0.4; what isn't known is left out."""
    parts = [day_name(day, today)]
    if turns:
        parts.append(QCoreApplication.translate("texts", "{n} 则").format(n=len(turns)))
    values = [t.label.valence for t in turns if t.label and t.label.valence is not None]
    if values:
        mean = QCoreApplication.translate("texts", "心情平均 {mean}")
        parts.append(mean.format(mean=signed(fmean(values))))
    return " · ".join(parts)


def signed(value: float) -> str:
    """+0.4, −0.6 with a real minus, and 0.0 without a sign."""
    text = f"{value:+.1f}"
    return "0.0" if text in ("+0.0", "-0.0") else text.replace("-", MINUS)


def clock_time(moment: Moment) -> str:
    """18:42, as the clock on the wall said."""
    local = moment.local
    return _locale().toString(QTime(local.hour, local.minute), "HH:mm")


def percent(share: float) -> str:
    return f"{share:.0%}"


def memory(count: int) -> str:
    return QCoreApplication.translate("texts", "内存最高 {mb} MB").format(mb=round(count / 2**20))


def speed(tokens_per_second: float) -> str:
    text = QCoreApplication.translate("texts", "{n} 词元/秒")
    return text.format(n=f"{tokens_per_second:.1f}")


# Labels


def label_text(label: Label, labels: LabelSet) -> str:
    """😟 负面 · 91%; only the word where it isn't a guess of the model or it is unsure."""
    choice = labels.find(label.word)
    if choice is None:
        return label.word
    text = f"{choice.emoji} {choice_word(choice)}".strip()
    certain = label.source is LabelSource.MODEL and choice != labels.unsure
    if certain and label.confidence is not None:
        text += f" · {percent(label.confidence)}"
    return text


def label_source(source: LabelSource) -> str:
    return {
        LabelSource.MODEL: QCoreApplication.translate("texts", "由本机模型判断"),
        LabelSource.PERSON: QCoreApplication.translate("texts", "由你标注"),
        LabelSource.IMPORT: QCoreApplication.translate("texts", "随导入的日记而来"),
    }[source]


def probabilities(prediction: Prediction, labels: LabelSet) -> str:
    """负面 91% · 正面 9%"""
    return " · ".join(
        f"{choice_word(choice) if (choice := labels.find(word)) else word} {percent(share)}"
        for word, share in prediction.probabilities
    )


def plain_tooltip(lines: Iterable[str]) -> str:
    """Tooltips guess whether they are HTML; this one always is, and shows the text as it is."""
    return f"<p>{'<br>'.join(html.escape(line) for line in lines)}</p>"


# States


def turn_notes(turn: Turn, before: Turn | None = None) -> list[str]:
    """What is to be said under a reply: how it ended, what the model was not shown.

    before: the turn before it in the topic. That old turns are left out is said at the first.
    """
    notes = []
    if turn.state is TurnState.STOPPED:
        notes.append(QCoreApplication.translate("texts", "已停止"))
    elif turn.state is TurnState.INTERRUPTED:
        notes.append(QCoreApplication.translate("texts", "上次没有写完"))
    elif turn.state is TurnState.FAILED:
        notes.append(wording.explain_kind(turn.error or "bug"))
    if ending := task_words.ending_note(turn.ending):
        # A time limit stopped it, and that is not the person's doing.
        notes = [ending] if turn.state in (TurnState.STOPPED, TurnState.DONE) else notes
    if turn.unlabelled is Unlabelled.INTENT and turn.label is None:
        notes.append(QCoreApplication.translate("texts", "看作提问或闲聊，没有标心情"))
    if turn.shortened:
        notes.append(QCoreApplication.translate("texts", "这一则太长，模型只读了开头和结尾"))
    if turn.left_out and not (before is not None and before.left_out):
        left_out = QCoreApplication.translate("texts", "较早的 {n} 句没有再带给模型")
        notes.append(left_out.format(n=turn.left_out))
    return notes


def phase_word(phase: EnginePhase) -> str:
    """One word beside the model's dot."""
    return {
        EnginePhase.LOADING: QCoreApplication.translate("texts", "正在醒来"),
        EnginePhase.READY: QCoreApplication.translate("texts", "醒着"),
        EnginePhase.THINKING: QCoreApplication.translate("texts", "在想"),
        EnginePhase.EXAMINING: QCoreApplication.translate("texts", "体检中"),
        EnginePhase.ASLEEP: QCoreApplication.translate("texts", "睡着了"),
        EnginePhase.UNAVAILABLE: QCoreApplication.translate("texts", "没有模型"),
    }[phase]


def engine_sentence(state: EngineState) -> str:
    """The model's state for the status bar, with its name where it has one."""
    sentence = {
        EnginePhase.LOADING: QCoreApplication.translate("texts", "模型正在醒来，可以先写"),
        EnginePhase.READY: QCoreApplication.translate("texts", "模型醒着"),
        EnginePhase.THINKING: QCoreApplication.translate("texts", "模型在想"),
        EnginePhase.EXAMINING: QCoreApplication.translate("texts", "模型在体检，可以先写"),
        EnginePhase.ASLEEP: QCoreApplication.translate("texts", "模型睡着了，一写就醒"),
        EnginePhase.UNAVAILABLE: QCoreApplication.translate("texts", "没有模型，日记照常可写"),
    }[state.phase]
    return f"{sentence} · {state.name}" if state.name else sentence
