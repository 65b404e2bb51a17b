"""Tasks in words: what is wrong with a prompt file, what a task is called, what a job came to."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.domain.ways import Order, Tone
from desktop.errors import TaskFileError
from desktop.inference.task import Task, Variant
from desktop.services.router import Route, Scope, job_route, variants_of

translate = QCoreApplication.translate


def _in_english() -> bool:
    return QLocale().language() == QLocale.Language.English


def task_title(task: Task) -> str:
    return task.about.english if _in_english() else task.about.title


def variant_title(variant: Variant) -> str:
    return variant.english if _in_english() else variant.word


def scope_words() -> dict[str, Scope]:
    """What a day and a week are called behind a command, in either language."""
    day, week = translate("tasks", "今天"), translate("tasks", "本周")
    return {
        day.lower(): Scope.DAY,
        week.lower(): Scope.WEEK,
        "today": Scope.DAY,
        "week": Scope.WEEK,
    }


def command_line(typed: str, tasks: Iterable[Task]) -> str:
    """The commands that may be meant by what begins with a slash; empty where there is none."""
    begun = typed.strip()[1:].lower()
    found = (_command(task, begun) for task in tasks)
    commands = [f"/{command}" for command in found if command]
    if not commands:
        return ""
    text = translate("tasks", "命令：{commands}")
    return text.format(commands=translate("tasks", "、").join(commands))


def _command(task: Task, begun: str) -> str:
    """One command of a task, in the interface's language where several fit."""
    fitting = [name for name in task.about.commands if name.lower().startswith(begun)]
    ours = (name for name in fitting if name.isascii() is _in_english())
    return next(ours, fitting[0] if fitting else "")


def scope_title(scope: Scope) -> str:
    return {
        Scope.TEXT: "",
        Scope.DAY: translate("tasks", "今天"),
        Scope.WEEK: translate("tasks", "最近 7 天"),
    }[scope]


def _span_title(route: Route) -> str:
    """What it is about, by the day where one was said."""
    if route.until is None or route.scope is Scope.TEXT:
        return scope_title(route.scope)
    day = route.until.isoformat()
    week = translate("tasks", "到 {day} 的 7 天").format(day=day)
    return week if route.scope is Scope.WEEK else day


def route_title(route: Route) -> str:
    """总结 · 今天"""
    variant = variant_title(route.variant) if route.variant is not None else ""
    parts = (task_title(route.task), variant, _span_title(route))
    return " · ".join(part for part in parts if part)


def job_choices(task: Task, text: str, *, days: bool = False) -> list[tuple[str, Route]]:
    """All that can be asked of a task for a text, with names; without a text what is about days.

    days: that is asked beside the text, too.
    """
    found = []
    for variant in variants_of(task) or (None,):
        route = job_route(task, text, variant)
        name = variant_title(variant) if variant is not None else task_title(task)
        found += [(name, route)] if text else []
    for scope in (Scope.DAY, Scope.WEEK):
        if scope in task.about.reads and (days or not text):
            found.append((scope_title(scope), Route(task, scope)))
    return found


def day_choices(task: Task, day: date) -> list[tuple[str, Route]]:
    """What can be asked of a task for a day of the diary, with names."""
    names = {
        Scope.DAY: translate("tasks", "这一天"),
        Scope.WEEK: translate("tasks", "到这一天的 7 天"),
    }
    reads = (scope for scope in names if scope in task.about.reads)
    return [(names[scope], Route(task, scope, until=day)) for scope in reads]


def needs_larger(task: Task) -> str:
    """Said beside a task that the loaded model can't do."""
    if not task.about.needs:
        return translate("tasks", "这个模型没学过，需要更大的模型")
    words = translate("tasks", "需要更大的模型（{size} 以上）")
    return words.format(size=size_word(task.about.needs))


def size_word(parameters: int) -> str:
    """0.5B, 7M."""
    if parameters >= 100_000_000:
        return f"{parameters / 1e9:.3g}B"
    return f"{parameters / 1e6:.3g}M"


def order_word(order: Order) -> str:
    return {
        Order.LABEL_FIRST: translate("tasks", "先心情，后回复"),
        Order.REPLY_FIRST: translate("tasks", "先回复，后心情"),
        Order.REPLY_ONLY: translate("tasks", "只回复"),
        Order.LABEL_ONLY: translate("tasks", "只记录"),
    }[order]


