"""What is said of a command that can't be understood: our own sentences in argparse's place."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def not_understood(command: str, why: str) -> str:
    """In two lines: what is wrong, and the way out."""
    sentence = translate("usage", "{command}：{why}\n怎么写，看这里：{command} --help")
    return sentence.format(command=command, why=why)


# What our own arguments refuse


def no_day(text: str) -> str:
    return translate("usage", "{text} 不是日期；要写成 2026-11-21 这样").format(text=repr(text))


def no_count(text: str) -> str:
    return translate("usage", "{text} 不是从 1 起的整数").format(text=repr(text))


def no_whole_number(text: str) -> str:
    return translate("usage", "{text} 不是整数").format(text=repr(text))


def no_valence(text: str) -> str:
    return translate("usage", "{text} 不是 -2 到 2 之间的数").format(text=repr(text))


def no_mapping(text: str) -> str:
    sentence = translate("usage", "{text} 不是“名字=数”；比如 开心=2")
    return sentence.format(text=repr(text))


def no_precision(text: str, known: str) -> str:
    sentence = translate("usage", "没有精度 {text}；可以是 {known}")
    return sentence.format(text=repr(text), known=known)


def empty() -> str:
    return translate("usage", "里面没有字")


def slash_alone() -> str:
    return translate("usage", "单独一个“/”不算一则；让模型做一件事，用 do 这个命令")


# What argparse refuses


def argparse_sentences() -> dict[str, str]:
    """By argparse's own words, with the same places to fill. Of every Python that can run us; what
    only a programmer can get wrong isn't among them."""
    return {
        "argument %(argument_name)s: %(message)s": translate(
            "usage", "%(argument_name)s：%(message)s"
        ),
        "the following arguments are required: %s": translate("usage", "缺少 %s"),
        "one of the arguments %s is required": translate("usage", "缺少其中一个：%s"),
        "unrecognized arguments: %s": translate("usage", "不认识 %s"),
        "unexpected option string: %s": translate("usage", "不认识 %s"),
        "ambiguous option: %(option)s could match %(matches)s": translate(
            "usage", "%(option)s 没有写全，可能是 %(matches)s"
        ),
        "invalid choice: %(value)r (choose from %(choices)s)": translate(
            "usage", "没有 %(value)r；可以是 %(choices)s"
        ),
        "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
            translate("usage", "没有 %(value)r，是不是 %(closest)r？可以是 %(choices)s")
        ),
        "unknown parser %(parser_name)r (choices: %(choices)s)": translate(
            "usage", "没有 %(parser_name)r；可以是 %(choices)s"
        ),
        "invalid %(type)s value: %(value)r": translate("usage", "不能是 %(value)r"),
        "expected one argument": translate("usage", "后面要写一个值"),
        "expected at most one argument": translate("usage", "后面最多写一个值"),
        "expected at least one argument": translate("usage", "后面至少要写一个值"),
        "expected %s argument": translate("usage", "后面要写的值的个数：%s"),
        "expected %s arguments": translate("usage", "后面要写的值的个数：%s"),
        "not allowed with argument %s": translate("usage", "不能和 %s 一起用"),
        "ignored explicit argument %r": translate("usage", "后面不能有值，却写了 %r"),
        "can't open '%(filename)s': %(error)s": translate(
            "usage", "打不开 %(filename)s：%(error)s"
        ),
    }
