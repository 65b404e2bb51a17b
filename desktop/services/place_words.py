"""Moving the diary's folder, in sentences. Knows no widgets."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.domain.moving import Refusal, Verdict, with_air
from desktop.errors import (
    CopyDiffers,
    DiaryDamaged,
    DiaryInUse,
    DiskFull,
    EnvironmentFailure,
    MoveRefused,
    PlaceUnknown,
)
from desktop.services.model_words import size

# By this name lupdate finds the strings.
translate = QCoreApplication.translate


# In the settings


def fixed() -> str:
    return translate("place", "这个文件夹是用 --data-dir 或环境变量指定的；要放到别处，请改那里。")


def ask_move(found: Verdict) -> str:
    """found: with a target."""
    sentence = translate(
        "place",
        "日记会搬到：{folder}\n"
        "备份、设置、下载的模型也一起，共 {needed}，那里空着 {free}。"
        "先复制，再逐个核对，然后才换过去；旧的一份留着。",
    )
    parts = [_filled(sentence, found)]
    if found.back:
        parts.append(
            translate("place", "日记以前就在那里。当时留下的一份不会覆盖，还在它自己的文件夹里。")
        )
    if found.other_disk:
        parts.append(translate("place", "那是另一块盘：它不在的时候，日记打不开。"))
    if found.open_to_all:
        parts.append(translate("place", "那块盘不分用户：谁拿到它，谁就能读你的日记。"))
    return "\n".join(parts)


def ask_open(found: Verdict) -> str:
    sentence = translate(
        "place",
        "这里已经有一本日记了：{folder}\n"
        "什么都不会覆盖。要从下次起打开那一本吗？现在这一本原样留在原处。",
    )
    return sentence.format(folder=found.diary)


def refused(found: Verdict) -> str:
    """Why, which folder, and what else could be done."""
    assert found.refusal is not None
    return f"{_filled(_refusal(found.refusal), found)}\n{found.about}"


def _filled(sentence: str, found: Verdict) -> str:
    needed, free = size(found.needed), size(found.free)
    return sentence.format(
        folder=found.target, needed=needed, free=free, wanted=size(with_air(found.needed))
    )


def _refusal(reason: Refusal) -> str:
    return {
        Refusal.SAME: translate("place", "日记已经在这里了。要搬走，请选另一个文件夹。"),
        Refusal.INSIDE: translate(
            "place", "这个文件夹在日记自己的文件夹里面，或在旧的一份里面。请选外面的。"
        ),
        Refusal.NO_FOLDER: translate(
            "place", "找不到这个文件夹。如果它在另一块盘上，请先把盘插好。"
        ),
        Refusal.NETWORK: translate(
            "place", "这是网络上的盘，日记的文件放在那里可能会坏。请选这台电脑上的盘。"
        ),
        Refusal.OCCUPIED: translate(
            "place",
            "这里已经有别的东西，不会覆盖。请先把它们拿到别处，或选一个空的文件夹、另一个位置。",
        ),
        Refusal.NOT_WRITABLE: translate("place", "这里写不进去。请换一个有权写入的文件夹。"),
        Refusal.NO_ROOM: translate(
            "place", "那里空间不够：要 {wanted}，空着 {free}。请腾出一点，或换一块盘。"
        ),
    }[reason]


def wished(folder: Path) -> str:
    sentence = translate(
        "place",
        "选好了，还没有搬：{folder}\n点“现在就搬”马上搬；不点，下次打开程序时搬。",
    )
    return sentence.format(folder=folder)


def moved_here(folder: Path) -> str:
    sentence = translate(
        "place",
        "日记搬好了，现在在这里：{folder}\n"
        "搬走之前的一份还留在原处，在“设置 → 日记”里可以看，或放进回收站。",
    )
    return sentence.format(folder=folder)


def now_here(folder: Path) -> str:
    sentence = translate("place", "打开的是这里的日记了：{folder}")
    return sentence.format(folder=folder)


def wished_open(folder: Path) -> str:
    sentence = translate(
        "place",
        "选好了，还没有打开：{folder}\n点“现在就打开”马上打开；不点，下次打开程序时打开。",
    )
    return sentence.format(folder=folder)


def old_copy(folder: Path) -> str:
    sentence = translate("place", "搬走之前的一份还留在：{folder}\n程序不再写它。")
    return sentence.format(folder=folder)


def ask_trash(folder: Path) -> str:
    sentence = translate(
        "place", "把旧的一份放进系统的回收站？日记在新的文件夹里，不受影响。\n{folder}"
    )
    return sentence.format(folder=folder)


def not_trashed(folder: Path) -> str:
    sentence = translate("place", "放不进回收站。可以在文件夹里自己删：{folder}")
    return sentence.format(folder=folder)


def not_noted() -> str:
    return translate("place", "没有记下来，一切照旧。请检查数据文件夹能否写入，再试一次。")


# At a start


def moving(folder: Path) -> str:
    return translate("place", "正在把日记搬到：{folder}").format(folder=folder)


def cancelling() -> str:
    return translate("place", "正在停下，日记留在原处…")


def not_moved(failure: EnvironmentFailure, folder: Path) -> str:
    """Why the diary lies where it was; nothing of it was changed."""
    why = _why_not(failure)
    sentence = translate(
        "place", "日记没有搬，还在原来的文件夹里，什么都没有少。可以在设置里再试。"
    )
    return f"{sentence}\n{why}\n{folder}" if why else f"{sentence}\n{folder}\n{failure}"


def _why_not(failure: EnvironmentFailure) -> str:
    if isinstance(failure, MoveRefused):
        if failure.reason == Refusal.NO_ROOM:
            return translate("place", "那里的空间不够了。")
        return _refusal(Refusal(failure.reason))
    if isinstance(failure, CopyDiffers):
        return translate("place", "复制过去的和原来的不一样，那块盘可能有问题。")
    if isinstance(failure, DiskFull):
        return translate("place", "那里的空间不够了。")
    if isinstance(failure, DiaryInUse):
        return translate("place", "日记正被另一个程序使用，请先关掉它。")
    if isinstance(failure, DiaryDamaged):
        return translate("place", "日记文件读不出来，可能已损坏；要先换上备份。")
    return ""


def other_missing(folder: Path) -> str:
    """The diary that was to be opened from now on isn't there."""
    sentence = translate("place", "想打开的那一本日记找不到了，打开的还是原来的一本。\n{folder}")
    return sentence.format(folder=folder)


