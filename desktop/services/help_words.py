"""What `--help` says: by the English words that the parsers have. A test holds both together."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def help_sentences() -> dict[str, str]:
    """In English these are the same words again."""
    return {**_argparse(), **_commands(), **_of_all(), **_diary(), **_measuring()}


def _argparse() -> dict[str, str]:
    """argparse's own."""
    return {
        "usage: ": translate("help", "用法："),
        "positional arguments": translate("help", "参数"),
        "options": translate("help", "选项"),
        "show this help message and exit": translate("help", "显示这些说明"),
        "show program's version number and exit": translate("help", "显示版本"),
    }


def _commands() -> dict[str, str]:
    return {
        "Qwen All-in-One Desktop. Without a command it opens the window.": translate(
            "help", "Qwen All-in-One Desktop。不写命令就打开窗口。"
        ),
        "commands": translate("help", "命令"),
        "name the mood of TEXT and answer it": translate("help", "说出 TEXT 的心情，并回复它"),
        "talk in the terminal": translate("help", "在终端里聊"),
        "what was written on a day": translate("help", "某一天写下了什么"),
        "choose the precision that suits the weights": translate("help", "选适合这个模型的精度"),
        "a task on a text or on days: summary, translate, …": translate(
            "help", "对一段文字或几天做一件事：summary、translate……"
        ),
        "what the last requests cost, stage by stage": translate(
            "help", "最近几次各阶段用了多少时间"
        ),
        "take in another diary": translate("help", "导入别的日记"),
        "write the diary to a file": translate("help", "把日记导出成文件"),
        "find entries by their words": translate("help", "按文字找日记"),
        "copy the diary and read the copy again": translate("help", "备份日记，并把备份再读一遍"),
        "put a backup in the diary's place": translate("help", "换上一份备份"),
        "is the diary's file sound?": translate("help", "日记文件是否完好"),
        "measure labels on a labelled FILE": translate("help", "用标好的 FILE 测标签有多准"),
        "how fast it is, beside the published method and llama.cpp": translate(
            "help", "有多快，与公布的方法和 llama.cpp 相比"
        ),
        "how fast a diary of twenty years is": translate("help", "二十年的日记有多快"),
    }


def _of_all() -> dict[str, str]:
    """Options of several commands, and what is said to the model."""
    return {
        "folder with weights (safetensors)": translate("help", "模型所在的文件夹（safetensors）"),
        "folder of the diary": translate("help", "日记所在的文件夹"),
        "try everything once and exit": translate("help", "把一切试一遍就退出"),
        "leave no trace in the diary": translate("help", "不在日记里留下痕迹"),
        "one JSON object a line": translate("help", "一行一个 JSON 对象"),
        "one JSON object": translate("help", "一个 JSON 对象"),
        "what to say; - reads lines from standard input": translate(
            "help", "要说的话；写 - 就逐行读标准输入"
        ),
        "YYYY-MM-DD, else today": translate("help", "YYYY-MM-DD，不写就是今天"),
        "its id, command or title, as in the settings": translate(
            "help", "任务的编号、命令或名字，和设置里的一样"
        ),
        "- reads all of standard input": translate("help", "写 - 就读完标准输入"),
        "what was written on that day": translate("help", "那一天写下的"),
        "on the seven days up to it": translate("help", "到那一天为止的七天"),
        "how many, else 20": translate("help", "几条，不写就是 20"),
    }


def _diary() -> dict[str, str]:
    return {
        "a file or a folder": translate("help", "一个文件或文件夹"),
        "%(choices)s; else found out": translate("help", "%(choices)s；不写就自己认"),
        "what a mood's name counts, -2 (worst) to 2; remembered": translate(
            "help", "叫这个名字的心情算多少，-2（最差）到 2；会记住"
        ),
        "say what would be taken, only": translate("help", "只说会导入什么，不真的导入"),
        "%(choices)s; else json": translate("help", "%(choices)s；不写就是 json"),
        "a new file; for Markdown a folder unless it ends in .md": translate(
            "help", "新文件；Markdown 是文件夹，除非以 .md 结尾"
        ),
        "first day, YYYY-MM-DD": translate("help", "第一天，YYYY-MM-DD"),
        "last day, inclusive": translate("help", "最后一天，包括它"),
        "words, all of which must be there": translate("help", "几个词，每个都要有"),
        "the label that counts": translate("help", "现在的标签"),
        "-2 (worst) to 2": translate("help", "-2（最差）到 2"),
        "may be repeated": translate("help", "可以写几次"),
        "hits a page": translate("help", "一次给几则"),
        "hits to pass over": translate("help", "跳过前几则"),
        "what there is, making none": translate("help", "只看有哪些，不新做"),
        "of `backup --list`, or a file; else the newest": translate(
            "help", "backup --list 里的名字，或一个文件；不写就用最近的"
        ),
        "bring back what the last restore replaced": translate("help", "换回上一次被换下的"),
        "make a faulty search index again": translate("help", "搜索目录不对时重做它"),
    }


def _measuring() -> dict[str, str]:
    return {
        ".jsonl, .csv or .tsv, UTF-8": translate("help", ".jsonl、.csv 或 .tsv，UTF-8"),
        "resources/prompts/ID": translate("help", "resources/prompts/ID 这个任务"),
        "auto, float32, bfloat16, int8; auto is what the program itself would run": translate(
            "help", "auto、float32、bfloat16、int8；auto 是程序自己会用的"
        ),
        "N random rows, always the same": translate("help", "随机 N 行，每次都是同样的"),
        "score compares the labels' probabilities; generate is transformers' own generate": (
            translate("help", "score 比较各标签的概率；generate 是 transformers 自己的生成")
        ),
        "a model of this size, made up": translate("help", "这么大的一个模型，数是随机的"),
        "auto, float32, bfloat16, int8; several are measured side by side": translate(
            "help", "auto、float32、bfloat16、int8；写几个就一起测"
        ),
        "the same weights for llama.cpp": translate("help", "同一个模型给 llama.cpp 用的文件"),
        "write all figures there too": translate("help", "把所有数字也写到那里"),
        "rounds": translate("help", "几轮"),
        "fewer rounds of the slow others": translate("help", "慢的对手少跑几轮"),
        "in 20 years": translate("help", "二十年里有几则"),
        "write the figures there too": translate("help", "把数字也写到那里"),
    }
