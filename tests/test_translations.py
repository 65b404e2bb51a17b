"""English is complete: every string goes through tr(), is translated, and is in the .qm file."""

import ast
import re
import string
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from desktop import resources

DESKTOP = Path(__file__).resolve().parent.parent / "desktop"
MODULES = sorted(DESKTOP.rglob("*.py"))
EN_TS, EN_QM = resources.TRANSLATIONS / "en.ts", resources.TRANSLATIONS / "en.qm"

# Characters, punctuation and full-width forms.
CHINESE = re.compile("[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef]")
CHINESE_ON_PURPOSE = {"中文"}  # a language is named in itself
# Their fonts are Chinese first, where these are as wide as a character and tear a word apart.
TYPOGRAPHIC_QUOTES = set("‘’“”")
WITHOUT_TR = {
    "display.py": "bilingual: it speaks before there is a translator",
    "bench/material.py": "texts that are measured, never shown",
    "bench/start.py": "a text that is measured, never shown",
    "evaluation/fitting.py": "labels as they stand in other people's files",
    "inference/evidence.py": "where a sentence ends",
    "evaluation/labelled.py": "names of columns in other people's files",
    "domain/care.py": "one of the patterns",
    "domain/care_text.py": "what people write",
    "domain/word_filter.py": "where a sentence ends",
    "storage/importers/clock_words.py": "halves of the day in other people's files",
    "storage/importers/mood_names.py": "names of moods in other people's files",
    "ui/diary/tag_line.py": "commas as one types them, in either language",
    "selftest.py": "for developers, who need the Chinese to be there in any language",
}

Message = tuple[str, str]  # context and source


class Call:
    """A call of tr() or translate() and the class around it."""

    def __init__(self, path: Path, node: ast.Call, around: list[ast.AST]) -> None:
        self.place = f"{path.relative_to(DESKTOP)}:{node.lineno}"
        self.node = node
        names = [outer.name for outer in around if isinstance(outer, ast.ClassDef)]
        self.class_name = names[-1] if names else ""
        functions = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
        self.in_function = any(isinstance(outer, functions) for outer in around)

    @property
    def is_tr(self) -> bool:
        return isinstance(self.node.func, ast.Attribute) and self.node.func.attr == "tr"

    def message(self) -> Message | None:
        """None if lupdate couldn't know what is said here."""
        arguments = [node.value for node in self.node.args if isinstance(node, ast.Constant)]
        if self.node.keywords or len(arguments) != len(self.node.args):
            return None
        texts = [self.class_name, *arguments] if self.is_tr else arguments
        match texts:
            case [str() as context, str() as source] if context:
                return context, source
        return None


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _translates(node: ast.Call) -> bool:
    """str.translate() is something else."""
    name = ast.unparse(node.func)
    return name.endswith((".tr", "Application.translate")) or name == "translate"


def _walk(node: ast.AST, around: list[ast.AST]) -> Iterator[tuple[ast.AST, list[ast.AST]]]:
    yield node, around
    for child in ast.iter_child_nodes(node):
        yield from _walk(child, [*around, node])


@cache
def _calls() -> tuple[Call, ...]:
    return tuple(
        Call(path, node, around)
        for path in MODULES
        for node, around in _walk(_tree(path), [])
        if isinstance(node, ast.Call) and _translates(node)
    )


@cache
def _english() -> dict[Message, str]:
    """What en.ts holds; an unfinished translation counts as none."""
    return {
        (context.findtext("name", ""), message.findtext("source", "")): _words(message)
        for context in ElementTree.parse(EN_TS).iter("context")
        for message in context.iter("message")
    }


def _words(message: ElementTree.Element) -> str:
    translation = message.find("translation")
    finished = translation is not None and translation.get("type") is None
    return translation.text or "" if translation is not None and finished else ""


def _placeholders(text: str) -> list[str]:
    return sorted(name for _, name, *_ in string.Formatter().parse(text) if name is not None)


