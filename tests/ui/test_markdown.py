"""Replies on screen: what Markdown may do, and what nothing may."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QImage, QTextBlock, QTextDocument
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.ui.chat import markdown
from desktop.ui.chat.document import fragments, panels
from desktop.ui.chat.links import LinkQuestion
from desktop.ui.chat.text_body import TextBody
from desktop.ui.theme import Theme

# The offscreen platform says so of every window whose smallest size changes.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme("light")


@pytest.fixture
def body(qtbot: QtBot, theme: Theme) -> TextBody:
    widget = TextBody(theme, "回复")
    qtbot.addWidget(widget)
    widget.resize(500, 400)
    return widget


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[QUrl]]:
    urls: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", urls.append)
    yield urls


def anchors(document: QTextDocument) -> list[str]:
    styles = [piece.charFormat() for piece in fragments(document)]
    return [style.anchorHref() for style in styles if style.isAnchor()]


def test_an_image_is_neither_read_nor_kept(body: TextBody, tmp_path: Path) -> None:
    picture = tmp_path / "secret.png"
    image = QImage(90, 90, QImage.Format.Format_RGB32)
    image.fill(0)
    assert image.save(str(picture))
    body.finish_markdown(f"前 ![图](file://{picture}) ![x]({picture}) 后 **完**")
    assert not [p for p in fragments(body.document()) if p.charFormat().isImageFormat()]
    assert "￼" not in body.toPlainText()
    kind = QTextDocument.ResourceType.ImageResource.value
    found = body.document().resource(kind, QUrl.fromLocalFile(str(picture)))
    assert found is None or found.size().width() <= 1
    assert body.loadResource(kind, QUrl("https://example.org/x.png")).size().width() == 1


def test_html_is_shown_as_it_is(body: TextBody) -> None:
    text = '**粗** <img src="file:///x.png"> <script>alert(1)</script> <a href="x">y</a>'
    body.finish_markdown(text)
    assert "<script>" in body.toPlainText()
    assert '<img src="file:///x.png">' in body.toPlainText()
    assert anchors(body.document()) == []


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.c", "#here", "http:", "x:y"]
)
def test_links_elsewhere_are_only_words(body: TextBody, opened: list[QUrl], target: str) -> None:
    body.finish_markdown(f"**看** [这里]({target})")
    assert "这里" in body.toPlainText()
    assert anchors(body.document()) == []
    body.anchorClicked.emit(QUrl(target))
    assert not body.findChildren(QMessageBox)
    assert opened == []


def test_a_web_link_is_asked_about_with_its_target_and_never_modally(
    qtbot: QtBot, body: TextBody, opened: list[QUrl]
) -> None:
    body.finish_markdown("[银行](https://exаmple.org/login)")
    (target,) = anchors(body.document())
    body.show()
    body.anchorClicked.emit(QUrl(target))
    (question,) = body.findChildren(LinkQuestion)
    assert "xn--" in question.informativeText()
    assert opened == []
    with qtbot.waitSignal(question.destroyed):
        question.button_open.click()
    assert [url.host() for url in opened] == [QUrl(target).host()]


def test_no_to_a_link_opens_nothing(qtbot: QtBot, body: TextBody, opened: list[QUrl]) -> None:
    body.show()
    body.anchorClicked.emit(QUrl("https://example.org/"))
    (question,) = body.findChildren(LinkQuestion)
    with qtbot.waitSignal(question.destroyed):
        question.reject()
    assert opened == []


def test_bidi_overrides_are_seen(body: TextBody) -> None:
    body.show_plain("甲\u202e乙\u2066")
    assert body.toPlainText() == "甲[U+202E]乙[U+2066]"
    body.append_chunk("\u202d丙")
    assert body.toPlainText().endswith("[U+202D]丙")
    body.finish_markdown("**甲**\u202e乙")
    assert body.toPlainText() == "甲[U+202E]乙"
    assert body.raw() == "**甲**\u202e乙"  # copying gives what was written


def test_what_is_too_large_or_has_too_long_lines_stays_plain() -> None:
    assert markdown.wants_markdown("**a**")
    assert not markdown.wants_markdown("**a**\n" * (markdown.MAX_CHARACTERS // 6 + 1))
    assert not markdown.wants_markdown("*" * (markdown.MAX_LINE + 1))


@pytest.mark.parametrize(
    "text", ["好的。", "第一行\n第二行", "3 - 2 = 1", "真的吗？！（笑）", "a|b"]
)
def test_words_without_marks_stay_plain(text: str) -> None:
    assert not markdown.wants_markdown(text)


def test_line_breaks_stay_and_lists_stay_lists(body: TextBody) -> None:
    body.finish_markdown("一**行**\n两行\n\n- 甲\n- 乙\n\n```\nx = 1\n\ny = 2\n```")
    assert body.toPlainText() == "一行\n两行\n甲\n乙\nx = 1\n\ny = 2"
    lists = [b for b in _blocks(body.document()) if b.textList() is not None]
    assert len(lists) == 2


def test_code_wraps_and_has_its_card(body: TextBody, theme: Theme) -> None:
    body.finish_markdown("先看：\n\n```\n" + "很长的一行 " * 40 + "\n```")
    body.heightForWidth(300)
    assert body.document().size().width() <= 300
    assert len(panels(body.document(), theme)) == 1


def _blocks(document: QTextDocument) -> list[QTextBlock]:
    return [document.findBlockByNumber(n) for n in range(document.blockCount())]


def test_it_follows_the_theme(body: TextBody, theme: Theme, qapp: QApplication) -> None:
    body.finish_markdown("[这里](https://example.org) 和 `代码`\n\n```\nx\n```")
    theme.apply("dark", 1.5)
    (link,) = [p.charFormat() for p in fragments(body.document()) if p.charFormat().isAnchor()]
    assert link.foreground().color().name().upper() == theme.palette.accent
    assert body.document().defaultFont().pixelSize() == theme.px(15)
    assert len(panels(body.document(), theme)) == 1
    qapp.setStyleSheet("")