def missing(failure: EnvironmentFailure) -> str:
    """For the window, which has buttons for what can be done."""
    if isinstance(failure, PlaceUnknown):
        sentence = translate(
            "place",
            "日记搬到了别处，但记着它在哪里的小文件不见了，或读不出来。日记本身没有被改动。",
        )
    else:
        sentence = translate(
            "place",
            "日记放在下面这个文件夹里，现在找不到它。如果它在另一块盘上，请把盘插好再试。"
            "程序什么都没有改动，也没有另开新的日记。",
        )
    return f"{sentence}\n{failure}"


def no_diary_there(folder: str) -> str:
    sentence = translate(
        "place", "这个文件夹里没有日记，请选放着 diary.sqlite3 的那一个。\n{folder}"
    )
    return sentence.format(folder=folder)


def ask_old_copy(folder: Path) -> str:
    sentence = translate(
        "place",
        "打开搬走之前留下的一份？搬走以后写的不在里面。之后找到了新的一份，可以在设置里再换过去。\n{folder}",
    )
    return sentence.format(folder=folder)


def ask_anew(folder: Path) -> str:
    sentence = translate(
        "place",
        "在下面的文件夹里另开一本空的日记？原来的一本不会被改动；之后找到了它，可以在设置里再换过去。\n{folder}",
    )
    return sentence.format(folder=folder)


def ask_home(folder: Path) -> str:
    """There is a diary at home, too."""
    sentence = translate(
        "place",
        "下面的文件夹里有一本日记，不是找不到的那一本。要打开它吗？之后可以在设置里再换过去。\n{folder}",
    )
    return sentence.format(folder=folder)
