"""What failures are called in front of a person: a sentence and a way out, never a traceback."""

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.domain.backups import Backup
from desktop.domain.labels import LabelChoice
from desktop.errors import (
    AdapterRefused,
    EnvironmentFailure,
    ImportRefused,
    OutOfMemory,
    StorageFailure,
    TaskFileError,
    TextTooLong,
)
from desktop.services import import_words, task_words

# By this name lupdate finds the strings.
translate = QCoreApplication.translate


def in_english() -> bool:
    """Whether the interface speaks English; any other language reads the Chinese source."""
    return QLocale().language() == QLocale.Language.English


def choice_word(choice: LabelChoice) -> str:
    """A label's word in the interface's language."""
    return choice.english if in_english() else choice.word


def explain(error: BaseException) -> str:
    """One or two sentences: what happened, what is safe, what to do."""
    if isinstance(error, TextTooLong):
        sentence = translate(
            "wording",
            "这一则太长了（{tokens} 个词元，模型最多读 {limit} 个）。日记已保存，可以分成几则再写。",
        )
        return sentence.format(tokens=error.tokens, limit=error.limit)
    if isinstance(error, TaskFileError) and error.code:
        return task_words.explain_problem(error)
    if isinstance(error, ImportRefused):
        return import_words.refused(error)
    if isinstance(error, AdapterRefused):
        return explain_kind(f"adapter_{error.reason}", str(error))
    if isinstance(error, EnvironmentFailure):
        return explain_kind(error.kind, str(error))
    return explain_kind("bug")


def explain_model(error: BaseException) -> str:
    """Why there is no model."""
    known = isinstance(error, EnvironmentFailure)
    return explain(error) if known else explain_kind("model_bug")


def explain_choice(error: BaseException, *, others_run: bool) -> str:
    """Why other weights were not taken. others_run: whether those before them are still in use."""
    stays = translate("wording", "没有换，仍用原来的模型。")
    return f"{stays}\n{explain(error)}" if others_run else explain(error)


def explain_examination(error: BaseException) -> str:
    """Why the doctor came to no end. The weights and the precision are as they were."""
    if isinstance(error, OutOfMemory):
        return explain_kind("examination_memory")
    known = isinstance(error, EnvironmentFailure)
    return explain(error) if known else explain_kind("examination_bug")


def explain_start(error: BaseException, place: str) -> str:
    """The same where the diary could not even be opened. place: its path."""
    if isinstance(error, StorageFailure):
        kind = error.kind if error.kind in _AT_START else "storage_start"
        detail = "" if str(error) in ("", place) else f"\n{error}"
        return f"{explain_kind(kind)}\n{place}{detail}"
    return explain(error)


def explain_damage(backup: Backup, place: str) -> str:
    """The diary can't be read, and this backup can."""
    sentence = translate(
        "wording",
        "日记文件读不出来，可能已损坏。它原样留着，另外也复制了一份。{when} 的备份完好，要换上它吗？",
    )
    when = f"{backup.made.astimezone():%Y-%m-%d %H:%M}"
    return f"{sentence.format(when=when)}\n{place}"


def restore_word() -> str:
    """What the button of `explain_damage` says."""
    return translate("wording", "换上备份")


def explain_kind(kind: str, detail: str = "") -> str:
    """The same for a kind as it was stored with a turn. detail: file, key or path concerned."""
    sentence = _sentences().get(kind) or _sentences()["bug"]
    return f"{sentence}\n{detail}" if detail and kind in _DETAILED else sentence


# Whose message names a file, a key or a path that the person needs to see.
_DETAILED = frozenset(
    {
        "storage",
        "diary_too_new",
        "diary_damaged",
        "diary_in_use",
        "target_exists",
        "target_not_writable",
        "model_missing",
        "model_without_weights",
        "model_unsafe",
        "model_other_kind",
        "model_refused",
        "model_damaged",
        "adapter_base",
        "adapter_rank",
        "adapter_targets",
        "adapter_kind",
        "adapter_files",
        "adapter_numbers",
        "task_file",
        "settings",
        "display",
    }
)


# These say all there is to say; any other failure to open has a sentence of its own.
_AT_START = frozenset(
    {"diary_too_new", "diary_damaged", "diary_in_use", "disk_full"}
    | {"place_missing", "place_unknown", "diary_moved", "diary_missing"}
)


