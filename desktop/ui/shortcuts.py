"""Every key of the program: one table, which the widgets take theirs from and the settings list.

Keys that Qt gives to every text field (copy, undo typing and so on) are not in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence


class Where(StrEnum):
    """Where a key works."""

    EVERYWHERE = "everywhere"
    TODAY = "today"
    DIARY = "diary"
    ENTRY = "entry"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Shortcut:
    """keys: as QKeySequence reads them; more than one do the same."""

    keys: tuple[str, ...]
    where: Where


_TABLE: dict[str, Shortcut] = {
    "today": Shortcut(("Ctrl+1",), Where.EVERYWHERE),
    "diary": Shortcut(("Ctrl+2",), Where.EVERYWHERE),
    "mood": Shortcut(("Ctrl+3",), Where.EVERYWHERE),
    "settings": Shortcut(("Ctrl+4",), Where.EVERYWHERE),
    "help": Shortcut(("F1", "Ctrl+5"), Where.EVERYWHERE),
    "days": Shortcut(("Ctrl+B",), Where.EVERYWHERE),
    "find": Shortcut(("Ctrl+F",), Where.EVERYWHERE),
    "undo": Shortcut(("Ctrl+Z",), Where.EVERYWHERE),
    "figures": Shortcut(("F12",), Where.EVERYWHERE),
    "send": Shortcut(("Return",), Where.TODAY),
    "new_line": Shortcut(("Shift+Return", "Ctrl+Return"), Where.TODAY),
    "stop": Shortcut(("Esc",), Where.TODAY),
    "topic": Shortcut(("Ctrl+N",), Where.TODAY),
    "jobs": Shortcut(("Ctrl+J",), Where.TODAY),
    "page": Shortcut(("PgUp", "PgDown"), Where.TODAY),
    "this_day": Shortcut(("Ctrl+T",), Where.DIARY),
    "day_before": Shortcut(("Alt+Left",), Where.DIARY),
    "day_after": Shortcut(("Alt+Right",), Where.DIARY),
    "write": Shortcut(("Ctrl+N",), Where.DIARY),
    "keep": Shortcut(("Ctrl+Return",), Where.DIARY),
    "day_jobs": Shortcut(("Ctrl+J",), Where.DIARY),
    "edit": Shortcut(("F2",), Where.ENTRY),
    "tags": Shortcut(("Ctrl+G",), Where.ENTRY),
    "move": Shortcut(("Ctrl+M",), Where.ENTRY),
    "versions": Shortcut(("Ctrl+H",), Where.ENTRY),
    "trash": Shortcut(("Del",), Where.ENTRY),
    "back": Shortcut(("Esc", "Alt+Left"), Where.SETTINGS),
}


def sequences(name: str) -> list[QKeySequence]:
    """The keys that do it, for QShortcut and QAction."""
    return [QKeySequence(keys) for keys in _TABLE[name].keys]


def shown(name: str) -> str:
    """The keys as they are written on this system, the first of several."""
    return sequences(name)[0].toString(QKeySequence.SequenceFormat.NativeText)


def all_keys() -> set[str]:
    """Every key in the table, written the same on every system."""
    return {s.toString() for name in _TABLE for s in sequences(name)}


def listing() -> Iterator[tuple[str, str, str]]:
    """What each does, where, and its keys as they are written on this system."""
    native = QKeySequence.SequenceFormat.NativeText
    for name, shortcut in _TABLE.items():
        keys = " / ".join(sequence.toString(native) for sequence in sequences(name))
        yield _what(name), _place(shortcut.where), keys


def _place(where: Where) -> str:
    return {
        Where.EVERYWHERE: QCoreApplication.translate("shortcuts", "到处"),
        Where.TODAY: QCoreApplication.translate("shortcuts", "今天"),
        Where.DIARY: QCoreApplication.translate("shortcuts", "日记"),
        Where.ENTRY: QCoreApplication.translate("shortcuts", "日记里的一则"),
        Where.SETTINGS: QCoreApplication.translate("shortcuts", "设置"),
    }[where]


def _what(name: str) -> str:
    return {
        "today": QCoreApplication.translate("shortcuts", "去今天"),
        "diary": QCoreApplication.translate("shortcuts", "去日记"),
        "mood": QCoreApplication.translate("shortcuts", "去心情"),
        "settings": QCoreApplication.translate("shortcuts", "去设置"),
        "help": QCoreApplication.translate("shortcuts", "需要帮助"),
        "days": QCoreApplication.translate("shortcuts", "打开或收起日子"),
        "find": QCoreApplication.translate("shortcuts", "搜索日记；在设置里找一项设置"),
        "undo": QCoreApplication.translate("shortcuts", "撤销上一步"),
        "figures": QCoreApplication.translate("shortcuts", "每次请求的数字"),
        "send": QCoreApplication.translate("shortcuts", "发送"),
        "new_line": QCoreApplication.translate("shortcuts", "换行"),
        "stop": QCoreApplication.translate("shortcuts", "停下正在写的回复"),
        "topic": QCoreApplication.translate("shortcuts", "新话题"),
        "jobs": QCoreApplication.translate("shortcuts", "总结、翻译等任务"),
        "page": QCoreApplication.translate("shortcuts", "往前翻，往后翻"),
        "this_day": QCoreApplication.translate("shortcuts", "回到今天"),
        "day_before": QCoreApplication.translate("shortcuts", "前一天"),
        "day_after": QCoreApplication.translate("shortcuts", "后一天"),
        "write": QCoreApplication.translate("shortcuts", "写一则"),
        "keep": QCoreApplication.translate("shortcuts", "记下来，不要回复"),
        "day_jobs": QCoreApplication.translate("shortcuts", "总结这一天等任务"),
        "edit": QCoreApplication.translate("shortcuts", "编辑"),
        "tags": QCoreApplication.translate("shortcuts", "标签"),
        "move": QCoreApplication.translate("shortcuts", "移到另一天"),
        "versions": QCoreApplication.translate("shortcuts", "较早的版本"),
        "trash": QCoreApplication.translate("shortcuts", "放进回收站"),
        "back": QCoreApplication.translate("shortcuts", "回到设置"),
    }[name]