def _documentation(tree: ast.Module) -> set[ast.AST]:
    """Strings that stand alone, as docstrings do."""
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def _untranslated(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Chinese literals outside documentation that no tr() sees, with their lines."""
    fine = _documentation(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _translates(node):
            fine.update(node.args)
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if node not in fine and CHINESE.search(text):
                yield node.lineno, text


# In the sources


def test_only_literals_are_given_to_tr() -> None:
    assert not [call.place for call in _calls() if call.message() is None]


def test_nothing_is_translated_while_modules_load() -> None:
    """The language is chosen later; such a string would stay Chinese."""
    assert not [call.place for call in _calls() if not call.in_function]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(DESKTOP)))
def test_all_chinese_goes_through_tr(path: Path) -> None:
    if str(path.relative_to(DESKTOP)) not in WITHOUT_TR:
        assert not list(_untranslated(_tree(path)))


def test_the_modules_that_need_no_tr_still_do() -> None:
    assert [name for name in WITHOUT_TR if not list(_untranslated(_tree(DESKTOP / name)))] == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("label.setText('心情')", True),
        ("label.setText(f'{n} 则')", True),
        ("label.setText(self.tr('心情'))", False),
        ("text = translate('words', '心' '情')", False),
        ("text = '心情'.translate(table)", True),
        ("def mood():\n    '''心情'''", False),
        ("separator = '、'", True),
    ],
)
def test_the_search_for_chinese_itself(code: str, found: bool) -> None:
    assert bool(list(_untranslated(ast.parse(code)))) is found


# In the translation


def test_every_string_is_in_the_translation_and_nothing_else() -> None:
    """`make translations` takes them in."""
    assert {call.message() for call in _calls()} == set(_english())


def test_every_string_is_translated() -> None:
    assert not [message for message, words in _english().items() if not words.strip()]


def test_placeholders_are_the_same() -> None:
    wrong = {
        source: words
        for (_, source), words in _english().items()
        if _placeholders(source) != _placeholders(words)
    }
    assert not wrong


def test_no_chinese_is_left() -> None:
    left = {words for words in _english().values() if CHINESE.search(words)}
    assert left == CHINESE_ON_PURPOSE


def test_english_reads_like_this_program() -> None:
    """No exclamation marks, straight quotes, no sentence that lost its full stop."""
    for (_, source), words in _english().items():
        assert "!" not in words and not TYPOGRAPHIC_QUOTES & set(words), words
        assert source.endswith("。") == words.endswith("."), words


def test_chinese_quotes_in_one_way() -> None:
    assert not [source for _, source in _english() if set("「」『』") & set(source)]


def test_the_program_reads_what_the_translation_says() -> None:
    """en.qm is compiled from this en.ts; `make translations` does it."""
    translator = QTranslator()
    assert translator.load(EN_QM.stem, str(resources.TRANSLATIONS))
    compiled = {message: translator.translate(*message) for message in _english()}
    assert compiled == _english()


# English as it is written

# Numbers that are never one: least and most of something, or fixed by the program.
NEVER_ONE = {"window", "limit", "fewest", "least", "most", "entries", "days", "size", "times"}
COUNTED = re.compile(r"\{(\w+)\} (?:are|were|have|(?:\w+ )?(?:entries|days|settings|ones))\b")
# What stands in front of a least number, and what is said only of more than one.
OF_MORE_THAN_ONE = (
    "fewer than {n} entries",
    "{n} days, mean",
    "{n} days up to",
    "last {n} days",  # a range that can be chosen
)
AMERICAN = re.compile(
    r"\b(colors?|licenses?|labeled|labeling|recogniz\w+|summariz\w+|canceled|gray|favorite\w*|"
    r"counselors?|behavior\w*|center)\b",
    re.IGNORECASE,
)


def test_one_of_something_is_no_plural() -> None:
    """Sentences that count say "Entries: 1", never "1 entries"."""
    texts = _english().values()
    wrong = [text for text in texts if set(COUNTED.findall(text)) - NEVER_ONE]
    assert not [text for text in wrong if not any(fine in text for fine in OF_MORE_THAN_ONE)]


def test_english_is_spelt_in_one_way() -> None:
    assert not [words for words in _english().values() if AMERICAN.search(words)]