def _sentences() -> dict[str, str]:
    return {
        "storage": translate("wording", "日记现在存不进去。请检查文件夹能否写入，文字还在窗口里。"),
        "storage_start": translate("wording", "日记打不开。请检查这个文件夹是否存在、能否写入，或换一个数据文件夹。"),
        "model_bug": translate("wording", "模型没能装进来，程序出了错。日记照常可写；可以在设置里换一个模型，或重新打开程序。"),
        "disk_full": translate("wording", "磁盘满了，这一则还没有存进日记。请腾出一点空间再试，文字还在窗口里。"),
        "diary_too_new": translate("wording", "这本日记是更新版本的程序写的。请升级程序；日记没有被改动。"),
        "diary_damaged": translate("wording", "日记文件读不出来，可能已损坏。程序没有改动它；请先复制一份再处理。"),
        "diary_damaged_open": translate("wording", "日记文件有损坏，所以不再写入；文件已另外复制了一份。没发出的文字请先复制，再重新打开程序，那时可以换上完好的备份。"),
        "diary_in_use": translate("wording", "日记正被另一个程序使用。请先关掉它，再试一次。"),
        "place_missing": translate("wording", "日记放在下面这个文件夹里，现在找不到它；没有另开新的日记。请把那块盘插好再试；它若在别处，用 --data-dir 指出来，或打开窗口选它的文件夹、用旧的一份、另开一本。"),
        "place_unknown": translate("wording", "日记搬到了别处，但记着它在哪里的小文件不见了，或读不出来；没有另开新的日记。请用 --data-dir 指出它的文件夹，或打开窗口选。"),
        "diary_moved": translate("wording", "这个文件夹里的日记已经搬走了，这里只留着一个记号。请不带 --data-dir 打开程序，或指出它现在的文件夹。"),
        "diary_missing": translate("wording", "这个文件夹里没有日记，也没有新开一本。写下第一则，它就有了；它若在别处，用 --data-dir 指出那个文件夹；若有备份，用 restore 换上。"),
        "target_exists": translate("wording", "那里已经有东西了，没有覆盖它。请换一个名字。"),
        "target_not_writable": translate("wording", "导出的文件写不下去，没有留下半个文件。请检查那里能否写入、空间够不够。"),
        "backup_missing": translate("wording", "没有这个备份。用 backup --list 看看有哪些。"),
        "model_unavailable": translate("wording", "模型没有醒来，所以没有心情和回复。日记照常保存。"),
        "model_missing": translate("wording", "找不到这个模型文件夹，或里面缺了文件。日记照常可写；请另选一个，或用自带的模型。"),
        "model_without_weights": translate("wording", "这个文件夹里没有模型的权重（.safetensors 文件）。日记照常可写；请另选一个，或用自带的模型。"),
        "model_unsafe": translate("wording", "这个文件夹里有打开时会运行代码的文件，所以不用它。日记照常可写；请选只有 safetensors 权重的，或用自带的模型。里面有："),
        "model_other_kind": translate("wording", "这不是能运行的模型：只认 Qwen2 和 Qwen3 这两类。日记照常可写；请另选一个，或用自带的模型。它的种类："),
        "model_refused": translate("wording", "这个文件夹里的模型不能用。日记照常可写；请换一个，或用自带的模型。"),
        "model_damaged": translate("wording", "模型文件不完整或已损坏。日记照常可写；请重新下载，或用自带的模型。"),
        "adapter_refused": translate("wording", "这个适配器不能用，没有加上。"),
        "adapter_base": translate("wording", "这个适配器是给另一个模型的，没有加上。请先换成它的模型，或选另一个适配器。它的模型："),
        "adapter_rank": translate("wording", "适配器的秩（rank）和它自己的说明对不上，没有加上。请换一份完整的。"),
        "adapter_targets": translate("wording", "适配器改的部分不是注意力和前馈层的矩阵，没有加上。请选只改这些层的。它改的是："),
        "adapter_kind": translate("wording", "只能加普通的 LoRA，这个是别的种类，没有加上。可以先用 peft 把它合并进模型，再选合并好的文件夹。"),
        "adapter_files": translate("wording", "这不是 PEFT 格式的适配器，或者文件不完整，没有加上。文件夹里要有 adapter_config.json 和 adapter_model.safetensors。"),
        "adapter_numbers": translate("wording", "适配器里有算不出来的数，没有加上。请换一份。"),
        "out_of_memory": translate("wording", "内存不够了，这次没有回复。日记已保存；关掉一些程序再试。"),
        "examination_memory": translate("wording", "内存不够，体检没有做完，仍用原来的精度。关掉一些程序，再试一次。"),
        "examination_bug": translate("wording", "程序出了错，体检没有做完，仍用原来的精度。可以再试一次，或换一个模型。"),
        "text_too_long": translate("wording", "这一则太长，模型读不完。日记已保存，可以分成几则再写。"),
        "task_file": translate("wording", "提示词文件有错误，请改正后重新打开程序。"),
        "task_not_saved": translate("wording", "存不进去，文件还是原来的。请检查数据文件夹能否写入。"),
        "task_unsupported": translate("wording", "这个模型没学过这件事，需要更大的模型。日记照常可写；可以在设置里换一个模型文件夹。"),
        "timed_out": translate("wording", "心情没有在限定的时间里得出，这一则先没有标签。时间可以在设置里放宽，也可以自己标上。"),
        "settings": translate("wording", "设置文件里有一项不对，已改用默认值。"),
        "settings_value": translate("wording", "这个值不能用，已改回原来的。"),
        "settings_not_saved": translate("wording", "设置存不进去，已改回原来的。请检查数据文件夹能否写入。"),
        "display": translate("wording", "这里打不开窗口。"),
        "crash": translate("wording", "程序出错了。写下的都已保存，没发出的也存成了草稿；可以继续，要是不对劲，请重新打开程序。"),
        "bug": translate("wording", "程序出错了，这次没有回复。日记已保存；可以再试一次。"),
    }  # fmt: skip
