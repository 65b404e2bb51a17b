"""Imports, exports and backups in sentences for the window. Knows no widgets."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.domain.backups import Backup, Reason
from desktop.domain.transfer import ImportReport, TakenBack
from desktop.errors import (
    BackupMissing,
    DiaryDamaged,
    DiaryInUse,
    DiskFull,
    EnvironmentFailure,
)
from desktop.services import import_words
from desktop.services.wording import explain, explain_start
from desktop.storage.checks import Health
from desktop.storage.exporters.writing import Exported

# By this name lupdate finds the strings.
translate = QCoreApplication.translate


# Imports


def preview(report: ImportReport) -> str:
    """What an import would do."""
    if not report.new and not report.existing:
        sentence = translate("data", "这里面没有找到日记，跳过 {skipped} 处。")
    elif not report.new:
        sentence = translate("data", "没有新的日记：{existing} 则都已经在这里，跳过 {skipped} 处。")
    else:
        sentence = translate("data", "会导入 {new} 则，已有 {existing} 则，跳过 {skipped} 处。")
    return _counted(sentence, report)


def imported(report: ImportReport) -> str:
    """What an import did."""
    sentence = translate("data", "导入了 {new} 则，已有 {existing} 则，跳过 {skipped} 处。")
    return _counted(sentence, report)


def _counted(sentence: str, report: ImportReport) -> str:
    skipped = len(report.skipped)
    text = sentence.format(new=report.new, existing=report.existing, skipped=skipped)
    text = "\n".join((text, *import_words.not_taken(report)))
    if report.first is None or report.last is None:
        return text
    days = translate("data", "从 {first} 到 {last}")
    return f"{text}\n{days.format(first=report.first, last=report.last)}"


def taken_back(done: TakenBack) -> str:
    """What became of an import that was undone."""
    text = translate("data", "撤销了：这次导入的 {n} 则已经拿走。").format(n=done.deleted)
    if done.kept:
        kept = translate("data", "另有 {n} 则导入后你改过，放进了回收站。")
        text = f"{text}\n{kept.format(n=done.kept)}"
    return text


def import_done(report: ImportReport) -> str:
    """A deed that can be undone."""
    return translate("data", "导入了 {n} 则").format(n=report.new)


# Exports


def exported(done: Exported, target: Path) -> str:
    """What an export wrote, and where."""
    if not done.files:
        return translate("data", "这段日子里没有日记，什么都没有写。")
    text = translate("data", "导出了 {n} 则：{path}").format(n=done.entries, path=target)
    if done.trashed:
        trash = translate("data", "其中 {n} 则在回收站里；这个文件什么都不漏。")
        text = f"{text}\n{trash.format(n=done.trashed)}"
    return text


# Backups


def backup(copy: Backup) -> str:
    """A copy in one line: when, why, how many entries, how big, whether it was read again."""
    parts = [when(copy.made), reason(copy.reason)]
    if copy.entries is not None:
        parts.append(translate("data", "{n} 则").format(n=copy.entries))
    return " · ".join((*parts, f"{copy.size / 1e6:.1f} MB", _verified(copy)))


def when(moment: datetime) -> str:
    """By the clock on the wall here."""
    return f"{moment.replace(tzinfo=UTC).astimezone():%Y-%m-%d %H:%M}"


def reason(why: Reason) -> str:
    return {
        Reason.DAILY: translate("data", "每日"),
        Reason.MANUAL: translate("data", "手动"),
        Reason.MIGRATION: translate("data", "升级之前"),
        Reason.IMPORT: translate("data", "导入之前"),
        Reason.REPLACED: translate("data", "恢复时换下的"),
        Reason.DAMAGED: translate("data", "损坏的原件"),
    }[why]


def _verified(copy: Backup) -> str:
    """A backup gets its name only after it was read again; what was put aside did not."""
    if copy.reason.is_backup and copy.entries is not None:
        return translate("data", "核对过")
    return translate("data", "没有核对")


def made(copy: Backup) -> str:
    sentence = translate("data", "备份好了，也核对过了：{when}。")
    return sentence.format(when=when(copy.made))


def restored(copy: Backup) -> str:
    sentence = translate("data", "日记现在是 {when} 的样子。换下来的留着，可以撤销。")
    return sentence.format(when=when(copy.made))


def ask_restore(copy: Backup) -> str:
    sentence = translate(
        "data",
        "日记会变回 {when} 的样子，之后写的不再出现。现在的这一份先另外放好，可以撤销。",
    )
    return sentence.format(when=when(copy.made))


def ask_undo(copy: Backup) -> str:
    """copy: what the last restore replaced."""
    sentence = translate("data", "换回 {when} 恢复时换下来的日记；现在的这一份也会留着。")
    return sentence.format(when=when(copy.made))


def ask_purge(count: int) -> str:
    """count: copies that lie there now."""
    sentence = translate(
        "data",
        "先做一份新的备份，再删掉现有的 {n} 份，恢复时换下的和损坏的原件也在内。"
        "彻底删除的日记在旧备份里还有，这样才真的没有了；以后也不能再回到从前的样子。",
    )
    return sentence.format(n=count)


def purged(count: int) -> str:
    sentence = translate("data", "做了一份新的备份，删掉了 {n} 份旧的。")
    return sentence.format(n=count)


def deleted(count: int, copies: int) -> str:
    """count: entries deleted for good. copies: of the diary, which may hold them still."""
    if not copies:
        return translate("data", "彻底删掉了 {n} 则。没有备份，哪里都不再有了。").format(n=count)
    sentence = translate(
        "data",
        "彻底删掉了 {n} 则，日记里已经没有了。但之前做的备份有 {copies} 份，里面可能还留着。",
    )
    return sentence.format(n=count, copies=copies)


def checked(health: Health) -> str:
    if health.problems:
        return damage()
    if not health.index_sound:
        return translate("data", "日记完好，但搜索目录不对，也没能重做。请重新打开程序再查一次。")
    return translate("data", "日记完好，共 {n} 则。").format(n=health.entries)


def damage() -> str:
    return translate("data", "日记文件有损坏，不再写入。没发出的文字请先复制，再重新打开程序。")


# Failures


def trouble(failure: EnvironmentFailure) -> str:
    """As `wording.explain`, where that speaks to the terminal or of another situation."""
    if isinstance(failure, BackupMissing):
        return translate("data", "这一份已经不在了。日记没有被改动。")
    if isinstance(failure, DiaryInUse):
        return translate("data", "日记正被另一个程序使用，没有被改动。请先关掉它，再试一次。")
    return explain(failure)


def restore_trouble(failure: EnvironmentFailure) -> str:
    """Why a copy was not put in the diary's place; the diary is as it was."""
    if isinstance(failure, BackupMissing | DiaryInUse):
        return trouble(failure)
    if isinstance(failure, DiaryDamaged):
        return translate("data", "这一份备份已损坏，没有换上。日记没有被改动；请另选一份。")
    sentence = translate("data", "没有换上，日记没有被改动。请看看磁盘空间够不够，再试一次。")
    return f"{sentence}\n{failure}"


def backup_trouble(failure: EnvironmentFailure) -> str:
    """Why a backup, a check or a clearing away came to nothing."""
    if isinstance(failure, DiaryInUse):
        return trouble(failure)
    sentence = translate(
        "data", "备份没有做成，日记本身不受影响。请看看备份的文件夹能否写入、空间够不够，再试一次。"
    )
    return f"{sentence}\n{failure}"


def start_trouble(failure: EnvironmentFailure, place: str) -> str:
    """Why there is no window. A damaged diary was put aside by then. place: the diary's path."""
    if isinstance(failure, DiaryDamaged):
        sentence = translate(
            "data",
            "日记文件读不出来，可能已损坏，现在打不开。它原样留着，备份的文件夹里另有一份复制，什么都没有删。",
        )
    elif isinstance(failure, DiskFull):
        sentence = translate(
            "data", "磁盘满了，日记打不开，也没有被改动。请腾出一点空间，再打开程序。"
        )
    else:
        return explain_start(failure, place)
    return f"{sentence}\n{place}\n{failure}"
