"""Which job a line asks for."""

import pytest

from desktop import resources
from desktop.inference.task_library import read_library
from desktop.services.router import Route, Scope, command_route, is_command, job_route

LIBRARY = read_library(resources.PROMPTS)
SCOPES = {"今天": Scope.DAY, "本周": Scope.WEEK}


def route(text: str) -> Route | None:
    return command_route(text, LIBRARY.jobs, SCOPES)


@pytest.mark.parametrize(
    ("text", "task", "scope", "rest", "variant"),
    [
        ("/总结", "summary", Scope.DAY, "", None),
        ("/总结 本周", "summary", Scope.WEEK, "", None),
        ("／总结 今天", "summary", Scope.DAY, "", None),
        ("/Summary 我今天很累", "summary", Scope.TEXT, "我今天很累", None),
        ("/总结\n第一行\n第二行 末", "summary", Scope.TEXT, "第一行\n第二行 末", None),
        ("/翻译 你好，world", "translate", Scope.TEXT, "你好，world", "英文"),
        ("/翻译 How are you?", "translate", Scope.TEXT, "How are you?", "中文"),
        ("/翻译 中文 你好", "translate", Scope.TEXT, "你好", "中文"),
        ("/改写 更正式 我不去了", "rewrite", Scope.TEXT, "我不去了", "更正式"),
        ("/改写 我不去了", "rewrite", Scope.TEXT, "我不去了", "更简洁"),
        ("/意图 几点了", "intent", Scope.TEXT, "几点了", None),
    ],
)
def test_a_command(text: str, task: str, scope: Scope, rest: str, variant: str | None) -> None:
    found = route(text)
    assert found is not None and found.is_complete
    assert (found.task.id, found.scope, found.text, found.typed) == (task, scope, rest, text)
    assert (found.variant.word if found.variant else None) == variant


@pytest.mark.parametrize("text", ["今天很累", "/不存在 x", "/", "/ 总结", "1/2", "总结 今天", ""])
def test_no_command(text: str) -> None:
    assert route(text) is None


def test_an_unknown_command_is_known_to_look_like_one() -> None:
    assert is_command("/zz") and not is_command("/ zz") and not is_command("zz")


def test_a_command_without_its_text_is_not_complete() -> None:
    found = route("/翻译")
    assert found is not None and not found.is_complete


def test_a_menu_says_the_variant_itself() -> None:
    task = LIBRARY.task("translate")
    assert task is not None
    chosen = job_route(task, "你好")
    assert chosen.variant is not None and chosen.variant.word == "英文"
