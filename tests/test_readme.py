"""README names what is on screen: in italics, in both languages, as the program has it."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

from desktop.resources import TRANSLATIONS
from tests.command import ROOT

CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
ITALIC = re.compile(r"(?<![*\w])\*([^*]+)\*(?!\*)")


def half(language: str) -> str:
    english, chinese = (ROOT / "README.md").read_text("utf-8").split("\n## 中文\n")
    return CODE.sub("", english if language == "en" else chinese)


def on_screen(language: str) -> set[str]:
    """Chinese is the program's own text, English its translation."""
    which = "translation" if language == "en" else "source"
    messages = ElementTree.parse(TRANSLATIONS / "en.ts").iter("message")
    return {(message.findtext(which) or "").removesuffix("…") for message in messages}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_readme_names_is_on_screen(language: str) -> None:
    text = half(language)
    names = {" ".join(name.split()).removesuffix("…") for name in ITALIC.findall(text)}
    assert len(names) > 10
    assert not names - on_screen(language)


@pytest.mark.parametrize(("language", "settings"), [("en", "Settings"), ("zh", "设置")])
def test_a_way_through_the_settings_names_its_end(language: str, settings: str) -> None:
    """In italics, so that the test above knows it."""
    ends = re.findall(rf"{settings} → (.)", half(language))
    assert ends and set(ends) == {"*"}