def tone_word(tone: Tone) -> str:
    return {
        Tone.FREE: translate("tasks", "语气随模型"),
        Tone.LISTEN: translate("tasks", "只倾听"),
        Tone.ADVISE: translate("tasks", "温和建议"),
        Tone.NONE: translate("tasks", "不回复"),
    }[tone]


def ending_note(reason: str) -> str:
    """Why a text ended where the model had not; empty where there is nothing to say."""
    return {
        "time": translate("tasks", "到了时间上限，先写到这里"),
        "loop": translate("tasks", "开始重复同样的话，已在这里停下"),
        "length": translate("tasks", "到了最长长度，先写到这里"),
    }.get(reason, "")


def explain_problem(error: TaskFileError) -> str:
    """mine.toml 第 4 行（temperature）：要在 0 – 2 之间。"""
    where = error.file
    if error.line:
        where = translate("tasks", "{file} 第 {n} 行").format(file=where, n=error.line).strip()
    if error.key:
        where = translate("tasks", "{where}（{key}）").format(where=where, key=error.key)
    reason = _reasons().get(error.code, "{detail}").format(detail=error.detail)
    sentence = translate("tasks", "{where}：{reason}").format(where=where, reason=reason)
    return sentence if where else reason


def explain_problems(problems: tuple[TaskFileError, ...]) -> str:
    """For a notice: the first ones, and that nothing is lost."""
    lines = [explain_problem(problem) for problem in problems[:MOST_TOLD]]
    if len(problems) > MOST_TOLD:
        lines.append(translate("tasks", "还有 {n} 处。").format(n=len(problems) - MOST_TOLD))
    heading = translate("tasks", "提示词文件有错，仍用上一次好的内容。改好保存就会生效。")
    return "\n".join((heading, *lines))


MOST_TOLD = 3


def _reasons() -> dict[str, str]:
    return {
        "unreadable": translate("tasks", "读不出来。{detail}"),
        "no_file": translate("tasks", "不是普通文件。"),
        "too_large": translate("tasks", "太大，最多 {detail}。"),
        "not_utf8": translate("tasks", "不是 UTF-8 文字。"),
        "syntax": translate("tasks", "不合 TOML 的写法：{detail}。"),
        "missing": translate("tasks", "缺少这一项。"),
        "empty": translate("tasks", "不能是空的。"),
        "unknown": translate("tasks", "没有这样的项，请检查拼写。"),
        "not_text": translate("tasks", "要是文字。"),
        "not_texts": translate("tasks", "要是一组文字。"),
        "not_whole": translate("tasks", "要是整数。"),
        "not_number": translate("tasks", "要是数字。"),
        "not_flag": translate("tasks", "要是 true 或 false。"),
        "not_table": translate("tasks", "要是一个表。"),
        "not_tables": translate("tasks", "要是一组表，每个以双方括号开头。"),
        "out_of_range": translate("tasks", "要在 {detail} 之间。"),
        "too_many": translate("tasks", "太多了，最多 {detail} 个。"),
        "not_one_of": translate("tasks", "只能是 {detail} 中的。"),
        "variables": translate("tasks", "要恰好用到这些变量：{detail}。"),
        "bad_id": translate("tasks", "只能用字母、数字、- 和 _，最多 40 个。"),
        "bad_command": translate("tasks", "命令里不能有空白和斜杠。"),
        "bad_needs": translate("tasks", "要像 0.5B、7M，或 any。"),
        "too_few_labels": translate("tasks", "至少要两个不同的标签。"),
        "prior_twice": translate("tasks", "写了 prior，就不能再要 calibrate。"),
        "prior_missing": translate("tasks", "prior 要么每个标签都写，要么都不写。"),
        "not_a_label": translate("tasks", "里面有不是标签的词。"),
        "other_kind": translate("tasks", "{detail} 的种类不能改。"),
        "no_valence": translate("tasks", "至少一个标签要有 valence，日记才知道好坏。"),
        "same_id": translate("tasks", "和 {detail} 是同一个任务，只用那一个。"),
    }
