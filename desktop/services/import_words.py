"""What is said of files that come in: which format, how much, and why something was passed over.

For the window and the terminal alike. Knows no widgets.
"""

from PySide6.QtCore import QCoreApplication

from desktop.domain.transfer import FileRead, ImportFormat, ImportReport, Skipped, SkipReason
from desktop.errors import ImportRefused

# By this name lupdate finds the strings.
translate = QCoreApplication.translate


def format_name(format: ImportFormat) -> str:
    return {
        ImportFormat.OWN: translate("imports", "本程序的 JSON"),
        ImportFormat.DAYLIO_CSV: "Daylio CSV",
        ImportFormat.DAYLIO: translate("imports", "Daylio 备份"),
        ImportFormat.DAY_ONE: "Day One",
        ImportFormat.JRNL: "jrnl",
        ImportFormat.RED_NOTEBOOK: "RedNotebook",
        ImportFormat.MARKDOWN: translate("imports", "本程序的 Markdown"),
        ImportFormat.TEXT: translate("imports", "文本"),
    }[format]


def file_read(file: FileRead) -> str:
    """A file in one line: its name, its format, how many entries it holds."""
    entries = translate("imports", "{n} 则").format(n=file.entries)
    return " · ".join((file.file, format_name(file.format), entries))


def not_taken(report: ImportReport) -> list[str]:
    """Sentences on entries that stand in what was read more than once, and on those that say
    something else than the diary's own."""
    told = []
    if report.twice:
        sentence = translate("imports", "里面重复的有 {n} 则，同样的只取一次。")
        told.append(sentence.format(n=report.twice))
    if report.differing:
        sentence = translate(
            "imports", "其中 {n} 则是同一则，文字却不同：日记里的不变，另一种写法没有导入。"
        )
        told.append(sentence.format(n=report.differing))
    return told


def skipped(what: Skipped) -> str:
    """A file or record that was passed over, in one line with the reason."""
    where = what.where if what.reason in (SkipReason.BAD_RECORD, SkipReason.TOO_BIG) else ""
    return " · ".join(filter(None, (what.file, where, why(what))))


def refused(failure: ImportRefused) -> str:
    """Why nothing of the chosen file or folder was taken, and what helps."""
    format = ImportFormat(failure.format) if failure.format else None
    reason = why(Skipped(str(failure), SkipReason(failure.reason), failure.where, format))
    sentence = translate("imports", "什么都没有导入：{why}。").format(why=reason)
    return "\n".join(filter(None, (sentence, _help(failure), str(failure))))


def _help(failure: ImportRefused) -> str:
    if failure.reason not in (SkipReason.UNKNOWN, SkipReason.NOTHING):
        return ""
    return translate(
        "imports",
        "认得的有：Daylio（CSV、.daylio）、Day One（JSON、zip）、jrnl（JSON、文本）、RedNotebook、"
        "文件名带日期的文本或 Markdown、本程序导出的 JSON 和 Markdown。",
    )


def why(what: Skipped) -> str:
    """A clause without a full stop."""
    if what.reason is SkipReason.BROKEN:
        return _broken(what)
    return {
        SkipReason.MISSING: translate("imports", "这个文件不存在"),
        SkipReason.EMPTY: translate("imports", "文件是空的"),
        SkipReason.NOTHING: translate("imports", "文件夹里没有文件，或只有图片一类的文件"),
        SkipReason.DENIED: translate("imports", "没有读它的权限"),
        SkipReason.UNREADABLE: translate(
            "imports", "读不出来，磁盘可能有问题，或者它不是普通的文件"
        ),
        SkipReason.NOT_TEXT: translate("imports", "里面不是文字，或编码认不出来"),
        SkipReason.ENCRYPTED: translate("imports", "压缩包加了密码，请先解开"),
        SkipReason.NO_MEMBER: translate(
            "imports", "压缩包里没有日记（找的是 Daylio 的 backup.daylio 或 Day One 的 JSON）"
        ),
        SkipReason.COLUMNS: translate("imports", "表格里缺少 Daylio 的列：{where}"),
        SkipReason.NEWER: translate("imports", "是更新版本的程序导出的，请先升级程序"),
        SkipReason.UNKNOWN: translate("imports", "不是认得的日记格式"),
        SkipReason.NO_DATE: translate("imports", "文件名里没有日期"),
        SkipReason.BAD_RECORD: translate("imports", "这一条不完整"),
        SkipReason.TOO_BIG: translate("imports", "太大或太长"),
        SkipReason.TOO_MANY: translate("imports", "里面的文件太多，最多 {where} 个"),
        SkipReason.TOO_DEEP: translate("imports", "文件夹套得太深，没有进去"),
    }[what.reason].format(where=what.where)


def _broken(what: Skipped) -> str:
    """In which line, where that is a line that one can look at."""
    name = format_name(what.format) if what.format is not None else ""
    if what.where and name:
        sentence = translate("imports", "认得出是 {format}，但第 {where} 行坏了")
    elif what.where:
        sentence = translate("imports", "第 {where} 行坏了，读不下去")
    elif name:
        sentence = translate("imports", "看上去是 {format}，但坏了或不完整")
    else:
        sentence = translate("imports", "文件坏了或不完整")
    return sentence.format(format=name, where=what.where)


def came(files: tuple[FileRead, ...]) -> list[str]:
    """The files of an import in lines, unless they are a folder's of one kind or a single one."""
    whole = (ImportFormat.RED_NOTEBOOK, ImportFormat.MARKDOWN, ImportFormat.TEXT)
    formats = {file.format for file in files}
    if len(files) < 2 or (len(formats) == 1 and formats <= set(whole)):
        return []
    return [file_read(file) for file in files]
